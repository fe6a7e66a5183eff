//! The transcript of docs/contract/filing.md is what the document describes, and its hashes and its receipt are true.

use std::path::Path;

use contract::{Jwks, PROBLEM_TYPE, RECEIPT_TYPE};
use serde_json::Value;

use crate::document::{Operation, faults, operations, ref_name, resolve};

/// One message of the transcript: its first line, its headers and its body.
struct Message {
    start: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Message {
    fn read(block: &str) -> Self {
        let (head, body) = block.split_once("\n\n").unwrap_or((block, ""));
        let mut lines = head.lines();
        let start = lines.next().unwrap().to_owned();
        let headers = lines.map(|it| it.split_once(": ").unwrap_or_else(|| panic!("a header: {it}")));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        Self { start, headers, body: body.trim().to_owned() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|it| panic!("{}: {it}", self.start))
    }
}

/// The blocks of the page in this language.
fn blocks(language: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/contract/filing.md");
    let page = std::fs::read_to_string(page).unwrap();
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|it| it.split_once("\n```").unwrap().0.to_owned()).collect()
}

fn messages() -> Vec<Message> {
    blocks("http").iter().map(|it| Message::read(it)).collect()
}

fn operation<'a>(all: &'a [Operation], request: &str) -> &'a Operation {
    let (method, target) = request.split_once(' ').unwrap();
    let path = target.split('?').next().unwrap();
    let fits = |template: &str| {
        template.split('/').count() == path.split('/').count()
            && template
                .split('/')
                .zip(path.split('/'))
                .all(|(one, other)| one == other || one.starts_with('{'))
    };
    all.iter()
        .find(|it| it.method.eq_ignore_ascii_case(method) && fits(it.path))
        .unwrap_or_else(|| panic!("no operation for {request}"))
}

#[test]
fn every_request_and_answer_is_one_of_the_document() {
    let all = operations();
    let mut asked = None;
    let mut judged = 0;
    for message in messages() {
        if let Some(status) = message.start.strip_prefix("HTTP/1.1 ") {
            let operation: &Operation = asked.unwrap_or_else(|| panic!("nothing was asked"));
            let status = status.split(' ').next().unwrap();
            let response = resolve(&operation.node["responses"][status]);
            assert!(response.is_object(), "{} {} never answers {status}", operation.method, operation.path);
            if let Some(media) = message.header("content-type") {
                let content = &response["content"][media];
                let name = ref_name(&content["schema"])
                    .unwrap_or_else(|| panic!("{media} is not documented for {status}"));
                let body =
                    if media == RECEIPT_TYPE { Value::from(message.body.as_str()) } else { message.json() };
                assert_eq!(faults(name, &body), Vec::<String>::new(), "{} {}", operation.path, status);
                judged += 1;
            }
        } else {
            let operation = operation(&all, &message.start);
            if message.header("content-type") == Some("application/json") {
                let schema = &operation.node["requestBody"]["content"]["application/json"]["schema"];
                let name = ref_name(schema).unwrap();
                assert_eq!(faults(name, &message.json()), Vec::<String>::new(), "{}", message.start);
                judged += 1;
            }
            asked = Some(operation);
        }
    }
    assert!(judged >= 8, "only {judged} bodies");
}

#[test]
fn its_hash_is_the_manifests_and_its_receipt_verifies() {
    let messages = messages();
    let sent = messages.iter().find(|it| it.start.ends_with("/finalize")).unwrap().json();
    let receipts: Vec<&Message> =
        messages.iter().filter(|it| it.header("content-type") == Some(RECEIPT_TYPE)).collect();
    let conflict = messages.iter().find(|it| it.header("content-type") == Some(PROBLEM_TYPE)).unwrap();
    let canonical = blocks("json").into_iter().find(|it| it.starts_with("{\"actor\"")).unwrap();

    assert_eq!(serde_json::from_str::<Value>(&canonical).unwrap(), sent["manifest"]);
    let hash = canon::sha256_hex(canonical.as_bytes());
    assert_eq!(sent["content_hash"], hash);
    assert_eq!(conflict.json()["held_hash"], hash);

    let discovery: Value = serde_json::from_str(&blocks("json")[0]).unwrap();
    let keys: Jwks = serde_json::from_value(discovery["keys"].clone()).unwrap();
    assert_eq!(discovery["contract"][0], contract::CONTRACT_VERSION);
    for receipt in receipts {
        let read = esign::receipt::read(&receipt.body).unwrap();
        assert_eq!(read.claims.content_hash, hash);
        assert!(esign::verify(&read.to_verify(&keys).unwrap()), "the signature of the receipt");
    }
}
