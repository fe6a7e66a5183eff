//! Staff routes.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contract::{CaseId, ReportId};

use crate::error::Refusal;
use crate::json::{Body, Ids, personal};
use crate::reports::{self, Answer};
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

/// `GET /staff/v1/guide-reports`
pub(crate) async fn reports(State(hall): State<Shared>, _: Staff) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, reports::open(&hall).await?))
}

/// `POST /staff/v1/guide-reports/{report_id}`
pub(crate) async fn answer_report(
    State(hall): State<Shared>,
    _: Staff,
    Ids(report): Ids<ReportId>,
    Body(said): Body<Answer>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, reports::answer(&hall, report, said).await?))
}
