//! Staff routes.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contract::CaseId;

use crate::error::Refusal;
use crate::json::{Body, Ids, personal};
use crate::staff::{self, Order, Staff};
use crate::state::Shared;

/// `GET /staff/v1/queue`
pub(crate) async fn queue(State(hall): State<Shared>, _: Staff) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, staff::queue(&hall).await?))
}

/// `GET /staff/v1/cases/{case_id}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    _: Staff,
    Ids(case): Ids<CaseId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, staff::show(&hall, &case).await?))
}

/// `POST /staff/v1/cases/{case_id}/{action}`
pub(crate) async fn act(
    State(hall): State<Shared>,
    _: Staff,
    Ids((case, action)): Ids<(CaseId, String)>,
    Body(order): Body<Order>,
) -> Result<Response, Refusal> {
    let action = staff::action(&action)?;
    Ok(personal(StatusCode::OK, staff::act(&hall, case, action, order).await?))
}
