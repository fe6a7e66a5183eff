//! Trees that no hall should publish: whatever they are, nothing hangs, nothing panics, and the laws still hold.

use std::time::{Duration, Instant};

use contract::{Choice, Condition, Guide, Question, ScenarioAnswers};
use proptest::prelude::*;

use super::guide;
use crate::{asked, check_guide, checklist, limits, prune, slots, stop, unanswered, unfillable};

/// Names of questions that may be there once, twice, later, or never: circles and gaps come by themselves.
const NAMES: [&str; 5] = ["a", "b", "c", "d", ""];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![9 => prop::sample::select(&NAMES[..]).prop_map(str::to_owned), 1 => ".{0,4}"]
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        (name(), name()).prop_map(|(field, is)| Condition::Is { field, is }),
        (name(), prop::collection::vec(name(), 0..3))
            .prop_map(|(field, one_of)| Condition::In { field, one_of }),
    ];
    leaf.prop_recursive(10, 40, 3, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 0..3).prop_map(|all| Condition::All { all }),
            prop::collection::vec(part.clone(), 0..3).prop_map(|any| Condition::Any { any }),
            part.prop_map(|it| Condition::Not { not: Box::new(it) }),
        ]
    })
}

fn choice() -> impl Strategy<Value = Choice> {
    (name(), prop::option::of(name())).prop_map(|(id, stop)| Choice { text: id.clone(), id, stop })
}

fn question() -> impl Strategy<Value = Question> {
    (name(), prop::collection::vec(choice(), 0..4), prop::option::of(condition()))
        .prop_map(|(id, options, show_if)| Question { text: id.clone(), id, hint: None, options, show_if })
}

fn any_guide() -> impl Strategy<Value = Guide> {
    let questions = prop::collection::vec(question(), 0..8);
    (questions, prop::collection::vec(prop::option::of(condition()), 6)).prop_map(|(questions, when)| {
        let mut guide = guide();
        guide.questions = questions;
        for (material, when) in guide.materials.iter_mut().zip(when) {
            material.when = when;
        }
        guide
    })
}

fn any_answers() -> impl Strategy<Value = ScenarioAnswers> {
    prop::collection::btree_map(name(), name(), 0..6)
}

proptest! {
    #[test]
    fn a_broken_tree_is_walked_like_any_other(guide in any_guide(), answers in any_answers()) {
        let pruned = prune(&guide.questions, &answers);
        let (asks, open) = (asked(&guide.questions, &answers), unanswered(&guide.questions, &answers));
        prop_assert!(asks.len() <= guide.questions.len() && open.len() <= asks.len());
        prop_assert!(pruned.iter().all(|(question, option)| answers.get(question) == Some(option)));
        let list = checklist(&guide, &answers);
        prop_assert_eq!(&list, &checklist(&guide, &answers), "the same twice");
        prop_assert!(slots(&guide, &answers).iter().all(|it| list.contains(it)));
        // What stops is an answer that was given.
        prop_assert!(stop(&guide.questions, &answers).is_none() || !pruned.is_empty());
    }

    #[test]
    fn a_tree_that_is_not_found_fault_with_is_pruned_once_and_for_all(guide in any_guide(), answers in any_answers()) {
        if unfillable(&guide).is_none() {
            let pruned = prune(&guide.questions, &answers);
            prop_assert_eq!(&prune(&guide.questions, &pruned), &pruned);
            prop_assert_eq!(checklist(&guide, &pruned), checklist(&guide, &answers));
        } else {
            prop_assert!(!check_guide(&guide).is_empty());
        }
    }
}

fn many(count: usize) -> Vec<Choice> {
    let option = |at: usize| Choice { id: format!("o{at}"), text: String::new(), stop: None };
    (0..count).map(option).collect()
}

#[test]
fn ten_thousand_options_are_refused_and_walked_at_once() {
    let chain = |at: usize| Question {
        id: format!("q{at}"),
        text: String::new(),
        hint: None,
        options: many(2),
        // Each waits for the next, and the last for the first: a circle.
        show_if: Some(Condition::Is { field: format!("q{}", (at + 1) % 10_000), is: "o0".into() }),
    };
    let wide =
        Question { id: "wide".into(), text: String::new(), hint: None, options: many(10_000), show_if: None };
    let table = [
        ("one question with 10,000 options", vec![wide.clone()], limits::CHOICES),
        ("10,000 questions in a circle", (0..10_000).map(chain).collect(), limits::QUESTIONS),
    ];
    for (what, questions, most) in table {
        let mut guide = guide();
        guide.questions = questions;
        let begun = Instant::now();
        let fault = unfillable(&guide).unwrap().fault;
        assert_eq!(fault, crate::DefinitionFault::TooMany(most), "{what}");
        let answers: ScenarioAnswers = [("wide".to_owned(), "o9999".to_owned())].into();
        assert!(asked(&guide.questions, &answers).len() <= 1, "{what}");
        assert!(!checklist(&guide, &answers).is_empty(), "{what}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{what} took {:?}", begun.elapsed());
    }
}
