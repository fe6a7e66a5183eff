//! Halls that mix up who acts for whom: mandates, shared drafts, projects.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::http::{Method, StatusCode};

use crate::Mutant;
use crate::lab::Play;

pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "profile-in-the-list",
        breaks: "the list of mandates tells what a form may prefill",
        expects: "BEH-001",
        classes: &["on-behalf"],
        play: Play::After(|_, req, res| {
            if req.is(&Method::GET, "/mandates") {
                res.edit(|it| {
                    for mandate in it["items"].as_array_mut().into_iter().flatten() {
                        mandate["profile"] = serde_json::json!({"name": "王桂兰"});
                    }
                });
            }
        }),
    },
    Mutant {
        name: "profile-for-ever",
        breaks: "the agent is told the profile after the mandate has ended",
        expects: "BEH-004",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.reads("mandates") {
                res.edit(|it| it["profile"] = serde_json::json!({"name": "赵长河"}));
            }
        }),
    },
    Mutant {
        name: "ended-mandate-serves",
        breaks: "a mandate that has ended still serves",
        expects: "BEH-007",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.finalizes() && res.refuses("mandate-refused") {
                world.forge(req, res);
            }
        }),
    },
    Mutant {
        name: "mandate-refused-without-a-word",
        breaks: "a refused mandate does not say why",
        expects: "BEH-007",
        classes: &["on-behalf"],
        play: Play::After(|_, _, res| {
            if res.refuses("mandate-refused") {
                res.edit(|it| drop(it.as_object_mut().unwrap().remove("detail")));
            }
        }),
    },
    Mutant {
        name: "agent-is-the-signer",
        breaks: "a statement in person names the agent as the signer",
        expects: "BEH-011",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.is(&Method::POST, "/challenges") {
                req.edit(|it| drop(it.as_object_mut().unwrap().remove("mandate")));
            }
        }),
    },
    Mutant {
        name: "version-need-not-be-named",
        breaks: "a draft is overwritten without naming its version",
        expects: "DRA-002",
        classes: &[],
        play: Play::Before(|_, req| {
            let bare = !req.headers.contains_key("if-match") && !req.headers.contains_key("if-none-match");
            if bare && !req.id("drafts").is_empty() {
                req.set("if-match", "*");
            }
        }),
    },
    Mutant {
        name: "last-writer-wins",
        breaks: "`If-Match` is ignored: the last writer wins",
        expects: "DRA-005",
        classes: &["drafts"],
        play: Play::Before(|_, req| {
            if req.headers.contains_key("if-match") {
                req.set("if-match", "*");
            }
        }),
    },
    Mutant {
        name: "reading-changes-the-version",
        breaks: "the ETag of a draft changes when it is read",
        expects: "DRA-006",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.reads("drafts") {
                let tag = format!("\"r{}\"", world.count("reads"));
                res.set("etag", &tag);
            }
        }),
    },
    Mutant {
        name: "two-pens",
        breaks: "a device without the pen may write",
        expects: "DRA-007",
        classes: &["drafts"],
        play: Play::Before(|world, req| {
            if req.method == Method::PUT && !req.id("drafts").is_empty() {
                let body: serde_json::Value = serde_json::from_slice(&req.body).unwrap();
                let device =
                    world.first(&format!("pen {}", req.id("drafts")), body["device"].as_str().unwrap());
                req.edit(|it| it["device"] = device.into());
            }
        }),
    },
    Mutant {
        name: "draft-survives-its-filing",
        breaks: "a draft can be begun again after its filing was finalized",
        expects: "DRA-015",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.method == Method::PUT && !req.id("drafts").is_empty() && res.refuses("wrong-state") {
                res.status = StatusCode::CREATED;
            }
        }),
    },
    Mutant {
        name: "projects-for-everybody",
        breaks: "a list of projects that one may not see is empty instead of refused",
        expects: "PRJ-002",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.is(&Method::GET, "/projects") && res.refuses("mandate-refused") {
                res.status = StatusCode::OK;
                res.set("content-type", "application/json");
                res.body = br#"{"items":[]}"#.to_vec();
            }
        }),
    },
    Mutant {
        name: "project-counts-wrong",
        breaks: "a project counts one needed matter too many",
        expects: "PRJ-004",
        classes: &["projects"],
        play: Play::After(|_, req, res| {
            if req.reads("projects") {
                res.edit(|it| {
                    let total = &mut it["summary"]["total"];
                    *total = (total.as_u64().unwrap_or_default() + 1).into();
                });
            }
        }),
    },
];
