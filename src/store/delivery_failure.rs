//! What an answer that is none means for a delivery.

use client::CallError;
use contract::{Problem, ProblemCode, Retry};
use outbox::Failure;

use crate::text;

/// What a call's error means for a delivery: one behaviour for each retry class.
pub(super) fn failure(error: CallError) -> Failure {
    match (error.retry(), error) {
        (_, CallError::SignedOut) => Failure::SignedOut,
        // After-login: the session was renewed elsewhere and this page has an old value; it is asked for again.
        (Retry::Later | Retry::AfterLogin, CallError::Refused(problem)) => {
            Failure::Later(problem.retry_after)
        }
        (_, CallError::Refused(problem)) => Failure::Refused(problem),
        _ => Failure::NoAnswer,
    }
}

/// What it means for the commit itself, of which only a clear word is taken for one: a hall that breaks down may have
/// taken it in before. `again` is true when the commit before it ended with the same status, and a look-up since then
/// said that the hall knows nothing of it: what refuses twice is told.
pub(super) fn at_commit(error: CallError, again: bool) -> Failure {
    let class = error.retry();
    match error {
        CallError::Refused(problem) if class == Retry::Later => match (problem.status, &problem.retry) {
            (423 | 425 | 429, _) | (503, Retry::Later) => Failure::Later(problem.retry_after),
            _ => Failure::NoAnswer,
        },
        CallError::Refused(problem) if problem.status >= 500 => match class {
            Retry::Never | Retry::AfterEdit if again => Failure::Refused(problem),
            _ => Failure::NoAnswer,
        },
        // Of something before the hall: it has no word for it.
        CallError::Status(403) if again => not_let_in(ProblemCode::NotAllowed, "403"),
        CallError::Status(413) if again => not_let_in(ProblemCode::TooLarge, "413"),
        error => failure(error),
    }
}

/// The status that [`at_commit`] compares.
pub(super) fn status(error: &CallError) -> Option<u16> {
    match error {
        CallError::Refused(problem) => Some(problem.status),
        CallError::Status(status) => Some(*status),
        _ => None,
    }
}

fn not_let_in(code: ProblemCode, status: &str) -> Failure {
    refusal(code, text::not_let_in().to_owned(), text::not_let_in_text(status))
}

/// A refusal that this device saw by itself.
pub(super) fn refusal(code: ProblemCode, title: String, detail: String) -> Failure {
    Failure::Refused(problem(code, title, detail))
}

/// A problem in this device's own words.
pub(super) fn problem(code: ProblemCode, title: String, detail: String) -> Box<Problem> {
    Box::new(Problem {
        code,
        status: 0,
        title,
        detail: Some(detail),
        retry: Retry::AfterEdit,
        retry_after: None,
        errors: Vec::new(),
        filing_id: None,
        case_id: None,
        held_hash: None,
        sent_hash: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_commit_only_a_clear_word_counts() {
        let refused = |status: u16, retry: &str| {
            let problem = format!(
                r#"{{"code":"x-new","status":{status},"title":"t","retry":"{retry}","retry_after":3}}"#
            );
            CallError::Refused(Box::new(serde_json::from_str(&problem).unwrap()))
        };
        let later = || Some(Failure::Later(Some(3)));
        let unknown = || Some(Failure::NoAnswer);
        #[rustfmt::skip]
        let table = [
            // what came                        the first time  after the same, and a look-up that knew nothing
            (refused(429, "later"),             later(),        later()),
            (refused(423, "later"),             later(),        later()),
            (refused(425, "at-full-moon"),      later(),        later()),
            (refused(503, "later"),             later(),        later()),
            (refused(503, ""),                  unknown(),      unknown()),
            (refused(500, "later"),             unknown(),      unknown()),
            (refused(502, ""),                  unknown(),      unknown()),
            (refused(504, "after-login"),       unknown(),      unknown()),
            (refused(408, "later"),             unknown(),      unknown()),
            (refused(409, "later"),             unknown(),      unknown()),
            (refused(500, "never"),             unknown(),      None),
            (refused(403, "after-login"),       later(),        later()),
            (refused(422, "after-edit"),        None,           None),
            (CallError::Status(413),            unknown(),      None),
            (CallError::Status(403),            unknown(),      None),
            (CallError::Status(502),            unknown(),      unknown()),
            (CallError::TimedOut,               unknown(),      unknown()),
        ];
        for (error, first, then) in table {
            for (again, expected) in [(false, first), (true, then)] {
                let found = at_commit(error.clone(), again);
                match expected {
                    Some(expected) => assert_eq!(found, expected, "{error:?} {again}"),
                    None => assert!(matches!(found, Failure::Refused(_)), "{error:?} {again}: {found:?}"),
                }
            }
        }
    }

    #[test]
    fn every_retry_class_has_its_behaviour() {
        let refused = |retry: &str, code: &str, after: Option<u32>| {
            let after = after.map(|it| format!(r#","retry_after":{it}"#)).unwrap_or_default();
            let problem = format!(r#"{{"code":"{code}","status":409,"title":"t","retry":"{retry}"{after}}}"#);
            CallError::Refused(Box::new(serde_json::from_str(&problem).unwrap()))
        };
        let later = |seconds| Failure::Later(seconds);
        let table = [
            (refused("later", "too-many", Some(30)), Some(later(Some(30)))),
            (refused("later", "x-new", None), Some(later(None))),
            (refused("at-full-moon", "x-new", None), Some(later(None))),
            // The session was renewed elsewhere: asked for again, and tried again.
            (refused("after-login", "csrf-mismatch", None), Some(later(None))),
            (CallError::SignedOut, Some(Failure::SignedOut)),
            // Not the hall's clear word: the outcome may be unknown.
            (CallError::Unreachable, Some(Failure::NoAnswer)),
            (CallError::TimedOut, Some(Failure::NoAnswer)),
            (CallError::TooLarge, Some(Failure::NoAnswer)),
            (CallError::Elsewhere, Some(Failure::NoAnswer)),
            (CallError::Foreign, Some(Failure::NoAnswer)),
            (CallError::Unreadable, Some(Failure::NoAnswer)),
            (CallError::Status(413), Some(Failure::NoAnswer)),
            (CallError::NotFound, Some(Failure::NoAnswer)),
            (refused("never", "x-new", None), None),
            (refused("after-edit", "invalid", Some(9)), None),
        ];
        for (error, expected) in table {
            let found = failure(error.clone());
            match expected {
                Some(expected) => assert_eq!(found, expected, "{error:?}"),
                None => assert!(matches!(found, Failure::Refused(_)), "{error:?}: {found:?}"),
            }
        }
    }
}
