//! `cargo xtask catalogue`: every component in every state on one page, made by the app's own code. For people to
//! look at, and for the tests of look and accessibility; nothing of it is in `dist/`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wasmparser::{Parser, Payload};

use crate::args::Mode;
use crate::browser;
use crate::example;
use crate::failure::Failure;
use crate::install;
use crate::process;
use crate::repo::Repo;
use crate::smoke::exit_code;
use crate::steps::Steps;
use crate::styles;

/// The page around it.
const PAGE: &str = r#"<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <title>组件目录</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <link rel="stylesheet" href="/app.css">
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <script type="module" src="/start.js"></script>
  </head>
  <body></body>
</html>
"#;

/// Starts the module; a script of its own, as in the app.
const START: &str =
    "import start from './catalogue.js';\nawait start({ module_or_path: '/catalogue_bg.wasm' });\n";

/// What to do with it once it is built.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct After {
    /// Serve it and show it in a browser.
    pub(crate) open: bool,
    /// Take a picture of every component into this folder.
    pub(crate) shots: Option<PathBuf>,
}

/// Where it lies.
pub(crate) fn folder(repo: &Repo) -> PathBuf {
    repo.at("tmp/catalogue")
}

/// Runs `cargo xtask catalogue`.
///
/// # Errors
///
/// When it cannot be built, or no browser is found for pictures.
pub(crate) fn command(repo: &Repo, mode: Mode, after: &After) -> Result<ExitCode, Failure> {
    install::ensure(repo)?;
    let mut steps = Steps::of(1 + usize::from(after.shots.is_some()));
    steps.run("building the catalogue", || build(repo, mode))?;
    let folder = folder(repo);
    println!("{}", folder.display());
    if let Some(out) = &after.shots {
        let mut script = repo.command("node");
        // As typed by a person in the folder they are in, not in ours.
        let out = std::path::absolute(out).map_err(Failure::file(out))?;
        script.arg("tests/e2e/catalogue-shots.mjs").arg(&folder).arg(&out);
        script.env("CHROME_PATH", browser::find(repo)?);
        let status = steps.run("taking pictures", || process::status(&mut script))?;
        println!("pictures are in {}", out.display());
        if !status.success() {
            return Ok(exit_code(status));
        }
    }
    if after.open {
        let status =
            process::status(repo.command("node").args(["tests/e2e/static.mjs", "--open"]).arg(&folder))?;
        return Ok(exit_code(status));
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds `examples/catalogue/` into [`folder`].
///
/// # Errors
///
/// When a step fails.
pub(crate) fn build(repo: &Repo, mode: Mode) -> Result<(), Failure> {
    let module = example::compile(repo, mode, "catalogue")?;
    let folder = folder(repo);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    example::bind(repo, &module, "catalogue", &folder)?;
    without_parts(&folder)?;
    styles::bundle(repo)?;
    let copy = |from: &str, to: &str| copy(&repo.at(from), &folder.join(to));
    copy("tmp/app.css", "app.css")?;
    copy("public/icons.svg", "icons.svg")?;
    copy("public/favicon.svg", "favicon.svg")?;
    for (name, text) in [("index.html", PAGE), ("start.js", START)] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(Failure::file(&path))?;
    }
    Ok(())
}

/// The module that stands for every part until the build cuts them off (`wasm_split`).
const PARTS: &str = "__wasm_split_placeholder__";

/// The app's pages come along because their parts are exported; nothing here asks for one, and what would fetch
/// them is not there.
fn without_parts(folder: &Path) -> Result<(), Failure> {
    let module = folder.join("catalogue_bg.wasm");
    let bytes = fs::read(&module).map_err(Failure::file(&module))?;
    let names =
        imports(&bytes).map_err(|it| Failure::Unreadable { path: module.clone(), reason: it.to_string() })?;
    let functions = names
        .iter()
        .map(|it| format!("export function {it}() {{ throw new Error('the catalogue has no parts'); }}\n"));
    let glue = folder.join("catalogue.js");
    let text = fs::read_to_string(&glue).map_err(Failure::file(&glue))?;
    let text = text.replace(&format!("from \"{PARTS}\""), "from \"./no-parts.js\"");
    for (path, text) in [(folder.join("no-parts.js"), functions.collect()), (glue, text)] {
        fs::write(&path, text).map_err(Failure::file(&path))?;
    }
    Ok(())
}

/// What a module asks of [`PARTS`].
fn imports(module: &[u8]) -> Result<BTreeSet<String>, wasmparser::BinaryReaderError> {
    let mut names = BTreeSet::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::ImportSection(imports) = payload? else { continue };
        for import in imports.into_imports() {
            let import = import?;
            if import.module == PARTS {
                names.insert(import.name.to_owned());
            }
        }
    }
    Ok(names)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(drop).map_err(Failure::file(from))
}
