//! Lists without an end, and cases whose story makes no sense.

use serde_json::{Value, json};

use super::super::ask::Op;
use super::super::play::{NO_FILES, Play, Scene, after, instead};
use super::super::reply::{Payload, Reply};
use super::super::value::{multiplied, objects};

const MANY: usize = 50_000;

fn many(reply: Reply, key: &str) -> Reply {
    let Some(page) = reply.value() else { return reply };
    let text = multiplied(&page, key, MANY);
    reply.arriving(Payload::Whole(text.into_bytes()))
}

/// The first guides, whatever page was asked for, and a next page.
fn page(scene: &Scene, next: &str) -> Reply {
    let mut page = scene.hall.get("/api/v1/guides?limit=20").unwrap_or_else(|| json!({"items": []}));
    page["next"] = json!(next);
    Reply::json(200, &page)
}

pub(super) const PLAYS: &[Play] = &[
    Play {
        name: "page-huge",
        deforms: "guides: 50,000 items on one page",
        expects: "shows what it can, or says that it is too much; the page answers all the while",
        rules: &[NO_FILES, after(&[Op::Guides], |_, reply| many(reply, "matter"))],
    },
    Play {
        name: "page-huge-cases",
        deforms: "cases: 50,000 items on one page",
        expects: "shows what it can, or says that it is too much; the page answers all the while",
        rules: &[after(&[Op::Cases], |_, reply| many(reply, "id"))],
    },
    Play {
        name: "paging-endless",
        deforms: "guides: every page has another one behind it",
        expects: "stops after so many pages; no loop",
        rules: &[
            NO_FILES,
            instead(&[Op::Guides], |it| {
                let last = it
                    .ask
                    .target
                    .rsplit_once("cursor=x")
                    .and_then(|(_, it)| it.parse().ok())
                    .unwrap_or(0_u32);
                page(it, &format!("x{}", last + 1))
            }),
        ],
    },
    Play {
        name: "paging-repeats",
        deforms: "guides: the next page is always the same one",
        expects: "stops when a cursor comes again; shows each matter once",
        rules: &[NO_FILES, instead(&[Op::Guides], |it| page(it, "again"))],
    },
    Play {
        name: "events-muddled",
        deforms: "one case: events out of order and twice, numbers that jump",
        expects: "shows each once, in one order",
        rules: &[after(&[Op::Case], |_, reply| {
            reply.changed(|case| {
                if let Some(events) = case["events"].as_array_mut() {
                    let twice = events.clone();
                    events.extend(twice);
                    events.reverse();
                    events.push(json!({
                        "seq": u32::MAX, "at": "1970-01-01T00:00:00Z", "by": "？", "note": "？",
                        "kind": {"code": "x-unheard-of", "text": "大厅自己的说法"},
                    }));
                }
            })
        })],
    },
    Play {
        name: "deadlines-nonsense",
        deforms: "cases: due before it was received, more used than promised, years of 9999",
        expects: "shows the hall's words for it; never falls over",
        rules: &[after(&[Op::Cases, Op::Case], |_, reply| {
            reply.changed(|it| {
                objects(it, &mut |members| {
                    if members.contains_key("received_at") {
                        members.insert("received_at".into(), json!("9999-12-31T23:59:59Z"));
                        members.insert("updated_at".into(), json!("1970-01-01T00:00:00Z"));
                        members.insert("action_due".into(), json!("0001-01-01"));
                        let clock = json!({
                            "total": 0, "used": u32::MAX, "paused": u32::MAX, "left": i32::MIN,
                            "due_on": "1970-01-01", "stopped": false, "estimate": false,
                        });
                        members.insert("clock".into(), clock);
                    }
                });
            })
        })],
    },
    Play {
        name: "limits-reversed",
        deforms: "guides: promised longer than the law allows, for four billion days",
        expects: "shows the hall's words for it; never falls over",
        rules: &[
            NO_FILES,
            after(&[Op::Guides, Op::Changes, Op::Guide], |_, reply| {
                reply.changed(|it| {
                    objects(it, &mut |members| {
                        if let Some(Value::Object(promised)) = members.get_mut("promised") {
                            promised.insert("n".into(), json!(u32::MAX));
                        }
                        if let Some(Value::Object(statutory)) = members.get_mut("statutory") {
                            statutory.insert("n".into(), json!(0));
                        }
                    });
                })
            }),
        ],
    },
];
