//! The tools of the build: which version is asked for, and which one is there.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::process;
use crate::repo::Repo;

/// The target the app is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The oldest Node whose test runner and WASM the tools rely on.
const NODE_MAJOR: u32 = 20;

/// A tool that can be installed by `setup`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tool {
    /// The standard library for [`WASM`].
    WasmTarget,
    /// `wasm-bindgen`, exactly the version of the crate in Cargo.lock: the two halves share a private format.
    WasmBindgen(String),
    /// `trunk`, exactly the version of Trunk.toml.
    Trunk(String),
    /// The packages of tests/package-lock.json.
    NpmPackages,
}

/// What is missing, in the order it should be installed.
///
/// # Errors
///
/// When a version cannot be read from the repository, or Node is absent or too old.
pub(crate) fn missing(repo: &Repo) -> Result<Vec<Tool>, Failure> {
    node(repo)?;
    let bindgen = pinned(&repo.at("Cargo.lock"), locked_bindgen)?;
    let trunk = pinned(&repo.at("Trunk.toml"), wanted_trunk)?;
    let mut missing = Vec::new();
    if !has_wasm_target(repo) {
        missing.push(Tool::WasmTarget);
    }
    if !speaks(repo, "wasm-bindgen", &bindgen) {
        missing.push(Tool::WasmBindgen(bindgen));
    }
    if !speaks(repo, "trunk", &trunk) {
        missing.push(Tool::Trunk(trunk));
    }
    if !has_packages(repo, "tests") {
        missing.push(Tool::NpmPackages);
    }
    Ok(missing)
}

fn node(repo: &Repo) -> Result<(), Failure> {
    let found = process::answer(repo.command("node").arg("--version"));
    match found.as_deref().map(|it| (it, major(it))) {
        Some((_, Some(major))) if major >= NODE_MAJOR => Ok(()),
        found => Err(Failure::Missing {
            what: format!("Node {NODE_MAJOR} or newer (found: {})", found.map_or("none", |(it, _)| it)),
            remedy: "Install it from your system or nodejs.org, then run the command again.".into(),
        }),
    }
}

/// `v20.20.2` → 20.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Asks rustc for the library instead of rustup for its list: it also works without rustup.
fn has_wasm_target(repo: &Repo) -> bool {
    process::answer(repo.command("rustc").args(["--print", "target-libdir", "--target", WASM]))
        .is_some_and(|dir| Path::new(&dir).is_dir())
}

/// Whether `program --version` names exactly this version.
fn speaks(repo: &Repo, program: &str, version: &str) -> bool {
    process::answer(repo.command(program).arg("--version").env_remove("NO_COLOR"))
        .is_some_and(|said| said.split_whitespace().any(|word| word == version))
}

/// npm leaves its own record in node_modules; it is stale when the lock file is newer.
pub(crate) fn has_packages(repo: &Repo, folder: &str) -> bool {
    let modified = |path: &str| fs::metadata(repo.at(folder).join(path)).and_then(|it| it.modified()).ok();
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Some(installed), Some(wanted)) => installed >= wanted,
        _ => false,
    }
}

fn pinned(path: &Path, find: fn(&str) -> Option<String>) -> Result<String, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::file(path))?;
    find(&text).ok_or_else(|| Failure::Unreadable {
        path: path.to_owned(),
        reason: "the version of a build tool is not pinned here".into(),
    })
}

/// The `wasm-bindgen` of a Cargo.lock.
fn locked_bindgen(lock: &str) -> Option<String> {
    let (_, entry) = lock.split_once("name = \"wasm-bindgen\"\n")?;
    let version = entry.lines().next()?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(Into::into)
}

/// The `trunk-version = "=…"` of a Trunk.toml.
fn wanted_trunk(config: &str) -> Option<String> {
    let line = config.lines().find_map(|it| it.strip_prefix("trunk-version = \"="))?;
    line.split('"').next().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_files_that_pin_them() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_bindgen(lock).as_deref(), Some("0.2.130"));
        assert_eq!(locked_bindgen("[[package]]\nname = \"other\"\n"), None);
        assert_eq!(wanted_trunk("# why\ntrunk-version = \"=0.21.14\" # note\n").as_deref(), Some("0.21.14"));
        assert_eq!(wanted_trunk("trunk-version = \"0.21\"\n"), None);
    }

    #[test]
    fn node_versions_are_compared_by_major() {
        for (version, number) in [("v20.20.2", Some(20)), ("v8.0.0", Some(8)), ("20.1", None), ("", None)] {
            assert_eq!(major(version), number, "{version}");
        }
    }
}
