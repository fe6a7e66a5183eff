//! Two public registers: intermediary services (中介服务) and policies (政策).

use contract::{
    Audience, Intermediary, IntermediaryId, IntermediaryState, Page, Policy, PolicyId, PolicySummary,
    ProblemCode,
};

use crate::error::Refusal;
use crate::page::{self, PageQuery};
use crate::state::Hall;
use crate::store::registers as rows;

/// One page of the register of intermediary services, of all or of those that offer one service.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave.
pub async fn intermediaries(
    hall: &Hall,
    service: Option<&str>,
    query: &PageQuery,
) -> Result<Page<Intermediary>, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let after = query.after()?.unwrap_or(0);
    let found = rows::intermediaries(&mut db, service, after, query.limit() + 1).await?;
    let (found, next) = page::cut(found, query.limit(), |it| it.0);
    Ok(Page { items: found.into_iter().map(|it| it.1).collect(), next })
}

/// One firm.
///
/// # Errors
///
/// `not-found`.
pub async fn intermediary(hall: &Hall, id: &IntermediaryId) -> Result<Intermediary, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let found = rows::intermediary_by_id(&mut db, id.as_str()).await?;
    found.ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}

/// One page of policies, of all or of those for one audience.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave.
pub async fn policies(
    hall: &Hall,
    audience: Option<&Audience>,
    query: &PageQuery,
) -> Result<Page<PolicySummary>, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let before = query.after()?.unwrap_or(i64::MAX);
    let found = rows::policies(&mut db, audience, before, query.limit() + 1).await?;
    let (found, next) = page::cut(found, query.limit(), |it| it.0);
    Ok(Page { items: found.into_iter().map(|it| it.1).collect(), next })
}

/// One policy.
///
/// # Errors
///
/// `not-found`.
pub async fn policy(hall: &Hall, id: &PolicyId) -> Result<Policy, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let found = rows::policy_by_id(&mut db, id.as_str()).await?;
    found.ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}

/// What this hall calls the state of a registration.
pub(crate) fn text(state: &IntermediaryState) -> &str {
    match state {
        IntermediaryState::Registered => "在册",
        IntermediaryState::Suspended => "暂停承接",
        IntermediaryState::Removed => "已清退",
        IntermediaryState::Other(name) => name,
    }
}
