//! What happens to one's cases, as it happens.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::{IntoResponse, Response};
use contract::EVENT_STREAM_TYPE;
use http_body::Frame;
use tokio::sync::mpsc;

use crate::error::Refusal;
use crate::feed;
use crate::session::Caller;
use crate::state::Shared;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// Asks the proxies that know it not to collect what is sent before they pass it on.
const UNBUFFERED: (HeaderName, &str) = (HeaderName::from_static("x-accel-buffering"), "no");

/// `GET /api/v1/events`
pub(crate) async fn listen(
    State(hall): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let last = headers.get(LAST_EVENT_ID).map(|it| it.to_str().unwrap_or_default());
    let stream = feed::open(&hall, caller, last).await?;
    let headers =
        [(header::CONTENT_TYPE, EVENT_STREAM_TYPE), (header::CACHE_CONTROL, "no-store"), UNBUFFERED];
    Ok((headers, Body::new(Messages(stream))).into_response())
}

/// Messages as a body, each as soon as it is there.
struct Messages(mpsc::Receiver<Bytes>);

impl http_body::Body for Messages {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|it| it.map(|bytes| Ok(Frame::data(bytes))))
    }
}
