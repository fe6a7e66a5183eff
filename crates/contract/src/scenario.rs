//! Scenarios (情形): a few questions, delivered whole with the guide and answered offline, that decide
//! which materials *this* applicant brings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Answers to scenario questions: question id → option id.
pub type ScenarioAnswers = BTreeMap<String, String>;

/// One question about the applicant's situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Stable id, `[a-z0-9_]+`.
    pub id: String,
    /// The question, as a person would be asked at the window.
    pub text: String,
    /// A line of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Two or more answers, exactly one is taken.
    pub options: Vec<Choice>,
    /// Asked only when this holds over the answers to earlier questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Stable id, `[a-z0-9_]+`.
    pub id: String,
    /// The answer, for people.
    pub text: String,
    /// When given: this answer means the matter cannot be filed here, and why and where to go instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<String>,
}

/// A condition over named values. Exactly one form; nesting at most 8 deep.
///
/// `{"field": "rent", "is": "yes"}` · `{"field": "kind", "in": ["a", "b"]}` · `{"all": […]}` ·
/// `{"any": […]}` · `{"not": {…}}`. A field without a value equals nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Members", into = "Members")]
pub enum Condition {
    /// The field has exactly this value; yes/no fields compare with `"true"` and `"false"`.
    Is {
        /// Name of a question or field.
        field: String,
        /// The value.
        is: String,
    },
    /// The field has one of these values.
    In {
        /// Name of a question or field.
        field: String,
        /// The values.
        one_of: Vec<String>,
    },
    /// Every part holds.
    All {
        /// The parts.
        all: Vec<Condition>,
    },
    /// At least one part holds.
    Any {
        /// The parts.
        any: Vec<Condition>,
    },
    /// The part does not hold.
    Not {
        /// The part.
        not: Box<Condition>,
    },
}

/// A condition's members as they travel. Plain members instead of an untagged enum: a better error, and less
/// code on a phone.
#[derive(Default, Serialize, Deserialize)]
struct Members {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is: Option<String>,
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    one_of: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    all: Option<Vec<Condition>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    any: Option<Vec<Condition>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not: Option<Box<Condition>>,
}

impl TryFrom<Members> for Condition {
    type Error = &'static str;

    fn try_from(it: Members) -> Result<Self, &'static str> {
        match (it.field, it.is, it.one_of, it.all, it.any, it.not) {
            (Some(field), Some(is), None, None, None, None) => Ok(Self::Is { field, is }),
            (Some(field), None, Some(one_of), None, None, None) => Ok(Self::In { field, one_of }),
            (None, None, None, Some(all), None, None) => Ok(Self::All { all }),
            (None, None, None, None, Some(any), None) => Ok(Self::Any { any }),
            (None, None, None, None, None, Some(not)) => Ok(Self::Not { not }),
            _ => Err("a condition is exactly one of field+is, field+in, all, any, not"),
        }
    }
}

impl From<Condition> for Members {
    fn from(condition: Condition) -> Self {
        let none = Self::default();
        match condition {
            Condition::Is { field, is } => Self { field: Some(field), is: Some(is), ..none },
            Condition::In { field, one_of } => Self { field: Some(field), one_of: Some(one_of), ..none },
            Condition::All { all } => Self { all: Some(all), ..none },
            Condition::Any { any } => Self { any: Some(any), ..none },
            Condition::Not { not } => Self { not: Some(not), ..none },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_has_exactly_one_form() {
        let good = [
            r#"{"field":"a","is":"x"}"#,
            r#"{"field":"a","in":["x","y"]}"#,
            r#"{"all":[{"field":"a","is":"x"},{"not":{"any":[]}}]}"#,
        ];
        for text in good {
            let read: Condition = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), text);
        }
        let bad =
            ["{}", r#"{"field":"a"}"#, r#"{"field":"a","is":"x","in":["x"]}"#, r#"{"all":[],"any":[]}"#];
        for text in bad {
            assert!(serde_json::from_str::<Condition>(text).is_err(), "{text}");
        }
    }
}
