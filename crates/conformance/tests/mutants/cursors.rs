//! A hall that is right and hard to read: its cursors are of characters that mean something else in an address, and it
//! gives fewer items than are asked for, so that every list has another page.

use axum::middleware::Next;

use crate::lab::{Later, Play, Req, World, pass};
use crate::{Choice, Verdict, kit};

/// What every cursor begins with.
const ODD: &str = "+&%/=";
/// The same as a part of a query's value.
const ENCODED: &str = "%2B%26%25%2F%3D";

/// Requirements whose checks turn pages, one or more for each way they do it; those of `guides` beside them.
const TURN: [&str; 8] =
    ["BEH-014", "BUN-004", "BUN-006", "CAS-007", "CON-008", "CON-012", "COR-050", "LIC-001"];

/// A cursor that is not encoded is cut off at its `&`, and the hall refuses what is left of it.
fn odd<'a>(_: &'a World, next: &'a Next, mut req: Req) -> Later<'a> {
    Box::pin(async move {
        let asked = req.uri.to_string();
        req.go(&asked.replace("limit=200", "limit=2").replace(ENCODED, ""));
        let mut res = pass(next, req).await;
        res.edit(|it| {
            for name in ["next", "sync"] {
                if let Some(given) = it[name].as_str() {
                    it[name] = format!("{ODD}{given}").into();
                }
            }
        });
        res
    })
}

#[test]
fn a_cursor_is_asked_for_encoded() {
    let requirements = TURN.map(str::to_owned).to_vec();
    let run = kit(Play::Around(odd), &Choice { classes: vec!["guides".to_owned()], requirements });
    let wrong = run
        .findings
        .iter()
        .filter(|it| it.verdict == Verdict::Fail || it.verdict != Verdict::Pass && TURN.contains(&it.of.id));
    let wrong: Vec<String> = wrong.map(|it| format!("{} {:?}", it.of.id, it.reasons)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
