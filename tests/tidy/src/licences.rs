//! Licences of everything we are built from: an SPDX expression must be satisfiable from a known list.

/// Licences that let anyone use, change and pass on the app under its own terms.
pub const WELCOME: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether the expression can be met from `welcome`. The old `MIT/Apache-2.0` means `OR`.
#[must_use]
pub fn is_welcome(expression: &str, welcome: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = any(&words, &mut at, welcome);
    met && at == words.len()
}

/// `a OR b OR c`: binds weaker than AND.
fn any(words: &[&str], at: &mut usize, welcome: &[&str]) -> bool {
    let mut met = all(words, at, welcome);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at, welcome);
    }
    met
}

/// `a AND b AND c`.
fn all(words: &[&str], at: &mut usize, welcome: &[&str]) -> bool {
    let mut met = one(words, at, welcome);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, welcome);
    }
    met
}

/// One licence, with its exception if it has one, or a group.
fn one(words: &[&str], at: &mut usize, welcome: &[&str]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = any(words, at, welcome);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return met && closed;
    }
    if words.get(*at) == Some(&"WITH") {
        let exception = words.get(*at + 1).copied().unwrap_or_default();
        *at += 2;
        return welcome.contains(&format!("{word} WITH {exception}").as_str());
    }
    welcome.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_understood() {
        let table = [
            ("MIT", true),
            ("MIT OR Apache-2.0", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("GPL-3.0-only AND MIT", false),
            ("(MIT OR GPL-2.0-only) AND Unicode-3.0", true),
            ("MIT AND (GPL-2.0-only AND ISC)", false),
            ("Apache-2.0 WITH LLVM-exception OR GPL-3.0-only", true),
            ("GPL-2.0-only WITH Classpath-exception-2.0", false),
            ("(MIT", false),
            ("MIT MIT", false),
            ("", false),
        ];
        for (expression, expected) in table {
            assert_eq!(is_welcome(expression, &WELCOME), expected, "{expression}");
        }
    }
}
