//! Why a call gave no answer that counts.

use contract::{PROBLEM_TYPE, Problem, ProblemCode, Retry};

use crate::Answer;

/// Pages show these five and no others.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// No answer arrived: the hall may or may not have handled the request.
    #[error("no answer from the hall")]
    Unreachable,
    /// Nobody is signed in any more. Only the shell reacts to this one.
    #[error("the session has ended")]
    SignedOut,
    /// Nothing is kept at that address, or not for this person.
    #[error("nothing is kept at that address")]
    NotFound,
    /// The hall refused, with reasons.
    #[error("refused with `{}`", .0.code)]
    Refused(Box<Problem>),
    /// An answer that breaks the contract: a captive portal, a proxy, or a fault of the hall.
    #[error("the answer is not one of this contract")]
    Unreadable,
}

impl CallError {
    /// What a status outside 2xx means.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        if answer.media_type != PROBLEM_TYPE {
            return Self::Unreadable;
        }
        let Ok(problem) = serde_json::from_slice::<Problem>(&answer.body) else {
            return Self::Unreadable;
        };
        match problem.code {
            ProblemCode::SessionRequired => Self::SignedOut,
            ProblemCode::NotFound => Self::NotFound,
            _ => Self::Refused(Box::new(problem)),
        }
    }

    /// When sending the same thing again can help.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self {
            Self::Unreachable | Self::Unreadable => Retry::Later,
            Self::SignedOut => Retry::AfterLogin,
            Self::NotFound => Retry::Never,
            Self::Refused(problem) => match &problem.retry {
                // An unknown class is treated as "later", with the caller's cap on the rate.
                Retry::Other(_) => Retry::Later,
                known => known.clone(),
            },
        }
    }

    /// The hall's problem, when it gave one.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused(problem) => Some(problem),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, media_type: &str, body: &str) -> Answer {
        Answer { status, media_type: media_type.into(), body: body.into(), ..Answer::default() }
    }

    #[test]
    fn error_table() {
        let body = |code: &str| format!(r#"{{"code":"{code}","status":400,"title":"t","retry":"never"}}"#);
        let table = [
            (answer(401, PROBLEM_TYPE, &body("session-required")), CallError::SignedOut),
            (answer(404, PROBLEM_TYPE, &body("not-found")), CallError::NotFound),
            (answer(404, "text/html", "<h1>404</h1>"), CallError::Unreadable),
            (answer(502, "text/html", "<h1>Bad gateway</h1>"), CallError::Unreadable),
            (answer(400, PROBLEM_TYPE, "not json"), CallError::Unreadable),
        ];
        for (answer, error) in table {
            assert_eq!(CallError::of(&answer), error, "{answer:?}");
        }
        let refused = CallError::of(&answer(409, PROBLEM_TYPE, &body("wrong-state")));
        assert_eq!(refused.problem().map(|it| it.code.clone()), Some(ProblemCode::WrongState));
    }

    #[test]
    fn an_unknown_retry_class_means_later() {
        let body = r#"{"code":"x-new","status":409,"title":"t","retry":"at-full-moon"}"#;
        assert_eq!(CallError::of(&answer(409, PROBLEM_TYPE, body)).retry(), Retry::Later);
    }
}
