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
#[serde(untagged)]
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
        #[serde(rename = "in")]
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
