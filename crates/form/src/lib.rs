//! A form definition and its answers: what is visible, what is wrong, what is sent.
//!
//! Client and hall run these same functions, so that a filing which looks complete on the phone is not
//! refused at the other end. The order of a filing is the order of the modules: [`asked`] walks the
//! scenario, [`checklist`] says what to bring, [`visible`] what to fill in, [`problems`] what is still
//! wrong, [`payload`] what is sent, and [`manifest_problems`] whether all of it may be received.
//!
//! A definition comes from a hall and is not trusted: run [`check_definition`] once when it arrives.
//! Nothing here fails on a bad definition; what makes no sense is not shown and not sent.

mod checklist;
mod condition;
mod definition;
mod delivery;
mod manifest;
mod materials;
mod payload;
mod pointer;
mod rule;
mod scenario;
#[cfg(test)]
mod tests;
mod text;
mod validate;
mod visible;

pub use checklist::{Heap, MaterialCount, checklist, count, slots};
pub use condition::{MAX_DEPTH, comparisons, holds, is_too_deep};
pub use definition::{DefinitionFault, DefinitionProblem, check_definition, check_guide, limits, unfillable};
pub use manifest::{ManifestIssue, ManifestRule, manifest_problems};
pub use payload::payload;
pub use rule::{FormatCheck, Rule};
pub use scenario::{asked, prune, stop, unanswered};
pub use text::normalise_text;
pub use validate::{FieldDoubt, FieldIssue, doubts, field_problem, problems};
pub use visible::{VisibleField, VisibleSection, visible};
