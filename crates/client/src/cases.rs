//! Cases.

use contract::{Case, CaseId, CaseSummary, Page, PartyId, Withdraw};

use crate::call::{get, page as list};
use crate::{Answer, Call, Method, encode};

/// `GET /api/v1/cases`: cases newest first; my own, or those of a `principal` whose mandate I hold.
#[must_use]
pub fn page(principal: Option<&PartyId>, cursor: Option<&str>) -> Call<Page<CaseSummary>> {
    let mut path = String::from("/api/v1/cases?limit=50");
    if let Some(principal) = principal {
        path.push_str("&principal=");
        path.push_str(&encode(principal.as_str()));
    }
    if let Some(cursor) = cursor {
        path.push_str("&cursor=");
        path.push_str(&encode(cursor));
    }
    list(path)
}

/// `GET /api/v1/cases/{case_id}`.
#[must_use]
pub fn by_id(case: &CaseId) -> Call<Case> {
    get(format!("/api/v1/cases/{case}")).about(case, |it: &Case, id| it.summary.id.as_str() == id)
}

/// `POST /api/v1/cases/{case_id}/withdraw`.
#[must_use]
pub fn withdraw(case: &CaseId, body: &Withdraw) -> Call<Case> {
    Call::new(Method::Post, format!("/api/v1/cases/{case}/withdraw"), Answer::json).json(body)
}
