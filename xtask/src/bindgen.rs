//! Stands in for `wasm-bindgen` when Trunk calls it: cuts the app at its split points first.
//!
//! The cut must be made between cargo and wasm-bindgen; Trunk has no step there, but finds its tools on `PATH`.
//! So a link to this program lies there under the tool's name, and the tool itself comes right behind it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use wasm_split_cli_support::{Options, transform};

use crate::failure::Failure;
use crate::process;
use crate::repo::Repo;

/// The tool's name.
const TOOL: &str = "wasm-bindgen";

/// Where the stand-in writes what it cut off, told to it by the build.
const PARTS: &str = "HANDHELD_PARTS";

/// The module that loads the parts, as the splitter and the app's glue call it.
pub(crate) const LINK: &str = "__wasm_split.js";

/// Has `trunk` find the stand-in, and the stand-in write the parts into `parts`.
///
/// # Errors
///
/// When the link cannot be made.
pub(crate) fn stand_before(repo: &Repo, trunk: &mut Command, parts: &Path) -> Result<(), Failure> {
    let folder = repo.built("xtask-bin");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let link = folder.join(TOOL).with_extension(env::consts::EXE_EXTENSION);
    let own = ourselves().map_err(Failure::file(&link))?;
    // A copy, not a link: it is the same everywhere, and an old one is replaced without asking what it was.
    fs::copy(&own, &link).map_err(Failure::file(&link))?;
    let path = repo.path();
    let all = std::iter::once(folder).chain(env::split_paths(&path));
    trunk.env("PATH", env::join_paths(all).unwrap_or(path)).env(PARTS, parts);
    Ok(())
}

/// Where this program's own bytes are. Cargo may have put a new build in its place while it ran (`cargo test`
/// builds the workspace); Linux still hands out the old one under this name.
fn ourselves() -> io::Result<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Ok(running) } else { env::current_exe() }
}

/// Whether this program was called by the tool's name.
pub(crate) fn is_called() -> bool {
    env::args_os().next().is_some_and(|it| Path::new(&it).file_stem() == Some(OsStr::new(TOOL)))
}

/// Cuts, then does what was asked for with what is left.
///
/// # Errors
///
/// When the module cannot be cut, or the tool fails.
pub(crate) fn stand_in() -> Result<ExitCode, Failure> {
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    let mut tool = Command::new(TOOL);
    tool.env("PATH", path_behind_us());
    let call = env::var_os(PARTS).zip(Call::read(&words));
    let Some((parts, call)) = call else {
        // `--version`, or nothing that we know: the tool's own business.
        process::run(tool.args(&words))?;
        return Ok(ExitCode::SUCCESS);
    };
    let main = cut(&call, Path::new(&parts))?;
    // The parts use the main module's exports by the linker's names.
    tool.args(&call.others).args(["--keep-lld-exports", "--no-demangle"]).arg(main);
    process::run(&mut tool)?;
    Ok(ExitCode::SUCCESS)
}

/// `PATH` without the folder this program was found in.
fn path_behind_us() -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let own = env::current_exe().ok().and_then(|it| it.parent().map(Path::to_path_buf));
    let others = env::split_paths(&path).filter(|it| Some(it) != own.as_ref());
    env::join_paths(others).unwrap_or_else(|_| path.clone())
}

/// What Trunk asks for: `--out-name=N … in.wasm …`.
#[derive(Debug, PartialEq, Eq)]
struct Call {
    module: PathBuf,
    name: String,
    others: Vec<OsString>,
}

impl Call {
    fn read(words: &[OsString]) -> Option<Self> {
        let (modules, others): (Vec<_>, Vec<_>) =
            words.iter().cloned().partition(|it| Path::new(it).extension() == Some(OsStr::new("wasm")));
        let name = others.iter().find_map(|it| it.to_str()?.strip_prefix("--out-name="))?.to_owned();
        let [module] = <[_; 1]>::try_from(modules).ok()?;
        Some(Self { module: module.into(), name, others })
    }
}

/// Writes the parts and [`LINK`] into `parts`; gives the module that is left.
fn cut(call: &Call, parts: &Path) -> Result<PathBuf, Failure> {
    // What an earlier build cut off belongs to that build.
    if parts.exists() {
        fs::remove_dir_all(parts).map_err(Failure::file(parts))?;
    }
    let bytes = fs::read(&call.module).map_err(Failure::file(&call.module))?;
    // Not `.wasm`: it is no part.
    let left = parts.join("left.main");
    let glue = format!("./{}.js", call.name);
    let link = format!("./{LINK}");
    let mut options = Options::new(&bytes);
    options.output_dir = parts;
    options.main_out_path = &left;
    options.main_module = &glue;
    options.link_name = &link;
    transform(options)
        .map_err(|it| Failure::Unreadable { path: call.module.clone(), reason: format!("{it:#}") })?;
    Ok(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split_whitespace().map(Into::into).collect()
    }

    #[test]
    fn what_trunk_asks_for_is_read() {
        let read = Call::read(&words("--target=web --out-dir=/o --out-name=app /t/app.wasm --no-typescript"));
        let call = Call {
            module: "/t/app.wasm".into(),
            name: "app".into(),
            others: words("--target=web --out-dir=/o --out-name=app --no-typescript"),
        };
        assert_eq!(read, Some(call));
    }

    #[test]
    fn anything_else_is_left_to_the_tool() {
        for line in ["--version", "", "app.wasm", "--out-name=app", "--out-name=app a.wasm b.wasm"] {
            assert_eq!(Call::read(&words(line)), None, "{line}");
        }
    }
}
