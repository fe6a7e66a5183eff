//! `cargo xtask faults`: injects faults for real, and says which were survived.

use std::process::ExitCode;

use crate::args::ServeOptions;
use crate::browser;
use crate::failure::Failure;
use crate::process;
use crate::repo::Repo;
use crate::serve;
use crate::smoke::exit_code;

/// Which faults, and what becomes of the table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// The seed of whatever is random about them.
    pub(crate) seed: u64,
    /// Whether `docs/faults.md` is written anew.
    pub(crate) write: bool,
    /// Ids of the catalogue; none means all.
    pub(crate) ids: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 20_261_123, write: false, ids: Vec::new() }
    }
}

/// Runs `cargo xtask faults`; the status is the script's own.
///
/// # Errors
///
/// When something cannot be built or started.
pub(crate) fn command(repo: &Repo, options: &Options) -> Result<ExitCode, Failure> {
    let served = ServeOptions::at(0);
    let mut steps = serve::prepare(repo, &served, 1)?;
    let chrome = browser::find(repo)?;
    let mut script = repo.command("node");
    script.arg("tests/faults/run.mjs").args(["--seed", &options.seed.to_string()]).args(&options.ids);
    if options.write {
        script.arg("--write");
    }
    script.env("CHROME_PATH", chrome).env("HALL_BIN", repo.hall()).env("DIST", repo.dist());
    let status = steps.run("injecting faults", || process::status(&mut script))?;
    Ok(exit_code(status))
}
