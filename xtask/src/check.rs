//! `cargo xtask test`: every check of this repository, counted.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::args::Mode;
use crate::failure::Failure;
use crate::repo::Repo;
use crate::smoke::Passing;
use crate::steps::Steps;
use crate::tally::Tally;
use crate::tools::WASM;
use crate::{app, browser, catalogue, hall, install, process, size, strangers};

/// Crates that are for the host only; every other one must also hold for WASM.
const HOST_ONLY: [&str; 3] = ["hall", "conformance", "fixtures"];

/// Runs `cargo xtask test`. A failed check does not stop the ones after it.
///
/// # Errors
///
/// When the tools cannot be installed: then nothing can be checked.
pub(crate) fn command(repo: &Repo) -> Result<ExitCode, Failure> {
    install::ensure(repo)?;
    let mut run = Run::of(repo, 12 + app::STEPS + strangers::STEPS);

    // First: the licences of every crate are checked offline, also of those for other systems.
    run.gate("fetching crates", Ok(cargo(repo, &["fetch", "--locked"])));
    run.gate("formatting", Ok(cargo(repo, &["fmt", "--all", "--check"])));
    run.gate(
        "lints, host",
        Ok(cargo(repo, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])),
    );
    run.gate("lints, WASM", wasm_lints(repo));
    run.count("tests, host", || alone(Ok(cargo(repo, &["test", "--workspace", "--no-fail-fast"]))));
    run.count("test vectors, independent implementation", || {
        alone(node_tests(repo, "tests/vectors", "check.mjs"))
    });
    run.count("arithmetic of the measurement", || alone(node_tests(repo, "tests/bench", ".test.mjs")));
    if run.build() {
        run.own("building the catalogue", |repo| catalogue::build(repo, Mode::Release));
        strangers::judge(&mut run);
        run.count("browser journeys", || alone(journeys(repo)));
        run.count("faults", || alone(in_browser(repo, "tests/faults")));
        run.own("size budget", size::command);
    } else {
        run.skip("tools of strangers");
        run.skip("browser journeys");
        run.skip("faults");
        run.skip("size budget");
    }
    Ok(run.end())
}

fn cargo(repo: &Repo, words: &[&str]) -> Command {
    let mut command = repo.command("cargo");
    command.args(words);
    command
}

/// The app and the pure crates under clippy for WASM. The list is explicit because the tools and the hall
/// do not build for it.
fn wasm_lints(repo: &Repo) -> Result<Command, Failure> {
    let mut command = cargo(repo, &["clippy", "--target", WASM, "--package", "handheld"]);
    for name in names(repo, "crates")?.iter().filter(|it| !HOST_ONLY.contains(&it.as_str())) {
        command.args(["--package", name]);
    }
    command.args(["--", "-D", "warnings"]);
    Ok(command)
}

/// Journeys and faults start halls of their own, so they are told where hall, app and browser are.
fn in_browser(repo: &Repo, folder: &str) -> Result<Command, Failure> {
    let mut command = node_tests(repo, folder, ".test.mjs")?;
    command.env("CHROME_PATH", browser::find(repo)?).env("HALL_BIN", repo.hall()).env("DIST", repo.dist());
    Ok(command)
}

fn journeys(repo: &Repo) -> Result<Command, Failure> {
    process::run(&mut cargo(repo, &["build", "--quiet", "--locked", "--package", "conformance", "--bins"]))?;
    let mut command = in_browser(repo, "tests/e2e")?;
    command.env("ADVERSARY_BIN", repo.adversary());
    command.env("CATALOGUE", catalogue::folder(repo));
    Ok(command)
}

/// `node --test` over the files of a folder that end in `suffix`.
fn node_tests(repo: &Repo, folder: &str, suffix: &str) -> Result<Command, Failure> {
    let files: Vec<PathBuf> = names(repo, folder)?
        .iter()
        .filter(|it| it.ends_with(suffix))
        .map(|it| PathBuf::from(folder).join(it))
        .collect();
    if files.is_empty() {
        return Err(Failure::Missing {
            what: format!("{folder}/*{suffix}"),
            remedy: "Nothing to run.".into(),
        });
    }
    let mut command = repo.command("node");
    command.args(["--test", "--test-reporter=spec"]).args(files);
    Ok(command)
}

/// A runner that needs no hall of ours beside it.
fn alone(command: Result<Command, Failure>) -> Result<Runner, Failure> {
    Ok((command?, None))
}

/// Names in a folder, sorted.
fn names(repo: &Repo, folder: &str) -> Result<Vec<String>, Failure> {
    let path = repo.at(folder);
    let entries = fs::read_dir(&path).map_err(Failure::file(&path))?;
    let mut names: Vec<String> =
        entries.flatten().filter_map(|it| it.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

/// A runner, and the hall that has to be there while it runs.
pub(crate) type Runner = (Command, Option<Passing>);

/// The checks so far.
pub(crate) struct Run<'a> {
    repo: &'a Repo,
    steps: Steps,
    total: Tally,
    broken: Vec<String>,
}

impl<'a> Run<'a> {
    /// Checks in that many steps.
    pub(crate) fn of(repo: &'a Repo, steps: usize) -> Self {
        Self { repo, steps: Steps::of(steps), total: Tally::default(), broken: Vec::new() }
    }

    /// What is checked.
    pub(crate) fn repo(&self) -> &'a Repo {
        self.repo
    }

    /// The steps, for one that is no check.
    pub(crate) fn steps(&mut self) -> &mut Steps {
        &mut self.steps
    }

    /// A program that either succeeds or does not: one check.
    fn gate(&mut self, what: &str, command: Result<Command, Failure>) {
        let result = self.steps.run(what, || process::run(&mut command?));
        self.settle(what, result);
    }

    /// A check of our own.
    pub(crate) fn own(&mut self, what: &str, check: impl FnOnce(&Repo) -> Result<(), Failure>) {
        let repo = self.repo;
        let result = self.steps.run(what, || check(repo));
        self.settle(what, result);
    }

    /// A test runner that counts for itself.
    pub(crate) fn count(&mut self, what: &str, runner: impl FnOnce() -> Result<Runner, Failure>) {
        let mut tally = Tally::default();
        let status = self.steps.run(what, || {
            let (mut command, _hall) = runner()?;
            process::watch(&mut command, |line| tally.read(line))
        });
        match status {
            Ok(status) => self.add(what, tally.settled(status.success())),
            Err(failure) => self.settle(what, Err(failure)),
        }
    }

    /// The app and the hall; true when both are there for the journeys.
    fn build(&mut self) -> bool {
        let app = app::build(self.repo, Mode::Release, &mut self.steps);
        let repo = self.repo;
        let built = app.and_then(|()| self.steps.run("building the hall", || hall::build(repo)));
        let holds = built.is_ok();
        self.settle("building the app and the hall", built);
        holds
    }

    fn skip(&mut self, what: &str) {
        self.steps.run(what, || eprintln!("not run: there is no built app"));
        self.add(what, Tally::FAIL);
    }

    fn settle(&mut self, what: &str, result: Result<(), Failure>) {
        match result {
            Ok(()) => self.add(what, Tally::PASS),
            Err(failure) => {
                eprintln!("{failure}");
                self.add(what, Tally::FAIL);
            }
        }
    }

    fn add(&mut self, what: &str, tally: Tally) {
        if tally.failed > 0 {
            self.broken.push(format!("{what}: {tally}"));
        }
        self.total += tally;
    }

    /// The verdict. The very last line is `N passed, N failed`.
    pub(crate) fn end(self) -> ExitCode {
        println!("\nall checks took {}", self.steps.elapsed());
        for line in &self.broken {
            println!("failed: {line}");
        }
        println!("{}", self.total);
        if self.total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
