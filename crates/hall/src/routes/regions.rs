//! Regions.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::error::Refusal;
use crate::json::{Keep, tagged};
use crate::state::Shared;

/// `GET /api/v1/regions`
pub(crate) async fn list(State(hall): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &hall.regions)
}
