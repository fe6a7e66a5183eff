//! The languages of the app: one compiled in, each other one a table that is fetched when it is wanted.
//!
//! `build.rs` and `cargo xtask build` both include this file: the app asks for a table by a name that holds the
//! digest of what is in it, so the two must count alike. A table lists its sentences in the order of the source
//! language's keys; the keys are part of the digest, and a browser can never hold the table of another build.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The language that is compiled in. Every sentence is written in it first.
pub(crate) const SOURCE: &str = "zh-CN";

/// Most parameters of a sentence: one digit names each at run time.
const MOST_PARAMETERS: usize = 10;

/// Sentences by key.
pub(crate) type Sentences = BTreeMap<String, String>;

/// A language that is fetched.
pub(crate) struct Table {
    /// Its tag (BCP 47), which is the name of its file in `locales/`.
    pub(crate) language: String,
    /// One JSON array of sentences.
    pub(crate) json: String,
    /// Of the keys it is in the order of.
    keys: Digest,
}

impl Table {
    /// The name under which it is published: 16 hex digits tell it from every other.
    pub(crate) fn file(&self) -> String {
        format!("{}-{:016x}.json", self.language, self.keys.and(&self.json).0)
    }
}

/// Reads `locales/*.json`: the source language, and the others as tables, by tag.
///
/// # Errors
///
/// What is wrong, naming file and key: a language that lacks a sentence, has one too many or other parameters.
pub(crate) fn read(folder: &Path) -> Result<(Sentences, Vec<Table>), String> {
    let source = sentences(&folder.join(format!("{SOURCE}.json")))?;
    for (key, sentence) in &source {
        compile(sentence, &parameters(sentence)?).map_err(|it| format!("{SOURCE}: `{key}`: {it}"))?;
    }
    let mut tables = Vec::new();
    for entry in fs::read_dir(folder).map_err(|it| format!("{}: {it}", folder.display()))? {
        let path = entry.map_err(|it| it.to_string())?.path();
        let tag = path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        if tag != SOURCE && path.extension().is_some_and(|it| it == "json") {
            tables.push(table(&tag, &source, &sentences(&path)?).map_err(|it| format!("{tag}: {it}"))?);
        }
    }
    tables.sort_by(|a, b| a.language.cmp(&b.language));
    Ok((source, tables))
}

fn sentences(path: &Path) -> Result<Sentences, String> {
    let text = fs::read_to_string(path).map_err(|it| format!("{}: {it}", path.display()))?;
    serde_json::from_str(&text)
        .map_err(|it| format!("{}: one object of texts is wanted: {it}", path.display()))
}

fn table(tag: &str, source: &Sentences, other: &Sentences) -> Result<Table, String> {
    if let Some(key) = other.keys().find(|it| !source.contains_key(*it)) {
        return Err(format!("`{key}` is not in {SOURCE}"));
    }
    let mut list = Vec::new();
    let mut keys = Digest::new();
    for (key, sentence) in source {
        let names = parameters(sentence).map_err(|it| format!("`{key}`: {it}"))?;
        let own = other.get(key).ok_or_else(|| format!("`{key}` is missing"))?;
        let compiled = compile(own, &names).map_err(|it| format!("`{key}`: {it}"))?;
        if let Some(name) = names.iter().find(|it| !parameters(own).is_ok_and(|own| own.contains(it))) {
            return Err(format!("`{key}` does not say {{{name}}}"));
        }
        keys = keys.and(key);
        list.push(compiled);
    }
    let json = serde_json::to_string(&list).map_err(|it| it.to_string())?;
    Ok(Table { language: tag.to_owned(), json, keys })
}

/// The parameters of a sentence in the order of their first appearance: `{n}`, or `{n|day|days}`.
///
/// # Errors
///
/// When a bracket is not closed, a name is none, or there are too many.
pub(crate) fn parameters(sentence: &str) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    for slot in slots(sentence)? {
        let name = slot.split('|').next().unwrap_or_default();
        if !is_name(name) || !matches!(slot.split('|').count(), 1 | 3) {
            return Err(format!("`{{{slot}}}` is neither {{name}} nor {{name|one|many}}"));
        }
        if !names.iter().any(|it| it == name) {
            names.push(name.to_owned());
        }
    }
    if names.len() > MOST_PARAMETERS { Err("too many parameters".into()) } else { Ok(names) }
}

/// A sentence as the app reads it: names become their place in `names` (`{0}`, `{0|day|days}`).
///
/// # Errors
///
/// When the sentence has a parameter that is not in `names`.
pub(crate) fn compile(sentence: &str, names: &[String]) -> Result<String, String> {
    parameters(sentence)?;
    let mut compiled = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, tail) = after.split_once('}').ok_or("`{` without `}`")?;
        let name = slot.split('|').next().unwrap_or_default();
        let at = names.iter().position(|it| it == name).ok_or(format!("{SOURCE} has no {{{name}}}"))?;
        compiled.push_str(&format!("{before}{{{at}{}}}", &slot[name.len()..]));
        rest = tail;
    }
    compiled.push_str(rest);
    Ok(compiled)
}

/// Whether a text can be the name of a function or a parameter.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_lowercase())
        && text.bytes().all(|it| it.is_ascii_lowercase() || it == b'_' || it.is_ascii_digit())
}

fn slots(sentence: &str) -> Result<Vec<&str>, String> {
    sentence
        .split('{')
        .skip(1)
        .map(|it| it.split_once('}').map(|it| it.0).ok_or("`{` without `}`".into()))
        .collect()
}

/// FNV-1a with 64 bits: tells builds apart. It keeps no secret and need not resist anybody.
struct Digest(u64);

impl Digest {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// With a text and its end, so that two texts are never taken for one.
    fn and(&self, text: &str) -> Self {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(text.bytes().chain([0]).fold(self.0, step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Sentences {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_table_lists_sentences_in_the_order_of_the_source() {
        let source = of(&[("b_left", "{name}还剩 {n} 天"), ("a_home", "首页")]);
        let english = of(&[("a_home", "Home"), ("b_left", "{n} {n|day|days} left for {name}")]);
        let table = table("en", &source, &english).unwrap();
        assert_eq!(table.json, r#"["Home","{1} {1|day|days} left for {0}"]"#);
    }

    #[test]
    fn the_name_changes_with_keys_and_sentences() {
        let file = |key, text| table("en", &of(&[(key, "甲")]), &of(&[(key, text)])).unwrap().file();
        assert_eq!(file("a", "A"), file("a", "A"));
        assert_ne!(file("a", "A"), file("a", "B"));
        assert_ne!(file("a", "A"), file("b", "A"));
        let digits = file("a", "A").strip_prefix("en-").and_then(|it| it.strip_suffix(".json")).map(str::len);
        assert_eq!(digits, Some(16), "what the hall takes for a digest");
    }

    #[test]
    fn a_language_that_differs_is_refused_with_the_key() {
        let source = of(&[("left", "还剩 {n} 天")]);
        let table_of = |pairs: &[(&str, &str)]| table("en", &source, &of(pairs)).err().unwrap_or_default();
        let cases: [(&[(&str, &str)], &str); 6] = [
            (&[("left", "{n} days left")], ""),
            (&[], "`left` is missing"),
            (&[("left", "{n} days left"), ("more", "More")], "`more` is not in zh-CN"),
            (&[("left", "days left")], "`left` does not say {n}"),
            (&[("left", "{n} of {total} left")], "`left`: zh-CN has no {total}"),
            (&[("left", "{n|day} left")], "`left`: `{n|day}` is neither {name} nor {name|one|many}"),
        ];
        for (pairs, why) in cases {
            assert_eq!(table_of(pairs), why);
        }
    }

    #[test]
    fn brackets_close_and_names_are_names() {
        for sentence in ["{n", "{}", "{N}", "{1}", "{a b}", "{n|a|b|c}"] {
            assert!(parameters(sentence).is_err(), "{sentence}");
        }
        assert_eq!(parameters("{b}和{a}，{b}").unwrap(), ["b", "a"]);
    }
}
