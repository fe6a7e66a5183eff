//! Rust source, seen as code: comments and the inside of strings blanked, tests left out.
//!
//! Blanking keeps every byte offset and every line, so what is found in the code is found in the file.

/// One source file.
#[derive(Debug, Clone)]
pub struct Code {
    /// The code: as long as the file, with spaces for what is not code. Quotes of strings stay.
    pub code: String,
    /// The string literals outside tests.
    pub strings: Vec<Literal>,
}

/// A string literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// Where its text begins, in bytes.
    pub at: usize,
    /// Its text as written, escapes and all.
    pub text: String,
}

impl Code {
    /// Reads a file; with `tests` its tests are kept.
    #[must_use]
    pub fn read(source: &str, tests: bool) -> Self {
        let (mut code, mut strings) = mask(source);
        if !tests {
            for (from, to) in test_spans(&code) {
                blank(&mut code, from, to);
                strings.retain(|it| it.at < from || it.at >= to);
            }
        }
        // Only ASCII spaces were written, over whole characters.
        Self { code: String::from_utf8_lossy(&code).into_owned(), strings }
    }

    /// The line of a byte offset, from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.code.as_bytes().iter().take(at).filter(|it| **it == b'\n').count() + 1
    }

    /// Offsets at which `needle` occurs, not as the end of a longer word.
    pub fn find<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
        let starts_word = needle.starts_with(|it: char| it.is_alphanumeric() || it == '_');
        self.code.match_indices(needle).map(|(at, _)| at).filter(move |at| {
            let before = self.code[..*at].chars().next_back();
            !(starts_word && before.is_some_and(|it| it.is_alphanumeric() || it == '_'))
        })
    }

    /// The offset after the bracket that closes the one at `open`.
    #[must_use]
    pub fn close(&self, open: usize) -> usize {
        close(self.code.as_bytes(), open)
    }
}

fn blank(code: &mut [u8], from: usize, to: usize) {
    for byte in &mut code[from..to] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Blanks comments and the inside of literals.
fn mask(source: &str) -> (Vec<u8>, Vec<Literal>) {
    let bytes = source.as_bytes();
    let mut code = bytes.to_vec();
    let mut strings = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &source[at..];
        let begins_word = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
        if rest.starts_with("//") {
            let end = at + rest.find('\n').unwrap_or(rest.len());
            blank(&mut code, at, end);
            at = end;
        } else if rest.starts_with("/*") {
            let end = at + block_comment(rest.as_bytes());
            blank(&mut code, at, end);
            at = end;
        } else if let Some(hashes) = raw_string(rest).filter(|_| begins_word) {
            let open = at + rest.find('"').unwrap_or_default() + 1;
            let fence = format!("\"{}", "#".repeat(hashes));
            let end = open + source[open..].find(&fence).unwrap_or(source.len() - open);
            strings.push(Literal { at: open, text: source[open..end].to_owned() });
            blank(&mut code, open, end);
            at = (end + fence.len()).min(bytes.len());
        } else if rest.starts_with('"') {
            let end = at + 1 + quoted(&bytes[at + 1..], b'"');
            strings.push(Literal { at: at + 1, text: source[at + 1..end].to_owned() });
            blank(&mut code, at + 1, end);
            at = end + 1;
        } else if let Some(length) = character(rest) {
            blank(&mut code, at + 1, at + length - 1);
            at += length;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    (code, strings)
}

/// Length of a block comment; they nest.
fn block_comment(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < bytes.len() {
        match &bytes[at..bytes.len().min(at + 2)] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// `r"`, `r#"`, `br##"` …: the number of hashes.
fn raw_string(rest: &str) -> Option<usize> {
    let rest = rest.strip_prefix('b').unwrap_or(rest).strip_prefix('r')?;
    let hashes = rest.bytes().take_while(|it| *it == b'#').count();
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// Bytes before the closing quote.
fn quoted(bytes: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// Length of a character literal with its quotes; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        return Some(quoted(inside.as_bytes(), b'\'') + 2);
    }
    inside[first.len_utf8()..].starts_with('\'').then_some(first.len_utf8() + 2)
}

/// What `#[cfg(test)]` and `#[test]` stand before.
fn test_spans(code: &[u8]) -> Vec<(usize, usize)> {
    let text = String::from_utf8_lossy(code);
    let mut spans = Vec::new();
    for mark in ["#[cfg(test)]", "#[cfg(any(test", "#[test]"] {
        for (from, _) in text.match_indices(mark) {
            let end = text[from..].find(['{', ';']).map_or(code.len(), |it| from + it);
            let to = if code.get(end) == Some(&b'{') { close(code, end) } else { code.len().min(end + 1) };
            spans.push((from, to));
        }
    }
    spans
}

fn close(code: &[u8], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in code.iter().enumerate().skip(open) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_is_left() {
        let table = [
            ("a(); // panic!()\nb();", "a();            \nb();"),
            ("a /* x /* y */ z */ b", "a                   b"),
            ("f(\"panic!()\")", "f(\"        \")"),
            ("f(r#\"a \"b\" c\"#)", "f(r#\"       \"#)"),
            ("'\\'' '\"' 'a str", "'  ' ' ' 'a str"),
            ("f(\"\\\"x\") + y", "f(\"   \") + y"),
        ];
        for (source, code) in table {
            assert_eq!(Code::read(source, true).code, code, "{source}");
        }
    }

    #[test]
    fn strings_are_found_with_their_place() {
        let code = Code::read("let a = \"办件\";\nlet b = \"x\";", true);
        assert_eq!(code.strings[0].text, "办件");
        assert_eq!(code.line(code.strings[1].at), 2);
        assert_eq!(code.code.len(), "let a = \"办件\";\nlet b = \"x\";".len());
    }

    #[test]
    fn tests_are_left_out_on_demand() {
        let source = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { c(\"}\").unwrap(); }\n}\nfn d() {}";
        let code = Code::read(source, false);
        assert!(!code.code.contains("unwrap") && code.code.contains("fn d()") && code.strings.is_empty());
        assert!(Code::read(source, true).code.contains("unwrap"));
    }

    #[test]
    fn a_word_is_not_found_inside_a_longer_one() {
        let code = Code::read("eprintln!(); println!(); x.unwrap()", true);
        assert_eq!(code.find("println!").count(), 1);
        assert_eq!(code.find(".unwrap()").count(), 1);
    }
}
