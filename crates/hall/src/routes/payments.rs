//! Payments, and the cashier's page.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contract::{PartyId, PaymentId, StartPayment};
use serde::Deserialize;

use crate::error::Refusal;
use crate::json::{Asked, Body, Ids, personal};
use crate::page::PageQuery;
use crate::payments::{self, cashier};
use crate::session::{Caller, Signed};
use crate::state::Shared;

/// Whose.
#[derive(Deserialize)]
pub(crate) struct PrincipalQuery {
    principal: Option<PartyId>,
}

/// `GET /api/v1/payments?principal&cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Asked(asked): Asked<PrincipalQuery>,
    Asked(query): Asked<PageQuery>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, payments::list(&hall, &caller, asked.principal, &query).await?))
}

/// `GET /api/v1/payments/{payment_id}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(id): Ids<PaymentId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, payments::show(&hall, &caller, &id).await?))
}

/// `POST /api/v1/payments/{payment_id}/start`
pub(crate) async fn start(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<PaymentId>,
    Body(body): Body<StartPayment>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, payments::start(&hall, &caller, id, body).await?))
}

/// `GET /cashier/{token}`
pub(crate) async fn cashier(
    State(hall): State<Shared>,
    Ids(token): Ids<String>,
) -> Result<Response, Refusal> {
    cashier::page(&hall, &token).await
}

/// `POST /cashier/{token}`
pub(crate) async fn pay(
    State(hall): State<Shared>,
    Ids(token): Ids<String>,
    form: String,
) -> Result<Response, Refusal> {
    cashier::pay(&hall, token, form).await
}

/// `GET /cashier/style.css`
pub(crate) async fn style() -> Response {
    cashier::style()
}
