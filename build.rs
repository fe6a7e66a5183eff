//! Turns `locales/zh-CN.json` into one function for each sentence, so that a missing key or a missing
//! parameter does not compile, and an unused key is a warning.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=locales/zh-CN.json");
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|it| it == "wasm") {
        // The splitter (`xtask/src/split.rs`) moves functions between files; it needs to know who calls whom.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    if let Err(message) = generate() {
        println!("cargo::error=locales/zh-CN.json: {message}");
        process::exit(1);
    }
}

fn generate() -> Result<(), String> {
    let text = fs::read_to_string("locales/zh-CN.json").map_err(|it| it.to_string())?;
    let entries: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).map_err(|it| it.to_string())?;
    let mut code = String::new();
    for (key, value) in &entries {
        let sentence = value.as_str().ok_or_else(|| format!("`{key}` is not a text"))?;
        function(&mut code, key, sentence).map_err(|it| format!("`{key}`: {it}"))?;
    }
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|it| it.to_string())?).join("sentences.rs");
    fs::write(out, code).map_err(|it| it.to_string())
}

/// `"due": "还剩 {days} 天"` → `pub(crate) fn due(days: &str) -> String`.
fn function(code: &mut String, key: &str, sentence: &str) -> Result<(), String> {
    let is_name = |it: &str| {
        !it.is_empty() && it.bytes().all(|it| it.is_ascii_lowercase() || it == b'_' || it.is_ascii_digit())
    };
    if !is_name(key) {
        return Err("a key is lower-case ASCII with underscores".into());
    }
    let mut parts: Vec<String> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').ok_or("`{` without `}`")?;
        if !is_name(name) {
            return Err(format!("`{{{name}}}` is not a parameter"));
        }
        parts.push(format!("{before:?}"));
        parts.push(name.to_owned());
        if !names.contains(&name) {
            names.push(name);
        }
        rest = tail;
    }
    parts.push(format!("{rest:?}"));
    let written = if names.is_empty() {
        writeln!(code, "/// {sentence}\npub(crate) fn {key}() -> &'static str {{ {sentence:?} }}")
    } else {
        let parameters = names.iter().map(|it| format!("{it}: &str")).collect::<Vec<_>>().join(", ");
        // concat, not format!: no formatting machinery for a phone to load.
        writeln!(
            code,
            "/// {sentence}\npub(crate) fn {key}({parameters}) -> String {{ [{}].concat() }}",
            parts.join(", ")
        )
    };
    written.map_err(|it| it.to_string())
}
