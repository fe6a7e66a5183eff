//! The real hall behind.

use std::io::Read as _;

use axum::body::Bytes;
use tokio::sync::mpsc;

use super::ask::{Ask, Op};
use super::reply::{Payload, Reply};

/// Headers that belong to one connection, or that the client for the hall writes itself.
const HOP: [&str; 6] = ["connection", "content-length", "host", "keep-alive", "te", "transfer-encoding"];
/// A browser may not learn "not changed since" of an answer that is about to be deformed.
const CONDITIONS: [&str; 3] = ["if-none-match", "if-modified-since", "accept-encoding"];
const PIECE: usize = 64 * 1024;

/// Asks the hall.
pub(super) struct Upstream {
    agent: ureq::Agent,
    url: String,
}

impl Upstream {
    /// The hall at `url`, without a slash at its end.
    pub(super) fn new(url: &str) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
        // A proxy between us and the hall would be a third liar.
        let config = config.max_redirects_will_error(false).proxy(None).build();
        Self { agent: config.into(), url: url.trim_end_matches('/').to_owned() }
    }

    /// Passes a request on. Blocks; with `whole` the answer is asked for anew and unpacked, to be deformed.
    pub(super) fn ask(&self, ask: &Ask, whole: bool) -> Result<Reply, ureq::Error> {
        let mut request = ureq::http::Request::builder()
            .method(ask.method.as_str())
            .uri([&self.url, &*ask.target].concat());
        for (name, value) in &ask.headers {
            let skip = HOP.contains(&name.as_str()) || (whole && CONDITIONS.contains(&name.as_str()));
            if !skip {
                request = request.header(name.as_str(), value.as_bytes());
            }
        }
        if whole {
            request = request.header("accept-encoding", "identity");
        }
        let answer = if ask.body.is_empty() {
            self.agent.run(request.body(())?)?
        } else {
            self.agent.run(request.body(ask.body.as_ref())?)?
        };
        read(answer, ask.op == Op::Read)
    }

    /// Reads JSON of the hall for the adversary itself.
    pub(super) fn get(&self, path: &str) -> Option<serde_json::Value> {
        let body = self.agent.get([&self.url, path].concat()).call().ok()?.into_body().read_to_vec().ok()?;
        serde_json::from_slice(&body).ok()
    }
}

fn read(answer: ureq::http::Response<ureq::Body>, may_stream: bool) -> Result<Reply, ureq::Error> {
    let (parts, mut body) = answer.into_parts();
    let headers = parts.headers.iter().filter(|(name, _)| !HOP.contains(&name.as_str()));
    let headers: Vec<_> = headers
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let mut reply = Reply { status: parts.status.as_u16(), headers, body: Payload::Whole(Vec::new()) };
    let streams = reply.header("content-type").is_some_and(|it| it.starts_with("text/event-stream"));
    reply.body = if may_stream && streams {
        Payload::Stream(stream(body))
    } else {
        Payload::Whole(body.with_config().limit(u64::MAX).read_to_vec()?)
    };
    Ok(reply)
}

/// Hands on what comes, as it comes.
fn stream(body: ureq::Body) -> mpsc::Receiver<Result<Bytes, std::io::Error>> {
    let (to, chunks) = mpsc::channel(2);
    std::thread::spawn(move || {
        let mut reader = body.into_reader();
        let mut piece = vec![0; PIECE];
        while let Ok(length) = reader.read(&mut piece) {
            if length == 0 || to.blocking_send(Ok(Bytes::copy_from_slice(&piece[..length]))).is_err() {
                return;
            }
        }
    });
    chunks
}
