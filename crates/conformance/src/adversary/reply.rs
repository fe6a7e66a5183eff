//! An answer, honest or not, and the ways a body can arrive.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// How a body arrives.
pub(super) enum Payload {
    /// At once.
    Whole(Vec<u8>),
    /// One byte in so many milliseconds.
    Drip(Vec<u8>, u64),
    /// A beginning, then the same again so many times.
    Again {
        /// Sent once.
        head: Vec<u8>,
        /// Sent over and over.
        unit: Vec<u8>,
        /// How often; `None` for ever.
        times: Option<usize>,
        /// Milliseconds between two of them.
        pause: u64,
    },
    /// A part, then the connection breaks.
    Cut(Vec<u8>),
    /// As the hall sends it.
    Stream(mpsc::Receiver<Result<Bytes, std::io::Error>>),
}

/// One answer.
pub(super) struct Reply {
    /// HTTP status.
    pub(super) status: u16,
    /// Headers, in order; a name may come twice.
    pub(super) headers: Vec<(String, String)>,
    /// Body.
    pub(super) body: Payload,
}

impl Reply {
    /// Bytes of a media type.
    pub(super) fn bytes(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = [("content-type", media_type), ("cache-control", "no-store")];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Self { status, headers, body: Payload::Whole(body.into()) }
    }

    /// JSON.
    pub(super) fn json(status: u16, body: &Value) -> Self {
        Self::bytes(status, "application/json", body.to_string())
    }

    /// A receipt, or what calls itself one.
    pub(super) fn receipt(jws: &str) -> Self {
        Self::bytes(201, contract::RECEIPT_TYPE, jws)
    }

    /// A problem; `retry` may be nothing the contract knows.
    pub(super) fn problem(status: u16, code: &str, retry: Option<&str>) -> Self {
        let mut body =
            json!({"type": "about:blank", "code": code, "status": status, "title": "大厅说：现在不行"});
        if let Some(retry) = retry {
            body["retry"] = json!(retry);
        }
        Self::bytes(status, contract::PROBLEM_TYPE, body.to_string())
    }

    /// What a captive portal says to everything.
    pub(super) fn portal(status: u16) -> Self {
        let page = "<!doctype html><title>Wi-Fi</title><h1>Welcome</h1><script>window.pwned=1</script>";
        Self::bytes(status, "text/html; charset=utf-8", page)
    }

    /// Nothing.
    pub(super) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Payload::Whole(Vec::new()) }
    }

    /// To another address.
    pub(super) fn redirect(status: u16, to: &str) -> Self {
        Self::empty(status).with("location", to)
    }

    /// Sets a header.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(it, _)| !it.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds a header that may be there already.
    pub(super) fn and(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The body otherwise.
    pub(super) fn arriving(mut self, body: Payload) -> Self {
        self.body = body;
        self.fresh()
    }

    /// The first value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The bytes of a body that came at once.
    pub(super) fn whole(&self) -> &[u8] {
        match &self.body {
            Payload::Whole(bytes) => bytes,
            _ => &[],
        }
    }

    /// The body as JSON, when it is some.
    pub(super) fn value(&self) -> Option<Value> {
        serde_json::from_slice(self.whole()).ok()
    }

    /// The same answer with other JSON; as it was when it is no JSON, or a refusal.
    pub(super) fn changed(self, change: impl FnOnce(&mut Value)) -> Self {
        let Some(mut value) = self.value().filter(|_| self.status < 300) else { return self };
        change(&mut value);
        let text = value.to_string();
        self.arriving(Payload::Whole(text.into_bytes()))
    }

    /// The same problem with other members.
    pub(super) fn changed_problem(self, change: impl FnOnce(&mut Value)) -> Self {
        let Some(mut value) = self.value() else { return self };
        change(&mut value);
        let text = value.to_string();
        self.arriving(Payload::Whole(text.into_bytes()))
    }

    /// Without what described another body, and never kept: the honest answer must come back afterwards.
    pub(super) fn fresh(mut self) -> Self {
        let old = ["content-length", "etag", "last-modified", "cache-control"];
        self.headers.retain(|(name, _)| !old.contains(&name.to_ascii_lowercase().as_str()));
        self.headers.push(("cache-control".into(), "no-store".into()));
        self
    }

    /// As axum sends it.
    pub(super) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(body(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_GATEWAY);
        for (name, value) in self.headers {
            let pair = (name.parse::<HeaderName>(), HeaderValue::from_bytes(value.as_bytes()));
            if let (Ok(name), Ok(value)) = pair {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

fn body(payload: Payload) -> Body {
    match payload {
        Payload::Whole(bytes) => Body::from(bytes),
        Payload::Stream(chunks) => Body::from_stream(ReceiverStream::new(chunks)),
        slow => {
            let (to, chunks) = mpsc::channel(2);
            tokio::spawn(send(slow, to));
            Body::from_stream(ReceiverStream::new(chunks))
        }
    }
}

/// Sends until it is done or nobody listens any more.
async fn send(payload: Payload, to: mpsc::Sender<Result<Bytes, std::io::Error>>) {
    match payload {
        Payload::Drip(bytes, pause) => {
            for byte in bytes {
                if to.send(Ok(Bytes::from(vec![byte]))).await.is_err() {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
        }
        Payload::Again { head, unit, times, pause } => {
            let unit = Bytes::from(unit);
            let mut left = times;
            let mut next = Bytes::from(head);
            while to.send(Ok(next)).await.is_ok() && left != Some(0) {
                left = left.map(|it| it - 1);
                next = unit.clone();
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
        }
        Payload::Cut(bytes) => {
            let _ = to.send(Ok(Bytes::from(bytes))).await;
            let _ = to.send(Err(std::io::Error::other("cut off"))).await;
        }
        Payload::Whole(_) | Payload::Stream(_) => {}
    }
}
