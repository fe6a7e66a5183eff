//! What is wrong with the answers, and what is worth a second look.

use contract::{Answers, FormDefinition, Format, FormatVerdict, JsonType, Property, ScenarioAnswers};
use serde_json::Value;

use crate::rule::{FormatCheck, Rule};
use crate::text::settled;
use crate::visible::{VisibleField, visible};

/// Integers on the wire stay below 2⁵³ in size, where every JSON reader agrees on them (RFC 8259 §6).
const MAX_INTEGER: i64 = (1 << 53) - 1;

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldIssue {
    /// Id of the section it is in.
    pub section: String,
    /// Name of the field.
    pub field: String,
    /// The rule its value breaks.
    pub rule: Rule,
}

/// One value that is legal but looks mistyped. It warns, it does not block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDoubt {
    /// Id of the section it is in.
    pub section: String,
    /// Name of the field.
    pub field: String,
    /// The format it nearly has.
    pub format: Format,
}

/// Everything wrong with the visible fields, in order, at most one rule for each field.
///
/// Judges what [`crate::payload`] would send: hidden answers are not looked at.
#[must_use]
pub fn problems(
    form: &FormDefinition,
    scenario: &ScenarioAnswers,
    answers: &Answers,
    check: FormatCheck,
) -> Vec<FieldIssue> {
    each(form, scenario, answers, |section, it, value| {
        let rule = field_problem(it.property, it.field.required, value, check)?;
        Some(FieldIssue { section: section.to_owned(), field: it.field.name.clone(), rule })
    })
}

/// Every visible answer without a problem that the format check doubts, in order.
#[must_use]
pub fn doubts(
    form: &FormDefinition,
    scenario: &ScenarioAnswers,
    answers: &Answers,
    check: FormatCheck,
) -> Vec<FieldDoubt> {
    each(form, scenario, answers, |section, it, value| {
        let (format, text) = (it.property.format.as_ref()?, value?.as_str()?);
        let doubtful = check(format, text) == FormatVerdict::Doubtful
            && field_problem(it.property, it.field.required, value, check).is_none();
        let doubt = || FieldDoubt {
            section: section.to_owned(),
            field: it.field.name.clone(),
            format: format.clone(),
        };
        doubtful.then(doubt)
    })
}

/// What is wrong with one value, judged as it stands; the first broken rule.
///
/// The same verdict as a JSON Schema validator's on the same property, with two differences: an empty
/// text is no answer ([`Rule::Missing`] when `required`, else fine), and integers are written without
/// fraction or exponent and stay below 2⁵³ in size. Lengths count Unicode scalar values, as JSON Schema
/// does.
#[must_use]
pub fn field_problem(
    property: &Property,
    required: bool,
    value: Option<&Value>,
    check: FormatCheck,
) -> Option<Rule> {
    let value = match value {
        None | Some(Value::Null) => return required.then_some(Rule::Missing),
        Some(Value::String(text)) if text.is_empty() => return required.then_some(Rule::Missing),
        Some(value) => value,
    };
    let typed = match (&property.kind, value) {
        (JsonType::Text, Value::String(_)) | (JsonType::Boolean, Value::Bool(_)) => true,
        (JsonType::Integer, Value::Number(number)) => number.is_i64() || number.is_u64(),
        // Including types of a later contract: this version cannot ask for such a value.
        _ => false,
    };
    if !typed {
        return Some(Rule::WrongType);
    }
    // Before the length: "choose one" helps more than the length of what is not in the list.
    let listed = property.one_of.iter().any(|it| value.as_str() == Some(it.value.as_str()));
    if !listed && !property.one_of.is_empty() {
        return Some(Rule::NotInList);
    }
    match value {
        Value::String(text) => text_problem(property, text, check),
        Value::Number(number) => integer_problem(property, number.as_i64().unwrap_or(i64::MAX)),
        _ => None,
    }
}

fn text_problem(property: &Property, text: &str, check: FormatCheck) -> Option<Rule> {
    let length = text.chars().count();
    let than = |limit: &u32| length.cmp(&usize::try_from(*limit).unwrap_or(usize::MAX));
    if let Some(min) = property.min_length.filter(|it| than(it).is_lt()) {
        return Some(Rule::TooShort(min));
    }
    if let Some(max) = property.max_length.filter(|it| than(it).is_gt()) {
        return Some(Rule::TooLong(max));
    }
    let format = property.format.as_ref()?;
    (check(format, text) == FormatVerdict::Bad).then(|| Rule::Format(format.clone()))
}

fn integer_problem(property: &Property, n: i64) -> Option<Rule> {
    let min = property.minimum.unwrap_or(-MAX_INTEGER).max(-MAX_INTEGER);
    let max = property.maximum.unwrap_or(MAX_INTEGER).min(MAX_INTEGER);
    if n < min { Some(Rule::TooSmall(min)) } else { (n > max).then_some(Rule::TooLarge(max)) }
}

/// `find` over every visible field with its section's id and its settled value.
fn each<T>(
    form: &FormDefinition,
    scenario: &ScenarioAnswers,
    answers: &Answers,
    find: impl Fn(&str, &VisibleField<'_>, Option<&Value>) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for part in visible(form, scenario, answers) {
        for field in &part.fields {
            let value = answers.get(&field.field.name).and_then(settled);
            found.extend(find(&part.section.id, field, value.as_ref()));
        }
    }
    found
}
