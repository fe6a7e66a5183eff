//! What is asked, given what was answered so far.

use contract::{Answers, Field, FormDefinition, Property, ScenarioAnswers, Section};

use crate::condition::holds;
use crate::text::{compared, settled};

/// A section with at least one field to fill in.
#[derive(Debug, Clone)]
pub struct VisibleSection<'a> {
    /// The section.
    pub section: &'a Section,
    /// Its visible fields, in order.
    pub fields: Vec<VisibleField<'a>>,
}

/// A field that is asked, with what its value is.
#[derive(Debug, Clone, Copy)]
pub struct VisibleField<'a> {
    /// How it is asked.
    pub field: &'a Field,
    /// What its value is.
    pub property: &'a Property,
}

/// The sections and fields to show, in order.
///
/// A condition sees the scenario, and the answers to earlier fields that are visible themselves: the
/// answer left behind in a field that has since been hidden changes nothing. Sections with nothing to
/// ask are left out.
#[must_use]
pub fn visible<'a>(
    form: &'a FormDefinition,
    scenario: &ScenarioAnswers,
    answers: &Answers,
) -> Vec<VisibleSection<'a>> {
    let mut seen = Answers::new();
    let mut sections = Vec::new();
    for section in &form.sections {
        let mut fields = Vec::new();
        for field in &section.fields {
            // A field without a property cannot be judged; `check_definition` reports it.
            let Some(property) = form.schema.properties.get(&field.name) else { continue };
            let look = |name: &str| scenario.get(name).cloned().or_else(|| compared(seen.get(name)?));
            if !field.show_if.as_ref().is_none_or(|it| holds(it, &look)) {
                continue;
            }
            if let Some(value) = answers.get(&field.name).and_then(settled) {
                seen.insert(field.name.clone(), value);
            }
            fields.push(VisibleField { field, property });
        }
        if !fields.is_empty() {
            sections.push(VisibleSection { section, fields });
        }
    }
    sections
}
