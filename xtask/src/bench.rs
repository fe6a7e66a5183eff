//! `cargo xtask bench guides`: our guide search and the engines of others, in one run of one browser.
//!
//! docs/bench/guides.md says what is measured, and what came of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use contract::GuideSummary;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::app;
use crate::args::Mode;
use crate::browser;
use crate::compress;
use crate::example;
use crate::failure::Failure;
use crate::hall;
use crate::process;
use crate::repo::Repo;
use crate::smoke::exit_code;
use crate::steps::Steps;
use crate::tools::has_packages;

/// Where the engines of others and the measurement are.
const FOLDER: &str = "tests/bench";

/// Which catalogue is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// A whole province; minutes.
    Province,
    /// One town, each engine once: shows that the measurement works, measures nothing.
    Town,
}

impl Scale {
    /// Guides, and queries of each kind.
    fn numbers(self) -> (usize, usize) {
        match self {
            Self::Province => (66_000, 60),
            Self::Town => (2_000, 10),
        }
    }

    fn folder(self, repo: &Repo) -> PathBuf {
        repo.built(match self {
            Self::Province => "bench-guides",
            Self::Town => "bench-guides-quick",
        })
    }
}

/// Runs `cargo xtask bench guides`. The status says whether every promise holds. `json`: print nothing but the line
/// for scripts.
///
/// # Errors
///
/// When something is missing or cannot be built.
pub(crate) fn command(repo: &Repo, scale: Scale, json: bool) -> Result<ExitCode, Failure> {
    let mut steps = if json { Told::Nothing } else { Told::Steps(Steps::of(6)) };
    let folder = scale.folder(repo);
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    steps.run("engines of others", || ensure(repo))?;
    steps.run("making a catalogue", || make(repo, scale, &folder))?;
    steps.run("packing it", || pack(&folder))?;
    steps.run("building our engine for the browser", || example::release(repo, "guide_bench", &folder))?;
    let chrome = browser::find(repo)?;
    steps.run("typing in the app", || typing(repo, &folder, &chrome))?;
    let mut run = repo.command("node");
    run.arg(format!("{FOLDER}/run.mjs")).arg(&folder).env("CHROME_PATH", chrome);
    if scale == Scale::Town {
        run.arg("--quick");
    }
    if json {
        run.arg("--json");
    }
    let status = steps.run("measuring", || process::status(&mut run))?;
    Ok(exit_code(status))
}

/// Steps that are announced, or not.
enum Told {
    Steps(Steps),
    Nothing,
}

impl Told {
    fn run<T>(&mut self, what: &str, work: impl FnOnce() -> T) -> T {
        match self {
            Self::Steps(steps) => steps.run(what, work),
            Self::Nothing => work(),
        }
    }
}

fn ensure(repo: &Repo) -> Result<(), Failure> {
    for folder in ["tests", FOLDER] {
        if !has_packages(repo, folder) {
            process::quietly(repo.command("npm").args(["ci", "--prefix", folder, "--no-progress"]))?;
        }
    }
    Ok(())
}

/// Catalogue, queries and the indexes of others, unless they are there from these very scripts.
fn make(repo: &Repo, scale: Scale, folder: &Path) -> Result<(), Failure> {
    let (guides, each) = scale.numbers();
    let stamp = folder.join("made-of");
    let wanted = format!("{guides} {each} {}", digest(&repo.at(FOLDER))?);
    if fs::read_to_string(&stamp).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    let mut node = repo.command("node");
    // The indexes of others need gigabytes while they are made.
    node.arg("--max-old-space-size=8192").arg(format!("{FOLDER}/make.mjs")).arg(folder);
    process::quietly(node.arg(guides.to_string()).arg(each.to_string()))?;
    fs::write(&stamp, wanted).map_err(Failure::file(&stamp))
}

/// SHA-256 over what decides about the catalogue and the indexes.
fn digest(from: &Path) -> Result<String, Failure> {
    let mut files = vec![from.join("package-lock.json")];
    files.extend(["make", "catalogue", "queries", "words"].map(|it| from.join(it).with_extension("mjs")));
    let engines = from.join("engines");
    for entry in fs::read_dir(&engines).map_err(Failure::file(&engines))? {
        files.push(entry.map_err(Failure::file(&engines))?.path());
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(fs::read(&file).map_err(Failure::file(&file))?);
    }
    Ok(hash.finalize().iter().map(|it| format!("{it:02x}")).collect())
}

/// The snapshots a hall would publish: every guide, and those of one district; and their sizes.
fn pack(folder: &Path) -> Result<(), Failure> {
    let mut sizes = serde_json::Map::new();
    for name in ["guides", "district"] {
        let from = folder.join(name).with_extension("json");
        let text = fs::read(&from).map_err(Failure::file(&from))?;
        let guides: Vec<GuideSummary> = serde_json::from_slice(&text)
            .map_err(|it| Failure::Unreadable { path: from.clone(), reason: it.to_string() })?;
        let bytes = guide_index::pack(&guides, "bench");
        let to = folder.join(name).with_extension("bin");
        fs::write(&to, &bytes).map_err(Failure::file(&to))?;
        let brotli = compress::brotli(&bytes).map_err(Failure::file(&to))?.len();
        sizes.insert(name.into(), json!({"guides": guides.len(), "raw": bytes.len(), "brotli": brotli}));
    }
    let to = folder.join("payload.json");
    fs::write(&to, Value::Object(sizes).to_string()).map_err(Failure::file(&to))
}

/// Types in the app, when the one that is built is the one of these sources: building it takes longer than everything
/// else here. The table says when it was left out.
fn typing(repo: &Repo, folder: &Path, chrome: &Path) -> Result<(), Failure> {
    let result = folder.join("typing.json");
    if result.exists() {
        fs::remove_file(&result).map_err(Failure::file(&result))?;
    }
    if !app::is_fresh(repo, Mode::Release) {
        eprintln!("      left out: the app is not built from these sources (`cargo xtask build`)");
        return Ok(());
    }
    hall::build(repo)?;
    let mut script = repo.command("node");
    script.arg(format!("{FOLDER}/typing.mjs")).arg(folder).env("CHROME_PATH", chrome);
    process::quietly(script.env("HALL_BIN", repo.hall()).env("DIST", repo.dist()))
}
