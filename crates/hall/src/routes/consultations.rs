//! Consultations.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::{Consultation, ConsultationId, MatterId, PutConsultation};
use serde::Deserialize;

use crate::consultations;
use crate::error::Refusal;
use crate::json::{Asked, Body, Ids, Keep, personal, tagged};
use crate::once::Made;
use crate::page::PageQuery;
use crate::session::{Caller, Signed};
use crate::state::Shared;

/// About which matter.
#[derive(Deserialize)]
pub(crate) struct MatterQuery {
    pub(crate) matter: Option<MatterId>,
}

/// `GET /api/v1/consultations?cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Asked(query): Asked<PageQuery>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, consultations::list(&hall, &caller, &query).await?))
}

/// `GET /api/v1/consultations/{consultation_id}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(id): Ids<ConsultationId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, consultations::show(&hall, &caller, &id).await?))
}

/// `PUT /api/v1/consultations/{consultation_id}`
pub(crate) async fn put(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<ConsultationId>,
    Body(body): Body<PutConsultation>,
) -> Result<Made<Consultation>, Refusal> {
    consultations::put(&hall, &caller, id, body).await
}

/// `GET /api/v1/public-consultations?matter&cursor&limit`
pub(crate) async fn public(
    State(hall): State<Shared>,
    Asked(of): Asked<MatterQuery>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &consultations::public(&hall, of.matter.as_ref(), &query).await?)
}
