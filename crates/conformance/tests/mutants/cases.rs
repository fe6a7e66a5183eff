//! Halls that tell of cases wrongly.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use contract::{CaseState, RECEIPT_TYPE};
use serde_json::Value;

use crate::Mutant;
use crate::lab::{Later, Play, Req, Res, World, pass};

const CASES: &[&str] = &["cases"];

pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "list-is-oldest-first",
        breaks: "the list of cases begins with the oldest",
        expects: "CAS-001",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.is(&Method::GET, "/cases") {
                res.edit(|it| {
                    if let Some(items) = it["items"].as_array_mut() {
                        items.reverse();
                    }
                });
            }
        }),
    },
    Mutant {
        name: "case-forgets-an-answer",
        breaks: "a case holds one answer less than was filed",
        expects: "CAS-002",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.reads("cases") {
                res.edit(|it| {
                    let answers = it["manifest"]["answers"].as_object_mut();
                    let first = answers.as_ref().and_then(|it| it.keys().next().cloned());
                    if let Some((answers, first)) = answers.zip(first) {
                        answers.remove(&first);
                    }
                });
            }
        }),
    },
    Mutant {
        name: "event-numbers-with-a-gap",
        breaks: "the first event is number 2",
        expects: "CAS-003",
        classes: CASES,
        play: Play::After(|_, req, res| {
            if req.reads("cases") {
                events(res, |_, event| {
                    let seq = event["seq"].as_u64().unwrap_or_default();
                    event["seq"] = (seq + 1).into();
                });
            }
        }),
    },
    Mutant {
        name: "event-is-rewritten",
        breaks: "what happened first is told differently after more has happened",
        expects: "CAS-004",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.reads("cases") {
                events(res, |many, event| {
                    if many > 1 {
                        event["by"] = "别人".into();
                    }
                });
            }
        }),
    },
    Mutant {
        name: "after-is-not-heard",
        breaks: "`after` is ignored: all events come every time",
        expects: "CAS-005",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.is(&Method::GET, "/events") && req.query("after").is_some() {
                let path = req.path().to_owned();
                req.go(&path);
            }
        }),
    },
    Mutant {
        name: "etag-stands-still",
        breaks: "the ETag of the list of cases never changes",
        expects: "CAS-006",
        classes: CASES,
        play: Play::After(|_, req, res| {
            if req.is(&Method::GET, "/cases") && res.status == StatusCode::OK {
                res.set("etag", "\"1\"");
                if req.headers.get("if-none-match").is_some_and(|it| it == "\"1\"") {
                    res.status = StatusCode::NOT_MODIFIED;
                    res.body.clear();
                }
            }
        }),
    },
    Mutant {
        name: "page-repeats-a-case",
        breaks: "a page begins with the last case of the page before",
        expects: "CAS-007",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.is(&Method::GET, "/cases") && res.status == StatusCode::OK {
                let turned = req.query("cursor").is_some();
                res.edit(|page| {
                    let items = page["items"].as_array_mut().unwrap();
                    let last = items.last().map(Value::to_string);
                    let before = world.memory().get("last").and_then(|it| serde_json::from_str(it).ok());
                    if let Some(before) = before.filter(|_| turned) {
                        items.pop();
                        items.insert(0, before);
                    }
                    world.memory().insert("last".into(), last.unwrap_or_default());
                });
            }
        }),
    },
    Mutant {
        name: "page-skips-a-case",
        breaks: "the cursor goes one case too far",
        expects: "CAS-007",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.is(&Method::GET, "/cases")
                && res.status == StatusCode::OK
                && req.query("limit") != Some("200")
            {
                res.edit(|page| {
                    if page["next"].is_string() {
                        page["items"].as_array_mut().unwrap().pop();
                    }
                });
            }
        }),
    },
    Mutant {
        name: "withdrawal-is-a-message",
        breaks: "withdrawing answers 200 and changes nothing",
        expects: "CAS-008",
        classes: &[],
        play: Play::Around(says_only),
    },
    Mutant {
        name: "withdrawn-twice",
        breaks: "a second withdrawal adds a second event",
        expects: "CAS-009",
        classes: CASES,
        play: Play::After(|world, req, res| {
            let id = req.id("cases");
            if req.is(&Method::POST, "/withdraw") && res.status == StatusCode::OK {
                world.count(&format!("withdrawn {id}"));
            }
            let twice = world.memory().get(&format!("count withdrawn {id}")).is_some_and(|it| it != "1");
            if req.reads("cases") && twice {
                res.edit(|it| {
                    if let Some(events) = it["events"].as_array_mut() {
                        let mut last = events.last().cloned().unwrap_or_default();
                        last["seq"] = (events.len() + 1).into();
                        events.push(last);
                    }
                });
            }
        }),
    },
    Mutant {
        name: "withdrawn-from-any-state",
        breaks: "a case that is over can be withdrawn",
        expects: "CAS-010",
        classes: &[],
        play: Play::Around(always),
    },
    Mutant {
        name: "case-for-everybody",
        breaks: "anybody who is signed in reads a case",
        expects: "CAS-011",
        classes: CASES,
        play: Play::Before(|world, req| {
            if req.finalizes() {
                world.first("filer", req.cookie());
            }
            let filer = world.memory().get("filer").cloned();
            if let Some(filer) = filer.filter(|_| req.reads("cases")) {
                req.set("cookie", &filer);
            }
        }),
    },
    Mutant {
        name: "state-without-text",
        breaks: "a state has a name and no text",
        expects: "CAS-013",
        classes: CASES,
        play: Play::After(|_, req, res| {
            if req.reads("cases") {
                res.edit(|it| it["state"]["text"] = "".into());
            }
        }),
    },
    Mutant {
        name: "correction-without-due-date",
        breaks: "a case that waits for a correction does not say until when",
        expects: "CAS-014",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.reads("cases") {
                res.edit(|it| drop(it.as_object_mut().unwrap().remove("action_due")));
            }
        }),
    },
    Mutant {
        name: "answer-gets-a-new-receipt",
        breaks: "a correction that is sent again gets another receipt",
        expects: "CAS-016",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.is(&Method::POST, "/answer") && res.is(RECEIPT_TYPE) {
                let count = world.count(req.path());
                world.reword(res, |it| it.hall_seq += count as u64);
            }
        }),
    },
    Mutant {
        name: "any-cursor-is-the-first-page",
        breaks: "a cursor that nobody gave is ignored",
        expects: "CAS-019",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.is(&Method::GET, "/cases") && req.query("cursor").is_some() {
                req.go("/api/v1/cases");
            }
        }),
    },
];

/// Changes the first event of a case or of a page of events, knowing how many there are.
fn events(res: &mut Res, change: impl Fn(usize, &mut Value)) {
    res.edit(|it| {
        for list in ["events", "items"] {
            if let Some(events) = it[list].as_array_mut() {
                let many = events.len();
                if let Some(first) = events.first_mut().filter(|it| it["seq"] == 1) {
                    change(many, first);
                }
            }
        }
    });
}

/// Answers a withdrawal with the case as it is, in another state.
async fn told(next: &Next, mut req: Req) -> Res {
    let case = req.path().trim_end_matches("/withdraw").to_owned();
    req.method = Method::GET;
    req.go(&case);
    req.body = Default::default();
    req.headers.remove("content-length");
    let mut res = pass(next, req).await;
    res.edit(|it| it["state"]["code"] = CaseState::Withdrawn.as_str().into());
    res
}

fn says_only<'a>(_: &'a World, next: &'a Next, req: Req) -> Later<'a> {
    Box::pin(async move {
        if req.is(&Method::POST, "/withdraw") { told(next, req).await } else { pass(next, req).await }
    })
}

fn always<'a>(_: &'a World, next: &'a Next, req: Req) -> Later<'a> {
    Box::pin(async move {
        let res = pass(next, req.clone()).await;
        let refused = req.is(&Method::POST, "/withdraw") && res.refuses("wrong-state");
        if refused { told(next, req).await } else { res }
    })
}
