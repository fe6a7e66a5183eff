//! `cargo xtask strangers`: tools that others wrote judge the document, the hall and the client.
//!
//! docs/contract/strangers.md says what each does and what it found.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::check::{Run, Runner};
use crate::failure::Failure;
use crate::hall;
use crate::process;
use crate::repo::Repo;
use crate::smoke::{Life, Passing};
use crate::tools;

/// How many steps [`judge`] takes.
pub(crate) const STEPS: usize = 5;

/// Where the tools and their configuration are.
const FOLDER: &str = "tests/strangers";
const DOCUMENT: &str = "crates/contract/openapi.yaml";

/// Runs `cargo xtask strangers`.
///
/// # Errors
///
/// When the hall cannot be built.
pub(crate) fn command(repo: &Repo) -> Result<ExitCode, Failure> {
    let mut run = Run::of(repo, 1 + STEPS);
    run.steps().run("building the hall", || hall::build(repo))?;
    judge(&mut run);
    Ok(run.end())
}

/// Lets every tool judge. The hall must be built; the app need not be.
pub(crate) fn judge(run: &mut Run<'_>) {
    let repo = run.repo();
    run.own("tools of strangers", ensure);
    run.own("the document, by an OpenAPI linter", lint);
    run.count("the hall, by a fuzzer", || fuzz(repo));
    run.count("the hall, by a tus client", || Ok((tus_client(repo), None)));
    run.count("the client, by a tus server", || Ok((tus_server(repo), None)));
}

/// Installs what is missing of the npm and Python packages.
fn ensure(repo: &Repo) -> Result<(), Failure> {
    if !tools::has_packages(repo, FOLDER) {
        process::run(repo.command("npm").args(["ci", "--prefix", FOLDER, "--no-progress"]))?;
    }
    let (wanted, installed) = (repo.at(FOLDER).join("fuzz/requirements.txt"), own(repo, "requirements.txt"));
    let wanted = fs::read(&wanted).map_err(Failure::file(&wanted))?;
    if fs::read(&installed).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    let venv = own(repo, "venv");
    let made = process::run(repo.command("python3").args(["-m", "venv", "--clear"]).arg(&venv));
    made.map_err(|_| Failure::Missing {
        what: "Python 3 with its module venv, for the fuzzer".into(),
        remedy: "Install it (Debian: apt-get install python3-venv).".into(),
    })?;
    let mut pip = repo.command(venv.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    process::run(pip.arg(repo.at(FOLDER).join("fuzz/requirements.txt")))?;
    fs::write(&installed, wanted).map_err(Failure::file(&installed))
}

/// Every rule is an error (redocly.yaml), so a document that passes has no warnings either.
fn lint(repo: &Repo) -> Result<(), Failure> {
    let tool = repo.at(FOLDER).join("node_modules/.bin/redocly");
    let config = repo.at(FOLDER).join("redocly.yaml");
    let mut command = repo.command(tool);
    command.args(["lint", DOCUMENT, "--format", "stylish", "--lint-config", "error", "--config"]).arg(config);
    // It would tell its makers that it ran, and people which Node it would like.
    command.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_NOTIFICATIONS", "true");
    process::run(&mut command)?;
    println!("redocly: 0 errors, 0 warnings");
    Ok(())
}

/// The fuzzer, and the hall it needs: without a past and without a clerk, so that it is the same every time.
fn fuzz(repo: &Repo) -> Result<Runner, Failure> {
    let hall = Passing::start(repo, "strangers", Life { history: false, clerk: false })?;
    let mut command = repo.command(own(repo, "venv/bin/python"));
    command.arg(repo.at(FOLDER).join("fuzz/run.py")).arg(repo.at(DOCUMENT)).arg(own(repo, ""));
    command.env("HALL_URL", hall.url()).env("HALL_BIN", repo.hall()).env("HALL_DATA", hall.data());
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    Ok((command, Some(hall)))
}

/// tus-js-client; it starts a hall of its own.
fn tus_client(repo: &Repo) -> Command {
    let mut command = repo.command("node");
    command.args(["--test", "--test-reporter=spec"]).arg(repo.at(FOLDER).join("hall.test.mjs"));
    command.env("HALL_BIN", repo.hall()).env("DIST", repo.dist());
    command
}

/// npm @tus/server; the tests start it.
fn tus_server(repo: &Repo) -> Command {
    let mut command = repo.command("cargo");
    command.args(["test", "--locked", "--package", "strangers", "--test", "server", "--", "--ignored"]);
    command
}

/// Where installed tools and what they write are kept.
fn own(repo: &Repo, path: &str) -> PathBuf {
    repo.built("strangers").join(path)
}
