//! Every operation says what a stranger needs to know to build the other side.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::document::{DOCUMENT, Operation, TEXT, operations, ref_name, resolve, schema, walk};

#[test]
fn every_reference_leads_somewhere() {
    walk(&mut |at, node| {
        if let Some(target) = node.get("$ref").and_then(Value::as_str) {
            assert!(target.starts_with("#/") && DOCUMENT.pointer(&target[1..]).is_some(), "{at}: {target}");
        }
    });
}

#[test]
fn every_operation_has_an_id_of_its_own_a_summary_and_a_tag() {
    let tags: Vec<&Value> = DOCUMENT["tags"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    let mut ids = BTreeSet::new();
    for Operation { method, path, node, .. } in operations() {
        let id = node["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} has no operationId"));
        assert!(ids.insert(id), "{id} twice");
        assert!(node["summary"].is_string(), "{id}");
        assert!(node["tags"].as_array().is_some_and(|it| it.len() == 1 && tags.contains(&&it[0])), "{id}");
    }
}

#[test]
fn every_path_parameter_is_declared() {
    for Operation { method, path, parameters, .. } in operations() {
        let in_path: BTreeSet<&str> =
            path.split('/').filter_map(|it| it.strip_prefix('{')?.strip_suffix('}')).collect();
        let declared: BTreeSet<&str> = parameters
            .iter()
            .filter(|it| it["in"] == "path")
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(in_path, declared, "{method} {path}");
        assert!(parameters.iter().all(|it| it["description"].is_string()), "{method} {path}");
    }
}

#[test]
fn every_refusal_is_a_problem_with_codes() {
    let statuses = &schema("ProblemCode")["x-status"];
    for Operation { method, path, node, .. } in operations() {
        let responses = node["responses"].as_object().unwrap();
        let refusals = responses.iter().filter(|it| it.0.starts_with(['4', '5']) || *it.0 == "default");
        for (status, response) in refusals {
            let at = format!("{method} {path} {status}");
            let response = resolve(response);
            if method == "head" {
                assert!(response.get("content").is_none(), "{at}: an answer to HEAD has no body");
                continue;
            }
            let content = &response["content"][contract::PROBLEM_TYPE];
            assert_eq!(ref_name(&content["schema"]), Some("Problem"), "{at}");
            for code in response["x-codes"].as_array().unwrap_or_else(|| panic!("{at} has no codes")) {
                let of_code = statuses[code.as_str().unwrap()].as_u64();
                let fits =
                    if status == "default" { of_code >= Some(500) } else { of_code == status.parse().ok() };
                assert!(fits, "{at}: {code} is {of_code:?}");
            }
            if let Some(example) = content.get("example") {
                let named = response["x-codes"].as_array().unwrap();
                assert!(
                    named.contains(&example["code"])
                        && example["status"] == statuses[example["code"].as_str().unwrap()]
                );
            }
        }
        assert!(responses.keys().any(|it| it.starts_with('4')), "{method} {path} refuses nothing");
        assert!(responses.contains_key("default"), "{method} {path} never fails");
    }
}

#[test]
fn every_write_needs_the_csrf_header_and_no_read_does() {
    for Operation { method, path, node, .. } in operations() {
        let security = node.get("security").unwrap_or(&DOCUMENT["security"]);
        let wants_csrf = security.as_array().unwrap().iter().any(|it| it.get("csrf").is_some());
        let writes = matches!(method, "post" | "put" | "patch" | "delete");
        assert_eq!(wants_csrf, writes, "{method} {path}");
        let responses = &node["responses"];
        if writes {
            assert!(responses.get("403").is_some(), "{method} {path} must be able to say csrf-mismatch");
        }
        let needs_session = security.as_array().unwrap().iter().any(|it| it.get("session").is_some());
        assert_eq!(responses.get("401").is_some(), needs_session, "{method} {path}: session-required");
    }
}

#[test]
fn every_json_body_can_be_malformed_too_large_or_of_another_type() {
    for Operation { method, path, node, .. } in operations() {
        if node["requestBody"]["content"].get("application/json").is_some() {
            for status in ["400", "413", "415"] {
                assert!(node["responses"].get(status).is_some(), "{method} {path} lacks {status}");
            }
        }
    }
}

#[test]
fn the_names_outside_of_schemas_are_those_of_the_types() {
    let schemes = &DOCUMENT["components"]["securitySchemes"];
    assert_eq!(schemes["session"]["name"], contract::SESSION_COOKIE);
    assert!(schemes["csrf"]["name"].as_str().unwrap().eq_ignore_ascii_case(contract::CSRF_HEADER));
    assert_eq!(DOCUMENT["info"]["version"], contract::CONTRACT_VERSION);
    let receipt = &DOCUMENT["components"]["responses"]["Received"]["content"];
    assert_eq!(receipt.as_object().unwrap().keys().collect::<Vec<_>>(), [contract::RECEIPT_TYPE]);
    assert_eq!(DOCUMENT["openapi"], json!("3.1.1"));
}

/// Readers of YAML 1.1 take `y`, `no` and their like for booleans, even as names; a stranger may use one.
#[test]
fn no_bare_word_is_a_boolean_in_yaml_1_1() {
    let words = ["y", "n", "yes", "no", "on", "off"];
    for (k, line) in (1..).zip(TEXT.lines()) {
        let outside_of_quotes: String = line.split('"').step_by(2).collect::<Vec<_>>().join("\"");
        for word in words {
            let bare = [
                format!(" {word}: "),
                format!("[{word},"),
                format!(", {word},"),
                format!(", {word}]"),
                format!(": {word},"),
            ];
            let found = bare.iter().find(|it| outside_of_quotes.contains(it.as_str()));
            assert!(found.is_none(), "line {k}: {found:?}");
            assert!(!line.ends_with(&format!(": {word}")), "line {k}");
        }
    }
}
