//! The format `date` is JSON Schema's own: our verdict must be the one of a full validator.

use contract::{Format, FormatVerdict};
use proptest::prelude::*;
use serde_json::{Value, json};

fn agrees(validator: &jsonschema::Validator, text: &str) -> Result<(), TestCaseError> {
    let ours = rules::verdict(&Format::Date, text) == FormatVerdict::Good;
    prop_assert_eq!(ours, validator.is_valid(&Value::from(text)), "{:?}", text);
    Ok(())
}

#[test]
fn date_verdict_is_that_of_a_schema_validator() {
    let schema = json!({ "type": "string", "format": "date" });
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let texts = prop_oneof![
        // Every month and day there might be, in years that are and are not leap years.
        (1890..2110_u32, 0..14_u32, 0..33_u32).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
        "[0-9]{3,5}[-/][0-9]{1,2}-[0-9]{1,2}",
        "[ +0-9０-９T:Z-]{8,12}",
        ".*",
    ];
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 4096, ..Default::default() });
    runner.run(&texts, |text| agrees(&validator, &text)).unwrap();
}
