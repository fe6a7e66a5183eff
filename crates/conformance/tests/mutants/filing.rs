//! Halls that take filings wrongly.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::http::StatusCode;
use contract::{Finalize, RECEIPT_TYPE};
use serde_json::json;

use crate::Mutant;
use crate::lab::{KID, Later, Play, Req, World, pass};
use axum::middleware::Next;

const FILING: &[&str] = &["filing"];

pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "receipt-by-another-key",
        breaks: "receipts are signed with a key that nobody published",
        expects: "FIL-001",
        classes: FILING,
        play: Play::After(|_, req, res| {
            if req.finalizes() && res.status == StatusCode::CREATED {
                let read = esign::receipt::read(&res.text()).unwrap();
                let kid = esign::jws::Compact::parse(&res.text()).unwrap().header.kid.parse().unwrap();
                let key = esign::SigningKey::generate([9; 32]).unwrap();
                res.body = key.sign_json(esign::receipt::TYP, &kid, &read.claims).unwrap().into_bytes();
            }
        }),
    },
    Mutant {
        name: "receipt-cut-short",
        breaks: "the last characters of a receipt are lost",
        expects: "FIL-001",
        classes: &[],
        play: Play::After(|_, _, res| {
            if res.is(RECEIPT_TYPE) {
                res.body.truncate(res.body.len() - 10);
            }
        }),
    },
    Mutant {
        name: "finalize-says-200",
        breaks: "finalize answers 200 instead of 201",
        expects: "FIL-001",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.finalizes() && res.status == StatusCode::CREATED {
                res.status = StatusCode::OK;
            }
        }),
    },
    Mutant {
        name: "receipt-in-json",
        breaks: "finalize answers JSON instead of the receipt's media type",
        expects: "FIL-001",
        classes: &[],
        play: Play::After(|_, _, res| {
            if res.is(RECEIPT_TYPE) {
                res.set("content-type", "application/json");
                res.body = json!({"receipt": res.text()}).to_string().into_bytes();
            }
        }),
    },
    Mutant {
        name: "receipt-counts-one-more",
        breaks: "a receipt names one attachment more than was sent",
        expects: "FIL-002",
        classes: &[],
        play: Play::After(|world, _, res| world.reword(res, |it| it.attachment_count += 1)),
    },
    Mutant {
        name: "receipt-of-another-epoch",
        breaks: "receipts are of an epoch that discovery does not say",
        expects: "FIL-002",
        classes: &[],
        play: Play::After(|world, _, res| world.reword(res, |it| it.hall_epoch += 1)),
    },
    Mutant {
        name: "no-location",
        breaks: "finalize does not name the case",
        expects: "FIL-003",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.finalizes() {
                res.headers.remove("location");
            }
        }),
    },
    Mutant {
        name: "replay-is-a-new-filing",
        breaks: "a finalize that is sent again is taken as another filing",
        expects: "FIL-004",
        classes: FILING,
        play: Play::Before(|world, req| {
            let id = req.id("filings").to_owned();
            if req.finalizes() && world.count(&id) > 0 {
                req.go(&format!("/api/v1/filings/{id}-2/finalize"));
            }
        }),
    },
    Mutant {
        name: "replay-gets-a-new-receipt",
        breaks: "a replay gets a receipt with another number",
        expects: "FIL-004",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.finalizes() {
                let count = world.count(req.path());
                world.reword(res, |it| it.receipt_no.push_str(&count.to_string()));
            }
        }),
    },
    Mutant {
        name: "replay-needs-its-signature",
        breaks: "a replay without signatures is refused",
        expects: "FIL-005",
        classes: &[],
        play: Play::Around(fussy),
    },
    Mutant {
        name: "conflict-is-a-replay",
        breaks: "other content under the same id gets the first receipt",
        expects: "FIL-006",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.finalizes() && res.status == StatusCode::CREATED {
                world.first(req.path(), &res.text());
            } else if req.finalizes() && res.refuses("content-conflict") {
                res.body = world.first(req.path(), "").into_bytes();
                res.status = StatusCode::CREATED;
                res.set("content-type", RECEIPT_TYPE);
            }
        }),
    },
    Mutant {
        name: "declared-hash-is-not-looked-at",
        breaks: "the hall hashes by itself and ignores what was declared",
        expects: "FIL-007",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.finalizes()
                && let Ok(body) = serde_json::from_slice::<Finalize>(&req.body)
                && let Ok(hash) = canon::content_hash(&body.manifest)
            {
                req.edit(|it| it["content_hash"] = hash.into());
            }
        }),
    },
    Mutant {
        name: "fractions-are-rounded",
        breaks: "numbers are cut to integers before the content is hashed",
        expects: "FIL-008",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.finalizes() && res.refuses("invalid") && String::from_utf8_lossy(&req.body).contains("1.5")
            {
                world.forge(req, res);
            }
        }),
    },
    Mutant {
        name: "crowd-is-turned-away",
        breaks: "of many finalizes at once the late ones get 409",
        expects: "FIL-009",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.finalizes() && world.count(req.path()) > 20 {
                res.status = StatusCode::CONFLICT;
                res.set("content-type", "application/problem+json");
                let problem =
                    json!({"code": "wrong-state", "status": 409, "title": "正在处理", "retry": "later"});
                res.body = problem.to_string().into_bytes();
            }
        }),
    },
    Mutant {
        name: "look-up-for-everybody",
        breaks: "anybody who is signed in can look up a receipt",
        expects: "FIL-013",
        classes: &[],
        play: Play::Before(|world, req| {
            let owner = world.first(req.id("filings"), req.cookie());
            if req.is(&axum::http::Method::GET, "/receipt") {
                req.set("cookie", &owner);
            }
        }),
    },
    Mutant {
        name: "files-are-not-looked-for",
        breaks: "a filing is taken before its files are there",
        expects: "FIL-014",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.finalizes() && res.refuses("attachment-missing") {
                world.forge(req, res);
            }
        }),
    },
    Mutant {
        name: "invalid-without-places",
        breaks: "a refusal of content does not say where",
        expects: "FIL-016",
        classes: FILING,
        play: Play::After(|_, req, res| {
            if req.finalizes() && res.refuses("invalid") {
                res.edit(|it| it["errors"] = json!([]));
            }
        }),
    },
    Mutant {
        name: "actor-is-not-looked-at",
        breaks: "somebody else may be said to act",
        expects: "FIL-020",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.finalizes() && res.refuses("not-allowed") {
                world.forge(req, res);
            }
        }),
    },
    Mutant {
        name: "mandate-is-not-asked-for",
        breaks: "one may file for anybody",
        expects: "FIL-021",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.finalizes() && res.refuses("mandate-refused") {
                world.forge(req, res);
            }
        }),
    },
    Mutant {
        name: "refused-id-is-burnt",
        breaks: "a filing id that was refused once stays refused",
        expects: "FIL-026",
        classes: &[],
        play: Play::Around(burnt),
    },
    Mutant {
        name: "running-number-stands-still",
        breaks: "`hall_seq` is always 1",
        expects: "FIL-027",
        classes: &[],
        play: Play::After(|world, _, res| world.reword(res, |it| it.hall_seq = 1)),
    },
    Mutant {
        name: "name-in-the-receipt",
        breaks: "the receipt's number holds the applicant's name",
        expects: "FIL-028",
        classes: &[],
        play: Play::After(|world, req, res| {
            if let Ok(body) = serde_json::from_slice::<Finalize>(&req.body) {
                world.reword(res, |it| it.receipt_no.push_str(&body.manifest.principal.name));
            }
        }),
    },
    Mutant {
        name: "received-in-another-zone",
        breaks: "`received_at` is eight hours late",
        expects: "FIL-029",
        classes: &[],
        play: Play::After(|world, _, res| {
            world.reword(res, |it| it.received_at += chrono::TimeDelta::hours(8));
        }),
    },
    Mutant {
        name: "key-without-id",
        breaks: "keys of discovery have no `kid`",
        expects: "COR-004",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.path() == "/.well-known/hall" {
                res.edit(|it| {
                    for key in
                        it["keys"]["keys"].as_array_mut().unwrap().iter_mut().filter(|it| it["kid"] != KID)
                    {
                        key.as_object_mut().unwrap().remove("kid");
                    }
                });
            }
        }),
    },
];

/// A hall that checks signatures before it looks whether it has the filing.
fn fussy<'a>(world: &'a World, next: &'a Next, req: Req) -> Later<'a> {
    Box::pin(async move {
        let unsigned = req.finalizes() && !String::from_utf8_lossy(&req.body).contains("\"signatures\":[{");
        let replay = req.finalizes() && world.count(req.path()) > 0;
        let mut res = pass(next, req).await;
        if unsigned && replay {
            res.status = StatusCode::UNPROCESSABLE_ENTITY;
            res.set("content-type", "application/problem+json");
            let problem = json!({"code": "signature-invalid", "status": 422, "title": "还没有签名", "retry": "after-edit"});
            res.body = problem.to_string().into_bytes();
        }
        res
    })
}

/// A hall that keeps the id of what it refused.
fn burnt<'a>(world: &'a World, next: &'a Next, req: Req) -> Later<'a> {
    Box::pin(async move {
        let id = req.finalizes().then(|| req.path().to_owned());
        let mut res = pass(next, req).await;
        let Some(id) = id else { return res };
        if res.status == StatusCode::CREATED && world.memory().contains_key(&id) {
            res.status = StatusCode::CONFLICT;
            res.set("content-type", "application/problem+json");
            res.body = world.first(&id, "").into_bytes();
        } else if res.status == StatusCode::UNPROCESSABLE_ENTITY {
            world.first(&id, &res.text().replace("422", "409"));
        }
        res
    })
}
