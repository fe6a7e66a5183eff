//! Requests made from the document alone: an address, the headers an operation wants, its example as a body.

use serde_json::Value;

use crate::ask::Ask;
use crate::bench::Bench;
use crate::document::{Operation, resolve};
use crate::filing::cast::{active, of_organisation};
use crate::filing::mint;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// Names of the variables of a path template, in order.
pub(crate) fn variables(template: &str) -> impl Iterator<Item = &str> {
    template.split('/').filter_map(|it| it.strip_prefix('{')?.strip_suffix('}'))
}

/// The path of an operation with these ids; an id that nobody has for every variable that is not among them.
///
/// # Errors
///
/// [`Trouble::NotTried`] when the machine has no random numbers.
pub(crate) fn path(operation: &Operation, ids: &[(&str, &str)]) -> Result<String, Trouble> {
    let mut path = operation.path.to_owned();
    for name in variables(operation.path) {
        let known = ids.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
        let id = known.map_or_else(mint::uuid, Ok)?;
        path = path.replace(&format!("{{{name}}}"), &id);
    }
    Ok(path)
}

/// A request for an operation: what it says it requires, and the document's own example as its body.
///
/// # Errors
///
/// As [`path`].
pub(crate) fn ask(operation: &Operation, ids: &[(&str, &str)], who: &Visitor) -> Result<Ask, Trouble> {
    let mut address = path(operation, ids)?;
    let mut separator = '?';
    let required = operation.parameters.iter().filter(|it| it["required"] == true);
    let mut headers = Vec::new();
    for it in required {
        let (name, place) = (it["name"].as_str().unwrap_or_default(), it["in"].as_str().unwrap_or_default());
        match place {
            "query" => {
                address.push_str(&format!("{separator}{name}={}", value(name, resolve(&it["schema"]), who)));
                separator = '&';
            }
            "header" => headers.push((name, value(name, resolve(&it["schema"]), who))),
            _ => {}
        }
    }
    let mut ask = Ask::new(&operation.method, address);
    for (name, value) in headers {
        ask = ask.header(name, value);
    }
    Ok(match body(operation) {
        Some((media_type, bytes)) => ask.header("content-type", media_type).body(bytes),
        None => ask,
    })
}

/// A value that a parameter may have.
fn value(name: &str, schema: &'static Value, who: &Visitor) -> String {
    let known = match name {
        "principal" => Some(who.id().to_owned()),
        // tus wants the digest of the chunk, which is never read here.
        "Upload-Checksum" => Some(format!("sha256 {}=", "A".repeat(43))),
        "Upload-Metadata" => Some("filename YQ==,filetype YXBwbGljYXRpb24vcGRm".to_owned()),
        _ => None,
    };
    let text = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
    let constant = schema.get("const").or_else(|| schema["examples"].get(0)).map(text);
    let plain = || match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("integer"), _) => schema["minimum"].as_u64().unwrap_or(1).to_string(),
        (_, Some("date")) => "2026-12-01".to_owned(),
        _ => schema["x-known"][0].as_str().unwrap_or("x").to_owned(),
    };
    known.or(constant).unwrap_or_else(plain)
}

/// Media type and example of the body that an operation takes.
#[must_use]
pub(crate) fn body(operation: &Operation) -> Option<(&'static str, Vec<u8>)> {
    let content = operation.node["requestBody"]["content"].as_object()?;
    let (media_type, node) = content.iter().next()?;
    let bytes = if media_type == "application/json" {
        let example = node.get("example").or_else(|| resolve(&node["schema"])["examples"].get(0));
        example.map_or_else(|| b"{}".to_vec(), |it| it.to_string().into_bytes())
    } else {
        b"x".to_vec()
    };
    Some((media_type, bytes))
}

/// Whether an operation takes JSON.
#[must_use]
pub(crate) fn takes_json(operation: &Operation) -> bool {
    operation.node["requestBody"]["content"].get("application/json").is_some()
}

/// Whether an operation is of a class that the hall offers.
#[must_use]
pub(crate) fn offered(bench: &Bench, operation: &Operation) -> bool {
    bench.offers(&operation.class.to_owned().into())
}

/// Every list (an operation with a cursor) that somebody may read, with that person and an address that other query
/// parameters can be added to with `&`.
///
/// # Errors
///
/// As [`path`].
pub(crate) fn lists(bench: &Bench) -> Result<Vec<(&'static Operation, &Visitor, String)>, Trouble> {
    let mut found = Vec::new();
    for it in bench.contract().operations() {
        let has = |name: &str| it.parameters.iter().any(|it| it["name"] == name && it["in"] == "query");
        if it.method != "GET" || !has("cursor") || variables(it.path).next().is_some() || !offered(bench, it)
        {
            continue;
        }
        let of_others = it.parameters.iter().any(|it| it["name"] == "principal" && it["required"] == true);
        if !of_others {
            let address = ask(it, &[], bench.first())?.path;
            found.push((it, bench.first(), with_query(address)));
            continue;
        }
        let agents = bench.mandates().unwrap_or_default();
        if let Some((who, mandate)) = agents.into_iter().find(|it| active(it.1) && of_organisation(it.1)) {
            found.push((it, who, format!("{}?principal={}", it.path, mandate.principal.id)));
        }
    }
    Ok(found)
}

fn with_query(address: String) -> String {
    if address.contains('?') { address } else { address + "?from_a_later_version=1" }
}
