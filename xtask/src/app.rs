//! Building the app: Trunk, the parts that come later, then the precompressed copies a server hands out.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::args::Mode;
use crate::bindgen;
use crate::compress;
use crate::failure::Failure;
use crate::install;
use crate::locales;
use crate::parts;
use crate::process::run;
use crate::repo::Repo;
use crate::steps::Steps;
use crate::styles;
use crate::worker;

/// Everything the app is made of.
const INPUTS: [&str; 12] = [
    ".cargo",
    "src",
    "crates",
    "locales",
    "style",
    "public",
    "index.html",
    "build.rs",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "rust-toolchain.toml",
];

/// Runs `cargo xtask build`.
///
/// # Errors
///
/// When a tool is missing or a step fails.
pub(crate) fn command(repo: &Repo, mode: Mode) -> Result<(), Failure> {
    install::ensure(repo)?;
    let mut steps = Steps::of(STEPS);
    build(repo, mode, &mut steps)?;
    println!("built in {}: {}", steps.elapsed(), repo.dist().display());
    Ok(())
}

/// How many steps [`build`] announces.
pub(crate) const STEPS: usize = 7;

/// Builds the app into `dist/`.
///
/// # Errors
///
/// When a step fails.
pub(crate) fn build(repo: &Repo, mode: Mode, steps: &mut Steps) -> Result<(), Failure> {
    let begun = SystemTime::now();
    // Trunk is told to stay offline, so the crates must be here before it starts.
    steps.run("fetching crates", || run(repo.command("cargo").args(["fetch", "--locked", "--quiet"])))?;
    steps.run("joining the styles", || styles::bundle(repo))?;
    let cut_off = repo.built("xtask-parts");
    steps.run("building the app", || trunk(repo, mode, &cut_off))?;
    steps.run("placing its parts", || parts::place(repo, mode, &cut_off))?;
    steps.run("publishing the languages", || languages(repo))?;
    // The last of what is published: it names all the others.
    steps.run("listing them for the service worker", || worker::place(&repo.dist()))?;
    steps.run("compressing", || compress::beside(&repo.dist()))?;
    let stamp = repo.built(STAMP);
    fs::write(&stamp, stamp_text(repo, mode)).map_err(Failure::file(&stamp))?;
    // As old as the beginning of the build: what was edited while it ran is newer.
    let dated = fs::File::options().write(true).open(&stamp).and_then(|it| it.set_modified(begun));
    dated.map_err(Failure::file(&stamp))
}

/// Each language that is not compiled in, under the name the app asks for.
fn languages(repo: &Repo) -> Result<(), Failure> {
    let from = repo.at("locales");
    let (_, tables) = locales::read(&from).map_err(|reason| Failure::Unreadable { path: from, reason })?;
    let to = repo.dist().join("locale");
    fs::create_dir_all(&to).map_err(Failure::file(&to))?;
    for table in tables {
        let file = to.join(table.file());
        fs::write(&file, table.json).map_err(Failure::file(&file))?;
    }
    Ok(())
}

fn trunk(repo: &Repo, mode: Mode, parts: &Path) -> Result<(), Failure> {
    let mut trunk = repo.command("trunk");
    bindgen::stand_before(repo, &mut trunk, parts)?;
    // Trunk 0.21 reads NO_COLOR as its own boolean option and refuses "1".
    trunk.env_remove("NO_COLOR").arg("build");
    if mode == Mode::Release {
        trunk.arg("--release");
    }
    run(&mut trunk)
}

/// Says which build `dist/` holds; its age says whether that is still true.
const STAMP: &str = "handheld-app.stamp";

fn stamp_text(repo: &Repo, mode: Mode) -> String {
    format!("{mode:?} {}", repo.dist().display())
}

/// Whether `dist/` already holds this build of these sources.
pub(crate) fn is_fresh(repo: &Repo, mode: Mode) -> bool {
    let stamp = repo.built(STAMP);
    let same = fs::read_to_string(&stamp).is_ok_and(|it| it == stamp_text(repo, mode));
    let built = fs::metadata(&stamp).and_then(|it| it.modified()).ok();
    same && repo.at("dist/index.html").is_file()
        && built.is_some_and(|built| INPUTS.iter().all(|it| !newer(&repo.at(it), built)))
}

/// Whether anything at or under `path` changed after `time`. What cannot be read counts as changed; what
/// does not exist does not.
fn newer(path: &Path, time: SystemTime) -> bool {
    let Ok(data) = fs::metadata(path) else { return path.exists() };
    if data.modified().map_or(true, |it| it > time) {
        return true;
    }
    data.is_dir()
        && fs::read_dir(path).map_or(true, |entries| entries.flatten().any(|it| newer(&it.path(), time)))
}
