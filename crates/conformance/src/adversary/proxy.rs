//! One request: passed on, deformed, counted.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::Response;
use serde_json::Value;

use super::ask::{Ask, Op};
use super::memory::Sent;
use super::play::{Deed, Scene};
use super::reply::Reply;
use super::server::Stage;

/// Largest body a client may send, in bytes: more than any limit of a hall.
const MOST: usize = 64 * 1024 * 1024;

/// Answers everything that is not the adversary's own.
pub(super) async fn pass(State(stage): State<Arc<Stage>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST).await else { return Reply::empty(413).into_response() };
    let target = parts.uri.path_and_query().map_or("/", |it| it.as_str()).to_owned();
    let op = Op::of(&parts.method, parts.uri.path());
    let ask = Ask { op, method: parts.method, target, headers: parts.headers, body };
    let answered = tokio::task::spawn_blocking(move || answer(&stage, &ask)).await;
    answered.unwrap_or_else(|_| Reply::empty(502)).into_response()
}

fn answer(stage: &Stage, ask: &Ask) -> Reply {
    if ask.op == Op::Finalize
        && let Some(sent) = Sent::of(ask.part(3), &ask.body)
    {
        stage.memory.note_sent(sent);
    }
    let play = stage.play();
    let deed = play.rules.iter().find(|it| it.on.contains(&ask.op)).map(|it| &it.deed);
    stage.count(ask, deed.is_some_and(Deed::deforms));
    let Stage { memory, forge, upstream: hall, elsewhere, .. } = stage;
    let scene = Scene { ask, memory, forge, hall, elsewhere };
    match deed {
        Some(Deed::Instead(lie) | Deed::Setting(lie)) => lie(&scene),
        Some(Deed::After(lie)) => lie(&scene, honest(stage, ask, true)),
        None => honest(stage, ask, ask.op == Op::Discovery),
    }
}

/// The hall's own answer. Its discovery names one key more: this hall's operator is the liar.
fn honest(stage: &Stage, ask: &Ask, whole: bool) -> Reply {
    let Ok(reply) = stage.upstream.ask(ask, whole) else { return Reply::empty(502) };
    let text = || String::from_utf8_lossy(reply.whole()).into_owned();
    match ask.op {
        Op::Finalize if reply.status < 300 => stage.memory.note_receipt(ask.part(3), &text()),
        Op::Case => {
            if let Some(case) = reply.value().filter(|_| reply.status == 200) {
                stage.memory.note_case(ask.part(3), case);
            }
        }
        _ => {}
    }
    if ask.op != Op::Discovery {
        return reply;
    }
    reply.changed(|it| {
        if let Some(keys) = it.pointer_mut("/keys/keys").and_then(Value::as_array_mut) {
            keys.push(stage.forge.jwk());
        }
    })
}
