//! Licences and the codes they are shown by.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contract::{CheckLicence, LicenceId};

use super::cases::PrincipalQuery;
use crate::error::Refusal;
use crate::json::{Asked, Body, Ids, personal};
use crate::licences;
use crate::page::PageQuery;
use crate::session::{Anyone, Caller, Signed};
use crate::state::Shared;

/// `GET /api/v1/licences?principal&cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Asked(of): Asked<PrincipalQuery>,
    Asked(query): Asked<PageQuery>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, licences::list(&hall, &caller, of.principal, &query).await?))
}

/// `GET /api/v1/licences/{licence_id}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(id): Ids<LicenceId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, licences::show(&hall, &caller, &id).await?))
}

/// `POST /api/v1/licences/{licence_id}/codes`
pub(crate) async fn code(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(id): Ids<LicenceId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::CREATED, licences::code(&hall, &caller, id).await?))
}

/// `POST /api/v1/licence-checks`
pub(crate) async fn check(
    State(hall): State<Shared>,
    _: Anyone,
    Body(asked): Body<CheckLicence>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, licences::check(&hall, asked).await?))
}
