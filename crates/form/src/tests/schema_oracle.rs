//! The verdict on one value is that of a full JSON Schema validator on the same property.

use contract::{Const, Format, FormatVerdict, JsonType, Property};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::field_problem;

/// Formats are judged elsewhere; the one of JSON Schema is told apart well enough by its parser here.
fn check(format: &Format, text: &str) -> FormatVerdict {
    let is_date = text.len() == 10 && text.is_ascii() && text.parse::<contract::Date>().is_ok();
    if *format == Format::Date && !is_date { FormatVerdict::Bad } else { FormatVerdict::Good }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{1,8}",
        "[ab]{1,3}",
        "[云岫𠮷é]{1,8}",
        (1999..2005_i32, 0..14_u32, 0..33_u32).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
    ]
}

fn values() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => texts().prop_map(Value::from),
        3 => (-12..12_i64).prop_map(Value::from),
        1 => (-(1_i64 << 53) + 1..1 << 53).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => prop::sample::select(vec![json!(1.5), json!(-0.25), json!([]), json!({}), json!(["a"]), json!({"a": 1})]),
    ]
}

prop_compose! {
    fn properties()(
        kind in prop::sample::select(vec![JsonType::Text, JsonType::Integer, JsonType::Boolean]),
        format in prop::option::of(prop::sample::select(vec![Format::Date, Format::Mobile])),
        min_length in prop::option::of(0..6_u32),
        max_length in prop::option::of(0..12_u32),
        minimum in prop::option::of(-8..8_i64),
        maximum in prop::option::of(-8..8_i64),
        listed in prop::option::of(prop::collection::btree_set("[ab]{1,2}|[0-9]", 1..6)),
    ) -> Property {
        let choice = |value: String| Const { title: value.clone(), value };
        let one_of = listed.unwrap_or_default().into_iter().map(choice).collect();
        Property { kind, title: String::new(), format, min_length, max_length, minimum, maximum, one_of }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn field_verdict_is_that_of_a_schema_validator(
        property in properties(),
        values in prop::collection::vec(values(), 1..8),
    ) {
        let schema = serde_json::to_value(&property).unwrap();
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        for value in values {
            let ours = field_problem(&property, true, Some(&value), check);
            prop_assert_eq!(ours.is_none(), validator.is_valid(&value), "{} {} {:?}", schema, value, ours);
        }
    }
}
