//! Every member of every type stands in the document, and the other way round.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::document::{faults, members, schema, schemas};
use crate::samples::samples;
use crate::types::{TYPES, through};

#[test]
fn every_schema_has_a_type_and_every_type_a_schema() {
    let schemas: BTreeSet<&str> = schemas().map(|it| it.0).collect();
    let types: BTreeSet<&str> = TYPES.iter().map(|it| it.0).collect();
    assert_eq!(schemas, types);
}

#[test]
fn every_object_has_a_full_sample() {
    let full: BTreeSet<&str> = samples().iter().map(|it| it.0).collect();
    for (name, node) in schemas() {
        let is_list = name.ends_with("Page") || name.starts_with("Coded");
        assert!(is_list || members(node).0.is_empty() || full.contains(name), "{name} has no sample");
    }
}

#[test]
fn every_full_sample_is_valid() {
    for (name, value) in samples() {
        assert_eq!(faults(name, &value), [""; 0], "{name}\n{value:#}");
    }
}

#[test]
fn every_member_of_a_type_is_a_member_of_its_schema_and_the_other_way_round() {
    for (name, value) in samples() {
        let written: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        let documented: BTreeSet<&str> = members(schema(name)).0.into_keys().collect();
        assert_eq!(written, documented, "{name}");
    }
}

#[test]
fn a_member_is_required_by_the_document_exactly_when_the_type_cannot_be_read_without_it() {
    for (name, value) in samples() {
        let (all, required) = members(schema(name));
        for member in all.keys() {
            let mut without = value.clone();
            without.as_object_mut().unwrap().remove(*member);
            assert_eq!(through(name, &without).is_err(), required.contains(member), "{name}.{member}");
        }
    }
}

#[test]
fn what_is_absent_is_left_out_and_never_null() {
    for (name, value) in samples() {
        let (all, required) = members(schema(name));
        let mut least = value.clone();
        for member in all.keys().filter(|it| !required.contains(*it)) {
            least.as_object_mut().unwrap().remove(*member);
        }
        let written = through(name, &least).unwrap_or_else(|it| panic!("{name}: {it}"));
        let nulls: Vec<&String> =
            written.as_object().unwrap().iter().filter(|it| it.1.is_null()).map(|it| it.0).collect();
        assert_eq!(nulls, [""; 0], "{name}");
        assert_eq!(faults(name, &written), [""; 0], "{name}");
    }
}

#[test]
fn unknown_members_are_ignored() {
    for (name, mut value) in samples() {
        value["from_a_later_version"] = json!({ "n": 1 });
        assert_eq!(faults(name, &value), [""; 0], "{name}");
        assert!(through(name, &value).is_ok(), "{name}");
    }
}

#[test]
fn a_wrong_member_is_refused_by_both() {
    #[rustfmt::skip]
    let table = [
        ("Manifest",   "hall",            json!("a b")),
        ("Manifest",   "guide_version",   json!("3")),
        ("Manifest",   "attachments",     json!({})),
        ("Receipt",    "received_at",     json!("2026-11-22 09:15")),
        ("Clock",      "due_on",          json!("2026-02-30")),
        ("Problem",    "status",          json!(-1)),
        ("Question",   "show_if",         json!({ "field": "a", "unless": "b" })),
        ("Session",    "csrf",            json!(7)),
    ];
    for (name, member, wrong) in table {
        let mut value = samples().into_iter().find(|it| it.0 == name).unwrap().1;
        value[member] = wrong;
        assert_ne!(faults(name, &value), [""; 0], "{name}.{member}");
        assert!(through(name, &value).is_err(), "{name}.{member}");
    }
}

#[test]
fn every_guide_of_the_sample_hall_is_valid() {
    for guide in fixtures::guides().unwrap() {
        let value = serde_json::to_value(&guide).unwrap();
        assert_eq!(faults("Guide", &value), [""; 0], "{}", guide.matter);
    }
}

#[test]
fn every_schema_and_every_member_is_described() {
    for (name, node) in schemas() {
        described(name, node);
    }
}

/// Panics when the schema, or one inside of it, says nothing. A reference is described where it leads.
fn described(at: &str, node: &'static Value) {
    let is_part = at.contains("/allOf/") || at.ends_with("/items") || at.ends_with("/*");
    let says = |member: &str| node.get(member).is_some();
    assert!(is_part || says("description") || says("$ref"), "{at}");
    for (name, it) in node["properties"].as_object().into_iter().flatten() {
        described(&format!("{at}/{name}"), it);
    }
    for group in ["allOf", "oneOf"] {
        for (k, it) in node[group].as_array().into_iter().flatten().enumerate() {
            described(&format!("{at}/{group}/{k}"), it);
        }
    }
    for (group, name) in [("items", "items"), ("additionalProperties", "*")] {
        if node[group].is_object() {
            described(&format!("{at}/{name}"), &node[group]);
        }
    }
}
