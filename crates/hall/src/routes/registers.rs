//! The register of intermediary services, and policies.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::{Audience, IntermediaryId, PolicyId};
use serde::Deserialize;

use crate::error::Refusal;
use crate::json::{Asked, Ids, Keep, tagged};
use crate::page::PageQuery;
use crate::registers;
use crate::state::Shared;

/// Which service.
#[derive(Deserialize)]
pub(crate) struct ServiceQuery {
    service: Option<String>,
}

/// `GET /api/v1/intermediaries?service&cursor&limit`
pub(crate) async fn intermediaries(
    State(hall): State<Shared>,
    Asked(asked): Asked<ServiceQuery>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let page = registers::intermediaries(&hall, asked.service.as_deref(), &query).await?;
    tagged(&headers, Keep::Public, &page)
}

/// `GET /api/v1/intermediaries/{intermediary_id}`
pub(crate) async fn intermediary(
    State(hall): State<Shared>,
    Ids(id): Ids<IntermediaryId>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &registers::intermediary(&hall, &id).await?)
}

/// For whom.
#[derive(Deserialize)]
pub(crate) struct AudienceQuery {
    audience: Option<Audience>,
}

/// `GET /api/v1/policies?audience&cursor&limit`
pub(crate) async fn policies(
    State(hall): State<Shared>,
    Asked(asked): Asked<AudienceQuery>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &registers::policies(&hall, asked.audience.as_ref(), &query).await?)
}

/// `GET /api/v1/policies/{policy_id}`
pub(crate) async fn policy(
    State(hall): State<Shared>,
    Ids(id): Ids<PolicyId>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &registers::policy(&hall, &id).await?)
}
