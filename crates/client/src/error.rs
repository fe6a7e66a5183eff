//! Why a call gave no answer that counts.

use contract::{PROBLEM_TYPE, Problem, ProblemCode, Retry};

use crate::Answer;
use crate::tame::{Texts, tame};

/// Pages show these and no others; each has its sentence and its next step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// No answer arrived: the hall may or may not have handled the request.
    #[error("no answer from the hall")]
    Unreachable,
    /// No whole answer within the call's time: the hall may or may not have handled the request.
    #[error("no answer from the hall in time")]
    TimedOut,
    /// The answer is larger than any of its kind can be, and was not read to its end.
    #[error("the answer is larger than its kind can be")]
    TooLarge,
    /// The answer sends the browser elsewhere; nothing was sent there.
    #[error("the hall redirects")]
    Elsewhere,
    /// Nobody is signed in any more. Only the shell reacts to this one.
    #[error("the session has ended")]
    SignedOut,
    /// Nothing is kept at that address, or not for this person.
    #[error("nothing is kept at that address")]
    NotFound,
    /// The hall refused, with reasons.
    #[error("refused with `{}`", .0.code)]
    Refused(Box<Problem>),
    /// An error without a problem of this contract: a proxy's page, or a hall that has broken down.
    #[error("status {0} without a problem")]
    Status(u16),
    /// An answer of another media type than the contract's: a network that asks people to sign in (captive portal), a
    /// proxy, or another server than a hall.
    #[error("the answer is of another media type")]
    Foreign,
    /// An answer of the right media type that breaks the contract.
    #[error("the answer is not one of this contract")]
    Unreadable,
    /// The form of the matter with this title is beyond the contract's limits, and is not filled in here.
    #[error("the form of `{0}` is beyond the limits")]
    Beyond(String),
}

impl CallError {
    /// What a status outside 2xx means.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        if answer.media_type != PROBLEM_TYPE {
            return Self::Status(answer.status);
        }
        let Some(mut problem) = problem(answer) else { return Self::Status(answer.status) };
        problem.retry_after = problem.retry_after.or(answer.retry_after);
        // The body only repeats it, and what it repeats may be wrong.
        problem.status = answer.status;
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
            Self::Unreachable | Self::TimedOut | Self::Elsewhere | Self::Foreign | Self::Unreadable => {
                Retry::Later
            }
            Self::SignedOut => Retry::AfterLogin,
            Self::NotFound | Self::TooLarge | Self::Beyond(_) => Retry::Never,
            Self::Status(status) => class_of(*status),
            Self::Refused(problem) => match &problem.retry {
                // An unknown class is treated as "later", with the caller's cap on the rate.
                Retry::Other(_) => Retry::Later,
                known => known.clone(),
            },
        }
    }

    /// How long to wait before asking the same by itself again, in milliseconds, when `last` was waited before: twice as
    /// long, or as long as the hall says, and never longer than five minutes. For reads; a filing has its own engine.
    #[must_use]
    pub fn pause_ms(&self, last: u32) -> u32 {
        const LONGEST_MS: u32 = 300_000;
        let asked = self.problem().and_then(|it| it.retry_after).unwrap_or_default();
        last.saturating_mul(2).max(asked.saturating_mul(1_000)).min(LONGEST_MS)
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

/// Reads a problem; one that does not say when to try again gets the class of its status. Where that is a mere guess,
/// the class stays open (`Retry::Other`): it means later, and says nothing about what the hall did.
fn problem(answer: &Answer) -> Option<Problem> {
    let body = tame(&answer.body, Texts::Shown)?;
    serde_json::from_slice(&body).ok().or_else(|| {
        let members = body.trim_ascii_start().strip_prefix(b"{")?;
        // Said for it and read again: when it was said already, saying it twice is no problem of this contract.
        let class = match class_of(answer.status) {
            Retry::Later if !matches!(answer.status, 423 | 425 | 429) => Retry::Other(String::new()),
            known => known,
        };
        let whole = [b"{\"retry\":\"", class.as_str().as_bytes(), b"\",", members].concat();
        serde_json::from_slice(&whole).ok()
    })
}

/// When trying again can help after a status that says nothing else (RFC 9110 §15, RFC 6585, RFC 8470).
fn class_of(status: u16) -> Retry {
    match status {
        401 => Retry::AfterLogin,
        408 | 423 | 425 | 429 | 500..=599 => Retry::Later,
        412 | 413 | 415 | 422 | 428 => Retry::AfterEdit,
        400..=499 => Retry::Never,
        // Neither success nor error: something between us and the hall.
        _ => Retry::Later,
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
            (answer(404, "text/html", "<h1>404</h1>"), CallError::Status(404)),
            (answer(502, "text/html", "<h1>Bad gateway</h1>"), CallError::Status(502)),
            (answer(304, "", ""), CallError::Status(304)),
            (answer(400, PROBLEM_TYPE, "not json"), CallError::Status(400)),
            (answer(400, PROBLEM_TYPE, "{\"retry\":\"later\"}"), CallError::Status(400)),
            (answer(429, PROBLEM_TYPE, &"[".repeat(100_000)), CallError::Status(429)),
        ];
        for (answer, error) in table {
            assert_eq!(CallError::of(&answer), error, "{:?}", answer.status);
        }
        let refused = CallError::of(&answer(409, PROBLEM_TYPE, &body("wrong-state")));
        assert_eq!(refused.problem().map(|it| it.code.clone()), Some(ProblemCode::WrongState));
    }

    #[test]
    fn a_problem_follows_its_class_whatever_its_code() {
        for (retry, class) in [
            ("never", Retry::Never),
            ("later", Retry::Later),
            ("after-login", Retry::AfterLogin),
            ("after-edit", Retry::AfterEdit),
            // An unknown class means later.
            ("at-full-moon", Retry::Later),
        ] {
            let body = format!(r#"{{"code":"x-new","status":409,"title":"t","retry":"{retry}"}}"#);
            assert_eq!(CallError::of(&answer(409, PROBLEM_TYPE, &body)).retry(), class, "{retry}");
        }
    }

    #[test]
    fn a_problem_without_a_class_gets_that_of_its_status() {
        let table = [
            (401, Retry::AfterLogin),
            (403, Retry::Never),
            (409, Retry::Never),
            (422, Retry::AfterEdit),
            (429, Retry::Later),
            (500, Retry::Later),
            (503, Retry::Later),
        ];
        for (status, class) in table {
            let body = format!(r#" {{"code":"x-new","status":{status},"title":"标题"}}"#);
            let error = CallError::of(&answer(status, PROBLEM_TYPE, &body));
            assert_eq!(error.problem().map(|it| it.title.as_str()), Some("标题"), "{status}");
            assert_eq!(error.retry(), class, "{status}");
            assert_eq!(CallError::Status(status).retry(), class, "{status}");
        }
    }

    #[test]
    fn a_guessed_class_can_be_told_from_one_that_the_hall_named() {
        let read = |status: u16, retry: &str| {
            // The number in the body is not the answer's.
            let body = format!(r#"{{"code":"x-new","status":200,"title":"t"{retry}}}"#);
            let problem = CallError::of(&answer(status, PROBLEM_TYPE, &body)).problem().cloned().unwrap();
            assert_eq!(problem.status, status);
            problem.retry == Retry::Later
        };
        for (status, named) in
            [(429, true), (423, true), (425, true), (408, false), (500, false), (503, false)]
        {
            assert_eq!(read(status, ""), named, "{status}");
            assert!(read(status, r#","retry":"later""#), "{status}");
        }
    }

    #[test]
    fn how_long_to_wait_is_read_off_the_problem_or_else_off_the_header() {
        let header = |retry_after, body: &str| {
            let answer = Answer { retry_after, ..answer(429, PROBLEM_TYPE, body) };
            CallError::of(&answer).problem().and_then(|it| it.retry_after)
        };
        let plain = r#"{"code":"too-many","status":429,"title":"t","retry":"later"}"#;
        let said = r#"{"code":"too-many","status":429,"title":"t","retry":"later","retry_after":7}"#;
        assert_eq!(
            (header(None, plain), header(Some(9), plain), header(Some(9), said)),
            (None, Some(9), Some(7))
        );
    }

    #[test]
    fn what_asks_by_itself_asks_less_often_while_it_fails() {
        let busy = |seconds: u32| {
            let body = format!(
                r#"{{"code":"too-many","status":429,"title":"t","retry":"later","retry_after":{seconds}}}"#
            );
            CallError::of(&answer(429, PROBLEM_TYPE, &body))
        };
        let table = [
            (CallError::Unreachable, 5_000, 10_000),
            (CallError::Unreachable, 200_000, 300_000),
            (busy(0), 5_000, 10_000),
            (busy(60), 5_000, 60_000),
            (busy(u32::MAX), 5_000, 300_000),
        ];
        for (error, last, pause) in table {
            assert_eq!(error.pause_ms(last), pause, "{error:?} after {last}");
        }
    }

    #[test]
    fn what_a_problem_says_is_tamed() {
        let body = r#"{"code":"internal","status":500,"title":"a\u202eb","retry":"later"}"#;
        let error = CallError::of(&answer(500, PROBLEM_TYPE, body));
        assert_eq!(error.problem().map(|it| it.title.as_str()), Some("ab"));
    }
}
