//! Text → value, only when the text is its own canonical form.

use serde_json::Value;

use crate::{CanonError, canonical};

/// The value of a text that is canonical, byte for byte.
///
/// One comparison refuses every second spelling: white space, key order, needless escapes, `-0`, and a key
/// that stands twice (a JSON reader keeps one of the two, so its canonical form is shorter than the text).
///
/// # Errors
///
/// [`CanonError::Syntax`] when it is no JSON, [`CanonError::NotCanonical`] when it is another spelling, and
/// whatever [`canonical`] refuses.
pub fn parse_canonical(text: &str) -> Result<Value, CanonError> {
    let value: Value = serde_json::from_slice(text.as_bytes())
        .map_err(|it| CanonError::Syntax { line: it.line(), column: it.column() })?;
    let expected = canonical(&value)?;
    let given = text.as_bytes();
    if given == expected {
        return Ok(value);
    }
    let common = given.iter().zip(&expected).take_while(|(a, b)| a == b).count();
    Err(CanonError::NotCanonical { offset: common })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_spelling_is_read() {
        let table: [(&str, Option<&str>); 16] = [
            (r#"{"a":1,"b":[true,"x"]}"#, None),
            (r#""/""#, None),
            (r#"{"a":1, "b":2}"#, Some("not-canonical")),
            (r#"{"b":1,"a":2}"#, Some("not-canonical")),
            (r#"{"a":1,"a":1}"#, Some("not-canonical")),
            (r#"{"a":1,"a":2}"#, Some("not-canonical")),
            (r#"{"a":1,"\u0061":2}"#, Some("not-canonical")),
            (r#""\/""#, Some("not-canonical")),
            (r#""\u4e91""#, Some("not-canonical")),
            (r#""\u001F""#, Some("not-canonical")),
            ("1\n", Some("not-canonical")),
            ("-0", Some("float")),
            ("1e2", Some("float")),
            ("9007199254740992", Some("integer-range")),
            (r#"{"a":1"#, Some("syntax")),
            (r#""\ud800""#, Some("syntax")),
        ];
        for (text, code) in table {
            assert_eq!(parse_canonical(text).err().map(|it| it.code()), code, "{text}");
        }
    }

    #[test]
    fn the_first_difference_is_named() {
        assert_eq!(parse_canonical(r#"{"a":1, "b":2}"#), Err(CanonError::NotCanonical { offset: 7 }));
        assert_eq!(parse_canonical("[] "), Err(CanonError::NotCanonical { offset: 2 }));
    }

    #[test]
    fn a_deep_text_is_refused_and_does_not_overflow() {
        let deep = "[".repeat(100_000);
        assert_eq!(parse_canonical(&deep).err().map(|it| it.code()), Some("syntax"));
        let closed = "[".repeat(100) + &"]".repeat(100);
        assert_eq!(parse_canonical(&closed).err().map(|it| it.code()), Some("depth"));
    }
}
