//! Staff routes beside cases.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contract::{AppointmentId, ComplaintId, ConsultationId, LicenceId, ServiceEventId};

use crate::error::Refusal;
use crate::helpdesk::{self, Said};
use crate::json::{Body, Ids, personal};
use crate::licences;
use crate::staff::Staff;
use crate::state::Shared;

/// `GET /staff/v1/requests`
pub(crate) async fn waiting(State(hall): State<Shared>, _: Staff) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, helpdesk::waiting(&hall).await?))
}

/// `POST /staff/v1/consultations/{consultation_id}/answer`
pub(crate) async fn consultation(
    State(hall): State<Shared>,
    _: Staff,
    Ids(id): Ids<ConsultationId>,
    Body(said): Body<Said>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, helpdesk::consultation(&hall, id, said).await?))
}

/// `POST /staff/v1/complaints/{complaint_id}/{action}`
pub(crate) async fn complaint(
    State(hall): State<Shared>,
    _: Staff,
    Ids((id, action)): Ids<(ComplaintId, String)>,
    Body(said): Body<Said>,
) -> Result<Response, Refusal> {
    let to = helpdesk::complaint_act(&action)?;
    Ok(personal(StatusCode::OK, helpdesk::complaint(&hall, id, to, said).await?))
}

/// `POST /staff/v1/ratings/{service_event_id}/answer`
pub(crate) async fn rating(
    State(hall): State<Shared>,
    _: Staff,
    Ids(id): Ids<ServiceEventId>,
    Body(said): Body<Said>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, helpdesk::rating(&hall, id, said).await?))
}

/// `POST /staff/v1/appointments/{appointment_id}/keep`
pub(crate) async fn keep(
    State(hall): State<Shared>,
    _: Staff,
    Ids(id): Ids<AppointmentId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, helpdesk::keep(&hall, id).await?))
}

/// `POST /staff/v1/licences/{licence_id}/{decision}`
pub(crate) async fn licence(
    State(hall): State<Shared>,
    _: Staff,
    Ids((id, decision)): Ids<(LicenceId, String)>,
) -> Result<Response, Refusal> {
    let decision = licences::decision(&decision)?;
    Ok(personal(StatusCode::OK, helpdesk::licence(&hall, id, decision).await?))
}
