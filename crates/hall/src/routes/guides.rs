//! The catalogue.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{DocumentId, MatterId, ProblemCode, PutGuideReport, ReportId};
use serde::Deserialize;

use super::attachment;
use crate::error::Refusal;
use crate::headers::FOR_EVER;
use crate::json::{Asked, Body, Ids, Keep, personal, tagged};
use crate::once::Made;
use crate::page::PageQuery;
use crate::reports;
use crate::session::{Caller, Signed};
use crate::state::Shared;
use crate::store::documents;

/// `GET /api/v1/guides?cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &hall.catalogue.page(&query, hall.epoch)?)
}

/// Changes after which.
#[derive(Deserialize)]
pub(crate) struct SinceQuery {
    since: String,
}

/// `GET /api/v1/guides/changes?since&limit`
pub(crate) async fn changes(
    State(hall): State<Shared>,
    Asked(asked): Asked<SinceQuery>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let found = hall.catalogue.changes(&asked.since, query.limit(), hall.epoch)?;
    tagged(&headers, Keep::Public, &found)
}

/// Which version of a guide.
#[derive(Deserialize)]
pub(crate) struct VersionQuery {
    version: Option<u32>,
}

/// `GET /api/v1/guides/{matter}?version`
pub(crate) async fn show(
    State(hall): State<Shared>,
    Ids(matter): Ids<MatterId>,
    Asked(query): Asked<VersionQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let found = match query.version {
        Some(version) => hall.catalogue.version(&matter, version),
        None => hall.catalogue.current(&matter),
    };
    tagged(&headers, Keep::Public, found.ok_or_else(|| Refusal::new(ProblemCode::NotFound))?)
}

/// `GET /api/v1/guides/{matter}/documents/{document_id}`
pub(crate) async fn document(
    State(hall): State<Shared>,
    Ids((matter, id)): Ids<(MatterId, DocumentId)>,
) -> Result<Response, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let found = documents::by_id(&mut db, &matter, &id).await?;
    let found = found.ok_or_else(|| Refusal::new(ProblemCode::NotFound))?;
    let headers =
        [(header::CACHE_CONTROL, FOR_EVER.to_owned()), (header::ETAG, format!("\"{}\"", found.sha256))];
    Ok((headers, attachment(&found.name, &found.media_type, found.bytes)).into_response())
}

/// `PUT /api/v1/guide-reports/{report_id}`
pub(crate) async fn put_report(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<ReportId>,
    Body(body): Body<PutGuideReport>,
) -> Result<Made<contract::GuideReport>, Refusal> {
    reports::put(&hall, &caller, id, body).await
}

/// `GET /api/v1/guide-reports/{report_id}`
pub(crate) async fn show_report(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(id): Ids<ReportId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, reports::show(&hall, &caller, &id).await?))
}
