//! A form, filled in from its definition and from what the hall knows of the person.

use std::collections::BTreeMap;

use contract::{Answers, Format, Guide, JsonType, Property, ScenarioAnswers};
use serde_json::Value;

/// What a hall tells about a person for filling in forms, by profile key.
pub type Profile = BTreeMap<String, String>;

/// An answer to every field that has to be answered, also to those that other answers make visible. A field that
/// can be filled in from the profile is, whether it has to be or not: halls compare those with the person.
#[must_use]
pub fn answers(guide: &Guide, scenario: &ScenarioAnswers, profile: &Profile) -> Answers {
    let mut answers = Answers::new();
    let Some(form) = &guide.form else { return answers };
    loop {
        let sections = form::visible(form, scenario, &answers);
        let mut fields = sections.iter().flat_map(|it| &it.fields);
        let open = fields.find(|it| {
            let known = it.field.prefill.as_ref().is_some_and(|key| profile.contains_key(key));
            (it.field.required || known) && !answers.contains_key(&it.field.name)
        });
        let Some(open) = open else { break };
        let known = open.field.prefill.as_ref().and_then(|key| profile.get(key));
        let value = known.map(|it| Value::from(it.clone())).filter(|it| suits(open.property, it));
        let name = open.field.name.clone();
        answers.insert(name, value.unwrap_or_else(|| made_up(open.property, profile)));
    }
    form::payload(form, scenario, &answers)
}

/// Whether a value known of the person is one that this field takes.
fn suits(property: &Property, value: &Value) -> bool {
    form::field_problem(property, true, Some(value), rules::verdict).is_none()
}

/// A value that keeps to the definition of its field.
fn made_up(property: &Property, profile: &Profile) -> Value {
    if let Some(first) = property.one_of.first() {
        return first.value.clone().into();
    }
    let known = |key: &str| profile.get(key).cloned();
    match (&property.kind, &property.format) {
        (JsonType::Integer, _) => {
            property.minimum.or(property.maximum.map(|it| it.min(1))).unwrap_or(1).into()
        }
        (JsonType::Boolean, _) => true.into(),
        (_, Some(Format::Date)) => "2026-12-01".into(),
        (_, Some(Format::IdNumber)) => known("id_number").unwrap_or_else(id_number).into(),
        (_, Some(Format::Mobile)) => known("mobile").unwrap_or_else(|| "13900000000".into()).into(),
        (_, Some(Format::PersonName)) => known("name").unwrap_or_else(|| "张三".into()).into(),
        (_, Some(Format::Money)) => "10000".into(),
        (_, Some(Format::CreditCode)) => known("credit_code").unwrap_or_else(credit_code).into(),
        _ => text(property).into(),
    }
}

/// Some text of a length that the field takes.
fn text(property: &Property) -> String {
    let most = property.max_length.unwrap_or(u32::MAX);
    let length = property.min_length.unwrap_or(1).max(4).min(most).max(1);
    "测试内容".chars().cycle().take(length as usize).collect()
}

/// An identity number that nobody has: sequence 000 is not given out (GB 11643).
fn id_number() -> String {
    let first = "11010119900307000";
    format!("{first}{}", rules::identifiers::id_number::check_char(first).unwrap_or('X'))
}

/// A unified social credit code with its check character (GB 32100).
fn credit_code() -> String {
    let first = "91110101MA0000000";
    format!("{first}{}", rules::identifiers::credit_code::check_char(first).unwrap_or('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::FormatVerdict;

    #[test]
    fn made_up_numbers_have_their_check_characters() {
        assert_eq!(rules::verdict(&Format::IdNumber, &id_number()), FormatVerdict::Good);
        assert_eq!(rules::verdict(&Format::CreditCode, &credit_code()), FormatVerdict::Good);
        assert_eq!(rules::verdict(&Format::Mobile, "13900000000"), FormatVerdict::Good);
    }

    #[test]
    fn a_text_keeps_to_its_lengths() {
        for (least, most, length) in
            [(None, None, 4), (Some(9), None, 9), (None, Some(2), 2), (Some(1), Some(3), 3)]
        {
            let property = Property {
                kind: JsonType::Text,
                title: String::new(),
                format: None,
                min_length: least,
                max_length: most,
                minimum: None,
                maximum: None,
                one_of: Vec::new(),
            };
            assert_eq!(text(&property).chars().count(), length);
        }
    }
}
