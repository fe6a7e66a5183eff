//! Resumable uploads, tus 1.0.0.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::UploadId;

use crate::clock::http_date;
use crate::error::Refusal;
use crate::json::{self, Ids};
use crate::session::{Caller, Signed};
use crate::state::Shared;
use crate::uploads::{self, Upload, tus};

/// Every answer under `/api/v1/uploads` names the version of the protocol.
pub(crate) async fn versioned(request: Request, next: Next) -> Response {
    let ours = request.uri().path().starts_with("/api/v1/uploads");
    let mut response = next.run(request).await;
    if ours {
        response.headers_mut().insert(tus::RESUMABLE, HeaderValue::from_static(tus::VERSION));
        if response.status() == StatusCode::PRECONDITION_FAILED {
            response.headers_mut().insert(tus::VERSIONS, HeaderValue::from_static(tus::VERSION));
        }
    }
    response
}

/// `OPTIONS /api/v1/uploads`
pub(crate) async fn options(State(hall): State<Shared>) -> Response {
    let headers = [
        (tus::VERSIONS, tus::VERSION.to_owned()),
        (tus::EXTENSION, tus::EXTENSIONS.to_owned()),
        (tus::MAX_SIZE, hall.config.limits.file_bytes.to_string()),
        (tus::CHECKSUM_ALGORITHM, tus::CHECKSUMS.to_owned()),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// `POST /api/v1/uploads`
pub(crate) async fn create(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tus::check_version(&headers)?;
    let length = tus::bytes(&headers, &tus::LENGTH)?;
    let upload = uploads::create(&hall, &caller, length, tus::metadata(&headers)?).await?;
    let location = [(header::LOCATION, format!("/api/v1/uploads/{}", upload.id))];
    Ok((StatusCode::CREATED, location, standing(&upload)).into_response())
}

/// `HEAD /api/v1/uploads/{upload_id}`
pub(crate) async fn head(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(id): Ids<UploadId>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tus::check_version(&headers)?;
    let upload = uploads::find(&hall, &caller, id.as_str()).await?;
    let length = [(tus::LENGTH, upload.length.to_string())];
    Ok((StatusCode::OK, length, standing(&upload)).into_response())
}

/// `PATCH /api/v1/uploads/{upload_id}`
pub(crate) async fn append(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<UploadId>,
    request: Request,
) -> Result<Response, Refusal> {
    let headers = request.headers();
    tus::check_version(headers)?;
    tus::check_chunk_type(headers)?;
    let (offset, digest) = (tus::bytes(headers, &tus::OFFSET)?, tus::checksum(headers)?);
    let chunk = json::read(request, &hall).await?;
    let received = uploads::append(&hall, &caller, id.as_str(), offset, digest, chunk).await?;
    let upload = Upload { received, ..uploads::find(&hall, &caller, id.as_str()).await? };
    Ok((StatusCode::NO_CONTENT, standing(&upload)).into_response())
}

/// `DELETE /api/v1/uploads/{upload_id}`
pub(crate) async fn remove(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<UploadId>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tus::check_version(&headers)?;
    uploads::remove(&hall, &caller, id.as_str()).await?;
    Ok((StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, "no-store")]).into_response())
}

/// `GET /api/v1/uploads/{upload_id}`: the bytes, for their owner, never shown in the hall's own context.
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(id): Ids<UploadId>,
) -> Result<Response, Refusal> {
    let (upload, bytes) = uploads::read(&hall, &caller, id.as_str()).await?;
    let headers = [
        (header::CONTENT_TYPE, upload.filetype),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// How far an upload is, and until when it can go on.
fn standing(upload: &Upload) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(tus::OFFSET, HeaderValue::from(upload.received));
    if !upload.complete
        && let Ok(date) = HeaderValue::from_str(&http_date(upload.expires_s))
    {
        headers.insert(tus::EXPIRES, date);
    }
    headers
}
