//! The golden vectors in `crates/contract/vectors`: made here, and read back as a stranger would.
//!
//! `UPDATE_VECTORS=1 cargo test -p esign --test vectors` writes them. They change only with the contract.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests: what cannot be read fails the test"
)]

mod accept;
mod bad;
mod cast;
mod good;
mod refuse;

use std::path::PathBuf;

use serde_json::{Value, json};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../contract/vectors").join(name)
}

/// One of the files, as it is on disk.
fn vectors(name: &str) -> Value {
    let text = std::fs::read_to_string(path(name)).unwrap_or_else(|it| panic!("{name}: {it}"));
    serde_json::from_str(&text).unwrap()
}

/// The cases of a list.
fn cases(list: &Value) -> &Vec<Value> {
    let list = list.as_array().unwrap();
    assert!(!list.is_empty());
    list
}

/// The text of a member.
fn text<'a>(case: &'a Value, member: &str) -> &'a str {
    case[member].as_str().unwrap_or_else(|| panic!("no text `{member}` in {case}"))
}

#[test]
fn the_files_are_what_the_code_makes() {
    let refusals = json!({
        "about": "Everything in here must be refused; `code` says why.",
        "texts": bad::texts(),
        "manifests": bad::manifests(),
        "challenges": bad::challenges(),
        "envelopes": bad::envelopes(),
        "receipts": bad::receipts(),
    });
    let files = [
        ("keys.json", good::keys()),
        ("manifests.json", good::manifests()),
        ("challenge.json", good::challenge()),
        ("envelopes.json", good::envelopes()),
        ("receipts.json", good::receipts()),
        ("refusals.json", refusals),
    ];
    for (name, value) in files {
        let made = serde_json::to_string_pretty(&value).unwrap() + "\n";
        if std::env::var_os("UPDATE_VECTORS").is_some() {
            std::fs::create_dir_all(path("")).unwrap();
            std::fs::write(path(name), &made).unwrap();
        }
        let kept = std::fs::read_to_string(path(name)).unwrap_or_default();
        assert!(
            kept == made,
            "{name} has drifted; is this a new contract version? see crates/contract/vectors/README.md"
        );
    }
}
