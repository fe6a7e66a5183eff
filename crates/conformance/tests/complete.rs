//! The kit tries everything the contract asks, and the document says what each operation is asked.

use std::collections::BTreeSet;

use conformance::document::{document, value};
use conformance::{checks, judges};
use contract::requirement;
use serde_json::Value;

fn ids(node: &Value) -> impl Iterator<Item = &str> {
    node["x-requirements"].as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// Fails with every line, not with the first.
#[track_caller]
fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn every_requirement_has_a_check_or_a_judge() {
    let tried: BTreeSet<&str> =
        checks::all().map(|it| it.of.id).chain(judges::all().map(|it| it.of.id)).collect();
    let all = requirement::all();
    let silent = all.iter().filter(|it| !tried.contains(it.id)).map(|it| format!("{} {}", it.id, it.text));
    none("nothing tries", &silent.collect::<Vec<_>>());
}

#[test]
fn every_check_and_every_judge_is_of_a_requirement() {
    let known: BTreeSet<&str> = requirement::all().into_iter().map(|it| it.id).collect();
    let tried = checks::all().map(|it| it.of.id).chain(judges::all().map(|it| it.of.id));
    let strange = tried.filter(|it| !known.contains(it)).map(str::to_owned);
    none("not in the tables of the contract", &strange.collect::<Vec<_>>());
}

#[test]
fn every_operation_names_its_requirements() {
    let silent = document().operations().iter().filter(|it| ids(it.node).next().is_none());
    none("no `x-requirements`", &silent.map(|it| it.id.to_owned()).collect::<Vec<_>>());
}

#[test]
fn every_requirement_is_named_in_the_document_and_the_other_way_round() {
    let operations = document().operations().iter().flat_map(|it| ids(it.node));
    let named: BTreeSet<&str> = operations.chain(ids(&value()["info"])).collect();
    let known: BTreeSet<&str> = requirement::all().into_iter().map(|it| it.id).collect();
    let lines =
        |one: &BTreeSet<&str>, other| one.difference(other).map(|it| (*it).to_owned()).collect::<Vec<_>>();
    none("not named in the document", &lines(&known, &named));
    none("named in the document only", &lines(&named, &known));
}

#[test]
fn every_tag_is_a_class() {
    let tags = document().operations().iter().map(|it| it.class);
    let strange = tags.filter(|it| !contract::Class::KNOWN.contains(it)).map(str::to_owned);
    none("no class of the contract", &strange.collect::<Vec<_>>());
}
