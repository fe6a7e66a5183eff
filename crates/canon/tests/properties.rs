//! Our canonical form against another implementation of RFC 8785, on the input both accept.

use proptest::prelude::*;
use serde_json::{Map, Value};

const LARGEST: i64 = (1 << 53) - 1;

fn restricted() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        (-LARGEST..=LARGEST).prop_map(Value::from),
        (-9_i64..=9).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\\x00-\\x7f\u{2028}\u{ffff}𠮷]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec(("[\\x00-\\x7f]{0,4}", inner), 0..6)
                .prop_map(|it| Value::Object(it.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn it_equals_the_other_implementation(value in restricted()) {
        let theirs = serde_json_canonicalizer::to_vec(&value).unwrap();
        prop_assert_eq!(canon::canonical(&value), Ok(theirs));
    }

    #[test]
    fn what_was_written_is_read_as_the_same_value(value in restricted()) {
        let text = String::from_utf8(canon::canonical(&value).unwrap()).unwrap();
        prop_assert_eq!(canon::parse_canonical(&text), Ok(value));
    }

    #[test]
    fn another_spelling_is_never_read(value in restricted()) {
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        let canonical = String::from_utf8(canon::canonical(&value).unwrap()).unwrap();
        prop_assert_eq!(canon::parse_canonical(&pretty).is_ok(), pretty == canonical);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        if let Ok(value) = canon::parse_canonical(&text) {
            prop_assert_eq!(canon::canonical(&value), Ok(text.into_bytes()));
        }
    }
}
