//! The catalogue.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::{MatterId, ProblemCode};
use serde::Deserialize;

use crate::error::Refusal;
use crate::json::{Asked, Ids, Keep, tagged};
use crate::page::PageQuery;
use crate::state::Shared;

/// `GET /api/v1/guides?cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &hall.catalogue.page(&query)?)
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
