//! Turns `locales/zh-CN.json` into one function for each sentence, so that a missing key or a missing
//! parameter does not compile, and an unused key is a warning. The other languages are checked against it; the
//! app is told under which name each is published.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

#[path = "xtask/src/locales.rs"]
mod locales;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=xtask/src/locales.rs");
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|it| it == "wasm") {
        // The splitter (`xtask/src/split.rs`) moves functions between files; it needs to know who calls whom.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    if let Err(message) = generate() {
        println!("cargo::error=locales: {message}");
        process::exit(1);
    }
}

fn generate() -> Result<(), String> {
    let (source, tables) = locales::read(Path::new("locales"))?;
    let mut code = String::new();
    for (number, (key, sentence)) in source.iter().enumerate() {
        function(&mut code, number, key, sentence).map_err(|it| format!("`{key}`: {it}"))?;
    }
    for it in tables {
        let name = it.language.to_ascii_uppercase().replace('-', "_");
        let file = format!("/locale/{}", it.file());
        writeln!(
            code,
            "/// Where `{}` is published.\npub(crate) const TABLE_{name}: &str = {file:?};",
            it.language
        )
        .map_err(|it| it.to_string())?;
    }
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|it| it.to_string())?).join("sentences.rs");
    fs::write(out, code).map_err(|it| it.to_string())
}

/// `"due": "还剩 {days} 天"` → `pub(crate) fn due(days: &str) -> String`.
fn function(code: &mut String, number: usize, key: &str, sentence: &str) -> Result<(), String> {
    if !locales::is_name(key) {
        return Err("a key is lower-case ASCII with underscores".into());
    }
    let names = locales::parameters(sentence)?;
    let compiled = locales::compile(sentence, &names)?;
    let written = if names.is_empty() {
        writeln!(
            code,
            "/// {sentence}\npub(crate) fn {key}() -> &'static str {{ super::language::pick({number}, {compiled:?}) }}"
        )
    } else {
        let parameters = names.iter().map(|it| format!("{it}: &str")).collect::<Vec<_>>().join(", ");
        let values = names.join(", ");
        // One filler for all of them, not format!: no formatting machinery for a phone to load.
        writeln!(
            code,
            "/// {sentence}\npub(crate) fn {key}({parameters}) -> String {{ super::language::fill(super::language::pick({number}, {compiled:?}), &[{values}]) }}"
        )
    };
    written.map_err(|it| it.to_string())
}
