//! `cargo xtask size`: bytes of the built app by file, and the budget of the first load.

use std::fs;
use std::path::{Path, PathBuf};

use crate::compress::{brotli, gzip, is_dense};
use crate::failure::Failure;
use crate::repo::Repo;
use crate::worker;

/// Bytes of brotli a phone may have to fetch before the first screen answers.
const BUDGET: u64 = 200_000;

/// When a file is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Before the first screen: the page and the code and styles it names.
    First,
    /// Icons and the manifest: they hold nothing up.
    Trimmings,
    /// Only when something asks for it.
    Later,
}

/// One file in three sizes, bytes.
#[derive(Debug)]
struct Row {
    part: Part,
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table and checks the budget.
///
/// # Errors
///
/// When the app is not built, or the first load is over [`BUDGET`].
pub(crate) fn command(repo: &Repo) -> Result<(), Failure> {
    let dist = repo.dist();
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).map_err(|_| Failure::Missing {
        what: page.display().to_string(),
        remedy: "Build the app first: cargo xtask build".into(),
    })?;
    let mut rows = Vec::new();
    for file in files(&dist)? {
        rows.push(measure(&dist, &file, &html)?);
    }
    rows.sort_by(|a, b| (a.part, b.brotli).cmp(&(b.part, a.brotli)));
    print(&rows);
    let kept: Vec<&Row> = rows.iter().filter(|it| it.name != worker::FILE).collect();
    let bytes: u64 = kept.iter().map(|it| it.brotli).sum();
    println!(
        "\nkept by the service worker, once the first load is over: {} files, {bytes} bytes of brotli",
        kept.len()
    );
    let actual = rows.iter().filter(|it| it.part == Part::First).map(|it| it.brotli).sum();
    println!("budget of the first load: {BUDGET} bytes of brotli");
    if actual <= BUDGET { Ok(()) } else { Err(Failure::OverBudget { actual, budget: BUDGET }) }
}

/// The path of every file in `dist` but the compressed copies.
///
/// # Errors
///
/// When a folder cannot be read.
pub(crate) fn files(dist: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![dist.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Failure::file(&folder))? {
            let path = entry.map_err(Failure::file(&folder))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|it| it != "br" && it != "gz") {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn measure(dist: &Path, path: &Path, html: &str) -> Result<Row, Failure> {
    let bytes = fs::read(path).map_err(Failure::file(path))?;
    let name = path.strip_prefix(dist).unwrap_or(path).to_string_lossy().into_owned();
    let raw = bytes.len() as u64;
    // A copy that is there was made from this very build; anything else is measured now.
    let copy = |suffix: &str| fs::metadata(format!("{}.{suffix}", path.display())).ok().map(|it| it.len());
    let (gzipped, brotlied) = match (copy("gz"), copy("br")) {
        (Some(gzipped), Some(brotlied)) => (gzipped, brotlied),
        _ if is_dense(path) => (raw, raw),
        _ => {
            let length = |it: Vec<u8>| it.len() as u64;
            let gzipped = gzip(&bytes).map(length).map_err(Failure::file(path))?;
            (gzipped, brotli(&bytes).map(length).map_err(Failure::file(path))?)
        }
    };
    Ok(Row { part: part(&name, html), name, raw, gzip: gzipped, brotli: brotlied })
}

/// When `name` is fetched, told from the built page: code and styles that it names come first.
fn part(name: &str, html: &str) -> Part {
    let named = html.contains(&format!("/{name}\"")) || html.contains(&format!("/{name}'"));
    let kind = name.rsplit('.').next().unwrap_or_default();
    match kind {
        _ if name == "index.html" => Part::First,
        "css" | "js" | "wasm" if named => Part::First,
        "svg" | "png" | "ico" | "webmanifest" => Part::Trimmings,
        _ => Part::Later,
    }
}

fn print(rows: &[Row]) {
    println!("{:>10} {:>10} {:>10}  file", "raw", "gzip", "brotli");
    for (part, title) in
        [(Part::First, "first load"), (Part::Trimmings, "icons and manifest"), (Part::Later, "on demand")]
    {
        let of_part: Vec<&Row> = rows.iter().filter(|it| it.part == part).collect();
        for row in &of_part {
            println!("{:>10} {:>10} {:>10}  {}", row.raw, row.gzip, row.brotli, row.name);
        }
        let sum = |size: fn(&Row) -> u64| of_part.iter().map(|it| size(it)).sum::<u64>();
        if !of_part.is_empty() {
            println!(
                "{:>10} {:>10} {:>10}  = {title}\n",
                sum(|it| it.raw),
                sum(|it| it.gzip),
                sum(|it| it.brotli)
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_decides_what_is_first() {
        let html = r#"<link rel="stylesheet" href="/base-1a.css"/><script src="/boot.js"></script>
            <link rel="modulepreload" href="/app-2b.js"/><link rel="icon" href="/favicon.svg"/>
            <script type="module">import init from '/app-2b.js'; init({ module_or_path: '/app-2b_bg.wasm' });</script>"#;
        let table = [
            ("index.html", Part::First),
            ("base-1a.css", Part::First),
            ("boot.js", Part::First),
            ("app-2b.js", Part::First),
            ("app-2b_bg.wasm", Part::First),
            ("favicon.svg", Part::Trimmings),
            ("icon-192.png", Part::Trimmings),
            ("manifest.webmanifest", Part::Trimmings),
            ("worker_bg.wasm", Part::Later),
            ("icons.LICENSE", Part::Later),
        ];
        for (name, expected) in table {
            assert_eq!(part(name, html), expected, "{name}");
        }
    }
}
