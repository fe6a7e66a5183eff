//! Values as they are kept, and as conditions see them.

use serde_json::Value;

/// `text` without white space at its ends. Unicode normalisation (NFC) is the caller's: the browser has
/// it built in, and its tables would be heavier than this whole crate.
#[must_use]
pub fn normalise_text(text: &str) -> String {
    text.trim().to_owned()
}

/// `value` as it is sent; `None` when it is no answer: null, or a text of nothing but white space.
pub(crate) fn settled(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(normalise_text(text)).filter(|it| !it.is_empty()).map(Value::String),
        other => Some(other.clone()),
    }
}

/// `value` as conditions compare it: text as it is, `true`, `false`, whole numbers in digits.
pub(crate) fn compared(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Number(number) => number.as_i64().map(|it| it.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settled_table() {
        let table = [
            (json!(" 李敏\n"), Some(json!("李敏"))),
            (json!("李 敏"), Some(json!("李 敏"))),
            (json!("\u{3000} "), None),
            (json!(""), None),
            (json!(null), None),
            (json!(0), Some(json!(0))),
            (json!(false), Some(json!(false))),
            (json!([]), Some(json!([]))), // wrong, and reported as such
        ];
        for (value, expected) in table {
            assert_eq!(settled(&value), expected, "{value}");
        }
    }

    #[test]
    fn compared_table() {
        let table = [
            (json!("yes"), Some("yes")),
            (json!(true), Some("true")),
            (json!(-3), Some("-3")),
            (json!(1.5), None),
            (json!({}), None),
        ];
        for (value, expected) in table {
            assert_eq!(compared(&value).as_deref(), expected, "{value}");
        }
    }
}
