//! Cases: what their owner sees and how they move.

pub mod assemble;
pub mod steps;
pub mod texts;

use contract::{Case, CaseEvent, CaseId, CaseSummary, Channel, Page, ProblemCode, Withdraw};
use rules::Action;
use sqlx::{Acquire, SqliteConnection};

use crate::error::Refusal;
use crate::page::{self, PageQuery};
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::cases::{self as rows, CaseRow};

use steps::Step;

/// The caller's case; another person's is not found.
///
/// # Errors
///
/// `not-found`.
pub async fn owned(db: &mut SqliteConnection, person: &str, id: &CaseId) -> Result<CaseRow, Refusal> {
    let found = rows::by_id(db, id.as_str()).await?.filter(|it| it.person_id == person);
    found.ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}

/// The caller's cases, newest first.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave.
pub async fn list(hall: &Hall, caller: &Caller, query: &PageQuery) -> Result<Page<CaseSummary>, Refusal> {
    let before = query.after()?.unwrap_or(i64::MAX);
    let mut connection = hall.readers.acquire().await?;
    let mut snapshot = connection.begin().await?;
    let wanted = query.limit();
    let mut found = rows::of_person(&mut snapshot, caller.person.id.as_str(), before, wanted + 1).await?;
    let more = found.len() > wanted as usize;
    found.truncate(wanted as usize);
    let next = found.last().filter(|_| more).map(|it| page::cursor(it.hall_seq));
    let mut items = Vec::with_capacity(found.len());
    for row in &found {
        items.push(assemble::summary(hall, &mut snapshot, row).await?);
    }
    Ok(Page { items, next })
}

/// The caller's case, whole.
///
/// # Errors
///
/// `not-found`.
pub async fn show(hall: &Hall, caller: &Caller, id: &CaseId) -> Result<Case, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut snapshot = connection.begin().await?;
    let row = owned(&mut snapshot, caller.person.id.as_str(), id).await?;
    assemble::whole(hall, &mut snapshot, &row).await
}

/// Events on a page.
const EVENTS: u32 = 100;

/// Events of the caller's case after `after`; `next` is what to send as `after` for more.
///
/// # Errors
///
/// `not-found`.
pub async fn events(
    hall: &Hall,
    caller: &Caller,
    id: &CaseId,
    after: u32,
) -> Result<Page<CaseEvent>, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut snapshot = connection.begin().await?;
    let row = owned(&mut snapshot, caller.person.id.as_str(), id).await?;
    let mut items = rows::events(&mut snapshot, &row.id, after, EVENTS + 1).await?;
    let more = items.len() > EVENTS as usize;
    items.truncate(EVENTS as usize);
    let next = items.last().filter(|_| more).map(|it| it.seq.to_string());
    Ok(Page { items, next })
}

/// Withdraws the caller's case. Withdrawing again changes nothing.
///
/// # Errors
///
/// `not-found`; `not-allowed` when someone else is said to act; `wrong-state` when it is too late.
pub async fn withdraw(hall: &Shared, caller: &Caller, id: CaseId, body: Withdraw) -> Result<Case, Refusal> {
    if body.acting.actor.id.as_str() != caller.person.id.as_str() {
        return Err(Refusal::new(ProblemCode::NotAllowed).detail("办理人不是当前登录的人"));
    }
    let person = caller.person.clone();
    let inner = hall.clone();
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let mut case = owned(db, person.id.as_str(), &id).await?;
            if body.acting != case.acting {
                return Err(Refusal::new(ProblemCode::NotAllowed).detail("申请人不是这个办件的申请人"));
            }
            if !steps::is_withdrawn(&case) {
                let step = Step {
                    action: Action::Withdraw,
                    by: person.name,
                    channel: Some(Channel::Mobile),
                    note: Some(body.reason),
                    items: Vec::new(),
                };
                steps::take(&inner, db, &mut case, &step).await?;
            }
            assemble::whole(&inner, db, &case).await
        })
    });
    done.await
}
