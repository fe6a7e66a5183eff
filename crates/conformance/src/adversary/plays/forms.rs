//! Forms and situations that are bombs.

use serde_json::{Map, Value, json};

use super::super::ask::Op;
use super::super::play::{Play, after};
use super::super::reply::Reply;
use super::super::value::deep_condition;

const REFUSED: &str = "says that this form cannot be filled here, before anything is drawn; the page answers";
const GUIDE: &[Op] = &[Op::Guide];
const FIELDS: usize = 10_000;
const OPTIONS: usize = 100_000;
const DEEP: usize = 64;

/// A form of so many text fields.
fn fields(many: usize) -> (Map<String, Value>, Vec<Value>) {
    let names = (0..many).map(|it| format!("f{it}"));
    names
        .map(|name| ((name.clone(), json!({"type": "string", "title": name})), json!({"name": name})))
        .unzip()
}

fn form(reply: Reply, change: impl FnOnce(&mut Value)) -> Reply {
    reply.changed(|guide| {
        if guide.get("form").is_some() {
            change(guide);
        }
    })
}

/// The same condition on every field of the form.
fn everywhere(guide: &mut Value, condition: &Value) {
    let sections = guide.pointer_mut("/form/sections").and_then(Value::as_array_mut);
    for section in sections.into_iter().flatten() {
        for field in section["fields"].as_array_mut().into_iter().flatten() {
            field["show_if"] = condition.clone();
        }
    }
}

pub(super) const PLAYS: &[Play] = &[
    Play {
        name: "form-fields",
        deforms: "guide: a form of 10,000 fields in one section",
        expects: REFUSED,
        rules: &[after(GUIDE, |_, reply| {
            form(reply, |guide| {
                let (properties, list) = fields(FIELDS);
                guide["form"]["schema"]["properties"] = Value::Object(properties);
                guide["form"]["sections"] = json!([{"id": "all", "title": "全部", "fields": list}]);
            })
        })],
    },
    Play {
        name: "form-sections",
        deforms: "guide: a form of 10,000 sections",
        expects: REFUSED,
        rules: &[after(GUIDE, |_, reply| {
            form(reply, |guide| {
                let section = |it| json!({"id": format!("s{it}"), "title": "一节", "fields": []});
                guide["form"]["sections"] = (0..FIELDS).map(section).collect();
            })
        })],
    },
    Play {
        name: "form-deep-condition",
        deforms: "guide: every field shown by a condition 64 deep",
        expects: REFUSED,
        rules: &[after(GUIDE, |_, reply| {
            form(reply, |guide| everywhere(guide, &deep_condition("township", DEEP)))
        })],
    },
    Play {
        name: "form-cycle",
        deforms: "guide: every field is shown if the next one is not, and the last if the first is not",
        expects: "ends; says that the form cannot be filled, or shows one fixed set of fields",
        rules: &[after(GUIDE, |_, reply| {
            form(reply, |guide| {
                let sections = guide.pointer_mut("/form/sections").and_then(Value::as_array_mut);
                let mut all: Vec<&mut Value> = sections
                    .into_iter()
                    .flatten()
                    .filter_map(|it| it["fields"].as_array_mut())
                    .flatten()
                    .collect();
                let names: Vec<Value> = all.iter().map(|it| it["name"].clone()).collect();
                for (place, field) in all.iter_mut().enumerate() {
                    field["show_if"] = json!({"not": {"field": names[(place + 1) % names.len()], "is": "x"}});
                }
            })
        })],
    },
    Play {
        name: "form-options",
        deforms: "guide: a choice of 100,000",
        expects: REFUSED,
        rules: &[after(GUIDE, |_, reply| {
            form(reply, |guide| {
                let option = |it| json!({"const": format!("o{it}"), "title": format!("第 {it} 项")});
                let options: Vec<Value> = (0..OPTIONS).map(option).collect();
                guide["form"]["schema"]["properties"]["township"]["oneOf"] = json!(options);
            })
        })],
    },
    Play {
        name: "form-pattern",
        deforms: "guide: every text field has the pattern `^(a+)+$`, and 100 kB of another",
        expects: "does not evaluate it for longer than a moment, or at all",
        rules: &[after(GUIDE, |_, reply| {
            form(reply, |guide| {
                let properties = guide.pointer_mut("/form/schema/properties").and_then(Value::as_object_mut);
                for (place, property) in properties.into_iter().flatten().map(|(_, it)| it).enumerate() {
                    let long = ["(x+x+)+y".repeat(12_000), "$".into()].concat();
                    property["pattern"] = if place == 0 { json!(long) } else { json!("^(a+)+$") };
                }
            })
        })],
    },
    Play {
        name: "form-nothing-there",
        deforms: "guide: sections name fields that the schema does not have",
        expects: "leaves them out, or says that the form cannot be filled; never falls over",
        rules: &[after(GUIDE, |_, reply| {
            form(reply, |guide| guide["form"]["schema"]["properties"] = json!({}))
        })],
    },
    Play {
        name: "form-numbers",
        deforms: "guide: lengths and bounds that contradict each other",
        expects: "says what is wrong with an answer; never falls over",
        rules: &[after(GUIDE, |_, reply| {
            form(reply, |guide| {
                let properties = guide.pointer_mut("/form/schema/properties").and_then(Value::as_object_mut);
                for (_, property) in properties.into_iter().flatten() {
                    property["minLength"] = json!(u32::MAX);
                    property["maxLength"] = json!(0);
                    property["minimum"] = json!(i64::MAX);
                    property["maximum"] = json!(i64::MIN);
                }
            })
        })],
    },
    Play {
        name: "situation-bomb",
        deforms: "guide: 5,000 questions, each shown by a condition on the one after it",
        expects: REFUSED,
        rules: &[after(GUIDE, |_, reply| {
            reply.changed(|guide| {
                let question = |it: usize| {
                    json!({
                        "id": format!("q{it}"), "text": "问？",
                        "options": [{"id": "a", "text": "甲"}, {"id": "b", "text": "乙"}],
                        "show_if": {"not": {"field": format!("q{}", it + 1), "is": "a"}},
                    })
                };
                guide["questions"] = (0..5_000).map(question).collect();
            })
        })],
    },
    Play {
        name: "materials-bomb",
        deforms: "guide: 20,000 materials",
        expects: REFUSED,
        rules: &[after(GUIDE, |_, reply| {
            reply.changed(|guide| {
                let one = guide["materials"][0].clone();
                let material = |it: usize| {
                    let mut one = one.clone();
                    one["id"] = json!(format!("m{it}"));
                    one
                };
                guide["materials"] = (0..20_000).map(material).collect();
            })
        })],
    },
];
