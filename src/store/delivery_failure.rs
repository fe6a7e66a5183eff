//! What an answer that is none means for a delivery.

use client::CallError;
use contract::Retry;
use outbox::Failure;

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

#[cfg(test)]
mod tests {
    use super::*;

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
