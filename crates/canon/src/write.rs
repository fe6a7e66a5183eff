//! Value → canonical bytes.

use serde::Serialize;
use serde_json::{Number, Value};

use crate::{CanonError, INTEGER_LIMIT, MAX_DEPTH};

/// The canonical form of `value` (RFC 8785, restricted as the crate says).
///
/// # Errors
///
/// The first place, in the order of writing, that the restriction forbids.
pub fn canonical(value: &Value) -> Result<Vec<u8>, CanonError> {
    text(value).map(String::into_bytes)
}

/// The canonical form of whatever `value` serialises to.
///
/// # Errors
///
/// As [`canonical`], and [`CanonError::Unserializable`] when it does not serialise to JSON.
pub fn canonical_of<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CanonError> {
    canonical_text_of(value).map(String::into_bytes)
}

/// As [`canonical_of`], as the text it is.
///
/// # Errors
///
/// As [`canonical_of`].
pub fn canonical_text_of<T: Serialize + ?Sized>(value: &T) -> Result<String, CanonError> {
    // Through bytes: a phone then carries one writer and one reader of JSON for every type, not two.
    let bytes = serde_json::to_vec(value).map_err(|_| CanonError::Unserializable)?;
    text(&serde_json::from_slice(&bytes).map_err(|_| CanonError::Unserializable)?)
}

fn text(value: &Value) -> Result<String, CanonError> {
    let mut out = String::with_capacity(256);
    write_value(&mut out, value, 0).map_err(|Stray { kind, mut path }| {
        path.reverse();
        kind(path.concat())
    })?;
    Ok(out)
}

/// `text` as a canonical JSON string, quotes included.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_string(&mut out, text);
    out
}

/// An error on its way up: each level adds its own step of the pointer, so that the good case pays nothing.
struct Stray {
    kind: fn(String) -> CanonError,
    path: Vec<String>,
}

impl Stray {
    fn here(kind: fn(String) -> CanonError) -> Self {
        Self { kind, path: Vec::new() }
    }

    fn under(mut self, step: &str) -> Self {
        self.path.push(format!("/{}", step.replace('~', "~0").replace('/', "~1")));
        self
    }
}

fn write_value(out: &mut String, value: &Value, depth: usize) -> Result<(), Stray> {
    if depth == MAX_DEPTH && (value.is_array() || value.is_object()) {
        return Err(Stray::here(|at| CanonError::Depth { at }));
    }
    match value {
        Value::Null => return Err(Stray::here(|at| CanonError::Null { at })),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_integer(out, number)?,
        Value::String(text) => push_string(out, text),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(out, item, depth + 1).map_err(|it| it.under(&index.to_string()))?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            // Sorted here and not left to the map: another crate may turn on serde_json's `preserve_order`.
            // RFC 8785 sorts by UTF-16 units; over ASCII that is the order of bytes.
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(key, _)| key.as_bytes());
            out.push('{');
            for (index, (key, member)) in members.into_iter().enumerate() {
                if !key.is_ascii() {
                    return Err(Stray::here(|at| CanonError::Key { at }).under(key));
                }
                if index > 0 {
                    out.push(',');
                }
                push_string(out, key);
                out.push(':');
                write_value(out, member, depth + 1).map_err(|it| it.under(key))?;
            }
            out.push('}');
        }
    }
    Ok(())
}

/// Digits by hand: `Number`'s own Display would link the float printer into the phone's main module.
fn write_integer(out: &mut String, number: &Number) -> Result<(), Stray> {
    let (negative, mut rest) = if let Some(positive) = number.as_u64() {
        (false, positive)
    } else if let Some(signed) = number.as_i64() {
        (true, signed.unsigned_abs())
    } else {
        return Err(Stray::here(|at| CanonError::Float { at }));
    };
    if rest >= INTEGER_LIMIT {
        return Err(Stray::here(|at| CanonError::IntegerRange { at }));
    }
    let mut digits = [b'0'; 16]; // 2⁵³ − 1 has 16 digits
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if negative {
        out.push('-');
    }
    out.extend(digits[start..].iter().copied().map(char::from));
    Ok(())
}

/// RFC 8785 §3.2.2.2: two-character escapes where JSON has them, `\u00xx` for other controls, and nothing
/// else is escaped.
fn push_string(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control @ '\0'..='\u{1f}' => {
                let byte = control as usize;
                out.push_str("\\u00");
                out.push(HEX[byte >> 4].into());
                out.push(HEX[byte & 15].into());
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn writing_table() {
        let largest = INTEGER_LIMIT - 1;
        let table = [
            (json!({}), "{}".to_owned()),
            (json!([]), "[]".to_owned()),
            (json!({"b": 2, "a": 1, "B": 3, "a-": 4}), r#"{"B":3,"a":1,"a-":4,"b":2}"#.to_owned()),
            (json!([0, -1, 10, largest, -(largest as i64)]), format!("[0,-1,10,{largest},-{largest}]")),
            (json!([true, false, ""]), r#"[true,false,""]"#.to_owned()),
            (
                json!("\"\\/\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}"),
                "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\"".to_owned(),
            ),
            (json!("云岫\u{2028}𠮷"), "\"云岫\u{2028}𠮷\"".to_owned()),
            (json!({"k\n": {"z": [{}]}}), r#"{"k\n":{"z":[{}]}}"#.to_owned()),
        ];
        for (value, expected) in table {
            assert_eq!(text(&value).unwrap(), expected);
        }
    }

    #[test]
    fn refusal_table() {
        let at = |text: &str| text.to_owned();
        let table = [
            (json!({"a": [1, 1.5]}), CanonError::Float { at: at("/a/1") }),
            (json!(1.0), CanonError::Float { at: at("") }),
            (json!(-0.0), CanonError::Float { at: at("") }),
            (json!({"a/b": {"c~d": INTEGER_LIMIT}}), CanonError::IntegerRange { at: at("/a~1b/c~0d") }),
            (json!([-(INTEGER_LIMIT as i64)]), CanonError::IntegerRange { at: at("/0") }),
            (json!([u64::MAX]), CanonError::IntegerRange { at: at("/0") }),
            (json!([i64::MIN]), CanonError::IntegerRange { at: at("/0") }),
            (json!({"a": {"b": null}}), CanonError::Null { at: at("/a/b") }),
            (json!({"a": {"店名": 1}}), CanonError::Key { at: at("/a/店名") }),
        ];
        for (value, expected) in table {
            assert_eq!(text(&value), Err(expected), "{value}");
        }
    }

    fn nested(levels: usize) -> Value {
        (0..levels).fold(json!(1), |inner, _| json!([inner]))
    }

    #[test]
    fn depth_is_limited_to_the_level() {
        assert!(canonical(&nested(MAX_DEPTH)).is_ok());
        let refused = canonical(&nested(MAX_DEPTH + 1));
        assert_eq!(refused, Err(CanonError::Depth { at: "/0".repeat(MAX_DEPTH) }));
    }

    #[test]
    fn what_is_no_json_has_no_canonical_form() {
        let map = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert_eq!(canonical_of(&map), Err(CanonError::Unserializable));
        assert_eq!(canonical_of(&f32::NAN), Err(CanonError::Null { at: String::new() }));
    }
}
