//! Statuses, media types and bodies, as the document lists them.

use contract::requirement::core::{COR_020, COR_021, COR_022};
use serde_json::Value;

use super::Judge;
use crate::answer::Answer;
use crate::bench::Bench;
use crate::document::{Operation, resolve};
use crate::record::Exchange;
use crate::trouble::{Outcome, Trouble, ensure};

pub(super) const JUDGES: &[Judge] = &[
    Judge { of: &COR_020, tries: "status and media type of every answer", judge: listed },
    Judge { of: &COR_021, tries: "every body against its schema", judge: valid },
    Judge { of: &COR_022, tries: "every body for `null`", judge: no_null },
];

fn listed(bench: &Bench, exchange: &Exchange) -> Outcome {
    let answer = &exchange.answer;
    let Some(operation) = bench.contract().operation(&answer.method, &answer.path) else { return Ok(()) };
    let Some((_, response)) = response(operation, answer.status) else {
        return Err(answer.broken(&format!("a status that {} lists", operation.id)));
    };
    let content = response["content"].as_object();
    if answer.method == "HEAD" || (answer.bytes.is_empty() && !exchange.streamed) {
        let may_be_empty = content.is_none() || answer.method == "HEAD" || content.is_some_and(has_any);
        return ensure(may_be_empty, || answer.broken("a body").to_string());
    }
    let Some(content) = content else { return Err(answer.broken("no body")) };
    let known = has_any(content) || content.contains_key(&answer.media_type());
    ensure(known, || {
        let names: Vec<&str> = content.keys().map(String::as_str).collect();
        answer.broken(&names.join(" or ")).to_string()
    })
}

/// Whether any media type will do.
fn has_any(content: &serde_json::Map<String, Value>) -> bool {
    content.contains_key("*/*")
}

/// The response of the document for a status, and the name it is listed by. `default` is for faults only.
fn response(operation: &Operation, status: u16) -> Option<(String, &'static Value)> {
    let responses = &operation.node["responses"];
    let name = status.to_string();
    let named = responses.get(&name).map(|it| (name, it));
    let fault = || responses.get("default").filter(|_| status >= 500).map(|it| ("default".to_owned(), it));
    named.or_else(fault).map(|(name, node)| (name, resolve(node)))
}

fn valid(bench: &Bench, exchange: &Exchange) -> Outcome {
    let answer = &exchange.answer;
    if exchange.streamed || answer.bytes.is_empty() {
        return Ok(());
    }
    let operation = bench.contract().operation(&answer.method, &answer.path);
    let media_type = answer.media_type();
    let Some(pointer) = schema(operation, answer, &media_type) else { return Ok(()) };
    if !(media_type.ends_with("json")) {
        return Ok(());
    }
    let faults = bench.contract().faults_of(&pointer, &answer.bytes);
    // The value itself is left out: one complaint for one fault, wherever it was seen.
    ensure(faults.is_empty(), || {
        let place = operation.map_or("any address", |it| it.id);
        let faults: Vec<String> = faults.iter().take(3).map(|it| it.chars().take(240).collect()).collect();
        format!("{place} {}: {}", answer.status, faults.join("; "))
    })
}

/// Pointer to the schema of a body: that of the operation's response, or a problem's where there is no operation.
fn schema(operation: Option<&Operation>, answer: &Answer, media_type: &str) -> Option<String> {
    let problem = (media_type == contract::PROBLEM_TYPE).then(|| "#/components/schemas/Problem".to_owned());
    let Some(operation) = operation else { return problem };
    let Some((name, response)) = response(operation, answer.status) else { return problem };
    let schema = &response["content"][media_type]["schema"];
    if let Some(target) = schema["$ref"].as_str() {
        return Some(target.to_owned());
    }
    let escape = |it: &str| it.replace('~', "~0").replace('/', "~1");
    let inline = schema.is_object().then(|| {
        let (path, method) = (escape(operation.path), operation.method.to_ascii_lowercase());
        format!("#/paths/{path}/{method}/responses/{name}/content/{}/schema", escape(media_type))
    });
    inline.or(problem)
}

fn no_null(_: &Bench, exchange: &Exchange) -> Outcome {
    let answer = &exchange.answer;
    if exchange.streamed || !answer.media_type().ends_with("json") || answer.bytes.is_empty() {
        return Ok(());
    }
    // Hardly any body has the word at all.
    if !answer.bytes.windows(4).any(|it| it == b"null") {
        return Ok(());
    }
    let at = null_in(&read(answer)?);
    ensure(at.is_none(), || {
        format!("{} {}: `null` at {}", answer.method, answer.path, at.unwrap_or_default())
    })
}

fn null_in(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(k, it)| Some(format!("/{k}{}", null_in(it)?)))
        }
        Value::Object(members) => {
            members.iter().find_map(|(name, it)| Some(format!("/{name}{}", null_in(it)?)))
        }
        _ => None,
    }
}

fn read(answer: &Answer) -> Result<Value, Trouble> {
    serde_json::from_slice(&answer.bytes).map_err(|it| answer.broken(&format!("JSON ({it})")))
}
