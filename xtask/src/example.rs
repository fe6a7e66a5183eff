//! Examples as modules for the browser, built as the app is built.

use std::path::{Path, PathBuf};

use crate::args::Mode;
use crate::failure::Failure;
use crate::process;
use crate::repo::Repo;
use crate::tools::WASM;

/// Compiles an example; gives its module, which no browser can load yet.
///
/// # Errors
///
/// When it cannot be compiled.
pub(crate) fn compile(repo: &Repo, mode: Mode, name: &str) -> Result<PathBuf, Failure> {
    let mut cargo = repo.command("cargo");
    cargo.args(["build", "--quiet", "--locked", "--target", WASM, "--example", name]);
    let profile = match mode {
        Mode::Release => {
            cargo.arg("--release");
            "release"
        }
        Mode::Dev => "debug",
    };
    process::run(&mut cargo)?;
    Ok(repo.built(&format!("{WASM}/{profile}/examples/{name}.wasm")))
}

/// Writes `NAME.js` and `NAME_bg.wasm`; gives the latter.
///
/// # Errors
///
/// When wasm-bindgen fails.
pub(crate) fn bind(repo: &Repo, module: &Path, name: &str, out: &Path) -> Result<PathBuf, Failure> {
    let mut bindgen = repo.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]);
    process::quietly(bindgen.arg(out).arg(module))?;
    Ok(out.join(format!("{name}_bg.wasm")))
}

/// wasm-opt, in place.
///
/// # Errors
///
/// When it fails.
pub(crate) fn shrink(repo: &Repo, module: &Path) -> Result<(), Failure> {
    process::quietly(repo.command("wasm-opt").arg("-Oz").arg(module).arg("-o").arg(module))
}

/// All of it, for release.
///
/// # Errors
///
/// When a step fails.
pub(crate) fn release(repo: &Repo, name: &str, out: &Path) -> Result<PathBuf, Failure> {
    let module = bind(repo, &compile(repo, Mode::Release, name)?, name, out)?;
    shrink(repo, &module)?;
    Ok(module)
}
