//! Forms: a JSON Schema 2020-12 subset for what a value is, and a UI layer for how it is asked.
//!
//! A form version never changes once published. What is *required* lives in the UI layer, because it
//! depends on what is visible; the schema of one property is enough for any validator.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Condition;
use crate::coded::names;

/// Form answers: field name → value. Text, dates and choices are strings, counts integers, yes/no booleans.
pub type Answers = BTreeMap<String, serde_json::Value>;

/// One version of one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormDefinition {
    /// Stable id.
    pub id: String,
    /// Version, starting at 1. Answers name it; it is immutable.
    pub version: u32,
    /// What the values are: `type: object` with one property for every field.
    pub schema: ObjectSchema,
    /// How they are asked, in order.
    pub sections: Vec<Section>,
}

/// The root schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectSchema {
    /// Always `object`.
    #[serde(rename = "type")]
    pub kind: String,
    /// One schema for every field.
    pub properties: BTreeMap<String, Property>,
}

names! {
    /// JSON types a field may have.
    JsonType {
        /// Text, dates, choices, money in minor units as digits.
        Text = "string",
        /// Whole numbers, |n| < 2⁵³.
        Integer = "integer",
        /// Yes or no.
        Boolean = "boolean",
    }
}

names! {
    /// Formats of a string field. `date` is JSON Schema's own; the others are the field's.
    Format {
        /// `2026-11-22`.
        Date = "date",
        /// GB 11643 identity number, 18 characters with its check character.
        IdNumber = "hall-id-number",
        /// GB 32100 unified social credit code; a wrong check character warns, it does not block.
        CreditCode = "hall-credit-code",
        /// Mainland mobile number, 11 digits.
        Mobile = "hall-mobile",
        /// A person's name, 2 to 50 characters, may hold `·` and spaces.
        PersonName = "hall-person-name",
        /// Money: digits, optionally `.` and two digits; in yuan.
        Money = "hall-money",
    }
}

/// The schema of one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Property {
    /// Its JSON type.
    #[serde(rename = "type")]
    pub kind: JsonType,
    /// Label for people.
    pub title: String,
    /// Format of a string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// Fewest characters (Unicode scalar values).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// Most characters (Unicode scalar values).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Smallest integer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
    /// Largest integer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
    /// Closed list of values with their labels (JSON Schema `oneOf` of `const` + `title`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Const>,
}

/// One value of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Const {
    /// The value.
    #[serde(rename = "const")]
    pub value: String,
    /// Its label.
    pub title: String,
}

/// A part of a form that is one screen on a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Stable id, part of the URL.
    pub id: String,
    /// Heading.
    pub title: String,
    /// A line of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

names! {
    /// Widgets a client should prefer. A client that does not know one falls back to the type's own.
    Widget {
        /// More than one line of text.
        Multiline = "multiline",
        /// All choices at once.
        Radio = "radio",
        /// A closed list that opens.
        Select = "select",
    }
}

/// How one value is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Name of the property.
    pub name: String,
    /// A line of help under the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Must be answered when visible.
    #[serde(default)]
    pub required: bool,
    /// Visible only when this holds over scenario and form answers; a hidden field has no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
    /// Preferred widget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub widget: Option<Widget>,
    /// Key of [`crate::SignedIn::profile`] that may fill this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<String>,
    /// Unit shown behind the input (`平方米`, `元`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What a check of a formatted value found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatVerdict {
    /// As it should be.
    Good,
    /// Legal values exist that look like this; warn, do not block.
    Doubtful,
    /// Not a value of this format.
    Bad,
}
