//! docs/contract/requirements.md is the requirements of the contract, and nothing else. `UPDATE_DOCS=1` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use contract::requirement::{self, Level, Requirement};

const HEAD: &str = "# Requirements

What a hall has to do, class by class. The conformance kit checks each under its id; the document names them at each operation in
`x-requirements`. *Must*: a hall that does not, does not conform. *Should*: the kit warns. An id is never given to another requirement.
This page is made from `crates/contract/src/requirement`; a test keeps it so.
";

fn page() -> String {
    let mut page = HEAD.to_owned();
    let all = requirement::all();
    let mut rest: &[&Requirement] = &all;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|it| it.class == first.class).count();
        let (class, others) = rest.split_at(length);
        let _ = write!(page, "\n## {}\n\n| id | | |\n|---|---|---|\n", first.class);
        for it in class {
            let level = match it.level {
                Level::Must => "must",
                Level::Should => "should",
            };
            let _ = writeln!(page, "| {} | {level} | {} |", it.id, it.text.replace('|', "\\|"));
        }
        rest = others;
    }
    page
}

#[test]
fn the_page_of_requirements_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/contract/requirements.md");
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == page,
        "docs/contract/requirements.md is not what the code says: UPDATE_DOCS=1 cargo test -p contract-tests"
    );
}
