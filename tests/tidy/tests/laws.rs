//! The laws, applied to the files that are there. Each failure lists every broken place.

#![expect(clippy::unwrap_used, reason = "a test stops where its files cannot be read")]

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;
use tidy::code::Code;
use tidy::files::{self, File};
use tidy::licences::{WELCOME, is_welcome};
use tidy::{Broken, contrast, imports, manifests, pins, rust, sentences, styles, words};

/// Read once for all laws.
static FILES: LazyLock<Vec<File>> = LazyLock::new(|| files::read(&files::root()).unwrap());

fn all() -> Vec<File> {
    FILES.clone()
}

fn rust_files() -> Vec<File> {
    all().into_iter().filter(|it| it.is("rs")).collect()
}

/// Code of the app.
fn app() -> Vec<(String, Code)> {
    let files = rust_files().into_iter().filter(|it| it.under("src") && !it.is_test());
    files.map(|it| (it.path, Code::read(&it.text, false))).collect()
}

/// Code that people run, tests left out.
fn shipped() -> Vec<(String, Code)> {
    let files =
        rust_files().into_iter().filter(|it| (it.under("src") || it.under("crates")) && !it.is_test());
    files.map(|it| (it.path, Code::read(&it.text, false))).collect()
}

/// The crate a file of `crates/` belongs to.
fn crate_of(path: &str) -> Option<&str> {
    path.strip_prefix("crates/")?.split('/').next()
}

fn text(path: &str) -> String {
    std::fs::read_to_string(files::root().join(path)).unwrap()
}

fn table(path: &str) -> toml::Table {
    text(path).parse().unwrap()
}

#[track_caller]
fn holds(broken: impl IntoIterator<Item = Broken>) {
    let lines: Vec<String> = broken.into_iter().map(|it| it.to_string()).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn places_of_the_app_use_only_what_their_row_allows() {
    holds(app().iter().flat_map(|(path, code)| imports::check(path, code)));
}

#[test]
fn crates_depend_only_on_what_their_row_allows() {
    let manifests = all().into_iter().filter(|it| it.under("crates") && it.path.ends_with("/Cargo.toml"));
    holds(manifests.flat_map(|it| {
        let name = crate_of(&it.path).unwrap_or_default();
        manifests::check(&it.path, name, &it.text.parse().unwrap())
    }));
    holds(manifests::check("Cargo.toml", "handheld", &table("Cargo.toml")));
}

#[test]
fn pure_crates_take_the_world_as_arguments() {
    let pure = shipped().into_iter().filter(|(path, _)| crate_of(path).is_some_and(manifests::is_pure));
    holds(pure.flat_map(|(path, code)| rust::impure(&path, &code)));
}

#[test]
fn files_are_short() {
    let written = all().into_iter().filter(|it| ["rs", "mjs", "js", "css"].iter().any(|kind| it.is(kind)));
    holds(written.flat_map(|it| rust::length(&it.path, &it.text)));
}

#[test]
fn views_are_short() {
    holds(app().iter().flat_map(|(path, code)| rust::views(path, code)));
}

#[test]
fn nothing_ends_the_program_abruptly() {
    holds(shipped().iter().flat_map(|(path, code)| rust::abrupt(path, code)));
}

#[test]
fn libraries_do_not_print() {
    let silent =
        shipped().into_iter().filter(|(path, _)| !matches!(crate_of(path), Some("hall" | "conformance")));
    holds(silent.flat_map(|(path, code)| rust::printing(&path, &code)));
}

#[test]
fn every_excuse_has_a_reason() {
    holds(rust_files().iter().flat_map(|it| rust::excuses(&it.path, &Code::read(&it.text, true))));
}

#[test]
fn addresses_are_spelled_in_the_route_table() {
    let ours = sentences::first_parts(&Code::read(&text("src/route.rs"), false));
    let others = app().into_iter().filter(|(path, _)| path != "src/route.rs" && path != "src/route/page.rs");
    holds(others.flat_map(|(path, code)| sentences::addresses(&path, &code, &ours)));
}

#[test]
fn no_sentence_stands_in_code() {
    holds(app().iter().flat_map(|(path, code)| sentences::literals(path, code)));
}

#[test]
fn every_sentence_is_used() {
    let path = "locales/zh-CN.json";
    let keys = sentences::locale(path, &text(path)).unwrap();
    let app: Vec<Code> = app().into_iter().map(|it| it.1).collect();
    holds(sentences::unused(path, &keys, &app));
}

#[test]
fn every_language_is_complete() {
    let path = "locales/zh-CN.json";
    let source = sentences::locale(path, &text(path)).unwrap();
    let others = all().into_iter().filter(|it| it.under("locales") && it.is("json") && it.path != path);
    holds(others.flat_map(|it| match sentences::locale(&it.path, &it.text) {
        Ok(other) => sentences::translation(&it.path, &source, &other),
        Err(broken) => vec![broken],
    }));
}

#[test]
fn every_class_has_a_style() {
    let sheets = all().into_iter().filter(|it| it.under("style") && it.is("css"));
    let known: BTreeSet<String> = sheets.flat_map(|it| styles::defined(&it.text)).collect();
    holds(app().iter().flat_map(|(path, code)| styles::unknown(path, code, &known)));
    holds(styles::unknown("index.html", &Code::read(&text("index.html"), true), &known));
}

#[test]
fn styles_keep_their_house_rules() {
    let sheets = all().into_iter().filter(|it| it.under("style") && it.is("css"));
    holds(sheets.flat_map(|it| {
        let mut broken = styles::strangers(&it.path, &it.text);
        broken.extend(styles::colours(&it.path, &it.text));
        broken
    }));
}

#[test]
fn colours_that_meet_are_far_enough_apart() {
    let path = "style/tokens.css";
    let themes = contrast::themes(&text(path), &text("style/print.css"));
    holds(themes.iter().flat_map(|it| contrast::check(path, it)));
    holds(contrast::twins(path, &themes));
    let sheets = all().into_iter().filter(|it| it.under("style") && it.is("css"));
    holds(sheets.flat_map(|it| contrast::unknown_pairs(&it.path, &it.text)));
}

#[test]
fn markup_has_no_inline_style_or_handler() {
    holds(styles::inline("index.html", &text("index.html")));
    holds(app().iter().flat_map(|(path, code)| styles::inline(path, &code.code)));
}

#[test]
fn published_files_name_no_machine() {
    holds(all().iter().flat_map(|it| words::check(&it.path, &it.text)));
}

#[test]
fn tool_versions_agree() {
    holds(pins::check(pins::Pins {
        trunk: &table("Trunk.toml"),
        lock: &table("Cargo.lock"),
        workspace: &table("Cargo.toml"),
        toolchain: &table("rust-toolchain.toml"),
        packages: &serde_json::from_str(&text("tests/package.json")).unwrap(),
    }));
}

#[test]
fn crates_are_under_welcome_licences() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version=1", "--offline", "--locked"]).current_dir(files::root());
    let output = cargo.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "run `cargo fetch --locked` first:\n{said}");
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    holds(packages.iter().filter_map(|it| {
        let licence = it["license"].as_str().unwrap_or("none");
        let name = format!("{} {}", it["name"].as_str()?, it["version"].as_str()?);
        (!is_welcome(licence, &WELCOME)).then(|| Broken::new("Cargo.lock", 0, format!("{name}: {licence}")))
    }));
}

/// Locks of npm packages. Nothing of these is shipped: MPL-2.0 asks only that changes to its own files stay open, and
/// BlueOak-1.0.0 is as free as MIT.
const NPM_LOCKS: [&str; 3] =
    ["tests/package-lock.json", "tests/bench/package-lock.json", "tests/strangers/package-lock.json"];
const NPM_WELCOME: [&str; 2] = ["MPL-2.0", "BlueOak-1.0.0"];

/// Packages whose package.json names no licence, with what their Readme says of it.
const NPM_UNNAMED: [(&str, &str); 1] = [("node_modules/combine-errors", "MIT")];

#[test]
fn npm_packages_are_under_welcome_licences_and_name_no_host() {
    let welcome: Vec<&str> = WELCOME.into_iter().chain(NPM_WELCOME).collect();
    for path in NPM_LOCKS {
        let lock: Value = serde_json::from_str(&text(path)).unwrap();
        let packages = lock["packages"].as_object().unwrap();
        holds(packages.iter().filter_map(|(name, it)| {
            let said = NPM_UNNAMED.iter().find(|it| it.0 == name).map(|it| it.1);
            let licence = it["license"].as_str().or(said).unwrap_or("none");
            let why = if !is_welcome(licence, &welcome) {
                format!("{name}: {licence}")
            } else if it.get("resolved").is_some() {
                format!("{name}: `resolved` names a host; the .npmrc beside it leaves it out")
            } else {
                return None;
            };
            Some(Broken::new(path, 0, why))
        }));
    }
}
