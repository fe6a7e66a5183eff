//! The parts of the app beside it in `dist/`, and one name for all of them.
//!
//! A part fits only the very build it was cut from. So app, loader and parts carry the digest of them all in
//! their names: a browser that holds one of them for ever can never meet another build's.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use sha2::{Digest, Sha256};

use crate::args::Mode;
use crate::bindgen::LINK;
use crate::example;
use crate::failure::Failure;
use crate::repo::Repo;

/// The binary's name, with which Trunk begins the names of its two files.
const APP: &str = "handheld-app";

/// Makes the parts small, and gives everything its final name.
///
/// # Errors
///
/// When a file cannot be read or written, or is not what Trunk and the splitter write.
pub(crate) fn place(repo: &Repo, mode: Mode, parts: &Path) -> Result<(), Failure> {
    let modules = modules(parts)?;
    if mode == Mode::Release {
        shrink(repo, &modules)?;
    }
    let dist = repo.dist();
    let page = dist.join("index.html");
    let html = text(&page)?;
    let old = stem(&html).ok_or_else(|| Failure::Unreadable {
        path: page.clone(),
        reason: format!("no `/{APP}-….js` in it"),
    })?;
    let glue = dist.join(format!("{old}.js"));
    let main = dist.join(format!("{old}_bg.wasm"));
    let link = parts.join(LINK);

    let id = digest([&glue, &main, &link].into_iter().chain(&modules))?;
    let (app, loader) = (format!("{APP}-{id}"), format!("parts-{id}.js"));
    let (glue_text, mut link_text) = (text(&glue)?, text(&link)?);
    for module in &modules {
        let (before, after) = (file_name(module), part_name(module, &id));
        link_text = link_text.replace(&format!("\"./{before}\""), &format!("\"./{after}\""));
        copy(module, &dist.join(after))?;
    }
    write(&dist.join(&loader), &link_text.replace(&format!("./{APP}.js"), &format!("./{app}.js")))?;
    write(&dist.join(format!("{app}.js")), &relink(&glue_text, &loader))?;
    copy(&main, &dist.join(format!("{app}_bg.wasm")))?;
    write(&page, &rename(&html, old, &app, &loader))?;
    for file in [glue, main] {
        fs::remove_file(&file).map_err(Failure::file(&file))?;
    }
    Ok(())
}

/// The app's glue, importing the loader by its new name. The module asks for it by the old one; that stays.
fn relink(glue: &str, loader: &str) -> String {
    glue.replace(&format!("from \"./{LINK}\""), &format!("from \"./{loader}\""))
}

/// The page with the new names, and with the loader fetched together with the app instead of after it.
fn rename(html: &str, old: &str, app: &str, loader: &str) -> String {
    let html = html.replace(old, app);
    let preload = format!("<link rel=\"modulepreload\" href=\"/{loader}\" crossorigin=\"anonymous\">");
    html.replacen("<link rel=\"modulepreload\"", &format!("{preload}<link rel=\"modulepreload\""), 1)
}

/// `handheld-app-0123456789abcdef`, from the page. Trunk leaves out leading zeros.
fn stem(html: &str) -> Option<&str> {
    let at = html.find(&format!("{APP}-"))?;
    let stem = html[at..].split('.').next()?;
    let digits = &stem[APP.len() + 1..];
    let is_hash = (1..=16).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_hexdigit());
    is_hash.then_some(stem)
}

/// `split_filing.wasm` → `filing-….wasm`; `chunk_6.wasm`, which several parts share → `shared-6-….wasm`.
fn part_name(module: &Path, id: &str) -> String {
    let name = file_name(module);
    let stem = name.strip_suffix(".wasm").unwrap_or(&name);
    let word = stem.strip_prefix("split_").map_or_else(|| stem.replace("chunk_", "shared-"), Into::into);
    format!("{word}-{id}.wasm")
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What was cut off, in a fixed order.
fn modules(parts: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(parts).map_err(Failure::file(parts))? {
        let path = entry.map_err(Failure::file(parts))?.path();
        if path.extension().is_some_and(|it| it == "wasm") {
            found.push(path);
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// wasm-opt on each, as Trunk does with the main module; it is slow to start, so as many at once as there are
/// cores.
fn shrink(repo: &Repo, modules: &[PathBuf]) -> Result<(), Failure> {
    let waiting = Mutex::new(modules.iter());
    let next = || waiting.lock().ok().and_then(|mut it| it.next());
    let work = || -> Result<(), Failure> {
        while let Some(module) = next() {
            example::shrink(repo, module)?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        // A worker cannot panic; if one did, `scope` would pass it on.
        workers.into_iter().filter_map(|it| it.join().ok()).collect()
    })
}

/// 16 hex digits of SHA-256 over names and contents: what the hall takes for "never changes".
fn digest<'a>(files: impl Iterator<Item = &'a PathBuf>) -> Result<String, Failure> {
    let mut hash = Sha256::new();
    for file in files {
        let bytes = fs::read(file).map_err(Failure::file(file))?;
        hash.update(file_name(file));
        hash.update(bytes.len().to_be_bytes());
        hash.update(bytes);
    }
    Ok(hash.finalize().iter().take(8).map(|it| format!("{it:02x}")).collect())
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(Failure::file(path))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(Failure::file(path))
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(|_| ()).map_err(Failure::file(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_is_found_in_its_page() {
        let table = [
            ("import init from '/handheld-app-0123456789abcdef.js';", Some("handheld-app-0123456789abcdef")),
            ("import init from '/handheld-app.js';", None),
            ("import init from '/handheld-app-123456789abcdef.js';", Some("handheld-app-123456789abcdef")),
            ("import init from '/handheld-app-loader.js';", None),
            ("", None),
        ];
        for (html, found) in table {
            assert_eq!(stem(html), found, "{html}");
        }
    }

    #[test]
    fn parts_are_called_after_what_they_hold() {
        let table = [("split_filing.wasm", "filing-1f.wasm"), ("chunk_6.wasm", "shared-6-1f.wasm")];
        for (before, after) in table {
            assert_eq!(part_name(Path::new(before), "1f"), after);
        }
    }

    #[test]
    fn the_glue_finds_the_loader_and_the_module_still_its_import() {
        let glue = "import * as a from \"./__wasm_split.js\"\n\"./__wasm_split.js\": a,";
        assert_eq!(
            relink(glue, "parts-1.js"),
            "import * as a from \"./parts-1.js\"\n\"./__wasm_split.js\": a,"
        );
    }

    #[test]
    fn the_page_fetches_app_and_loader_together() {
        let html =
            "<script>'/handheld-app-0.js'</script><link rel=\"modulepreload\" href=\"/handheld-app-0.js\">";
        let renamed = rename(html, "handheld-app-0", "handheld-app-1", "parts-1.js");
        assert_eq!(
            renamed,
            "<script>'/handheld-app-1.js'</script>\
             <link rel=\"modulepreload\" href=\"/parts-1.js\" crossorigin=\"anonymous\">\
             <link rel=\"modulepreload\" href=\"/handheld-app-1.js\">"
        );
    }
}
