//! Words that have no place in a published file: names of one machine, one registry, one helper.

use crate::Broken;

/// The words, in two halves each, so that this file does not break its own law.
const WORDS: [(&str, &str); 16] = [
    ("arti", "factory"),
    ("regi", "stry.npm"),
    ("index.cra", "tes.io"),
    ("files.pytho", "nhosted"),
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/tmp/br", "ief"),
    ("/tmp/t", "-"),
    ("clau", "de"),
    ("anthro", "pic"),
    ("chat", "gpt"),
    ("open", "ai"),
    ("copi", "lot"),
    ("language mo", "del"),
    ("sub", "agent"),
];

/// Lines that hold such a word, whatever its case.
#[must_use]
pub fn check(path: &str, text: &str) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.to_lowercase();
        for (first, second) in WORDS {
            let word = [first, second].concat();
            if line.contains(&word) {
                broken.push(Broken::new(
                    path,
                    number + 1,
                    format!("`{word}` does not belong into a published file"),
                ));
            }
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_seen_whatever_their_case() {
        let table = [
            (["see /wo", "rk/main"].concat(), 1),
            (["https://Regi", "stry.npmjs.org/x"].concat(), 1),
            ("registry+https://github.com/rust-lang/crates.io-index".to_owned(), 0),
            ("the work of a home, at the root".to_owned(), 0),
        ];
        for (line, expected) in table {
            assert_eq!(check("x.md", &line).len(), expected, "{line}");
        }
    }
}
