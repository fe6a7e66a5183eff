//! The catalogue as files.

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{GUIDE_INDEX_TYPE, ProblemCode};
use tokio::task;

use crate::error::Refusal;
use crate::headers::FOR_EVER;
use crate::json::{Ids, Keep, knows, tagged};
use crate::snapshots::{self, Asked};
use crate::state::Shared;

/// `GET /api/v1/guide-snapshots`
pub(crate) async fn list(State(hall): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &snapshots::shelf(&hall).await?.list)
}

/// `GET /api/v1/guide-snapshots/{sha256}`. A part is of the bytes as they are, the whole may be packed: then it is
/// another representation, and its tag is weak.
pub(crate) async fn show(
    State(hall): State<Shared>,
    Ids(sha256): Ids<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let file = snapshots::shelf(&hall).await?.file(&sha256);
    let file = file.ok_or_else(|| Refusal::new(ProblemCode::NotFound))?;
    let tag = format!("\"{sha256}\"");
    let common = |tag: String| {
        [
            (header::ETAG, tag),
            (header::CACHE_CONTROL, FOR_EVER.to_owned()),
            (header::ACCEPT_RANGES, "bytes".to_owned()),
            (header::VARY, "accept-encoding".to_owned()),
        ]
    };
    if knows(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, common(tag)).into_response());
    }
    let length = file.bytes.len();
    let media_type = [(header::CONTENT_TYPE, GUIDE_INDEX_TYPE)];
    // A part means something only to GET (RFC 9110 §14.2).
    let wanted = if method == Method::GET { snapshots::asked(&headers, &tag, length) } else { Asked::Whole };
    Ok(match wanted {
        Asked::Part(part) => {
            let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            let bytes = file.bytes.slice(part);
            let place = [(header::CONTENT_RANGE, range)];
            (StatusCode::PARTIAL_CONTENT, common(tag), media_type, place, bytes).into_response()
        }
        Asked::Behind => {
            let place = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            (place, Refusal::new(ProblemCode::RangeUnsatisfiable)).into_response()
        }
        Asked::Whole if takes_brotli(&headers) => {
            let plain = file.bytes.clone();
            match task::spawn_blocking(move || file.packed()).await.map_err(Refusal::internal)? {
                Some(packed) => {
                    let how = [(header::CONTENT_ENCODING, "br")];
                    (common(format!("W/{tag}")), media_type, how, packed).into_response()
                }
                None => (common(tag), media_type, plain).into_response(),
            }
        }
        Asked::Whole => (common(tag), media_type, file.bytes.clone()).into_response(),
    })
}

/// Whether `br` is among the encodings that are accepted (RFC 9110 §12.5.3).
fn takes_brotli(headers: &HeaderMap) -> bool {
    let sent = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    sent.flat_map(|it| it.split(',')).any(|it| {
        let (name, quality) = it.split_once(';').unwrap_or((it, ""));
        let refused = quality.trim().strip_prefix("q=").is_some_and(|it| it.parse() == Ok(0.0));
        name.trim().eq_ignore_ascii_case("br") && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_encoding_table() {
        let table = [
            ("br", true),
            ("gzip, deflate, br, zstd", true),
            ("gzip;q=1.0, BR;q=0.5", true),
            ("br;q=0", false),
            ("br; q=0.000", false),
            ("gzip", false),
            ("identity", false),
            ("brotli", false),
            ("", false),
        ];
        for (sent, takes) in table {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, sent.parse().unwrap());
            assert_eq!(takes_brotli(&headers), takes, "{sent}");
        }
        assert!(!takes_brotli(&HeaderMap::new()));
    }
}
