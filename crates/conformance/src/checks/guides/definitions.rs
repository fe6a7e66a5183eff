//! Forms and scenarios: can they be filled in?

use std::collections::BTreeSet;

use contract::requirement::guides::{GUI_011, GUI_012, GUI_013, GUI_014};
use contract::{Guide, ScenarioAnswers};
use form::DefinitionFault;

use super::{each, unless};
use crate::bench::Bench;
use crate::check::Check;
use crate::trouble::Outcome;

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &GUI_011, tries: "check every definition", run: fillable },
    Check { of: &GUI_012, tries: "look for names that are given twice", run: unique },
    Check { of: &GUI_013, tries: "look for materials that are listed twice", run: materials },
    Check { of: &GUI_014, tries: "answer the questions in every way", run: answerable },
];

/// Mistakes in a definition of which `wanted` holds.
fn faults(guide: &Guide, wanted: impl Fn(&DefinitionFault) -> bool) -> Vec<String> {
    let found = form::check_guide(guide).into_iter().filter(|it| wanted(&it.fault));
    found.map(|it| format!("{} {:?}", it.pointer, it.fault)).collect()
}

fn fillable(bench: &Bench) -> Outcome {
    each(bench, |_, guide| faults(guide, |it| *it != DefinitionFault::Duplicate))
}

fn unique(bench: &Bench) -> Outcome {
    each(bench, |_, guide| faults(guide, |it| *it == DefinitionFault::Duplicate))
}

fn materials(bench: &Bench) -> Outcome {
    each(bench, |_, guide| {
        let mut seen = BTreeSet::new();
        let twice = guide.materials.iter().filter(|it| !seen.insert(it.id.as_str()));
        twice.map(|it| format!("the material {} twice", it.id)).collect()
    })
}

/// Most ways through the questions of one guide that are tried.
const WAYS: usize = 300;

fn answerable(bench: &Bench) -> Outcome {
    each(bench, |_, guide| {
        let (mut open, mut tried) = (vec![ScenarioAnswers::new()], 0);
        while let Some(answers) = open.pop() {
            tried += 1;
            let next = form::unanswered(&guide.questions, &answers).first().copied();
            let Some(question) = next.filter(|_| tried < WAYS) else { continue };
            if question.options.is_empty() {
                return vec![format!("{} has no option", question.id)];
            }
            for option in &question.options {
                let mut answers = answers.clone();
                answers.insert(question.id.clone(), option.id.clone());
                let ended = option.stop.as_deref();
                if ended.is_some_and(|it| it.trim().is_empty()) {
                    return vec![format!("{} {} ends without a word", question.id, option.id)];
                }
                // A way that leads on asks the next question, or has come to the materials.
                if ended.is_none() {
                    open.push(answers);
                }
            }
            let all_end = question.options.iter().all(|it| it.stop.is_some());
            if all_end && answers.is_empty() {
                return unless(false, || format!("every answer to {} ends it", question.id));
            }
        }
        Vec::new()
    })
}
