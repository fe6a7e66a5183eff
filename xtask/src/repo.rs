//! Where things are, and how a program of ours is started.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;

/// This checkout and the directory cargo builds into.
#[derive(Debug)]
pub(crate) struct Repo {
    root: PathBuf,
    target: PathBuf,
}

impl Repo {
    /// Finds the checkout this program was built from.
    ///
    /// # Errors
    ///
    /// When the working directory cannot be read (a relative `CARGO_TARGET_DIR` depends on it).
    pub(crate) fn find() -> Result<Self, Failure> {
        // `cargo run` sets the variable; a binary started by hand falls back to where it was built.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let manifest = PathBuf::from(manifest);
        let root = manifest.parent().map_or_else(|| manifest.clone(), Path::to_path_buf);
        let target = match env::var_os("CARGO_TARGET_DIR") {
            // Made absolute, because our children run in the root whatever directory we were called in.
            Some(given) => std::path::absolute(&given).map_err(Failure::file(Path::new(&given)))?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// A file or folder of the checkout.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A file or folder of the target directory.
    pub(crate) fn built(&self, path: &str) -> PathBuf {
        self.target.join(path)
    }

    /// The built app.
    pub(crate) fn dist(&self) -> PathBuf {
        self.at("dist")
    }

    /// The hall, as `cargo build -p hall` leaves it.
    pub(crate) fn hall(&self) -> PathBuf {
        self.built("debug/hall")
    }

    /// The hall that lies, as `cargo build -p conformance` leaves it.
    pub(crate) fn adversary(&self) -> PathBuf {
        self.built("debug/hall-adversary")
    }

    /// A program run from the root, with our npm tools on its path.
    pub(crate) fn command(&self, program: impl Into<OsString>) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target).env("PATH", self.path());
        command
    }

    /// `PATH` with `tests/node_modules/.bin` first: Trunk takes wasm-opt from there.
    pub(crate) fn path(&self) -> OsString {
        let own = self.at("tests/node_modules/.bin");
        let inherited = env::var_os("PATH").unwrap_or_default();
        env::join_paths(std::iter::once(own).chain(env::split_paths(&inherited))).unwrap_or(inherited)
    }
}
