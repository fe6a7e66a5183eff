//! Venues, their slots, and appointments.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::{Appointment, AppointmentId, Date, PutAppointment, VenueId};
use serde::Deserialize;

use super::cases::PrincipalQuery;
use super::consultations::MatterQuery;
use crate::appointments;
use crate::error::Refusal;
use crate::json::{Asked, Body, Ids, Keep, personal, tagged};
use crate::once::Made;
use crate::page::PageQuery;
use crate::session::{Caller, Signed};
use crate::state::Shared;

/// `GET /api/v1/venues?matter&cursor&limit`
pub(crate) async fn venues(
    State(hall): State<Shared>,
    Asked(of): Asked<MatterQuery>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &appointments::venues(&hall, of.matter.as_ref(), &query).await?)
}

/// On which day.
#[derive(Deserialize)]
pub(crate) struct DayQuery {
    date: Date,
}

/// `GET /api/v1/venues/{venue_id}/slots?date`. Kept by nobody: what is left changes with every appointment.
pub(crate) async fn slots(
    State(hall): State<Shared>,
    Ids(venue): Ids<VenueId>,
    Asked(on): Asked<DayQuery>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, appointments::slots_of(&hall, &venue, on.date).await?))
}

/// `GET /api/v1/appointments?principal&cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Asked(of): Asked<PrincipalQuery>,
    Asked(query): Asked<PageQuery>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, appointments::list(&hall, &caller, of.principal, &query).await?))
}

/// `GET /api/v1/appointments/{appointment_id}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(id): Ids<AppointmentId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, appointments::show(&hall, &caller, &id).await?))
}

/// `PUT /api/v1/appointments/{appointment_id}`
pub(crate) async fn put(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<AppointmentId>,
    Body(body): Body<PutAppointment>,
) -> Result<Made<Appointment>, Refusal> {
    appointments::put(&hall, &caller, id, body).await
}

/// `POST /api/v1/appointments/{appointment_id}/cancel`
pub(crate) async fn cancel(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<AppointmentId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, appointments::cancel(&hall, &caller, id).await?))
}
