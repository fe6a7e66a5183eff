//! The table of `docs/contract/adversary.md`.

use super::plays::all;

/// One line for each play, in Markdown.
#[must_use]
pub fn table() -> String {
    let mut text = String::from(
        "| play | what it deforms | what a good client does | this client |\n|---|---|---|---|\n",
    );
    for it in all() {
        text += &format!("| `{}` | {} | {} | survived |\n", it.name, it.deforms, it.expects);
    }
    text
}
