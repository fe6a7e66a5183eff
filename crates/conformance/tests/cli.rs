//! The program: what it prints, what it writes, and how it ends.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

mod support;

use std::process::{Command, Output};

use conformance::{Bench, Options};
use serde_json::{Value, json};

fn kit(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hall-conformance")).args(words).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_hall_that_conforms_ends_with_0_and_three_reports() {
    let url = support::hall(|_| {});
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let before = json!({ "requirements": [
        { "id": "COR-001", "verdict": "fail" },
        { "id": "COR-002", "verdict": "pass" },
    ] });
    std::fs::write(file("before.json"), before.to_string()).unwrap();
    let ran = kit(&[
        "--url",
        &url,
        "--requirement",
        "COR-001,COR-002,COR-003,GUI-002",
        "--json-file",
        &file("report.json"),
        "--junit",
        &file("report.xml"),
        "--baseline",
        &file("before.json"),
    ]);
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran.stderr));
    let table = said(&ran.stdout);
    assert!(table.contains("pass     COR-001"), "{table}");
    assert!(table.contains("4 requirements: 4 passed, 0 failed, 0 warned, 0 skipped"), "{table}");
    assert_eq!(
        said(&ran.stderr),
        "fixed since the baseline: COR-001\nnew since the baseline: COR-003 GUI-002\n"
    );
    let report: Value = serde_json::from_slice(&std::fs::read(file("report.json")).unwrap()).unwrap();
    assert_eq!(report["contract"], contract::CONTRACT_VERSION);
    assert_eq!(report["totals"]["passed"], 4);
    assert_eq!(report["requirements"][0]["id"], "COR-001");
    let xml = std::fs::read_to_string(file("report.xml")).unwrap();
    assert!(xml.contains("<testsuite name=\"guides\" tests=\"1\""), "{xml}");
}

#[test]
fn a_hall_that_breaks_a_requirement_ends_with_1_and_says_which() {
    let url = support::hall(|config| config.limits.upload_days = 1);
    let ran = kit(&["--url", &url, "--class", "core", "--requirement", "COR-006", "--json"]);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran.stderr));
    let report: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let rows = report["requirements"].as_array().unwrap();
    let failed: Vec<&Value> = rows.iter().filter(|it| it["verdict"] == "fail").collect();
    // The schema of the document says it, too.
    let ids: Vec<&Value> = failed.iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, ["COR-006", "COR-021"]);
    assert_eq!(failed[0]["reasons"][0]["why"], "`upload_days` is 1; 7 are the least");
}

#[test]
fn what_cannot_be_tried_ends_with_2() {
    let table: [(&[&str], &str); 5] = [
        (&["--url", "http://127.0.0.1:1"], "no answer"),
        (&["--url", "http://127.0.0.1:1", "--class", "rockets"], "there is no class `rockets`"),
        (&["--url", "http://127.0.0.1:1", "--requirement", "COR-999"], "there is no requirement `COR-999`"),
        (&["--url", "http://127.0.0.1:1", "--baseline", "/no/such/file"], "/no/such/file"),
        (&[], "--url"),
    ];
    for (words, expected) in table {
        let ran = kit(words);
        assert_eq!(ran.status.code(), Some(2), "{words:?}");
        assert!(said(&ran.stderr).contains(expected), "{words:?}: {}", said(&ran.stderr));
    }
}

#[test]
fn people_may_come_with_cookies_instead_of_names() {
    let url = support::hall(|_| {});
    let bench = Bench::open(&Options::at(&url)).unwrap();
    let (one, other) = (bench.first().cookie(), bench.second().cookie());
    let ran = kit(&["--url", &url, "--cookie", one, "--cookie", other, "--requirement", "COR-007,COR-036"]);
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran.stderr));
    // Signing out needs a session that may be spoilt, and there is none.
    assert!(said(&ran.stdout).contains("1 passed, 0 failed, 1 warned"), "{}", said(&ran.stdout));
    let alone = kit(&["--url", &url, "--cookie", one]);
    assert_eq!(alone.status.code(), Some(2));
}

#[test]
fn the_list_names_every_requirement() {
    let ran = kit(&["--list"]);
    assert_eq!(ran.status.code(), Some(0));
    let listed = said(&ran.stdout);
    for it in contract::requirement::all() {
        assert!(listed.contains(it.id), "{}", it.id);
    }
}
