//! The adversary's table in the documentation says what the plays say.

use std::fs;
use std::path::Path;

use conformance::adversary::{all, table};

const FROM: &str = "<!-- plays -->\n";

/// `UPDATE_DOCS=1 cargo test -p conformance --test adversary` writes the table.
#[test]
fn the_document_lists_every_play_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/contract/adversary.md");
    let text = fs::read_to_string(&path).unwrap();
    let (head, _) =
        text.split_once(FROM).expect("docs/contract/adversary.md has a mark where the table begins");
    let wanted = [head, FROM, "\n", &table()].concat();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap();
    assert!(text == wanted, "docs/contract/adversary.md is not what the plays say: UPDATE_DOCS=1 writes it");
    assert!(
        text.contains(&format!("**{} plays**", all().count())),
        "the number of plays in the document is another"
    );
}
