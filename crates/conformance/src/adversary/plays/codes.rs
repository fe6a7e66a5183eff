//! Names nobody knows, and states that allow nothing.

use serde_json::{Map, Value, json};

use super::super::ask::Op;
use super::super::play::{NO_FILES, Play, after};
use super::super::value::objects;

const SHOWN: &[Op] = &[Op::Discovery, Op::Guides, Op::Changes, Op::Guide, Op::Cases, Op::Case, Op::Read];
const WORDS: &str = "大厅自己的说法";

/// A name with a word for people: `{code, text}`.
fn coded(members: &mut Map<String, Value>) {
    if members.len() == 2 && members.contains_key("code") && members.contains_key("text") {
        members.insert("code".into(), json!("x-unheard-of"));
        members.insert("text".into(), json!(WORDS));
    }
}

/// Lists and single names without a word.
fn bare(members: &mut Map<String, Value>) {
    const LISTS: [&str; 7] =
        ["actions", "audiences", "channels", "classes", "deliveries", "file_types", "locales"];
    for list in LISTS {
        if let Some(all) = members.get_mut(list).and_then(Value::as_array_mut) {
            all.push(json!("x-unheard-of"));
        }
    }
    for name in ["channel", "kind", "unit", "widget", "format"] {
        if let Some(it) = members.get_mut(name).filter(|it| it.is_string()) {
            *it = json!("x-unheard-of");
        }
    }
}

pub(super) const PLAYS: &[Play] = &[
    Play {
        name: "codes-unknown",
        deforms: "every `{code, text}`: a code nobody knows, with the hall's own words",
        expects: "shows the hall's words",
        rules: &[after(SHOWN, |_, reply| reply.changed(|it| objects(it, &mut coded))), NO_FILES],
    },
    Play {
        name: "names-unknown",
        deforms: "every list of names gains one nobody knows; kinds, units, widgets, formats are all unknown",
        expects: "goes on without them; nothing that needs one is offered",
        // A file of an unheard-of kind is left alone, too: the pages are read.
        rules: &[
            after(SHOWN, |_, reply| reply.changed(|it| objects(it, &mut bare))),
            after(&[Op::Snapshots], |_, reply| reply.changed(|it| objects(it, &mut bare))),
        ],
    },
    Play {
        name: "state-unknown",
        deforms: "cases: a state nobody knows, with actions nobody knows",
        expects: "shows the hall's words; no button for it",
        rules: &[after(&[Op::Cases, Op::Case], |_, reply| {
            reply.changed(|it| {
                objects(it, &mut |members| {
                    if members.contains_key("state") && members.contains_key("receipt_no") {
                        members.insert("state".into(), json!({"code": "x-hibernating", "text": WORDS}));
                        members.insert("actions".into(), json!(["x-wake-up"]));
                    }
                });
            })
        })],
    },
    Play {
        name: "codes-wrong-type",
        deforms: "cases: numbers where names should be",
        expects: "not the hall's answer; offers to try again",
        rules: &[after(&[Op::Cases, Op::Case], |_, reply| {
            reply.changed(|it| {
                objects(it, &mut |members| {
                    if members.contains_key("code") {
                        members.insert("code".into(), json!(7));
                    }
                });
            })
        })],
    },
];
