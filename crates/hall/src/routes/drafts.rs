//! Shared drafts and their pen.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{FilingId, PutDraft, TakePen};

use crate::drafts::{self, Condition, Versioned, Written};
use crate::error::Refusal;
use crate::json::{Asked, Body, Ids, personal};
use crate::page::{OfQuery, PageQuery};
use crate::session::{Caller, Signed};
use crate::state::Shared;

/// `GET /api/v1/drafts?principal&cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Asked(of): Asked<OfQuery>,
    Asked(query): Asked<PageQuery>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, drafts::list(&hall, &caller, &of.principal, &query).await?))
}

/// `GET /api/v1/drafts/{filing_id}`. Never 304: who holds the pen changes without a new version.
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(filing): Ids<FilingId>,
) -> Result<Response, Refusal> {
    Ok(versioned(StatusCode::OK, drafts::show(&hall, &caller, &filing).await?))
}

/// `PUT /api/v1/drafts/{filing_id}`
pub(crate) async fn put(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(filing): Ids<FilingId>,
    headers: HeaderMap,
    Body(body): Body<PutDraft>,
) -> Result<Response, Refusal> {
    let condition = Condition::of(&headers)?;
    Ok(match drafts::put(&hall, &caller, filing, condition, body).await? {
        Written::Begun(draft) => versioned(StatusCode::CREATED, draft),
        Written::Changed(draft) => versioned(StatusCode::OK, draft),
    })
}

/// `DELETE /api/v1/drafts/{filing_id}`
pub(crate) async fn remove(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(filing): Ids<FilingId>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    drafts::remove(&hall, &caller, filing, Condition::of(&headers)?).await?;
    Ok(nothing())
}

/// `POST /api/v1/drafts/{filing_id}/holder`
pub(crate) async fn take_pen(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(filing): Ids<FilingId>,
    Body(asked): Body<TakePen>,
) -> Result<Response, Refusal> {
    Ok(versioned(StatusCode::OK, drafts::take_pen(&hall, &caller, filing, asked).await?))
}

/// `DELETE /api/v1/drafts/{filing_id}/holder`
pub(crate) async fn lay_down_pen(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(filing): Ids<FilingId>,
) -> Result<Response, Refusal> {
    drafts::lay_down_pen(&hall, &caller, filing).await?;
    Ok(nothing())
}

fn versioned(status: StatusCode, it: Versioned) -> Response {
    ([(header::ETAG, it.tag)], personal(status, it.draft)).into_response()
}

fn nothing() -> Response {
    (StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, "no-store")]).into_response()
}
