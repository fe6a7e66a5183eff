//! Cases: mine, one, its events, its corrections, and withdrawing it.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::{CaseId, CaseLookup, Finalize, NoticeId, PartyId, Withdraw};
use serde::Deserialize;

use super::filings::receipted;
use crate::address::Address;
use crate::cases;
use crate::error::Refusal;
use crate::intake;
use crate::json::{Asked, Body, Ids, Keep, personal, tagged};
use crate::page::PageQuery;
use crate::session::{self, Caller, Signed};
use crate::state::Shared;

/// Whose.
#[derive(Deserialize)]
pub(crate) struct PrincipalQuery {
    pub(crate) principal: Option<PartyId>,
}

/// `GET /api/v1/cases?principal&cursor&limit`
pub(crate) async fn list(
    State(hall): State<Shared>,
    caller: Caller,
    Asked(asked): Asked<PrincipalQuery>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Nobody, &cases::list(&hall, &caller, asked.principal, &query).await?)
}

/// `GET /api/v1/cases/{case_id}`
pub(crate) async fn show(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(case): Ids<CaseId>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Nobody, &cases::show(&hall, &caller, &case).await?)
}

/// Events after which.
#[derive(Deserialize)]
pub(crate) struct EventsQuery {
    after: Option<u32>,
}

/// `GET /api/v1/cases/{case_id}/events?after`
pub(crate) async fn events(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(case): Ids<CaseId>,
    Asked(query): Asked<EventsQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let page = cases::events(&hall, &caller, &case, query.after.unwrap_or(0)).await?;
    tagged(&headers, Keep::Nobody, &page)
}

/// `GET /api/v1/cases/{case_id}/signatures`
pub(crate) async fn signatures(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(case): Ids<CaseId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, cases::signatures::of_case(&hall, &caller, &case).await?))
}

/// `POST /api/v1/case-lookups`: for anybody, signed in or not.
pub(crate) async fn look_up(
    State(hall): State<Shared>,
    Address(from): Address,
    headers: HeaderMap,
    Body(asked): Body<CaseLookup>,
) -> Result<Response, Refusal> {
    session::anybody(&hall, &headers).await?;
    Ok(personal(StatusCode::OK, cases::lookup::look_up(&hall, from, &asked).await?))
}

/// `POST /api/v1/cases/{case_id}/corrections/{notice_id}/answer`
pub(crate) async fn answer(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids((case, notice)): Ids<(CaseId, NoticeId)>,
    Body(body): Body<Finalize>,
) -> Result<Response, Refusal> {
    Ok(receipted(intake::answer(&hall, &caller, &case, notice, body).await?))
}

/// `GET /api/v1/cases/{case_id}/corrections/{notice_id}/answer/receipt`
pub(crate) async fn answer_receipt(
    State(hall): State<Shared>,
    caller: Caller,
    Ids((case, notice)): Ids<(CaseId, NoticeId)>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, intake::answer_receipt(&hall, &caller, &case, &notice).await?))
}

/// `POST /api/v1/cases/{case_id}/withdraw`
pub(crate) async fn withdraw(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(case): Ids<CaseId>,
    Body(body): Body<Withdraw>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, cases::withdraw(&hall, &caller, case, body).await?))
}
