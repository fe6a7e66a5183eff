//! Reading requests and writing answers so that every refusal on the way is a problem.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::ProblemCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::error::Refusal;
use crate::state::Shared;

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Shared> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &Shared) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Refusal::new(ProblemCode::MediaType).detail("请求体应为 application/json"));
        }
        let bytes = read(request, state).await?;
        let body = serde_json::from_slice(&bytes).map_err(|error| malformed(&error))?;
        if writes_null::<T>(&bytes) {
            return Err(Refusal::new(ProblemCode::Malformed).detail("没有的成员不写，不能写成 null"));
        }
        Ok(Self(body))
    }
}

/// Whether a member that is known here was sent as `null`. The contract has none: what is absent is left out, so that
/// one content has one spelling. Members that nobody here knows may hold anything.
fn writes_null<T: DeserializeOwned>(bytes: &[u8]) -> bool {
    // Nearly every body is done here; only what looks like one is worth a second reading.
    bytes.windows(4).any(|it| it == b"null")
        && serde_json::from_slice(bytes)
            .is_ok_and(|sent| serde_json::from_value::<T>(without_null(sent)).is_err())
}

/// The same with every `null` replaced by what no member of the contract takes.
fn without_null(value: Value) -> Value {
    match value {
        Value::Null => json!([[[]]]),
        Value::Array(items) => items.into_iter().map(without_null).collect(),
        Value::Object(members) => members.into_iter().map(|(name, it)| (name, without_null(it))).collect(),
        other => other,
    }
}

fn malformed(error: &serde_json::Error) -> Refusal {
    Refusal::new(ProblemCode::Malformed).detail(format!("请求体读不出来：{error}"))
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// The whole body, within the limit its route was given.
///
/// # Errors
///
/// `too-large`, or `malformed` when the body broke off.
pub(crate) async fn read(request: Request, state: &Shared) -> Result<Bytes, Refusal> {
    Bytes::from_request(request, state).await.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(it) if it.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Refusal::new(ProblemCode::TooLarge)
        }
        _ => Refusal::new(ProblemCode::Malformed).detail("请求体没有传完"),
    })
}

/// Identifiers in the path; one that is not an identifier names nothing.
pub(crate) struct Ids<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Shared> for Ids<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Refusal> {
        match Path::<T>::from_request_parts(parts, state).await {
            Ok(Path(ids)) => Ok(Self(ids)),
            Err(_) => Err(Refusal::new(ProblemCode::NotFound)),
        }
    }
}

/// The query string.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Shared> for Asked<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Refusal> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(error) => Err(Refusal::new(ProblemCode::Malformed).detail(error.body_text())),
        }
    }
}

/// Who may keep an answer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Keep {
    /// Anybody, for a minute; then it is asked for again by its `ETag`.
    Public,
    /// Nobody: it is personal.
    Nobody,
}

impl Keep {
    fn header(self) -> &'static str {
        match self {
            Self::Public => "public, max-age=60",
            Self::Nobody => "no-store",
        }
    }
}

/// Personal JSON.
pub(crate) fn personal<T: Serialize>(status: StatusCode, value: T) -> Response {
    (status, [(header::CACHE_CONTROL, Keep::Nobody.header())], Json(value)).into_response()
}

/// JSON with the digest of its bytes as `ETag`; 304 when the caller has those bytes already.
///
/// # Errors
///
/// `internal` when the value cannot be written.
pub(crate) fn tagged<T: Serialize>(headers: &HeaderMap, keep: Keep, value: &T) -> Result<Response, Refusal> {
    let body = serde_json::to_vec(value)?;
    let tag = format!("\"{}\"", &canon::sha256_hex(&body)[..32]);
    let common = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, keep.header().to_owned())];
    if knows(headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    Ok((common, [(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// `If-None-Match` compares weakly (RFC 9110 §13.1.2).
pub(crate) fn knows(headers: &HeaderMap, tag: &str) -> bool {
    let sent = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|it| it.to_str().ok());
    sent.flat_map(|it| it.split(',')).map(str::trim).any(|it| it == "*" || it.trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_none_match_table() {
        let table = [
            ("\"a\"", true),
            ("W/\"a\"", true),
            ("\"b\", \"a\"", true),
            ("*", true),
            ("\"b\"", false),
            ("a", false),
            ("", false),
        ];
        for (sent, known) in table {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, sent.parse().unwrap());
            assert_eq!(knows(&headers, "\"a\""), known, "{sent}");
        }
    }

    #[test]
    fn a_known_member_is_never_null_and_an_unknown_one_may_be() {
        let table = [
            (r#"{"acting":ACT,"reason":"null"}"#, false),
            (r#"{"acting":ACT,"reason":"","later":null}"#, false),
            (r#"{"acting":ACT,"reason":"","later":[{"a":null}]}"#, false),
            (r#"{"acting":{"actor":P,"principal":P,"mandate":null},"reason":""}"#, true),
            (r#"{"acting":{"actor":P,"principal":P,"mandate":"m-1"},"reason":""}"#, false),
        ];
        for (body, writes) in table {
            let body = body.replace("ACT", r#"{"actor":P,"principal":P}"#);
            let body = body.replace('P', r#"{"id":"p-chenyu","kind":"person","name":"陈屿"}"#);
            assert!(serde_json::from_str::<contract::Withdraw>(&body).is_ok(), "{body}");
            assert_eq!(writes_null::<contract::Withdraw>(body.as_bytes()), writes, "{body}");
        }
    }

    #[test]
    fn json_is_known_by_its_media_type() {
        let table = [
            ("application/json", true),
            ("application/json; charset=utf-8", true),
            ("Application/JSON", true),
            ("text/plain", false),
            ("application/jsonp", false),
        ];
        for (sent, known) in table {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, sent.parse().unwrap());
            assert_eq!(is_json(&headers), known, "{sent}");
        }
    }
}
