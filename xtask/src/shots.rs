//! `cargo xtask shots`: a picture of every screen, for people to look at.

use std::fs;
use std::process::ExitCode;

use crate::args::ServeOptions;
use crate::browser;
use crate::failure::Failure;
use crate::process;
use crate::repo::Repo;
use crate::serve;
use crate::smoke::{Life, Passing, exit_code};

/// Runs `cargo xtask shots`; the status is the script's own.
///
/// # Errors
///
/// When something cannot be built or started.
pub(crate) fn command(repo: &Repo) -> Result<ExitCode, Failure> {
    let options = ServeOptions::at(0);
    let mut steps = serve::prepare(repo, &options, 2)?;
    let chrome = browser::find(repo)?;
    let out = repo.at("shots");
    fs::create_dir_all(&out).map_err(Failure::file(&out))?;
    let hall = steps
        .run("starting the hall", || Passing::start(repo, "shots", Life { history: true, clerk: false }))?;
    let mut script = repo.command("node");
    script.arg("tests/e2e/shots.mjs").arg(hall.url()).arg(&out).env("CHROME_PATH", chrome);
    // The script works the desk itself, so that a correction notice is there to be pictured.
    script.env("HALL_DATA", hall.data()).env("HALL_BIN", repo.hall());
    let status = steps.run("taking pictures", || process::status(&mut script))?;
    println!("pictures are in {}", out.display());
    Ok(exit_code(status))
}
