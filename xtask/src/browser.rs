//! The browser of the journeys: found, or installed where the system lets us.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process::{answer, run};
use crate::repo::Repo;

/// Names a Chromium goes by.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// What Debian calls a Chromium and a font that has Chinese.
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// A Chromium that starts. `CHROME_PATH` decides when it is set; else the usual names on PATH; else apt.
///
/// # Errors
///
/// When none is found and none can be installed.
pub(crate) fn find(repo: &Repo) -> Result<PathBuf, Failure> {
    if let Some(given) = env::var_os("CHROME_PATH") {
        return starts(repo, Path::new(&given)).ok_or_else(|| Failure::Missing {
            what: format!("a browser at CHROME_PATH ({})", given.to_string_lossy()),
            remedy: "Let CHROME_PATH name a Chromium or Chrome that starts.".into(),
        });
    }
    if let Some(found) = on_path(repo) {
        return Ok(found);
    }
    println!("      no Chromium here; asking apt for one");
    apt(repo).ok().and_then(|()| on_path(repo)).ok_or_else(|| Failure::Missing {
        what: "Chromium, which the browser journeys drive".into(),
        remedy: format!(
            "Install it (Debian: apt-get install {}), or let CHROME_PATH name one.\n\
             Ubuntu's package is a snap, which cannot be driven: install Chrome and set CHROME_PATH.",
            PACKAGES.join(" ")
        ),
    })
}

fn on_path(repo: &Repo) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    NAMES.iter().flat_map(|name| folders.iter().map(move |it| it.join(name))).find_map(|it| starts(repo, &it))
}

/// The path itself when the program there says a version; a snap stub does not.
fn starts(repo: &Repo, path: &Path) -> Option<PathBuf> {
    answer(repo.command(path).arg("--version")).map(|_| path.to_owned())
}

/// Installs as root, or through a sudo that needs no password.
fn apt(repo: &Repo) -> Result<(), Failure> {
    let root = answer(repo.command("id").arg("-u")).as_deref() == Some("0");
    let apt = |words: &[&str]| {
        let mut command = if root { repo.command("apt-get") } else { repo.command("sudo") };
        if !root {
            command.args(["-n", "apt-get"]);
        }
        run(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "-q"])?;
    apt(&[&["install", "-q", "-y", "--no-install-recommends"][..], &PACKAGES[..]].concat())
}
