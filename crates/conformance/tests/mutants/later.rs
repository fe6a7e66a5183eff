//! Halls that break what contract 1.2 added.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::Mutant;
use crate::lab::Play;

pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "pre-check-finds-nothing",
        breaks: "the pre-check never has anything to say",
        expects: "FIL-032",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.is(&Method::POST, "/check") && res.status == StatusCode::OK {
                res.edit(|it| it["problems"] = json!([]));
            }
        }),
    },
    Mutant {
        name: "look-up-tells-numbers",
        breaks: "a look-up tells an unknown number from a wrong tail",
        expects: "CAS-024",
        classes: &[],
        play: Play::After(|world, req, res| {
            if let Ok(read) = esign::receipt::read(&res.text()) {
                world.first(&format!("number {}", read.claims.receipt_no), "known");
            }
            if req.is(&Method::POST, "/case-lookups") && res.refuses("not-found") {
                let sent: Value = serde_json::from_slice(&req.body).unwrap();
                let number = format!("number {}", sent["number"].as_str().unwrap_or_default());
                if world.memory().contains_key(&number) {
                    res.edit(|it| it["detail"] = "后六位不对".into());
                }
            }
        }),
    },
    Mutant {
        name: "look-up-without-limit",
        breaks: "look-ups can be tried for ever",
        expects: "CAS-025",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.is(&Method::POST, "/case-lookups") && res.refuses("too-many") {
                res.status = StatusCode::NOT_FOUND;
                res.headers.remove("retry-after");
                res.body = json!({"code": "not-found", "status": 404, "title": "没有找到", "retry": "never"})
                    .to_string()
                    .into_bytes();
            }
        }),
    },
    Mutant {
        name: "look-up-names-people",
        breaks: "a look-up tells the applicant's name",
        expects: "CAS-023",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.is(&Method::POST, "/case-lookups") && res.status == StatusCode::OK {
                res.edit(|it| it["applicant_masked"] = "陈屿".into());
            }
        }),
    },
    Mutant {
        name: "last-event-is-not-heard",
        breaks: "`Last-Event-ID` is ignored: a stream begins with now",
        expects: "EVT-004",
        classes: &[],
        play: Play::Before(|_, req| drop(req.headers.remove("last-event-id"))),
    },
    Mutant {
        name: "offer-serves-at-once",
        breaks: "a mandate serves before its agent has accepted it",
        expects: "BEH-016",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.finalizes() && res.refuses("mandate-refused") {
                world.forge(req, res);
            }
        }),
    },
    Mutant {
        name: "five-stars-by-default",
        breaks: "a rating without stars counts as five",
        expects: "RAT-006",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.method == Method::PUT && !req.id("ratings").is_empty() {
                req.edit(|it| {
                    if let Some(rating) = it.as_object_mut() {
                        rating.entry("stars").or_insert(Value::from(5));
                    }
                });
            }
        }),
    },
    Mutant {
        name: "complaint-answers-itself",
        breaks: "members that a client may not write are written (mass assignment)",
        expects: "RAT-020",
        classes: &[],
        play: Play::After(|_, req, res| {
            let sent: Value = serde_json::from_slice(&req.body).unwrap_or_default();
            if req.method == Method::PUT && !req.id("complaints").is_empty() && res.status.is_success() {
                res.edit(|it| {
                    for (name, value) in sent.as_object().into_iter().flatten() {
                        it[name] = value.clone();
                    }
                });
            }
        }),
    },
    Mutant {
        name: "slot-is-overbooked",
        breaks: "an appointment in a slot that is full is confirmed",
        expects: "APP-009",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.method == Method::PUT && !req.id("appointments").is_empty() {
                if res.status == StatusCode::CREATED {
                    world.first("booked", &res.text());
                } else if res.refuses("slot-full") {
                    res.body = world.first("booked", "{}").into_bytes();
                    res.set("content-type", "application/json");
                    res.status = StatusCode::CREATED;
                }
            }
        }),
    },
    Mutant {
        name: "code-can-be-read-again",
        breaks: "a code to show a licence by is read as often as one likes",
        expects: "LIC-007",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.is(&Method::POST, "/licence-checks") {
                let code = String::from_utf8_lossy(&req.body).into_owned();
                if res.status == StatusCode::OK {
                    world.first(&code, &res.text());
                } else if let Some(told) = world.memory().get(&code).cloned() {
                    res.status = StatusCode::OK;
                    res.set("content-type", "application/json");
                    res.body = told.into_bytes();
                }
            }
        }),
    },
    Mutant {
        name: "public-by-default",
        breaks: "a consultation that does not say so is public",
        expects: "CON-006",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.method == Method::PUT && !req.id("consultations").is_empty() {
                req.edit(|it| {
                    if let Some(asked) = it.as_object_mut() {
                        asked.entry("public").or_insert(Value::from(true));
                    }
                });
            }
        }),
    },
    Mutant {
        name: "pay-address-changes",
        breaks: "starting a payment again gives another address to pay at",
        expects: "PAY-006",
        classes: &[],
        play: Play::After(|world, req, res| {
            if req.is(&Method::POST, "/start") && res.status == StatusCode::OK {
                let count = world.count("start");
                res.edit(|it| it["pay_url"] = format!("/pay/{count}").into());
            }
        }),
    },
    Mutant {
        name: "service-is-not-heard",
        breaks: "intermediaries are not chosen by `service`",
        expects: "INT-002",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.query("service").is_some() {
                let limit = req.query("limit").map(|it| format!("?limit={it}")).unwrap_or_default();
                req.go(&format!("/api/v1/intermediaries{limit}"));
            }
        }),
    },
    Mutant {
        name: "audience-is-not-heard",
        breaks: "policies are not chosen by `audience`",
        expects: "POL-002",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.query("audience").is_some() {
                req.go("/api/v1/policies?limit=200");
            }
        }),
    },
    Mutant {
        name: "part-forgets-its-bundle",
        breaks: "the case of a part does not name its bundle",
        expects: "BUN-007",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.reads("cases") {
                res.edit(|it| drop(it.as_object_mut().unwrap().remove("bundle")));
            }
        }),
    },
];
