//! Laws about styles and markup.

use std::collections::BTreeSet;

use crate::Broken;
use crate::code::Code;

/// Classes a stylesheet knows.
#[must_use]
pub fn defined(css: &str) -> BTreeSet<String> {
    selectors(css).iter().flat_map(|it| classes(it)).collect()
}

/// Classes a view uses: `class="a b"`, `class:a=…`, `class=("a", …)`. What is computed is not seen.
#[must_use]
pub fn used(code: &Code) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for opening in ["class=\"", "class=(\""] {
        for at in code.find(opening) {
            let from = at + opening.len();
            let text = code.strings.iter().find(|it| it.at == from).map_or("", |it| it.text.as_str());
            found.extend(text.split_whitespace().map(|it| (from, it.to_owned())));
        }
    }
    for at in code.find("class:") {
        let rest = &code.code[at + "class:".len()..];
        let end = rest.find(|it| !is_name(it)).unwrap_or(rest.len());
        // `class::…` is a path, and a directive has a value.
        if end > 0 && rest[end..].starts_with('=') {
            found.push((at, rest[..end].to_owned()));
        }
    }
    found
}

/// Classes that no stylesheet knows.
#[must_use]
pub fn unknown(path: &str, code: &Code, known: &BTreeSet<String>) -> Vec<Broken> {
    let strange = used(code).into_iter().filter(|(_, class)| !known.contains(class));
    strange
        .map(|(at, it)| Broken::new(path, code.line(at), format!("no style knows the class `{it}`")))
        .collect()
}

/// Inline styles and handlers: the content security policy of every hall refuses them.
#[must_use]
pub fn inline(path: &str, markup: &str) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (number, line) in markup.lines().enumerate() {
        let attributes = line.split_whitespace().filter(|it| it.contains("=\""));
        for name in attributes.filter_map(|it| it.split('=').next()) {
            if name == "style" || (name.starts_with("on") && name.chars().all(|it| it.is_ascii_lowercase())) {
                broken.push(Broken::new(
                    path,
                    number + 1,
                    format!("inline `{name}`; use a class or a listener"),
                ));
            }
        }
    }
    broken
}

/// A class of another block in `style/components/x.css`. The file of `.chip` may be `chips.css`.
#[must_use]
pub fn strangers(path: &str, css: &str) -> Vec<Broken> {
    let Some(block) = path.strip_prefix("style/components/").and_then(|it| it.strip_suffix(".css")) else {
        return Vec::new();
    };
    let item = block.strip_suffix('s').unwrap_or(block);
    let own = |class: &str| {
        let base = class.split("__").next().and_then(|it| it.split("--").next()).unwrap_or(class);
        base == block || base == item
    };
    let mut broken = Vec::new();
    for selector in selectors(css) {
        // A block may look at another one; the last class of a selector is what it dresses.
        for part in selector.split(',') {
            let names = classes(part);
            if !names.is_empty() && !names.iter().any(|it| own(it)) {
                broken.push(Broken::new(path, 0, format!("`{}` belongs into another file", part.trim())));
            }
        }
    }
    broken
}

/// Colours spelled outside the palette. The print sheet has its own: ink on paper.
#[must_use]
pub fn colours(path: &str, css: &str) -> Vec<Broken> {
    if matches!(path, "style/tokens.css" | "style/print.css") {
        return Vec::new();
    }
    let css = without_comments(css);
    let mut broken = Vec::new();
    for (number, line) in css.lines().enumerate() {
        let Some((_, value)) = line.split_once(": ") else { continue };
        let hex = value.split('#').skip(1).any(|it| it.starts_with(|it: char| it.is_ascii_hexdigit()));
        if hex || ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|it| value.contains(it)) {
            broken.push(Broken::new(path, number + 1, "a colour outside style/tokens.css"));
        }
    }
    broken
}

fn is_name(it: char) -> bool {
    it.is_ascii_alphanumeric() || it == '-' || it == '_'
}

/// Comments blanked, lines kept.
pub(crate) fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        let (comment, tail) = after.split_once("*/").unwrap_or((after, ""));
        kept.extend(comment.chars().filter(|it| *it == '\n'));
        rest = tail;
    }
    kept.push_str(rest);
    kept
}

/// What stands before each `{`.
fn selectors(css: &str) -> Vec<String> {
    let css = without_comments(css);
    let before = css.split('{').map(|it| it.rsplit(['}', ';']).next().unwrap_or(it).trim().to_owned());
    before.filter(|it| !it.is_empty() && !it.starts_with('@')).collect()
}

/// The classes in a selector.
fn classes(selector: &str) -> Vec<String> {
    let parts = selector.split('.').skip(1);
    let names = parts.map(|it| it.split(|it| !is_name(it)).next().unwrap_or_default());
    names.filter(|it| it.starts_with(|it: char| it.is_ascii_alphabetic())).map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_found_on_both_sides() {
        let known =
            defined("/* .no */ @layer components { .card, .card--flat:hover > .icon { gap: .5rem } }");
        assert_eq!(known.into_iter().collect::<Vec<_>>(), ["card", "card--flat", "icon"]);
        let source = "view! { <p class=\"card card--flat\" class:open=x attr:class=\"icon\" class=(\"on\", y)>{class::of()}</p> }";
        let names: Vec<String> = used(&Code::read(source, false)).into_iter().map(|it| it.1).collect();
        assert_eq!(names, ["card", "card--flat", "icon", "on", "open"]);
    }

    #[test]
    fn unknown_classes_are_named() {
        let known = BTreeSet::from(["card".to_owned()]);
        let code = Code::read("view! {\n<p class=\"card crad\"/> }", false);
        let broken = unknown("src/x.rs", &code, &known);
        assert_eq!((broken.len(), broken[0].line), (1, 2));
    }

    #[test]
    fn inline_styles_and_handlers_are_seen() {
        let table = [
            ("<p style=\"color: red\">", 1),
            ("<a onclick=\"go()\" class=\"x\">", 1),
            ("<p class=\"style\" data-on=\"x\">", 0),
            ("<p style:width=move || w() on:click=go>", 0),
        ];
        for (markup, expected) in table {
            assert_eq!(inline("x.html", markup).len(), expected, "{markup}");
        }
    }

    #[test]
    fn a_component_lives_in_its_file() {
        let table = [
            ("style/components/chips.css", ".chips {} .chip--on {} .chips > .chip {}", 0),
            ("style/components/card.css", ".card__title {} .button {}", 1),
            ("style/components/empty.css", ".empty > .icon {}", 0),
            ("style/base.css", ".anything {}", 0),
        ];
        for (path, css, expected) in table {
            assert_eq!(strangers(path, css).len(), expected, "{css}");
        }
    }

    #[test]
    fn colours_come_from_the_palette() {
        let table = [
            ("style/components/card.css", ".a { color: #fff; }", 1),
            ("style/components/card.css", ".a { color: rgb(0 0 0); }", 1),
            ("style/components/card.css", "/* color: #fff */ .a { color: var(--text); }", 0),
            ("style/tokens.css", ":root { --paper: #fff; }", 0),
        ];
        for (path, css, expected) in table {
            assert_eq!(colours(path, css).len(), expected, "{css}");
        }
    }
}
