//! Filings: challenge, commit, receipt.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{ChallengeRequest, FilingId, Finalize, PreCheck, RECEIPT_TYPE};

use crate::challenge;
use crate::error::Refusal;
use crate::intake::{self, Accepted};
use crate::json::{Body, Ids, personal};
use crate::session::{Caller, Signed};
use crate::state::Shared;

/// `POST /api/v1/filings/{filing_id}/challenges`
pub(crate) async fn challenge(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(filing): Ids<FilingId>,
    Body(asked): Body<ChallengeRequest>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::CREATED, challenge::give(&hall, &caller, filing, &asked).await?))
}

/// `POST /api/v1/filings/{filing_id}/check`
pub(crate) async fn check(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(filing): Ids<FilingId>,
    Body(body): Body<PreCheck>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, intake::pre_check(&hall, &caller, &filing, &body).await?))
}

/// `POST /api/v1/filings/{filing_id}/finalize`
pub(crate) async fn finalize(
    State(hall): State<Shared>,
    Signed(caller): Signed,
    Ids(filing): Ids<FilingId>,
    Body(body): Body<Finalize>,
) -> Result<Response, Refusal> {
    Ok(receipted(intake::finalize(&hall, &caller, filing, body).await?))
}

/// `GET /api/v1/filings/{filing_id}/receipt`
pub(crate) async fn receipt(
    State(hall): State<Shared>,
    caller: Caller,
    Ids(filing): Ids<FilingId>,
) -> Result<Response, Refusal> {
    Ok(personal(StatusCode::OK, intake::filing_receipt(&hall, &caller, &filing).await?))
}

/// The only answer that means "received".
pub(super) fn receipted(accepted: Accepted) -> Response {
    let headers = [
        (header::CONTENT_TYPE, RECEIPT_TYPE.to_owned()),
        (header::LOCATION, format!("/api/v1/cases/{}", accepted.case_id)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (StatusCode::CREATED, headers, accepted.receipt).into_response()
}
