//! Bundles.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::bundles;
use crate::error::Refusal;
use crate::json::{Asked, Keep, tagged};
use crate::page::PageQuery;
use crate::state::Shared;

/// `GET /api/v1/bundles?cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &bundles::list(&hall, &query)?)
}
