//! `cargo xtask serve --smoke`: the built app, a new hall, one journey in a real browser.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use crate::args::ServeOptions;
use crate::browser;
use crate::failure::Failure;
use crate::hall::{Hall, Start};
use crate::process;
use crate::repo::Repo;
use crate::serve;

/// Runs `cargo xtask serve --smoke`; the status is the journey's own.
///
/// # Errors
///
/// When something cannot be built or started.
pub(crate) fn command(repo: &Repo, options: &ServeOptions) -> Result<ExitCode, Failure> {
    let mut steps = serve::prepare(repo, options, 2)?;
    let chrome = browser::find(repo)?;
    let hall = steps
        .run("starting the hall", || Passing::start(repo, "smoke", Life { history: false, clerk: true }))?;
    let mut journey = repo.command("node");
    journey.arg("tests/e2e/smoke.mjs").arg(hall.url()).env("CHROME_PATH", chrome);
    let status = steps.run("driving one journey", || process::status(&mut journey))?;
    Ok(exit_code(status))
}

/// The program's own code, or 1 when a signal ended it.
pub(crate) fn exit_code(status: std::process::ExitStatus) -> ExitCode {
    ExitCode::from(status.code().and_then(|it| u8::try_from(it).ok()).unwrap_or(1))
}

/// What goes on in a hall besides the journey.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Life {
    /// It has cases of the year before.
    pub(crate) history: bool,
    /// Its clerk works the queue.
    pub(crate) clerk: bool,
}

/// A hall on a free port whose data goes away with it.
#[derive(Debug)]
pub(crate) struct Passing {
    hall: Option<Hall>,
    data: PathBuf,
}

impl Passing {
    /// Starts one; `purpose` is part of its directory's name.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub(crate) fn start(repo: &Repo, purpose: &str, life: Life) -> Result<Self, Failure> {
        let data = env::temp_dir().join(format!("handheld-{purpose}-{}", std::process::id()));
        let Life { history, clerk } = life;
        let start = Start { host: "127.0.0.1", port: 0, data: data.clone(), demo: true, history, clerk };
        match Hall::start(repo, &start) {
            Ok(hall) => Ok(Self { hall: Some(hall), data }),
            Err(failure) => {
                forget(&data);
                Err(failure)
            }
        }
    }

    /// Where its data lie.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        self.hall.as_ref().map_or("", Hall::url)
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        // The hall first: it writes into the directory until it has stopped.
        drop(self.hall.take());
        forget(&self.data);
    }
}

fn forget(data: &Path) {
    if let Err(error) = fs::remove_dir_all(data) {
        eprintln!("{}: {error}", data.display());
    }
}
