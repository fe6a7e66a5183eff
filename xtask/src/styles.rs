//! The stylesheet: the files of `style/` in one, because each file is a request and compresses alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::repo::Repo;

/// Where the bundle goes; `index.html` links it and git ignores it.
const BUNDLE: &str = "tmp/app.css";

/// The file that fixes the order of the layers; it must come first, and after it order decides nothing.
const FIRST: &str = "layers.css";

/// Writes the bundle.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(crate) fn bundle(repo: &Repo) -> Result<(), Failure> {
    let mut files = Vec::new();
    collect(&repo.at("style"), &mut files)?;
    files.sort_by_key(|it| (!it.ends_with(FIRST), it.clone()));
    let mut text = String::new();
    for file in &files {
        text.push_str(&squeeze(&fs::read_to_string(file).map_err(Failure::file(file))?));
    }
    let path = repo.at(BUNDLE);
    let folder = repo.at("tmp");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    fs::write(&path, text).map_err(Failure::file(&path))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "css") {
            files.push(path);
        }
    }
    Ok(())
}

/// Drops comments, indentation and empty lines; nothing that could change a rule. Compression does the rest.
fn squeeze(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    let mut quote = None;
    while let Some(next) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let mut taken = next.len_utf8();
        match (quote, next) {
            (Some(_), '\\') => taken += rest[1..].chars().next().map_or(0, char::len_utf8),
            (Some(open), close) if open == close => quote = None,
            (None, '"' | '\'') => quote = Some(next),
            _ => {}
        }
        kept.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    kept.lines().map(str::trim).filter(|it| !it.is_empty()).fold(String::new(), |mut text, line| {
        text.push_str(line);
        text.push('\n');
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_matter_is_dropped() {
        let table = [
            ("/* why */\n.a {\n  color: red;\n}\n", ".a {\ncolor: red;\n}\n"),
            (".a::after { content: \"/* kept */\"; }", ".a::after { content: \"/* kept */\"; }\n"),
            (".a::after { content: \"\\\"/*\"; } /* gone */", ".a::after { content: \"\\\"/*\"; }\n"),
            (".a { inline-size: calc(1px /* gap */ + 2px); }", ".a { inline-size: calc(1px  + 2px); }\n"),
            ("/* never closed", ""),
        ];
        for (css, expected) in table {
            assert_eq!(squeeze(css), expected, "{css}");
        }
    }
}
