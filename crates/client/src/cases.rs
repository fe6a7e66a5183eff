//! Cases.

use contract::{Case, CaseId, CaseSummary, Page, Withdraw};

use crate::call::get;
use crate::{Answer, Call, Method, encode};

/// `GET /api/v1/cases`: my cases, newest first.
#[must_use]
pub fn page(cursor: Option<&str>) -> Call<Page<CaseSummary>> {
    get(match cursor {
        Some(cursor) => format!("/api/v1/cases?limit=50&cursor={}", encode(cursor)),
        None => "/api/v1/cases?limit=50".into(),
    })
}

/// `GET /api/v1/cases/{case_id}`.
#[must_use]
pub fn by_id(case: &CaseId) -> Call<Case> {
    get(format!("/api/v1/cases/{case}"))
}

/// `POST /api/v1/cases/{case_id}/withdraw`.
#[must_use]
pub fn withdraw(case: &CaseId, body: &Withdraw) -> Call<Case> {
    Call::new(Method::Post, format!("/api/v1/cases/{case}/withdraw"), Answer::json).json(body)
}
