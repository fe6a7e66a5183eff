//! Laws about what people read: text is data, and addresses are spelled in one place.

use std::collections::{BTreeMap, BTreeSet};

use crate::Broken;
use crate::code::Code;

/// Whether a character is a Chinese word or part of one. Punctuation alone, which joins names, is no sentence.
fn is_chinese(it: char) -> bool {
    matches!(it, '\u{3400}'..='\u{9fff}')
}

/// Chinese in the app's code: it belongs into `locales/zh-CN.json`. Pass code without its tests.
#[must_use]
pub fn literals(path: &str, code: &Code) -> Vec<Broken> {
    let in_strings = code.strings.iter().filter(|it| it.text.contains(is_chinese)).map(|it| it.at);
    let in_views = code.code.match_indices(is_chinese).map(|(at, _)| at).take(1);
    in_strings
        .chain(in_views)
        .map(|at| Broken::new(path, code.line(at), "a sentence in code; give it a key in locales/zh-CN.json"))
        .collect()
}

/// First parts of the app's addresses, from the code of `route.rs`: `/cases/{case}` → `cases`.
#[must_use]
pub fn first_parts(route: &Code) -> BTreeSet<String> {
    let parts = route.strings.iter().filter_map(|it| first_part(&it.text));
    parts.filter(|it| !it.is_empty()).map(Into::into).collect()
}

fn first_part(text: &str) -> Option<&str> {
    text.strip_prefix('/')?.split(['/', '?', '#']).next()
}

/// An address of the app outside `route.rs`, or one of the hall outside the client. Pass code without tests.
#[must_use]
pub fn addresses(path: &str, code: &Code, ours: &BTreeSet<String>) -> Vec<Broken> {
    let why = |text: &str| match first_part(text)? {
        "api" => Some(format!("\"{text}\": the hall's addresses are spelled in crates/client")),
        part if ours.contains(part) => {
            Some(format!("\"{text}\": the app's addresses are spelled in src/route.rs"))
        }
        _ => None,
    };
    let found = code.strings.iter().filter_map(|it| why(&it.text).map(|why| (it.at, why)));
    found.map(|(at, why)| Broken::new(path, code.line(at), why)).collect()
}

/// Keys and sentences of a locale.
///
/// # Errors
///
/// When the file is not one object of texts.
pub fn locale(path: &str, json: &str) -> Result<BTreeMap<String, String>, Broken> {
    serde_json::from_str(json)
        .map_err(|it| Broken::new(path, it.line(), format!("one object of texts is wanted: {it}")))
}

/// Keys that no function call in the app names. `build.rs` makes a function `key(…)` of each.
#[must_use]
pub fn unused(path: &str, keys: &BTreeMap<String, String>, app: &[Code]) -> Vec<Broken> {
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let called = |key: &str| {
        app.iter().any(|code| code.find(key).any(|at| !code.code[at + key.len()..].starts_with(is_word)))
    };
    keys.keys()
        .filter(|it| !called(it))
        .map(|it| Broken::new(path, 0, format!("no code uses the sentence `{it}`")))
        .collect()
}

/// Differences between the source language and another one: keys, and parameters of a sentence.
#[must_use]
pub fn translation(
    path: &str,
    source: &BTreeMap<String, String>,
    other: &BTreeMap<String, String>,
) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (key, sentence) in source {
        match other.get(key) {
            None => broken.push(Broken::new(path, 0, format!("`{key}` is missing"))),
            Some(it) if parameters(it) != parameters(sentence) => {
                broken.push(Broken::new(
                    path,
                    0,
                    format!("`{key}` has other parameters than the source language"),
                ));
            }
            Some(_) => {}
        }
    }
    let strange = other.keys().filter(|it| !source.contains_key(*it));
    broken.extend(strange.map(|it| Broken::new(path, 0, format!("`{it}` is not in the source language"))));
    broken
}

/// The names in a sentence, `{n}` or `{n|day|days}`, sorted.
fn parameters(sentence: &str) -> Vec<&str> {
    let slots = sentence.split('{').skip(1).filter_map(|it| it.split_once('}'));
    let mut names: Vec<&str> = slots.filter_map(|it| it.0.split('|').next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stand_in_locales() {
        let table = [
            ("fn f() { g(\"办件\") }", 1),
            ("view! { <p>办件</p> }", 1),
            ("[&name, \"：\", &note].concat()", 0),
            ("// 办件\nfn f() { g(\"case\") }", 0),
            ("#[cfg(test)]\nmod tests { const A: &str = \"办件\"; }", 0),
        ];
        for (source, expected) in table {
            assert_eq!(literals("src/x.rs", &Code::read(source, false)).len(), expected, "{source}");
        }
    }

    #[test]
    fn addresses_stand_in_route_rs() {
        let ours = first_parts(&Code::read(
            "f(\"/guides\"); g(\"/cases/{case}\"); h(\"/guides?q={q}\"); i(\"/\")",
            false,
        ));
        assert_eq!(ours.iter().collect::<Vec<_>>(), ["cases", "guides"]);
        let table = [
            ("\"/guides\"", 1),
            ("\"/cases/:case\"", 1),
            ("\"/guides/{id}?step=2\"", 1),
            ("\"/api/v1/session\"", 1),
            ("\"/icons.svg#home\"", 0),
            ("\"/manifest/answers\"", 0),
            ("\"/\"", 0),
            ("\"a/b\"", 0),
        ];
        for (source, expected) in table {
            assert_eq!(addresses("src/x.rs", &Code::read(source, false), &ours).len(), expected, "{source}");
        }
    }

    #[test]
    fn locales_agree_and_are_used() {
        let zh = locale("zh", r#"{"due": "还剩 {days} 天", "home": "首页", "gone": "旧", "n": "{n} 天"}"#)
            .unwrap();
        let en = r#"{"due": "{day} days left", "home": "Home", "more": "More", "n": "{n} {n|day|days}"}"#;
        let en = locale("en", en).unwrap();
        let why: Vec<String> = translation("en", &zh, &en).into_iter().map(|it| it.why).collect();
        assert_eq!(why.len(), 3, "{why:?}");
        let app = [Code::read("fn f() { text::due(&n); text::home(); text::n(&n); forgone(); }", false)];
        let unused: Vec<String> = unused("zh", &zh, &app).into_iter().map(|it| it.why).collect();
        assert_eq!(unused, ["no code uses the sentence `gone`"]);
        assert!(locale("zh", r#"{"a": {"b": "c"}}"#).is_err());
    }
}
