//! What a hall says about itself: versions, limits, keys, time.

use serde_json::{Map, Value, json};

use super::super::ask::Op;
use super::super::play::{Play, after};
use super::super::reply::Reply;
use super::super::value::objects;

const ABOUT: &[Op] = &[Op::Discovery];
const DATED: &str = "goes by the hall's words; says that the clocks differ, or nothing; never falls over";

fn about(reply: Reply, change: impl FnOnce(&mut Value)) -> Reply {
    reply.changed(change)
}

pub(super) const PLAYS: &[Play] = &[
    Play {
        name: "version-2",
        deforms: "discovery: only contract `2.0` is served",
        expects: "says that app and hall do not fit, and what to do; drafts and receipts can still be read",
        rules: &[after(ABOUT, |_, reply| about(reply, |it| it["contract"] = json!(["2.0"])))],
    },
    Play {
        name: "version-none",
        deforms: "discovery: contract versions that are none",
        expects: "says that app and hall do not fit, and what to do",
        rules: &[after(ABOUT, |_, reply| {
            about(reply, |it| it["contract"] = json!(["", "latest", "1", "-1.0"]))
        })],
    },
    Play {
        name: "version-1-99",
        deforms: "everything: contract `1.99`, every object has members nobody knows",
        expects: "works as ever",
        rules: &[after(Op::ALL, |it, reply| {
            reply.changed(|body| {
                let add = |members: &mut Map<String, Value>| {
                    members.insert("x_future".into(), json!({"deep": [1, 2.5, null, {"text": "未来"}]}));
                };
                // Signed claims are compared as they are.
                if it.ask.op != Op::Challenge {
                    objects(body, &mut { add });
                }
                if it.ask.op == Op::Discovery {
                    body["contract"] = json!(["1.99"]);
                    body["keys"]["keys"][0]["x_future"] = json!(1);
                }
            })
        })],
    },
    Play {
        name: "limits-zero",
        deforms: "discovery: every limit is 0",
        expects: "says that a file is too large; never falls over",
        rules: &[after(ABOUT, |_, reply| {
            about(reply, |it| {
                for (_, limit) in it["limits"].as_object_mut().into_iter().flatten() {
                    *limit = if limit.is_array() { json!([]) } else { json!(0) };
                }
            })
        })],
    },
    Play {
        name: "classes-none",
        deforms: "discovery: no class is offered",
        expects: "a reader of guides; says where it would matter that filing is not offered",
        rules: &[after(ABOUT, |_, reply| about(reply, |it| it["classes"] = json!([])))],
    },
    Play {
        name: "keys-gone",
        deforms: "discovery: no key at all",
        expects: "signs under no statement and takes no receipt that nobody can check; goes on when the keys are back",
        rules: &[after(ABOUT, |_, reply| about(reply, |it| it["keys"] = json!({"keys": []})))],
    },
    Play {
        name: "keys-twice",
        deforms: "discovery: every key id names two keys",
        expects: "takes neither of the two; goes on when it is clear again",
        rules: &[after(ABOUT, |it, reply| {
            about(reply, |body| {
                if let Some(keys) = body.pointer_mut("/keys/keys").and_then(Value::as_array_mut) {
                    for place in 0..keys.len() {
                        let mut other = it.forge.jwk();
                        other["kid"] = keys[place]["kid"].clone();
                        keys.push(other);
                    }
                }
            })
        })],
    },
    Play {
        name: "legal-wrong-digest",
        deforms: "discovery: the text to agree to is not the one its digest is of",
        expects: "lets nobody sign under it; says why",
        rules: &[after(ABOUT, |_, reply| {
            about(reply, |it| {
                for text in it["legal"].as_array_mut().into_iter().flatten() {
                    text["text"] = json!("我同意一切。");
                }
            })
        })],
    },
    Play {
        name: "hall-other",
        deforms: "discovery: another hall's id",
        expects: "signs nothing of one hall for another; says so, and the filing can be sent again",
        rules: &[after(ABOUT, |_, reply| about(reply, |it| it["hall"] = json!("elsewhere-990999")))],
    },
    Play {
        name: "calendar-past",
        deforms: "discovery: working days are known until 2001",
        expects: "shows the hall's days as they are",
        rules: &[after(ABOUT, |_, reply| about(reply, |it| it["calendar_until"] = json!("2001-01-01")))],
    },
    Play {
        name: "date-1970",
        deforms: "everything: `Date` in 1970",
        expects: DATED,
        rules: &[after(Op::ALL, |_, reply| reply.with("date", "Thu, 01 Jan 1970 00:00:00 GMT"))],
    },
    Play {
        name: "date-2099",
        deforms: "everything: `Date` in 2099",
        expects: DATED,
        rules: &[after(Op::ALL, |_, reply| reply.with("date", "Thu, 31 Dec 2099 23:59:59 GMT"))],
    },
    Play {
        name: "date-none",
        deforms: "everything: `Date` is no date",
        expects: DATED,
        rules: &[after(Op::ALL, |_, reply| reply.with("date", "soon"))],
    },
];
