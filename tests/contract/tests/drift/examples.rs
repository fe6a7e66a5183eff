//! Every example is one: under its schema, and as the Rust type of the same name.

use serde_json::Value;

use crate::document::{DOCUMENT, faults, ref_name, schemas, walk};
use crate::types::through;

/// Schema name, where it stands, the example.
fn examples() -> Vec<(&'static str, String, &'static Value)> {
    let mut all = Vec::new();
    for (name, schema) in schemas() {
        let listed = schema["examples"].as_array().into_iter().flatten();
        all.extend(listed.enumerate().map(|(k, it)| (name, format!("{name}/examples/{k}"), it)));
    }
    walk(&mut |at, node| {
        if let (Some(example), Some(name)) = (node.get("example"), node.get("schema").and_then(ref_name)) {
            all.push((name, at.to_owned(), example));
        }
    });
    all
}

#[test]
fn every_example_is_valid() {
    for (name, at, example) in examples() {
        assert_eq!(faults(name, example), [""; 0], "{at}");
    }
}

#[test]
fn every_example_reads_as_its_type_and_is_written_as_a_valid_value() {
    for (name, at, example) in examples() {
        let written = through(name, example).unwrap_or_else(|it| panic!("{at}: {it}"));
        assert_eq!(faults(name, &written), [""; 0], "{at}, written again");
        assert!(holds(&written, example), "{at}: a member of the example is lost\n{example}\n{written}");
    }
}

/// True when `whole` has everything that `part` has.
fn holds(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            part.iter().all(|(name, it)| whole.get(name).is_some_and(|whole| holds(whole, it)))
        }
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() == part.len() && whole.iter().zip(part).all(|(whole, part)| holds(whole, part))
        }
        _ => whole == part,
    }
}

#[test]
fn every_schema_of_a_value_has_an_example() {
    for (name, schema) in schemas() {
        let is_name = schema.get("x-known").is_some();
        assert!(
            is_name || name == "Id" || schema["examples"].as_array().is_some_and(|it| !it.is_empty()),
            "{name}"
        );
    }
}

#[test]
fn the_document_has_no_examples_elsewhere() {
    // Examples of media types are read above only where their schema is a reference; those of parameters are judged by
    // the linter (tests/strangers).
    walk(&mut |at, node| {
        if node.get("example").is_some() && node.get("in").is_none() {
            assert!(node.get("schema").and_then(ref_name).is_some(), "{at}");
        }
        let in_components = at.starts_with("/components/schemas/");
        assert!(in_components || node.get("examples").is_none(), "{at}");
    });
    assert!(DOCUMENT.is_object());
}
