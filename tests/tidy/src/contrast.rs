//! The law of contrast (WCAG 2.2, 1.4.3 and 1.4.11): every pair of colours that can meet is told from the tokens.
//!
//! A theme is the palette plus one block of functional tokens. Text of any meaning may stand on any ground, so the
//! whole product of the two is checked, and so is every pair that one rule of a style sheet puts together.

use std::collections::{BTreeMap, BTreeSet};

use crate::Broken;
use crate::styles::without_comments;

/// What words are written in, and what draws a meaning.
const WORDS: [&str; 6] = ["text", "text-quiet", "action", "wrong", "done", "due"];
/// What they stand on.
const GROUNDS: [&str; 6] = ["ground", "sheet", "action-soft", "wrong-soft", "done-soft", "due-soft"];
/// Pairs outside that product: ink, ground, least ratio.
const OTHERS: [(&str, &str, f64); 9] = [
    ("on-action", "action", TEXT),
    ("ground", "text", TEXT), // a toast
    ("document-ink", "document", TEXT),
    ("zhu-day", "document", TEXT), // the pad's own complaint, on its paper
    ("document-line", "document", SHAPE),
    ("outline", "ground", SHAPE),
    ("outline", "sheet", SHAPE),
    ("focus", "ground", SHAPE),
    ("focus", "sheet", SHAPE),
];
/// Names that mean another token's colour and are checked as that.
const ALIASES: [(&str, &str); 2] = [("seal", "wrong"), ("focus", "action")];

/// Least ratio of text, 1.4.3. Our large type may not use less: who needs it large needs it dark.
const TEXT: f64 = 4.5;
/// Least ratio of what must be found and is no text, 1.4.11.
const SHAPE: f64 = 3.0;

/// Tokens by name, their values as written.
pub type Tokens = BTreeMap<String, String>;

/// One declaration block and what stands before it, at rules included.
struct Block {
    /// Selectors and at rules from the outside in.
    path: Vec<String>,
    tokens: Tokens,
    line: usize,
}

/// What one look of the app paints with.
#[derive(Debug, Clone)]
pub struct Theme {
    /// `day`, `night by device`, `night by choice`, `print`.
    pub name: &'static str,
    /// Every token, resolved as far as it can be.
    pub tokens: Tokens,
}

/// The looks of a token sheet. Forced colours are the reader's own and not ours to judge.
#[must_use]
pub fn themes(tokens: &str, print: &str) -> Vec<Theme> {
    let (tokens, print) = (blocks(tokens), blocks(print));
    let of = |name, blocks: &[Block], wanted: &[&str]| {
        let fits = |it: &&Block| {
            it.path.len() == wanted.len() && it.path.iter().zip(wanted).all(|(a, b)| a.contains(b))
        };
        let own: Tokens = blocks.iter().filter(fits).flat_map(|it| it.tokens.clone()).collect();
        (name, own)
    };
    let base: Tokens = tokens
        .iter()
        .filter(|it| it.path.len() == 2 && it.path[1] == ":root")
        .flat_map(|it| it.tokens.clone())
        .collect();
    let night = of("night by device", &tokens, &["@layer", "prefers-color-scheme: dark", ":root"]);
    let chosen = of("night by choice", &tokens, &["@layer", "[data-theme=\"dark\"]"]);
    let print = of("print", &print, &["@layer", "@media print", ":root"]);
    let themes = [("day", Tokens::new()), night, chosen, print];
    themes
        .into_iter()
        .map(|(name, own)| {
            let mut all = base.clone();
            all.extend(own);
            Theme { name, tokens: all }
        })
        .collect()
}

/// Pairs of a theme that are too close.
#[must_use]
pub fn check(path: &str, theme: &Theme) -> Vec<Broken> {
    let product = WORDS.iter().flat_map(|ink| GROUNDS.iter().map(move |ground| (*ink, *ground, TEXT)));
    let mut broken = Vec::new();
    for (ink, ground, least) in product.chain(OTHERS) {
        let why = match (colour(&theme.tokens, ink), colour(&theme.tokens, ground)) {
            (Some(a), Some(b)) => {
                let ratio = ratio(a, b);
                (ratio < least)
                    .then(|| format!("--{ink} on --{ground} has {ratio:.2}, needs {least} ({})", theme.name))
            }
            _ => Some(format!("--{ink} or --{ground} is no colour ({})", theme.name)),
        };
        broken.extend(why.map(|it| Broken::new(path, 0, it)));
    }
    broken
}

/// Where the two nights differ: CSS cannot share their block at our floor, so a law keeps them one.
#[must_use]
pub fn twins(path: &str, themes: &[Theme]) -> Vec<Broken> {
    let named = |name| themes.iter().find(|it| it.name == name);
    let (Some(device), Some(chosen)) = (named("night by device"), named("night by choice")) else {
        return vec![Broken::new(path, 0, "one of the two nights is missing")];
    };
    let names: BTreeSet<&String> = device.tokens.keys().chain(chosen.tokens.keys()).collect();
    let differ = names.into_iter().filter(|it| device.tokens.get(*it) != chosen.tokens.get(*it));
    differ.map(|it| Broken::new(path, 0, format!("the two nights differ in {it}"))).collect()
}

/// Pairs that a rule puts together and that [`check`] does not know: a new one needs a line in its table.
#[must_use]
pub fn unknown_pairs(path: &str, css: &str) -> Vec<Broken> {
    let known = |ink: &str, ground: &str| {
        WORDS.contains(&ink) && GROUNDS.contains(&ground)
            || OTHERS.iter().any(|it| (it.0, it.1) == (ink, ground))
    };
    let mut broken = Vec::new();
    for block in blocks(css) {
        let ground = ["background", "background-color"].iter().find_map(|it| block.tokens.get(*it));
        let ground = ground.and_then(|it| name(it)).map(plain);
        let Some(ink) = block.tokens.get("color").and_then(|it| name(it)).map(plain) else { continue };
        let strange = match ground {
            Some(ground) => !known(ink, ground),
            // Words without a ground of their own take the one they lie on: any of ours.
            None => !WORDS.contains(&ink) && !OTHERS.iter().any(|it| it.0 == ink),
        };
        if strange {
            let on = ground.map(|it| format!(" on --{it}")).unwrap_or_default();
            broken.push(Broken::new(
                path,
                block.line,
                format!("--{ink}{on} is not among the pairs that are checked"),
            ));
        }
    }
    broken
}

fn plain(name: &str) -> &str {
    ALIASES.iter().find(|it| it.0 == name).map_or(name, |it| it.1)
}

/// `var(--x)` → `x`; anything else is no token.
fn name(value: &str) -> Option<&str> {
    value.trim().strip_prefix("var(--")?.strip_suffix(')')
}

/// Every innermost block, custom properties without their dashes.
fn blocks(css: &str) -> Vec<Block> {
    let css = without_comments(css);
    let mut path: Vec<(String, usize)> = Vec::new();
    let mut found = Vec::new();
    let (mut text, mut line) = (String::new(), 1);
    for it in css.chars() {
        line += usize::from(it == '\n');
        match it {
            '{' => path.push((std::mem::take(&mut text).trim().to_owned(), line)),
            '}' => {
                let tokens = declarations(&std::mem::take(&mut text));
                let begun = path.last().map_or(line, |it| it.1);
                if !tokens.is_empty() {
                    found.push(Block {
                        path: path.iter().map(|it| it.0.clone()).collect(),
                        tokens,
                        line: begun,
                    });
                }
                path.pop();
            }
            // `@layer a, b;` opens nothing.
            ';' if text.trim_start().starts_with('@') => text.clear(),
            _ => text.push(it),
        }
    }
    found
}

fn declarations(text: &str) -> Tokens {
    let pairs = text.split(';').filter_map(|it| it.split_once(':'));
    pairs
        .map(|(name, value)| (name.trim().trim_start_matches("--").to_owned(), value.trim().to_owned()))
        .collect()
}

/// The colour of a token, through as many others as it takes.
fn colour(tokens: &Tokens, token: &str) -> Option<[u8; 3]> {
    let mut value = tokens.get(token)?;
    // A ring of names ends somewhere.
    for _ in 0..8 {
        match name(value) {
            Some(other) => value = tokens.get(other)?,
            None => break,
        }
    }
    hex(value)
}

fn hex(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#')?;
    let long: String = match digits.len() {
        3 => digits.chars().flat_map(|it| [it, it]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let part = |at: usize| u8::from_str_radix(long.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// WCAG's contrast ratio, 1 to 21.
fn ratio(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let linear = |it: u8| {
        let it = f64::from(it) / 255.0;
        if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = r#"
        @layer a, b;
        @layer tokens {
          :root { --ink: #000; --text: var(--ink); --ground: #fff; }
          @media (min-width: 1em) { :root { --gutter: 1rem; } }
          @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --text: #eee; --ground: #111; } }
          :root[data-theme="dark"] { --text: #eee; --ground: #112; }
        }"#;

    #[test]
    fn ratios_are_those_of_the_standard() {
        let table = [("#000", "#fff", 21.0), ("#777", "#ffffff", 4.48), ("#fff", "#fff", 1.0)];
        for (a, b, expected) in table {
            let found = ratio(hex(a).unwrap_or_default(), hex(b).unwrap_or_default());
            assert!((found - expected).abs() < 0.01, "{a} on {b}: {found}");
        }
    }

    #[test]
    fn a_theme_is_the_day_and_its_own_block() {
        let themes = themes(SHEET, "@layer u { @media print { :root:root { --text: #222; } } }");
        let text: Vec<_> = themes.iter().map(|it| (it.name, colour(&it.tokens, "text"))).collect();
        let expected = [
            ("day", Some([0; 3])),
            ("night by device", Some([0xee; 3])),
            ("night by choice", Some([0xee; 3])),
            ("print", Some([0x22; 3])),
        ];
        assert_eq!(text, expected);
    }

    #[test]
    fn two_nights_that_differ_are_named() {
        let broken = twins("t.css", &themes(SHEET, ""));
        assert_eq!(
            broken.iter().map(|it| it.why.as_str()).collect::<Vec<_>>(),
            ["the two nights differ in ground"]
        );
    }

    #[test]
    fn a_pair_that_is_too_close_is_named_with_its_ratio() {
        let mut theme = Theme { name: "day", tokens: Tokens::new() };
        let inks = WORDS.iter().chain(&[
            "on-action",
            "document-ink",
            "outline",
            "focus",
            "zhu-day",
            "document-line",
        ]);
        theme.tokens.extend(inks.map(|it| ((*it).to_owned(), "#000".to_owned())));
        theme
            .tokens
            .extend(GROUNDS.iter().chain(&["document"]).map(|it| ((*it).to_owned(), "#fff".to_owned())));
        theme.tokens.insert("on-action".into(), "#fff".into());
        assert_eq!(check("t.css", &theme), []);
        theme.tokens.insert("text-quiet".into(), "#888".into());
        let broken = check("t.css", &theme);
        assert_eq!(broken.len(), GROUNDS.len());
        assert!(
            broken[0].why.starts_with("--text-quiet on --ground has 3.54, needs 4.5"),
            "{}",
            broken[0].why
        );
    }

    #[test]
    fn a_rule_with_a_new_pair_is_named() {
        let table = [
            (".a { color: var(--text); background: var(--done-soft); }", 0),
            (".a { color: var(--seal); }", 0),
            (".a { color: var(--hairline); }", 1),
            (".a { color: var(--text-quiet); background: var(--hairline); }", 1),
            ("@media (hover: hover) { .a { color: var(--done); background: var(--done); } }", 1),
            (".a { color: inherit; background: none; }", 0),
        ];
        for (css, expected) in table {
            assert_eq!(unknown_pairs("x.css", css).len(), expected, "{css}");
        }
    }
}
