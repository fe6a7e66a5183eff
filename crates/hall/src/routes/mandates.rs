//! Mandates.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::{Mandate, MandateId, PutMandate};
use serde::Deserialize;

use crate::error::Refusal;
use crate::json::{Asked, Body, Ids, Keep, personal, tagged};
use crate::mandates::{self, Side, offer};
use crate::once::Made;
use crate::page::PageQuery;
use crate::session::{Caller, Signed};
use crate::state::Shared;
use crate::store::mandates::Reply;

/// From which side.
#[derive(Deserialize)]
pub(crate) struct SideQuery {
    #[serde(default, rename = "as")]
    side: Side,
}

/// `GET /api/v1/mandates?as&cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Asked(asked): Asked<SideQuery>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Nobody, &mandates::list(&hall, &caller, asked.side, &query).await?)
}

/// `GET /api/v1/mandates/{mandate_id}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(mandate): Ids<MandateId>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Nobody, &mandates::show(&hall, &caller, &mandate).await?)
}

/// `POST /api/v1/mandates/{mandate_id}/revoke`
pub(crate) async fn revoke(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(mandate): Ids<MandateId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, mandates::revoke(&hall, &caller, mandate).await?))
}

/// `PUT /api/v1/mandates/{mandate_id}`
pub(crate) async fn put(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(mandate): Ids<MandateId>,
    Body(body): Body<PutMandate>,
) -> Result<Made<Mandate>, Refusal> {
    offer::put(&hall, &caller, mandate, body).await
}

/// `POST /api/v1/mandates/{mandate_id}/accept`
pub(crate) async fn accept(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(mandate): Ids<MandateId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, offer::reply(&hall, &caller, mandate, Reply::Accept).await?))
}

/// `POST /api/v1/mandates/{mandate_id}/decline`
pub(crate) async fn decline(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(mandate): Ids<MandateId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, offer::reply(&hall, &caller, mandate, Reply::Decline).await?))
}
