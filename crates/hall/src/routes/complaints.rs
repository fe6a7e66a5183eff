//! Complaints and urging.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contract::{Complaint, ComplaintId, PutComplaint};

use crate::complaints;
use crate::error::Refusal;
use crate::json::{Asked, Body, Ids, personal};
use crate::once::Made;
use crate::page::PageQuery;
use crate::session::{Caller, Signed};
use crate::state::Shared;

/// `GET /api/v1/complaints?cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Asked(query): Asked<PageQuery>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, complaints::list(&hall, &caller, &query).await?))
}

/// `GET /api/v1/complaints/{complaint_id}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(id): Ids<ComplaintId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, complaints::show(&hall, &caller, &id).await?))
}

/// `PUT /api/v1/complaints/{complaint_id}`
pub(crate) async fn put(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<ComplaintId>,
    Body(body): Body<PutComplaint>,
) -> Result<Made<Complaint>, Refusal> {
    complaints::put(&hall, &caller, id, body).await
}
