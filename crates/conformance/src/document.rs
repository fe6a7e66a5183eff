//! The document, read, resolved, and ready to judge values. One per process: it never changes.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use jsonschema::Validator;
use serde_json::{Value, json};

/// Methods an operation may have.
const METHODS: [&str; 7] = ["get", "head", "options", "post", "put", "patch", "delete"];

/// One operation of the document.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `operationId`.
    pub id: &'static str,
    /// Method, in capitals.
    pub method: String,
    /// Path template: `/api/v1/cases/{case_id}`.
    pub path: &'static str,
    /// Tag, which is the name of its class.
    pub class: &'static str,
    /// The node of the document.
    pub node: &'static Value,
    /// Parameters of path and operation, references resolved.
    pub parameters: Vec<&'static Value>,
    /// Needs a session's cookie.
    pub session: bool,
    /// Needs the CSRF header.
    pub csrf: bool,
}

/// Faults of a body, by pointer to its schema and by its digest.
type Judged = HashMap<(String, [u8; 32]), Vec<String>>;

/// The document.
pub struct Document {
    operations: Vec<Operation>,
    validators: Mutex<HashMap<String, &'static Validator>>,
    /// What was found in bodies so far, by schema and digest: a run reads the same guide many times.
    judged: Mutex<Judged>,
}

/// The document as a value. A document that is no YAML is `null`, and every test of the kit fails on it.
#[must_use]
pub fn value() -> &'static Value {
    static VALUE: OnceLock<Value> = OnceLock::new();
    VALUE.get_or_init(|| serde_norway::from_str(contract::DOCUMENT).unwrap_or_default())
}

/// The document with its operations.
#[must_use]
pub fn document() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| Document {
        operations: operations(),
        validators: Mutex::default(),
        judged: Mutex::default(),
    })
}

/// What a node says, or what its `$ref` points to.
#[must_use]
pub fn resolve(node: &'static Value) -> &'static Value {
    match node["$ref"].as_str().and_then(|it| it.strip_prefix('#')) {
        Some(target) => value().pointer(target).unwrap_or(&Value::Null),
        None => node,
    }
}

fn operations() -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, item) in value()["paths"].as_object().into_iter().flatten() {
        for (method, node) in item.as_object().into_iter().flatten() {
            if !METHODS.contains(&method.as_str()) {
                continue;
            }
            let parameters = [&item["parameters"], &node["parameters"]];
            let parameters = parameters.into_iter().filter_map(Value::as_array).flatten();
            let security = node.get("security").unwrap_or(&value()["security"]);
            let needs =
                |name: &str| security.as_array().into_iter().flatten().any(|it| it.get(name).is_some());
            all.push(Operation {
                id: node["operationId"].as_str().unwrap_or_default(),
                method: method.to_ascii_uppercase(),
                path,
                class: node["tags"][0].as_str().unwrap_or_default(),
                node,
                parameters: parameters.map(resolve).collect(),
                session: needs("session"),
                csrf: needs("csrf"),
            });
        }
    }
    all
}

impl Document {
    /// Every operation, in the order of the document.
    #[must_use]
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation that a request is about, when the document has it.
    #[must_use]
    pub fn operation(&self, method: &str, path: &str) -> Option<&Operation> {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let fits = self.operations.iter().filter(|it| it.method == method && matches(it.path, path));
        // A path without a variable is the better fit: `/drafts/mine` before `/drafts/{filing_id}`.
        fits.min_by_key(|it| it.path.matches('{').count())
    }

    /// What is wrong with `value` under the schema at `pointer` (`#/components/schemas/Case`); empty when nothing is.
    #[must_use]
    pub fn faults(&self, pointer: &str, value: &Value) -> Vec<String> {
        let Some(validator) = self.validator(pointer) else {
            return vec![format!("{pointer} is no schema")];
        };
        validator.iter_errors(value).map(|it| format!("{}: {it}", it.instance_path())).collect()
    }

    /// What is wrong with a body under the schema at `pointer`; that it is no JSON is one fault.
    #[must_use]
    pub fn faults_of(&self, pointer: &str, bytes: &[u8]) -> Vec<String> {
        let key = (pointer.to_owned(), canon::sha256(bytes));
        let known = self.judged.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        known.unwrap_or_else(|| {
            let found = match serde_json::from_slice(bytes) {
                Ok(value) => self.faults(pointer, &value),
                Err(error) => vec![format!("no JSON: {error}")],
            };
            self.judged.lock().unwrap_or_else(PoisonError::into_inner).insert(key, found.clone());
            found
        })
    }

    fn validator(&self, pointer: &str) -> Option<&'static Validator> {
        let mut known = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = known.get(pointer) {
            return Some(validator);
        }
        let root = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": pointer,
            "components": { "schemas": value()["components"]["schemas"] },
            "paths": value()["paths"],
        });
        let built = jsonschema::options().should_validate_formats(true).build(&root).ok()?;
        // One for each schema of the document, for as long as the process lives.
        let validator: &'static Validator = Box::leak(Box::new(built));
        known.insert(pointer.to_owned(), validator);
        Some(validator)
    }
}

/// Whether a path fits a template, segment by segment.
fn matches(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) => {
                let variable = one.starts_with('{') && !other.is_empty();
                if !variable && one != other {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_find_their_operation() {
        #[rustfmt::skip]
        let table = [
            ("GET",    "/.well-known/hall",              Some("getHall")),
            ("GET",    "/api/v1/cases?limit=2",          Some("listCases")),
            ("GET",    "/api/v1/cases/c-1",              Some("getCase")),
            ("POST",   "/api/v1/cases/c-1",              None),
            ("GET",    "/api/v1/cases/",                 None),
            ("GET",    "/api/v1/cases/c-1/nothing",      None),
            ("DELETE", "/api/v1/session",                Some("signOut")),
        ];
        for (method, path, expected) in table {
            assert_eq!(document().operation(method, path).map(|it| it.id), expected, "{method} {path}");
        }
    }

    #[test]
    fn values_are_judged_by_their_schema() {
        let faults = |value| document().faults("#/components/schemas/Party", &value);
        assert_eq!(faults(json!({"id": "p-1", "kind": "person", "name": "甲"})), [""; 0]);
        assert_ne!(faults(json!({"id": "p 1", "kind": "person", "name": "甲"})), [""; 0]);
        assert_ne!(faults(json!({"id": "p-1", "kind": "person"})), [""; 0]);
    }
}
