//! What every answer carries, and one line in the log for each.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::clock;
use crate::state::Shared;

/// What may be kept for ever, because other bytes have another address.
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Headers that are the same on every answer. Transport security is the proxy's that ends TLS.
const FIXED: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

/// Adds the headers, unless a handler gave a stricter one itself.
pub(crate) async fn every_answer(State(hall): State<Shared>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    // The template, not the path: ids of people's filings do not belong in a log.
    let path = request.extensions().get::<MatchedPath>().map_or("static", MatchedPath::as_str).to_owned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.entry(name).or_insert(value);
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| hall.files.policy());
    if let Ok(date) = HeaderValue::from_str(&clock::http_date(hall.clock().unix())) {
        headers.insert(header::DATE, date);
    }
    let (status, took) = (response.status().as_u16(), started.elapsed().as_millis());
    tracing::info!(%method, path, status, took_ms = u64::try_from(took).unwrap_or(u64::MAX), "answered");
    response
}
