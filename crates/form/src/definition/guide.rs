//! The checks of a guide: its questions, the materials that depend on them, and its form.

use std::collections::BTreeSet;

use contract::{Guide, Question};

use super::scope::{Scope, Values};
use super::{DefinitionFault, Findings, form, limits};

/// Whether `guide` is small enough to be looked into.
pub(super) fn sizes(guide: &Guide, found: &mut Findings) -> bool {
    found.few(guide.questions.len(), limits::QUESTIONS, "/questions")
        && found.few(guide.materials.len(), limits::MATERIALS, "/materials")
        && guide.questions.iter().all(|it| {
            found.few(it.options.len(), limits::CHOICES, "/questions")
                && found.narrow(it.show_if.as_ref(), "/questions")
        })
        && guide.materials.iter().all(|it| found.narrow(it.when.as_ref(), "/materials"))
        && guide.form.as_ref().is_none_or(|it| form::sizes(it, "/form", found))
}

/// Checks what of `guide` has conditions.
pub(super) fn check(guide: &Guide, found: &mut Findings) {
    let mut scope = Scope::closed();
    scope.announce(guide.questions.iter().map(|it| it.id.as_str()));
    for (at, question) in guide.questions.iter().enumerate() {
        check_question(question, &format!("/questions/{at}"), &mut scope, found);
    }
    let mut ids = BTreeSet::new();
    for (at, material) in guide.materials.iter().enumerate() {
        let pointer = format!("/materials/{at}");
        found.add_if(!ids.insert(&material.id), &pointer, DefinitionFault::Duplicate);
        if let Some(condition) = &material.when {
            scope.check(condition, &format!("{pointer}/when"), found);
        }
    }
    if let Some(form) = &guide.form {
        form::check(form, "/form", scope, found);
    }
}

fn check_question<'a>(question: &'a Question, pointer: &str, scope: &mut Scope<'a>, found: &mut Findings) {
    found.name(&question.id, b"", &format!("{pointer}/id"));
    found.length(&question.text, limits::TEXT, &format!("{pointer}/text"));
    found.length(question.hint.as_deref().unwrap_or_default(), limits::TEXT, &format!("{pointer}/hint"));
    if let Some(condition) = &question.show_if {
        scope.check(condition, &format!("{pointer}/show_if"), found);
    }
    let options = format!("{pointer}/options");
    found.add_if(question.options.len() < 2, &options, DefinitionFault::TooFew(2));
    found.distinct(question.options.iter().map(|it| it.id.as_str()), &options);
    for (at, option) in question.options.iter().enumerate() {
        found.name(&option.id, b"", &format!("{options}/{at}/id"));
        found.length(&option.text, limits::TITLE, &format!("{options}/{at}/text"));
        found.length(
            option.stop.as_deref().unwrap_or_default(),
            limits::TEXT,
            &format!("{options}/{at}/stop"),
        );
    }
    let values = question.options.iter().map(|it| it.id.as_str()).collect();
    let is_new = scope.ask(&question.id, Values::Only(values));
    found.add_if(!is_new, pointer, DefinitionFault::Duplicate);
}
