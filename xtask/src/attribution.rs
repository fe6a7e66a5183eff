//! `cargo xtask size --crates`: which crate each byte of the app's code comes from.
//!
//! Trunk's output has lost its names, so the module is read as wasm-bindgen leaves it: after LTO, before
//! wasm-opt. The shares are right, the sum is larger than what is shipped.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Range;
use std::path::Path;

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::failure::Failure;
use crate::process;
use crate::repo::Repo;

/// Where cargo leaves the app.
const MODULE: &str = "wasm32-unknown-unknown/release/handheld-app.wasm";

/// Crates smaller than this are summed up, in bytes.
const SMALL: u64 = 1024;

/// Prints the table.
///
/// # Errors
///
/// When the app is not built, or its names were stripped.
pub(crate) fn command(repo: &Repo) -> Result<(), Failure> {
    let module = repo.built(MODULE);
    if !module.is_file() {
        return Err(Failure::Missing {
            what: module.display().to_string(),
            remedy: "Build the app first: cargo xtask build".into(),
        });
    }
    let out = repo.built("xtask-size");
    let mut bindgen = repo.command("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", "app", "--out-dir"])
        .arg(&out)
        .arg(&module);
    process::run(&mut bindgen)?;
    let path = out.join("app_bg.wasm");
    let bytes = fs::read(&path).map_err(Failure::file(&path))?;
    let sizes = read(&bytes).map_err(|reason| unreadable(&path, reason.to_string()))?;
    if sizes.by_crate.len() < 2 {
        return Err(unreadable(
            &path,
            "no function names; the profile must keep them (strip = \"debuginfo\")".into(),
        ));
    }
    print(&sizes);
    Ok(())
}

fn unreadable(path: &Path, reason: String) -> Failure {
    Failure::Unreadable { path: path.to_owned(), reason }
}

/// Bytes of one module.
#[derive(Debug, Default)]
struct Sizes {
    by_crate: BTreeMap<String, u64>,
    data: u64,
}

fn read(module: &[u8]) -> Result<Sizes, wasmparser::BinaryReaderError> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = HashMap::new();
    let mut data = 0;
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(length(&body.range())),
            Payload::DataSection(section) => data += length(&section.range()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        let Name::Function(map) = subsection? else { continue };
                        for naming in map {
                            let naming = naming?;
                            names.insert(naming.index, naming.name);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut by_crate = BTreeMap::new();
    // Functions are numbered from the imports on.
    for (index, size) in (imported..).zip(bodies) {
        let owner = names.get(&index).map_or_else(|| "(no name)".to_owned(), |it| owner(it));
        *by_crate.entry(owner).or_default() += size;
    }
    Ok(Sizes { by_crate, data })
}

fn length(range: &Range<u64>) -> u64 {
    range.end.saturating_sub(range.start)
}

/// The crate a mangled name belongs to: the first path in it. For `<A as B>::f` that is A's crate, whose
/// code the instance is most of the time.
fn owner(mangled: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    // A path's first part is the word before the first `::`; `<T as a::B>::f` has none at T and belongs to a.
    let krate =
        name.split_once("::").map_or("", |(before, _)| before.rsplit(|it| !is_word(it)).next().unwrap_or(""));
    // A name without a path comes from the linker or from C.
    if krate.is_empty() { "(no crate)".to_owned() } else { krate.to_owned() }
}

fn print(sizes: &Sizes) {
    let code: u64 = sizes.by_crate.values().sum();
    let mut rows: Vec<(&str, u64)> =
        sizes.by_crate.iter().map(|(name, size)| (name.as_str(), *size)).collect();
    rows.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let (large, small): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, size)| *size >= SMALL);
    println!("{:>10} {:>6}  crate", "bytes", "code");
    for (name, size) in large {
        println!("{size:>10} {:>6}  {name}", share(size, code));
    }
    let rest: u64 = small.iter().map(|(_, size)| size).sum();
    println!("{rest:>10} {:>6}  {} more below {SMALL} bytes", share(rest, code), small.len());
    println!("{code:>10}         = code, before wasm-opt");
    println!("{:>10}         = data (texts, tables)", sizes.data);
}

/// `12.3%`.
fn share(part: u64, whole: u64) -> String {
    let permille = (part * 1000).checked_div(whole).unwrap_or_default();
    format!("{}.{}%", permille / 10, permille % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_given_to_their_crates() {
        let table = [
            ("_ZN4form5check17h0123456789abcdefE", "form"),
            ("_ZN4core3ptr13drop_in_place17h0123456789abcdefE", "core"),
            ("<alloc::vec::Vec<T> as core::ops::drop::Drop>::drop", "alloc"),
            ("<&mut dyn leptos::View as core::fmt::Debug>::fmt", "leptos"),
            ("<[form::Problem] as core::fmt::Debug>::fmt", "form"),
            ("<T as wasm_bindgen::convert::IntoWasmAbi>::into_abi", "wasm_bindgen"),
            ("memcpy", "(no crate)"),
            ("__wbindgen_malloc", "(no crate)"),
        ];
        for (name, krate) in table {
            assert_eq!(owner(name), krate, "{name}");
        }
    }

    #[test]
    fn a_module_is_read_by_its_sections() {
        // (import "m" "f" (func)) · one function `form::check`, body of 2 bytes · one data segment.
        let module: &[u8] = b"\0asm\x01\0\0\0\
            \x01\x04\x01\x60\0\0\
            \x02\x07\x01\x01m\x01f\0\0\
            \x03\x02\x01\0\
            \x05\x03\x01\0\x01\
            \x0a\x04\x01\x02\0\x0b\
            \x0b\x08\x01\0\x41\0\x0b\x02ab\
            \0\x15\x04name\x01\x0e\x01\x01\x0bform::check";
        let sizes = read(module).unwrap();
        assert_eq!(sizes.by_crate, BTreeMap::from([("form".to_owned(), 2)]));
        assert_eq!(sizes.data, 8);
        assert_eq!(share(1, 3), "33.3%");
    }
}
