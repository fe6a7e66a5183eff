//! Bodies: what is no JSON, too much, of another type, or of a later version.

use contract::requirement::core::{COR_037, COR_038, COR_039, COR_040, COR_041};
use contract::{ProblemCode, SESSION_COOKIE, Session};
use serde_json::json;

use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::document::Operation;
use crate::samples;
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &COR_037, tries: "half an object to every operation that takes JSON", run: broken_off },
    Check { of: &COR_038, tries: "plain text to every operation that takes JSON", run: other_type },
    Check { of: &COR_039, tries: "one byte more than `body_bytes`", run: too_large },
    Check { of: &COR_040, tries: "a hundred thousand brackets", run: too_deep },
    Check { of: &COR_041, tries: "sign in with members of a later version", run: later_members },
];

/// Every operation that takes JSON, as a request of somebody who may send it.
fn every_body(bench: &Bench, shape: impl Fn(Ask) -> Ask, status: u16, code: &ProblemCode) -> Outcome {
    let mut wrong = Vec::new();
    let all = bench.contract().operations().iter();
    for operation in all.filter(|it| samples::takes_json(it) && samples::offered(bench, it)) {
        let stranger = bench.anyone();
        let who = if operation.session { bench.first() } else { &stranger };
        let answer = who.send(shape(samples::ask(operation, &[], who)?))?;
        let as_asked = answer.problem(status, code);
        if as_asked.is_err() && !is_nowhere(operation, &answer) {
            wrong.extend(as_asked.err().map(|it| it.to_string()));
        }
    }
    ensure(wrong.is_empty(), || wrong.join("; "))
}

/// Whether the address was refused before its body was looked at: nothing is there, or it has conditions.
fn is_nowhere(operation: &Operation, answer: &Answer) -> bool {
    let has_id = samples::variables(operation.path).next().is_some();
    has_id && matches!(answer.status, 403 | 404 | 412 | 428) && answer.refusal().is_ok()
}

fn broken_off(bench: &Bench) -> Outcome {
    every_body(bench, |ask| ask.body("{\"a\": [1, "), 400, &ProblemCode::Malformed)
}

fn other_type(bench: &Bench) -> Outcome {
    let as_text = |mut ask: Ask| {
        ask.headers.retain(|it| it.0 != "content-type");
        ask.header("content-type", "text/plain")
    };
    every_body(bench, as_text, 415, &ProblemCode::MediaType)
}

/// Sends a large body, asking first whether it is wanted (RFC 9110 §10.1.1), so that a refusal is heard.
fn send_large(bench: &Bench, body: Vec<u8>) -> Result<Answer, Trouble> {
    let ask = Ask::new("POST", "/api/v1/session").header("content-type", "application/json");
    bench.anyone().send(ask.header("expect", "100-continue").body(body))
}

fn too_large(bench: &Bench) -> Outcome {
    let most = usize::try_from(bench.discovery().limits.body_bytes).unwrap_or(usize::MAX);
    if most > 64 * 1024 * 1024 {
        return Err(Trouble::not_tried("`body_bytes` is more than the kit sends"));
    }
    let (head, tail) = ("{\"person_id\":\"a\",\"padding\":\"", "\"}");
    let padding = "a".repeat((most + 1).saturating_sub(head.len() + tail.len()));
    let answer = send_large(bench, [head, &padding, tail].concat().into_bytes())?;
    answer.problem(413, &ProblemCode::TooLarge).map(|_| ())
}

fn too_deep(bench: &Bench) -> Outcome {
    let depth = 100_000;
    let body = format!("{{\"person_id\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    send_large(bench, body.into_bytes())?.problem(400, &ProblemCode::Malformed)?;
    bench.anyone().get("/healthz")?.expect(200).map(|_| ())
}

fn later_members(bench: &Bench) -> Outcome {
    // Where people do not sign in by name there is nothing to send.
    bench.fresh_first()?;
    let (first, second) = (bench.first(), bench.second());
    let body = json!({
        "person_id": first.id(),
        "from_a_later_version": { "n": 1, "list": [true] },
        "person": { "id": second.id(), "name": "a", "id_number_masked": "a" },
        "csrf": "chosen",
        "expires_at": "2099-01-01T00:00:00+08:00",
        "roles": ["admin"],
    });
    let answer = bench.anyone().post("/api/v1/session", &body)?.expect(200)?;
    let session: Session = answer.json()?;
    let id = session.person.as_ref().map_or("", |it| it.id.as_str());
    ensure(id == first.id() && session.csrf != "chosen", || {
        answer.broken(&format!("a session of {}", first.id())).to_string()
    })?;
    let year = session.expires_at.map_or(0, |it| chrono::Datelike::year(&it));
    ensure(year != 2099, || answer.broken("an end that the hall chose").to_string())?;
    ensure(answer.all("set-cookie").any(|it| it.starts_with(SESSION_COOKIE)), || {
        answer.broken("a cookie").to_string()
    })
}
