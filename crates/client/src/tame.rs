//! A hall's JSON before it is read: not nested without end, no text without end, nothing that turns letters round.
//!
//! One pass over the bytes, for every answer. It is here, and not where texts are shown, so that no page can forget it.
//! Whoever shows a text still puts it into the page as text, isolated from what stands beside it.

use std::borrow::Cow;

/// Deepest nesting of arrays and objects. The contract needs 25; the reader's stack on a phone is 1 MiB.
const MAX_DEPTH: usize = 64;
/// Longest text, in bytes as written: the longest notice on personal data is a third of it.
const MAX_TEXT: usize = 64 * 1024;

/// Members whose values come back to the hall, or are compared with what does: nobody reads them, so nothing in them can
/// turn a page round.
const NOT_SHOWN: [&[u8]; 6] = [b"code", b"const", b"field", b"id", b"in", b"is"];

/// Whether texts may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    /// They are for people to read.
    Shown,
    /// They are for people to read, to their end: what is agreed to is never cut.
    Whole,
    /// They come back to the hall, letter by letter.
    Kept,
}

/// `body` as it may be read; `None` when it is nested too deep.
///
/// From [`Texts::Shown`] go the controls of Unicode's bidirectional algorithm that embed, override or isolate (UAX #9
/// §2.1–2.5: a page isolates by markup, so no hall needs them) and control characters; half a surrogate pair, which
/// some halls leave where they cut a text, becomes U+FFFD; what is longer than 64 KiB ends in `…`. Names of members and
/// the values of [`NOT_SHOWN`] keep their letters.
pub(crate) fn tame(body: &[u8], texts: Texts) -> Option<Cow<'_, [u8]>> {
    let mut pass = Pass { body, out: Vec::new(), copied: 0, member: b"" };
    let (mut at, mut depth) = (0, 0usize);
    while let Some(byte) = body.get(at) {
        at += 1;
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                pass.member = b"";
            }
            b'"' => at = pass.text(at, texts),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return None;
        }
    }
    Some(pass.done())
}

struct Pass<'a> {
    body: &'a [u8],
    out: Vec<u8>,
    /// Up to here the body is in `out`, or left out of it.
    copied: usize,
    /// The member that this is the value of, or an item of.
    member: &'a [u8],
}

impl<'a> Pass<'a> {
    /// Goes through a text that begins at `at`; where it has ended.
    fn text(&mut self, mut at: usize, texts: Texts) -> usize {
        let begin = at;
        let end = (at + ending(self.body.get(at..).unwrap_or_default())).min(self.body.len());
        if texts == Texts::Kept {
            return end + 1;
        }
        let after = self.body.get(end + 1..).unwrap_or_default().trim_ascii_start();
        let is_name = after.first() == Some(&b':');
        if is_name {
            self.member = &self.body[begin..end];
        }
        let letters = is_name || NOT_SHOWN.contains(&self.member);
        loop {
            let rest = self.body.get(at..).unwrap_or_default();
            let length = match rest {
                // Cut off: the reader says so.
                [] => return at,
                [b'"', ..] => return at + 1,
                [b'\\', b'u', ..] => 6,
                [b'\\', ..] => 2,
                [lead, ..] => width(*lead),
            };
            if texts == Texts::Shown && at - begin > MAX_TEXT {
                let end = at + ending(rest);
                self.put(at, "…".as_bytes(), end);
                at = end;
            } else {
                at = self.letter(at, length, rest, letters);
            }
        }
    }

    /// Goes past one letter, or leaves it out unless `all` stay; where the next one begins.
    fn letter(&mut self, at: usize, length: usize, rest: &[u8], all: bool) -> usize {
        match (rest, escaped(rest)) {
            // Both halves, written one after the other.
            (_, Some(0xd800..=0xdbff)) if matches!(escaped(&rest[6..]), Some(0xdc00..=0xdfff)) => at + 12,
            (_, Some(0xd800..=0xdfff)) => self.put(at, b"\\ufffd", at + 6),
            (_, Some(0x09 | 0x0a | 0x0d)) => at + 6,
            _ if all => at + length,
            (_, Some(0..=0x1f | 0x7f | 0x202a..=0x202e | 0x2066..=0x2069))
            | ([0xe2, 0x80, 0xaa..=0xae, ..] | [0xe2, 0x81, 0xa6..=0xa9, ..], None) => {
                self.put(at, b"", at + length)
            }
            _ => at + length,
        }
    }

    /// Puts `instead` for what lies between `at` and `end`.
    fn put(&mut self, at: usize, instead: &[u8], end: usize) -> usize {
        self.out.extend_from_slice(self.body.get(self.copied..at).unwrap_or_default());
        self.out.extend_from_slice(instead);
        self.copied = end;
        end
    }

    fn done(mut self) -> Cow<'a, [u8]> {
        if self.copied == 0 {
            return Cow::Borrowed(self.body);
        }
        self.put(self.body.len(), b"", self.body.len());
        Cow::Owned(self.out)
    }
}

/// Bytes of the letter that begins with `lead` (RFC 3629).
const fn width(lead: u8) -> usize {
    match lead {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xff => 4,
        _ => 1,
    }
}

/// The code unit of a `\uXXXX` that stands first.
fn escaped(rest: &[u8]) -> Option<u16> {
    let digits = rest.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |sum, it| Some(sum << 4 | u16::try_from(char::from(*it).to_digit(16)?).ok()?))
}

/// Bytes up to the quotation mark that ends the text.
fn ending(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'"' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at.min(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> Option<String> {
        tame(body.as_bytes(), Texts::Shown).map(|it| String::from_utf8(it.into_owned()).unwrap())
    }

    #[test]
    fn what_turns_letters_round_is_left_out() {
        #[rustfmt::skip]
        let table = [
            // as sent                                  as read
            (r#"{"a":"食品经营许可"}"#,                  r#"{"a":"食品经营许可"}"#),
            ("[\"abc\u{202e}fdp.exe\u{202c}\"]",        r#"["abcfdp.exe"]"#),
            (r#"["abc\u202Efdp.exe\u202c"]"#,           r#"["abcfdp.exe"]"#),
            ("[\"\u{2067}a\u{2069}\"]",                 r#"["a"]"#),
            (r#"["\\u202e"]"#,                          r#"["\\u202e"]"#),
            (r#"["a\\\u202e"]"#,                        r#"["a\\"]"#),
            (r#"["line\u000aline\tb"]"#,                r#"["line\u000aline\tb"]"#),
            (r#"["nul\u0000 bell\u0007"]"#,             r#"["nul bell"]"#),
            // Marks that Uyghur and Persian need.
            ("[\"ئۇ\u{200f}\u{200c}\"]",                "[\"ئۇ\u{200f}\u{200c}\"]"),
            // A whole pair, and halves.
            (r#"["\ud83d\ude00"]"#,                     r#"["\ud83d\ude00"]"#),
            (r#"["\ud83d","\ude00 \ud83dx"]"#,          r#"["\ufffd","\ufffd \ufffdx"]"#),
            // Not for this pass to judge.
            (r#"["\uZZZZ","\u12"#,                      r#"["\uZZZZ","\u12"#),
            (r#"["a\"#,                                 r#"["a\"#),
            ("",                                        ""),
        ];
        for (sent, read) in table {
            assert_eq!(shown(sent).as_deref(), Some(read), "{sent}");
        }
    }

    #[test]
    fn what_goes_back_to_the_hall_stays_as_it_is() {
        let body = "[\"\u{202e}a\\u0000\"]".as_bytes();
        assert_eq!(tame(body, Texts::Kept).as_deref(), Some(body));
    }

    #[test]
    fn what_nobody_reads_keeps_its_letters() {
        #[rustfmt::skip]
        let table = [
            // as sent                                                  as read
            (r#"{"oneOf":[{"const":"a\u202eb","title":"a\u202eb"}]}"#,  r#"{"oneOf":[{"const":"a\u202eb","title":"ab"}]}"#),
            (r#"{"in" : ["\u0001","\u0002"],"text":"\u0003"}"#,         r#"{"in" : ["\u0001","\u0002"],"text":""}"#),
            (r#"{"a\u202e":1,"id":"\u202e","x":"\u202e"}"#,             r#"{"a\u202e":1,"id":"\u202e","x":""}"#),
            // Half a pair cannot be read, wherever it stands.
            (r#"{"code":"\ud83d"}"#,                                    r#"{"code":"\ufffd"}"#),
            (r#"[{"id":"\u202e"},"\u202e"]"#,                           r#"[{"id":"\u202e"},""]"#),
            // A text that says "id", and is none.
            (r#"["id","\u202e:"]"#,                                     r#"["id",":"]"#),
        ];
        for (sent, read) in table {
            assert_eq!(shown(sent).as_deref(), Some(read), "{sent}");
        }
    }

    #[test]
    fn a_text_without_end_is_cut_between_letters() {
        let long = "字".repeat(MAX_TEXT);
        let read = shown(&["[\"", &long, "\\\"\",\"b\"]"].concat()).unwrap();
        let texts: Vec<String> = serde_json::from_str(&read).unwrap();
        assert!(texts[0].ends_with('…') && texts[0].len() <= MAX_TEXT + 6, "{}", texts[0].len());
        assert_eq!(texts[1], "b");
        let whole = tame(read.as_bytes(), Texts::Whole).unwrap();
        assert_eq!(whole.as_ref(), read.as_bytes());
        let body = ["[\"\u{202e}", &long, "\"]"].concat();
        let whole = tame(body.as_bytes(), Texts::Whole).unwrap();
        assert_eq!(whole.len(), body.len() - "\u{202e}".len(), "only cutting is left out");
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        assert!(shown(&nested(MAX_DEPTH)).is_some());
        assert_eq!(shown(&nested(MAX_DEPTH + 1)), None);
        assert_eq!(shown(&"[".repeat(1_000_000)), None);
        assert_eq!(tame("{\"a\":".repeat(MAX_DEPTH + 1).as_bytes(), Texts::Kept), None);
        // Brackets in a text nest nothing.
        assert!(shown(&["\"", &"[".repeat(1000), "\""].concat()).is_some());
    }
}
