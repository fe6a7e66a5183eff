//! A rating as it comes in: nothing in it has a default, so everything is asked for.

use contract::{FieldProblem, ProblemCode, PutRating};
use serde::Deserialize;

use crate::error::Refusal;

/// Most reasons.
const REASONS: usize = 10;
/// Longest reason, in characters.
const REASON: usize = 40;
/// Longest text, in characters.
const TEXT: usize = 1000;

/// What was sent. A member that is absent was not said, which is told to people at its place and not as a broken body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Said {
    stars: Option<i64>,
    reasons: Option<Vec<String>>,
    text: Option<String>,
    anonymous: Option<bool>,
}

impl Said {
    /// What was said, when everything was.
    ///
    /// # Errors
    ///
    /// `invalid` with each place that is absent, out of range or too long.
    pub fn whole(self) -> Result<PutRating, Refusal> {
        let mut wrong = Vec::new();
        let mut at = |pointer: &str, code: &str, text: String| {
            wrong.push(FieldProblem { pointer: pointer.to_owned(), code: code.to_owned(), text });
        };
        let stars = self.stars.and_then(|it| u8::try_from(it).ok()).filter(|it| (1..=5).contains(it));
        match (self.stars, stars) {
            (None, _) => at("/stars", "required", "请选择满意程度".to_owned()),
            (Some(_), None) => at("/stars", "range", "满意程度是 1 到 5".to_owned()),
            _ => {}
        }
        let reasons = self.reasons.unwrap_or_else(|| {
            at("/reasons", "required", "请写明理由，没有就空着".to_owned());
            Vec::new()
        });
        if reasons.len() > REASONS {
            at("/reasons", "max-items", format!("最多 {REASONS} 条"));
        }
        for (k, reason) in reasons.iter().enumerate().take(REASONS) {
            let length = reason.chars().count();
            if length > REASON || reason.trim().is_empty() {
                at(&format!("/reasons/{k}"), "max-length", format!("写 1 到 {REASON} 个字"));
            }
        }
        if self.text.as_ref().is_some_and(|it| it.chars().count() > TEXT || it.trim().is_empty()) {
            at("/text", "max-length", format!("写 1 到 {TEXT} 个字，不写就不带"));
        }
        if self.anonymous.is_none() {
            at("/anonymous", "required", "请选择是否匿名".to_owned());
        }
        match (stars, self.anonymous) {
            (Some(stars), Some(anonymous)) if wrong.is_empty() => {
                Ok(PutRating { stars, reasons, text: self.text, anonymous })
            }
            _ => Err(Refusal::new(ProblemCode::Invalid).errors(wrong)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_place_that_is_wrong_is_named() {
        let long = "长".repeat(REASON + 1);
        let whole = json!({"stars": 5, "reasons": [], "anonymous": false});
        let with = |member: &str, value| {
            let mut body = whole.clone();
            body[member] = value;
            body
        };
        #[rustfmt::skip]
        let table = [
            (json!({}),                                  vec!["/stars", "/reasons", "/anonymous"]),
            (json!({"stars": 3}),                        vec!["/reasons", "/anonymous"]),
            (with("stars", json!(0)),                    vec!["/stars"]),
            (with("stars", json!(6)),                    vec!["/stars"]),
            (with("stars", json!(261)),                  vec!["/stars"]),
            (with("reasons", json!(["快", long])),       vec!["/reasons/1"]),
            (with("reasons", json!(vec!["快"; 11])),     vec!["/reasons"]),
            (with("text", json!("")),                    vec!["/text"]),
            (with("text", json!("长".repeat(TEXT + 1))), vec!["/text"]),
            (whole.clone(),                              vec![]),
            (with("text", json!("谢谢")),                vec![]),
        ];
        for (body, wrong) in table {
            let said: Said = serde_json::from_value(body.clone()).unwrap();
            let found = said.whole().err().map(|it| it.problem().errors.clone()).unwrap_or_default();
            let places: Vec<_> = found.iter().map(|it| it.pointer.as_str()).collect();
            assert_eq!(places, wrong, "{body}");
        }
    }
}
