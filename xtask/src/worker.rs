//! The list of the build's files in `dist/sw.js`: what the service worker keeps for a start without a network.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::size;

/// The worker itself; the browser keeps it, and asks for it anew.
pub(crate) const FILE: &str = "sw.js";

/// The two lines of `public/sw.js` that this build fills in.
const BUILD: &str = "const BUILD = '';";
const FILES: &str = "const FILES = {};";

/// Writes the list into the worker. Every other file of the build must be there already.
///
/// # Errors
///
/// When a file cannot be read or written, or the worker has no place for the list.
pub(crate) fn place(dist: &Path) -> Result<(), Failure> {
    let path = dist.join(FILE);
    let worker = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let filled = fill(&worker, &list(dist)?)
        .ok_or_else(|| Failure::Unreadable { path: path.clone(), reason: "no place for the list".into() })?;
    fs::write(&path, filled).map_err(Failure::file(&path))
}

/// Address → 16 hex digits, for everything but the worker and the compressed copies.
fn list(dist: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    for file in size::files(dist)? {
        let Some(address) = address(dist, &file) else { continue };
        let bytes = fs::read(&file).map_err(Failure::file(&file))?;
        found.insert(address, digest(&bytes));
    }
    Ok(found)
}

/// Under which address the worker keeps a file. The page is kept under the one of the first page.
fn address(dist: &Path, file: &Path) -> Option<String> {
    let parts = file.strip_prefix(dist).ok()?.iter().map(|it| it.to_str());
    let path = parts.collect::<Option<Vec<_>>>()?.join("/");
    match path.as_str() {
        FILE => None,
        "index.html" => Some("/".into()),
        _ => Some(format!("/{path}")),
    }
}

fn fill(worker: &str, files: &BTreeMap<String, String>) -> Option<String> {
    if !worker.contains(BUILD) || !worker.contains(FILES) {
        return None;
    }
    let list = serde_json::to_string(files).ok()?;
    let build = digest(list.as_bytes());
    let filled = worker.replace(BUILD, &format!("const BUILD = '{build}';"));
    Some(filled.replace(FILES, &format!("const FILES = {};", list.replace(',', ",\n"))))
}

/// 16 hex digits of SHA-256: enough to tell two builds apart, not to keep anybody out.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|it| format!("{it:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_every_file_under_its_address_once() {
        let dist = std::env::temp_dir().join(format!("xtask-worker-{}", std::process::id()));
        fs::create_dir_all(dist.join("locale")).unwrap();
        let files =
            ["index.html", "index.html.br", "app.css", "app.css.gz", "locale/en.json", "icon.png", "sw.js"];
        for name in files {
            fs::write(dist.join(name), name).unwrap();
        }
        let list = list(&dist);
        fs::remove_dir_all(&dist).unwrap();
        let list = list.unwrap();
        let addresses: Vec<&str> = list.keys().map(String::as_str).collect();
        assert_eq!(addresses, ["/", "/app.css", "/icon.png", "/locale/en.json"]);
        assert_eq!(list["/"], digest(b"index.html"));
    }

    #[test]
    fn the_worker_of_this_repository_has_a_place_for_the_list() {
        let worker = include_str!("../../public/sw.js");
        let one = |digest: &str| BTreeMap::from([("/".to_owned(), digest.to_owned())]);
        let filled = fill(worker, &one("0123456789abcdef")).unwrap();
        assert!(filled.contains("const FILES = {\"/\":\"0123456789abcdef\"};"), "{filled}");
        assert!(!filled.contains(BUILD));
        // Another content is another build, also under the same names.
        assert_ne!(filled, fill(worker, &one("0123456789abcdee")).unwrap().replace("abcdee", "abcdef"));
        assert_eq!(fill("'use strict';", &one("0123456789abcdef")), None);
    }
}
