//! Parcels.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contract::CaseId;

use crate::error::Refusal;
use crate::json::{Ids, personal};
use crate::parcels;
use crate::session::Caller;
use crate::state::Shared;

/// `GET /api/v1/cases/{case_id}/parcels`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(case): Ids<CaseId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, parcels::list(&hall, &caller, &case).await?))
}
