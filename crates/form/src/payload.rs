//! What is sent.

use contract::{Answers, FormDefinition, ScenarioAnswers};

use crate::text::settled;
use crate::visible::visible;

/// The answers as they are sent: only visible fields, only those with an answer, texts without white
/// space at their ends. What is wrong in them stays in, for [`crate::problems`] to tell.
#[must_use]
pub fn payload(form: &FormDefinition, scenario: &ScenarioAnswers, answers: &Answers) -> Answers {
    let sections = visible(form, scenario, answers);
    let fields = sections.iter().flat_map(|it| &it.fields);
    fields.filter_map(|it| Some((it.field.name.clone(), settled(answers.get(&it.field.name)?)?))).collect()
}
