//! Halls whose snapshots are not what their list, their pages or HTTP say.

use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use serde_json::json;

use crate::Mutant;
use crate::lab::{Later, Play, Req, Res, World, pass};

/// The bytes of a snapshot were asked for.
fn bytes(req: &Req) -> bool {
    req.reads("guide-snapshots")
}

/// The list was asked for, and came.
fn list(req: &Req, res: &Res) -> bool {
    req.path() == "/api/v1/guide-snapshots" && res.status == StatusCode::OK
}

/// Says something else in the list.
fn relist(req: &Req, res: &mut Res, change: impl FnOnce(&mut serde_json::Value)) {
    if list(req, res) {
        res.edit(change);
    }
}

fn without<'a>(next: &'a Next, mut req: Req, name: &'static str) -> Later<'a> {
    if bytes(&req) {
        req.headers.remove(name);
    }
    Box::pin(pass(next, req))
}

fn no_range<'a>(_: &'a World, next: &'a Next, req: Req) -> Later<'a> {
    without(next, req, "range")
}

fn no_if_range<'a>(_: &'a World, next: &'a Next, req: Req) -> Later<'a> {
    without(next, req, "if-range")
}

fn no_condition<'a>(_: &'a World, next: &'a Next, req: Req) -> Later<'a> {
    without(next, req, "if-none-match")
}

fn one_for_all<'a>(_: &'a World, next: &'a Next, req: Req) -> Later<'a> {
    Box::pin(async move {
        let res = pass(next, req.clone()).await;
        if bytes(&req) && res.status == StatusCode::NOT_FOUND {
            // Whatever is asked for: the first file of the list.
            let mut ask = Req { headers: HeaderMap::new(), ..req };
            ask.go("/api/v1/guide-snapshots");
            let list: serde_json::Value = pass(next, ask.clone()).await.json().unwrap_or_default();
            ask.go(&format!(
                "/api/v1/guide-snapshots/{}",
                list["items"][0]["sha256"].as_str().unwrap_or_default()
            ));
            return pass(next, ask).await;
        }
        res
    })
}

pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "snapshot-of-other-bytes",
        breaks: "the last byte of a snapshot is another one",
        expects: "SNP-004",
        classes: &[],
        play: Play::After(|_, req, res| {
            if bytes(req)
                && res.status == StatusCode::OK
                && res.header("content-encoding").is_empty()
                && let Some(last) = res.body.last_mut()
            {
                *last ^= 1;
            }
        }),
    },
    Mutant {
        name: "snapshot-length-is-packed",
        breaks: "`length` is that of the packed bytes",
        expects: "SNP-004",
        classes: &[],
        play: Play::After(|_, req, res| relist(req, res, |it| it["items"][0]["length"] = json!(1234))),
    },
    Mutant {
        name: "snapshot-is-not-kept",
        breaks: "a snapshot must be fetched anew each time",
        expects: "SNP-005",
        classes: &[],
        play: Play::After(|_, req, res| {
            if bytes(req) {
                res.set("cache-control", "no-store");
            }
        }),
    },
    Mutant {
        name: "snapshot-tag-is-not-heard",
        breaks: "`If-None-Match` of a snapshot is ignored",
        expects: "SNP-006",
        classes: &[],
        play: Play::Around(no_condition),
    },
    Mutant {
        name: "snapshot-in-one-piece",
        breaks: "`Range` is ignored: a download that broke off begins again",
        expects: "SNP-007",
        classes: &[],
        play: Play::Around(no_range),
    },
    Mutant {
        name: "snapshot-part-is-shifted",
        breaks: "a part has the bytes of another place",
        expects: "SNP-007",
        classes: &[],
        play: Play::After(|_, req, res| {
            if bytes(req) && res.status == StatusCode::PARTIAL_CONTENT {
                res.body.rotate_left(1);
            }
        }),
    },
    Mutant {
        name: "snapshot-behind-the-end",
        breaks: "a part behind the end is an empty part",
        expects: "SNP-008",
        classes: &[],
        play: Play::After(|_, req, res| {
            if bytes(req) && res.refuses("range-unsatisfiable") {
                res.status = StatusCode::PARTIAL_CONTENT;
                res.set("content-type", contract::GUIDE_INDEX_TYPE);
                res.body.clear();
            }
        }),
    },
    Mutant {
        name: "snapshot-if-range-is-not-heard",
        breaks: "the rest of another file is sent",
        expects: "SNP-009",
        classes: &[],
        play: Play::Around(no_if_range),
    },
    Mutant {
        name: "snapshot-for-any-digest",
        breaks: "every digest is answered with the first file",
        expects: "SNP-010",
        classes: &[],
        play: Play::Around(one_for_all),
    },
    Mutant {
        name: "snapshot-lacks-a-guide",
        breaks: "a guide of the pages is not in the snapshot",
        expects: "SNP-012",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.path() == "/api/v1/guides" && req.query("cursor").is_none() {
                res.edit(|it| {
                    let mut strange = it["items"][0].clone();
                    strange["matter"] = json!("known-to-the-pages-only");
                    if let Some(items) = it["items"].as_array_mut() {
                        items.push(strange);
                    }
                });
            }
        }),
    },
    Mutant {
        name: "snapshot-is-of-yesterday",
        breaks: "the snapshot has another version of a guide than the pages",
        expects: "SNP-012",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.path() == "/api/v1/guides" && req.query("cursor").is_none() {
                res.edit(|it| it["items"][3]["version"] = json!(77));
            }
        }),
    },
    Mutant {
        name: "snapshot-says-something-else",
        breaks: "the snapshot says of a guide that it wants a visit, the pages that it does not",
        expects: "SNP-013",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.path() == "/api/v1/guides" && req.query("cursor").is_none() {
                res.edit(|it| it["items"][2]["visits"] = json!(7));
            }
        }),
    },
    Mutant {
        name: "township-has-the-county",
        breaks: "the snapshot of a township holds what is offered in another one",
        expects: "SNP-014",
        classes: &[],
        play: Play::After(|_, req, res| {
            relist(req, res, |it| it["items"][1]["region"] = json!("990101200000"));
        }),
    },
    Mutant {
        name: "county-of-nowhere",
        breaks: "a snapshot is for a region that the hall does not have",
        expects: "SNP-003",
        classes: &[],
        play: Play::After(|_, req, res| relist(req, res, |it| it["items"][1]["region"] = json!("110101"))),
    },
    Mutant {
        name: "snapshot-listed-twice",
        breaks: "the whole is listed twice",
        expects: "SNP-002",
        classes: &[],
        play: Play::After(|_, req, res| {
            relist(req, res, |it| {
                let whole = it["items"][0].clone();
                if let Some(items) = it["items"].as_array_mut() {
                    items.push(whole);
                }
            });
        }),
    },
    Mutant {
        name: "list-leads-nowhere",
        breaks: "`sync` of the list is none that the feed of changes knows",
        expects: "SNP-016",
        classes: &[],
        play: Play::After(|_, req, res| relist(req, res, |it| it["sync"] = json!("made-up"))),
    },
    Mutant {
        name: "list-miscounts",
        breaks: "the list says that a snapshot holds more than it does",
        expects: "SNP-017",
        classes: &[],
        play: Play::After(|_, req, res| relist(req, res, |it| it["items"][0]["guides"] = json!(99_999))),
    },
    Mutant {
        name: "list-is-personal",
        breaks: "the list of snapshots must not be kept",
        expects: "SNP-001",
        classes: &[],
        play: Play::After(|_, req, res| {
            if list(req, res) {
                res.set("cache-control", "no-store");
            }
        }),
    },
];
