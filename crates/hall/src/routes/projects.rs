//! Projects.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::ProjectCode;

use crate::error::Refusal;
use crate::json::{Asked, Ids, Keep, personal, tagged};
use crate::page::{OfQuery, PageQuery};
use crate::projects;
use crate::session::Caller;
use crate::state::Shared;

/// `GET /api/v1/projects?principal&cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Asked(of): Asked<OfQuery>,
    Asked(query): Asked<PageQuery>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, projects::list(&hall, &caller, &of.principal, &query).await?))
}

/// `GET /api/v1/projects/{code}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(code): Ids<ProjectCode>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Nobody, &projects::show(&hall, &caller, &code).await?)
}
