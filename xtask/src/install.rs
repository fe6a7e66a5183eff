//! `cargo xtask setup`: installs what is missing, and nothing else.

use crate::failure::Failure;
use crate::process::{answer, run};
use crate::repo::Repo;
use crate::steps::Steps;
use crate::tools::{self, Tool, WASM};

/// Runs `cargo xtask setup`.
///
/// # Errors
///
/// When a tool cannot be installed.
pub(crate) fn setup(repo: &Repo) -> Result<(), Failure> {
    if tools::missing(repo)?.is_empty() {
        println!("everything is here");
        return Ok(());
    }
    ensure(repo)
}

/// Installs what is missing; prints nothing when nothing is.
///
/// # Errors
///
/// When a tool cannot be installed.
pub(crate) fn ensure(repo: &Repo) -> Result<(), Failure> {
    let missing = tools::missing(repo)?;
    let mut steps = Steps::of(missing.len());
    for tool in &missing {
        steps.run(&describe(tool), || install(repo, tool))?;
    }
    match tools::missing(repo)?.first() {
        None => Ok(()),
        Some(still) => Err(Failure::Missing {
            what: describe(still),
            remedy: "It was installed, but another version comes first on PATH; put ~/.cargo/bin first."
                .into(),
        }),
    }
}

fn describe(tool: &Tool) -> String {
    match tool {
        Tool::WasmTarget => format!("installing the Rust target {WASM}"),
        Tool::WasmBindgen(version) => format!("installing wasm-bindgen {version} (some minutes, once)"),
        Tool::Trunk(version) => format!("installing Trunk {version} (some minutes, once)"),
        Tool::NpmPackages => "installing the npm packages of tests/package-lock.json".into(),
    }
}

fn install(repo: &Repo, tool: &Tool) -> Result<(), Failure> {
    match tool {
        Tool::WasmTarget => run(repo.command("rustup").args(["target", "add", WASM])),
        // Without --locked: the lock file inside the package has named a version that mirrors lack.
        Tool::WasmBindgen(version) => binary(repo, "wasm-bindgen-cli", version, &[]),
        Tool::Trunk(version) => binary(repo, "trunk", version, &["--locked"]),
        Tool::NpmPackages => run(repo.command("npm").args(["ci", "--prefix", "tests", "--no-progress"])),
    }
}

/// A prebuilt binary where cargo-binstall is at hand and finds one, else built from source.
fn binary(repo: &Repo, name: &str, version: &str, flags: &[&str]) -> Result<(), Failure> {
    if answer(repo.command("cargo").args(["binstall", "-V"])).is_some() {
        let package = format!("{name}@{version}");
        let mut binstall = repo.command("cargo");
        if run(binstall.args(["binstall", "--no-confirm", &package])).is_ok() {
            return Ok(());
        }
    }
    let mut install = repo.command("cargo");
    // A tool's objects do not belong into our target directory.
    install.env_remove("CARGO_TARGET_DIR");
    run(install.args(["install", name, "--version", version]).args(flags))
}
