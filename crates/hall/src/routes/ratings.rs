//! Services and what is said of them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contract::{CaseId, Rating, ServiceEventId};

use crate::error::Refusal;
use crate::json::{Body, Ids, personal};
use crate::once::Made;
use crate::ratings::{self, Said};
use crate::session::{Caller, Signed};
use crate::state::Shared;

/// `GET /api/v1/cases/{case_id}/service-events`
pub(crate) async fn services(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(case): Ids<CaseId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, ratings::services(&hall, &caller, &case).await?))
}

/// `GET /api/v1/ratings/{service_event_id}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(id): Ids<ServiceEventId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, ratings::show(&hall, &caller, &id).await?))
}

/// `PUT /api/v1/ratings/{service_event_id}`
pub(crate) async fn put(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<ServiceEventId>,
    Body(said): Body<Said>,
) -> Result<Made<Rating>, Refusal> {
    ratings::put(&hall, &caller, id, said.whole()?).await
}
