//! The scenario (情形): which questions are asked, and what the answers to them amount to.

use contract::{Choice, Question, ScenarioAnswers};

use crate::condition::holds;

/// The questions to ask given the answers so far, in order: each whose condition holds over the answers
/// to earlier questions that are asked themselves.
#[must_use]
pub fn asked<'a>(questions: &'a [Question], answers: &ScenarioAnswers) -> Vec<&'a Question> {
    walk(questions, answers).into_iter().map(|(question, _)| question).collect()
}

/// `answers` without those to questions that are not asked, and without options that do not exist.
///
/// What is left is what a manifest may say: going back and answering differently leaves no trace.
#[must_use]
pub fn prune(questions: &[Question], answers: &ScenarioAnswers) -> ScenarioAnswers {
    let taken =
        |(question, choice): (&Question, Option<&Choice>)| Some((question.id.clone(), choice?.id.clone()));
    walk(questions, answers).into_iter().filter_map(taken).collect()
}

/// The questions that are asked and have no answer yet, in order.
#[must_use]
pub fn unanswered<'a>(questions: &'a [Question], answers: &ScenarioAnswers) -> Vec<&'a Question> {
    walk(questions, answers)
        .into_iter()
        .filter(|(_, choice)| choice.is_none())
        .map(|(question, _)| question)
        .collect()
}

/// Why the matter cannot be filed here, and where to go instead, when an answer given means so.
#[must_use]
pub fn stop<'a>(questions: &'a [Question], answers: &ScenarioAnswers) -> Option<&'a str> {
    walk(questions, answers).into_iter().find_map(|(_, choice)| choice?.stop.as_deref())
}

/// One pass in order: a condition sees only what was asked and validly answered before it.
fn walk<'a>(questions: &'a [Question], answers: &ScenarioAnswers) -> Vec<(&'a Question, Option<&'a Choice>)> {
    let mut taken = ScenarioAnswers::new();
    let mut walked = Vec::with_capacity(questions.len());
    for question in questions {
        let is_asked = question.show_if.as_ref().is_none_or(|it| holds(it, &|name| taken.get(name).cloned()));
        if !is_asked {
            continue;
        }
        let answer = answers.get(&question.id);
        let choice = answer.and_then(|answer| question.options.iter().find(|it| it.id == *answer));
        if let Some(choice) = choice {
            taken.insert(question.id.clone(), choice.id.clone());
        }
        walked.push((question, choice));
    }
    walked
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Opens a food shop: premises → (rented) consent of neighbours; a ghost that looks ahead.
    fn questions() -> Vec<Question> {
        serde_json::from_value(json!([
            {"id": "ahead", "text": "", "options": [], "show_if": {"field": "premises", "is": "own"}},
            {"id": "premises", "text": "", "options": [
                {"id": "own", "text": ""}, {"id": "rent", "text": ""}, {"id": "street", "text": "", "stop": "去城管"}]},
            {"id": "neighbours", "text": "", "show_if": {"field": "premises", "is": "rent"},
                "options": [{"id": "yes", "text": ""}, {"id": "no", "text": ""}]},
            {"id": "floor", "text": "", "show_if": {"field": "neighbours", "is": "yes"},
                "options": [{"id": "first", "text": ""}, {"id": "upper", "text": ""}]}
        ]))
        .unwrap()
    }

    fn answers(pairs: &[(&str, &str)]) -> ScenarioAnswers {
        pairs.iter().map(|(question, option)| ((*question).into(), (*option).into())).collect()
    }

    fn ids<'a>(questions: &[&'a Question]) -> Vec<&'a str> {
        questions.iter().map(|it| it.id.as_str()).collect()
    }

    type Pairs = &'static [(&'static str, &'static str)];

    #[test]
    fn scenario_table() {
        let questions = questions();
        let consented: Pairs = &[("premises", "rent"), ("neighbours", "yes")];
        let left_over: Pairs = &[("premises", "own"), ("neighbours", "yes"), ("floor", "first")];
        // (answers, asked, unanswered, pruned)
        let table: [(Pairs, &[&str], &[&str], Pairs); 7] = [
            (&[], &["premises"], &["premises"], &[]),
            (&[("premises", "own")], &["premises"], &[], &[("premises", "own")]),
            (&[("premises", "rent")], &["premises", "neighbours"], &["neighbours"], &[("premises", "rent")]),
            (consented, &["premises", "neighbours", "floor"], &["floor"], consented),
            // Answers to questions that are not asked count for nothing, in conditions too.
            (left_over, &["premises"], &[], &[("premises", "own")]),
            (&[("premises", "castle")], &["premises"], &["premises"], &[]),
            (&[("nobody", "asked")], &["premises"], &["premises"], &[]),
        ];
        for (given, expect_asked, expect_open, expect_pruned) in table {
            let given = answers(given);
            assert_eq!(ids(&asked(&questions, &given)), expect_asked, "asked {given:?}");
            assert_eq!(ids(&unanswered(&questions, &given)), expect_open, "unanswered {given:?}");
            assert_eq!(prune(&questions, &given), answers(expect_pruned), "pruned {given:?}");
        }
    }

    #[test]
    fn only_an_answer_that_counts_stops() {
        let questions = questions();
        assert_eq!(stop(&questions, &answers(&[("premises", "street")])), Some("去城管"));
        assert_eq!(stop(&questions, &answers(&[("premises", "own")])), None);
        assert_eq!(stop(&questions, &answers(&[("ahead", "street")])), None);
    }
}
