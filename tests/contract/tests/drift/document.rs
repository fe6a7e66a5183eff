//! `openapi.yaml`, read, resolved, and ready to judge values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::{Value, json};

/// The document as it is served.
pub(crate) const TEXT: &str = include_str!("../../../../crates/contract/openapi.yaml");

/// The document.
pub(crate) static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_norway::from_str(TEXT).unwrap());

/// Every schema with its name.
pub(crate) fn schemas() -> impl Iterator<Item = (&'static str, &'static Value)> {
    DOCUMENT["components"]["schemas"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, schema)| (name.as_str(), schema))
}

/// The schema with this name.
pub(crate) fn schema(name: &str) -> &'static Value {
    DOCUMENT["components"]["schemas"].get(name).unwrap_or_else(|| panic!("no schema {name}"))
}

/// The name of the component that a `$ref` points to.
pub(crate) fn ref_name(node: &Value) -> Option<&str> {
    node["$ref"].as_str()?.rsplit('/').next()
}

/// What a node says, or what its `$ref` points to.
pub(crate) fn resolve(node: &'static Value) -> &'static Value {
    match node["$ref"].as_str() {
        Some(target) => DOCUMENT.pointer(&target[1..]).unwrap_or_else(|| panic!("{target} leads nowhere")),
        None => node,
    }
}

/// One operation of the document.
pub(crate) struct Operation {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) node: &'static Value,
    pub(crate) parameters: Vec<&'static Value>,
}

/// Every operation.
pub(crate) fn operations() -> Vec<Operation> {
    let methods = ["get", "head", "options", "post", "put", "patch", "delete"];
    let mut all = Vec::new();
    for (path, item) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, node) in item.as_object().unwrap().iter().filter(|it| methods.contains(&it.0.as_str())) {
            let parameters = [&item["parameters"], &node["parameters"]];
            let parameters =
                parameters.into_iter().filter_map(Value::as_array).flatten().map(resolve).collect();
            all.push(Operation { method, path, node, parameters });
        }
    }
    all
}

/// Every member an object of this schema may have, and which of them it must have.
pub(crate) fn members(
    node: &'static Value,
) -> (BTreeMap<&'static str, &'static Value>, BTreeSet<&'static str>) {
    let node = resolve(node);
    let mut all = (BTreeMap::new(), BTreeSet::new());
    for part in node["allOf"].as_array().into_iter().flatten() {
        let part = members(part);
        all.0.extend(part.0);
        all.1.extend(part.1);
    }
    let properties = node["properties"].as_object().into_iter().flatten();
    all.0.extend(properties.map(|(name, schema)| (name.as_str(), schema)));
    all.1.extend(node["required"].as_array().into_iter().flatten().filter_map(Value::as_str));
    all
}

/// What is wrong with `value` as a `name`; empty when it is one.
pub(crate) fn faults(name: &str, value: &Value) -> Vec<String> {
    let root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": { "schemas": DOCUMENT["components"]["schemas"] },
    });
    let validator = jsonschema::options().should_validate_formats(true).build(&root).unwrap();
    validator.iter_errors(value).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// Calls `visit` with every node of the document and its JSON Pointer.
pub(crate) fn walk(visit: &mut impl FnMut(&str, &'static Value)) {
    fn step(at: &str, node: &'static Value, visit: &mut impl FnMut(&str, &'static Value)) {
        visit(at, node);
        for (name, it) in node.as_object().into_iter().flatten() {
            step(&format!("{at}/{name}"), it, visit);
        }
        for (k, it) in node.as_array().into_iter().flatten().enumerate() {
            step(&format!("{at}/{k}"), it, visit);
        }
    }
    step("", &DOCUMENT, visit);
}
