//! Which version a writer means: `If-Match` and `If-None-Match` (RFC 9110 §13.1).

use axum::http::{HeaderMap, HeaderName, header};
use contract::ProblemCode;

use crate::error::Refusal;

/// What must be true for a write to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// There is none yet: `If-None-Match: *`.
    None,
    /// It stands at one of these versions, by entity tag; `*` is any.
    At(Vec<String>),
}

impl Condition {
    /// What the request says.
    ///
    /// # Errors
    ///
    /// `precondition-required` when it says neither.
    pub fn of(headers: &HeaderMap) -> Result<Self, Refusal> {
        let tags = list(headers, &header::IF_MATCH);
        if !tags.is_empty() {
            return Ok(Self::At(tags));
        }
        if list(headers, &header::IF_NONE_MATCH) == ["*"] {
            return Ok(Self::None);
        }
        let detail = "请带上 If-Match（改哪一版）或 If-None-Match: *（新建）";
        Err(Refusal::new(ProblemCode::PreconditionRequired).detail(detail))
    }

    /// Whether it is true of something at `version`. Compares strongly: a weak tag names no version to write on.
    #[must_use]
    pub fn holds_at(&self, version: i64) -> bool {
        match self {
            Self::None => false,
            Self::At(tags) => tags.iter().any(|it| it == "*" || *it == tag(version)),
        }
    }
}

/// The entity tag of a version.
#[must_use]
pub fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

fn list(headers: &HeaderMap, name: &HeaderName) -> Vec<String> {
    let sent = headers.get_all(name).iter().filter_map(|it| it.to_str().ok());
    sent.flat_map(|it| it.split(',')).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        headers
    }

    #[test]
    fn if_match_table() {
        let table = [
            ("\"7\"", true),
            ("\"6\", \"7\"", true),
            ("*", true),
            ("\"6\"", false),
            ("W/\"7\"", false),
            ("7", false),
        ];
        for (value, ok) in table {
            assert_eq!(Condition::of(&sent("if-match", value)).unwrap().holds_at(7), ok, "{value}");
        }
    }

    #[test]
    fn beginning_holds_at_no_version() {
        let condition = Condition::of(&sent("if-none-match", "*")).unwrap();
        assert_eq!(condition, Condition::None);
        assert!(!condition.holds_at(7));
    }

    #[test]
    fn a_write_says_which_version_it_means() {
        for headers in [HeaderMap::new(), sent("if-none-match", "\"7\""), sent("if-match", "")] {
            let refused = Condition::of(&headers).unwrap_err();
            assert_eq!(refused.problem().status, 428, "{headers:?}");
        }
    }
}
