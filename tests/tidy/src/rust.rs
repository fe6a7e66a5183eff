//! Laws about Rust sources.

use crate::Broken;
use crate::code::Code;

/// The longest file, lines: longer ones are about more than one thing.
pub const FILE: usize = 400;

/// The longest `view!`, lines: longer ones hide a component.
pub const VIEW: usize = 45;

/// Files that are too long.
#[must_use]
pub fn length(path: &str, text: &str) -> Vec<Broken> {
    let lines = text.lines().count();
    if lines <= FILE {
        Vec::new()
    } else {
        vec![Broken::new(path, 0, format!("{lines} lines; {FILE} are the limit"))]
    }
}

/// `view!` blocks that are too long.
#[must_use]
pub fn views(path: &str, code: &Code) -> Vec<Broken> {
    let mut broken = Vec::new();
    for at in code.find("view!") {
        let Some(open) = code.code[at..].find(['{', '(', '[']) else { continue };
        let lines = code.code[at..code.close(at + open)].lines().count();
        if lines > VIEW {
            broken.push(Broken::new(
                path,
                code.line(at),
                format!("a view! of {lines} lines; {VIEW} are the limit"),
            ));
        }
    }
    broken
}

/// What may not be left in code that people run, and the lint that also knows it. An
/// `#[expect(clippy::…, reason = …)]` in the file hands the question to clippy.
const ABRUPT: [(&str, &str); 6] = [
    (".unwrap()", "unwrap_used"),
    (".expect(\"", "expect_used"),
    ("panic!", "panic"),
    ("todo!", "todo"),
    ("unimplemented!", "unimplemented"),
    ("dbg!", "dbg_macro"),
];

/// Ends of the program that are not errors. Pass code without its tests.
#[must_use]
pub fn abrupt(path: &str, code: &Code) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (word, lint) in ABRUPT {
        if code.code.contains(&format!("expect(clippy::{lint}")) {
            continue;
        }
        for at in code.find(word) {
            broken.push(Broken::new(
                path,
                code.line(at),
                format!("`{word}` outside tests; give a typed error"),
            ));
        }
    }
    broken
}

/// Printing from code that has no terminal.
#[must_use]
pub fn printing(path: &str, code: &Code) -> Vec<Broken> {
    ["println!", "print!", "eprintln!", "eprint!"]
        .iter()
        .flat_map(|word| code.find(word).map(move |at| (word, at)))
        .map(|(word, at)| Broken::new(path, code.line(at), format!("`{word}` in a library")))
        .collect()
}

/// `allow` in any form, and `expect` without a reason.
#[must_use]
pub fn excuses(path: &str, code: &Code) -> Vec<Broken> {
    let mut broken = Vec::new();
    for mark in ["#[allow(", "#![allow("] {
        for at in code.find(mark) {
            broken.push(Broken::new(
                path,
                code.line(at),
                "use #[expect(…, reason = \"…\")], which ends when its cause does",
            ));
        }
    }
    for mark in ["#[expect(", "#![expect("] {
        for at in code.find(mark) {
            let end = code.close(at + mark.len() - 1);
            if !code.code[at..end].contains("reason = \"") {
                broken.push(Broken::new(path, code.line(at), "an #[expect] says why: reason = \"…\""));
            }
        }
    }
    broken
}

/// What a pure crate takes as an argument instead of asking the world.
const WORLD: [&str; 9] = [
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "std::env::",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
];

/// A pure crate that looks at the clock, a file or the environment. Pass code without its tests.
#[must_use]
pub fn impure(path: &str, code: &Code) -> Vec<Broken> {
    let found = WORLD.iter().flat_map(|word| code.find(word).map(move |at| (word, at)));
    found
        .map(|(word, at)| {
            Broken::new(path, code.line(at), format!("`{word}` in a pure crate; take it as an argument"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Law = fn(&str, &Code) -> Vec<Broken>;

    #[test]
    fn each_law_sees_what_it_forbids_and_nothing_else() {
        let table: [(Law, &str, usize); 14] = [
            (abrupt, "fn f() { x.unwrap(); y.expect(\"z\"); panic!(); }", 3),
            (abrupt, "// panic!()\nfn f() { g(\"panic!\"); x.unwrap_or(1); parser.expect(Token::Dot); }", 0),
            (abrupt, "#[cfg(test)]\nmod tests { fn f() { x.unwrap() } }", 0),
            (abrupt, "#[expect(clippy::panic, reason = \"shown\")]\nfn f() { panic!() }", 0),
            (printing, "fn f() { println!(\"x\"); eprint!(\"y\") }", 2),
            (printing, "fn f() { write!(out, \"println!\") }", 0),
            (excuses, "#[allow(dead_code)]\nfn f() {}", 1),
            (excuses, "#![allow(missing_docs)]", 1),
            (excuses, "#[expect(dead_code)]\nfn f() {}", 1),
            (excuses, "#[expect(dead_code, reason = \"used on the phone only\")]\nfn f() {}", 0),
            (impure, "let now = std::time::SystemTime::now();", 1),
            (impure, "fn due(now: Instant) -> Instant { now }", 0),
            (views, "fn f() { view! { <p>\"short\"</p> } }", 0),
            (printing, "fn f() { tracing::info!(\"x\") }", 0),
        ];
        for (law, source, expected) in table {
            let broken = law("x.rs", &Code::read(source, false));
            assert_eq!(broken.len(), expected, "{source}\n{broken:?}");
        }
    }

    #[test]
    fn length_is_counted_in_lines() {
        let view = |lines: usize| format!("fn f() {{\n view! {{{}}} }}", "\n".repeat(lines - 1));
        assert!(views("x.rs", &Code::read(&view(VIEW), false)).is_empty());
        assert_eq!(views("x.rs", &Code::read(&view(VIEW + 1), false))[0].line, 2);
        assert!(length("x.rs", &"\n".repeat(FILE)).is_empty());
        assert_eq!(length("x.rs", &"\n".repeat(FILE + 1)).len(), 1);
    }
}
