//! Cases: who sees them, what they show and how they move.

pub mod assemble;
pub mod lookup;
pub mod sight;
pub mod signatures;
pub mod steps;
pub mod texts;

use contract::{
    Case, CaseEvent, CaseId, CaseSummary, Channel, MandateAction, Page, PartyId, ProblemCode, Withdraw,
};
use fixtures::Person;
use rules::Action;
use sqlx::{Acquire, SqliteConnection};

use crate::acting::{self, Wish};
use crate::error::Refusal;
use crate::page::{self, PageQuery};
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::cases as rows;

use sight::Seen;
use steps::Step;

/// What the caller sees of a principal's cases, newest first; of their own when none is named.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave, `mandate-refused` without a mandate in force for the principal.
pub async fn list(
    hall: &Hall,
    caller: &Caller,
    principal: Option<PartyId>,
    query: &PageQuery,
) -> Result<Page<CaseSummary>, Refusal> {
    let principal = principal.map_or_else(|| caller.party().map(|it| it.id), Ok)?;
    let before = query.after()?.unwrap_or(i64::MAX);
    let mut connection = hall.readers.acquire().await?;
    let mut snapshot = connection.begin().await?;
    let wanted = query.limit();
    let (person, today) = (&caller.person.id, hall.clock().today());
    let sight = sight::over(&mut snapshot, &hall.catalogue, person, &principal, today).await?;
    let mut found = rows::of_principal(&mut snapshot, &principal, &sight, before, wanted + 1).await?;
    let more = found.len() > wanted as usize;
    found.truncate(wanted as usize);
    let next = found.last().filter(|_| more).map(|it| page::cursor(it.hall_seq));
    let mut items = Vec::with_capacity(found.len());
    for row in &found {
        items.push(assemble::summary(hall, &mut snapshot, row).await?);
    }
    Ok(Page { items, next })
}

/// A case, whole, with the actions that the caller may take.
///
/// # Errors
///
/// `not-found`.
pub async fn show(hall: &Hall, caller: &Caller, id: &CaseId) -> Result<Case, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut snapshot = connection.begin().await?;
    let seen = sight::find(&mut snapshot, &caller.person.id, id, hall.clock().today()).await?;
    let mut case = assemble::whole(hall, &mut snapshot, &seen.row).await?;
    seen.limit(&mut case);
    Ok(case)
}

/// Events on a page.
const EVENTS: u32 = 100;

/// Events of a case after `after`; `next` is what to send as `after` for more.
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
    let row = sight::find(&mut snapshot, &caller.person.id, id, hall.clock().today()).await?.row;
    let mut items = rows::events(&mut snapshot, &row.id, after, EVENTS + 1).await?;
    let more = items.len() > EVENTS as usize;
    items.truncate(EVENTS as usize);
    let next = items.last().filter(|_| more).map(|it| it.seq.to_string());
    Ok(Page { items, next })
}

/// Withdraws a case. Withdrawing again changes nothing.
///
/// # Errors
///
/// `not-found`; `not-allowed` when someone else is said to act, or for someone else; `mandate-refused` when the mandate
/// does not cover it; `wrong-state` when it is too late.
pub async fn withdraw(hall: &Shared, caller: &Caller, id: CaseId, body: Withdraw) -> Result<Case, Refusal> {
    acting::signed_in(&caller.person, &body.acting)?;
    let person = caller.person.clone();
    let inner = hall.clone();
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let seen = take_back(&inner, db, &person, &id, body).await?;
            let mut case = assemble::whole(&inner, db, &seen.row).await?;
            seen.limit(&mut case);
            Ok(case)
        })
    });
    done.await
}

/// Withdraws a case for whoever has the writer in hand.
///
/// # Errors
///
/// As [`withdraw`].
pub(crate) async fn take_back(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &Person,
    id: &CaseId,
    body: Withdraw,
) -> Result<Seen, Refusal> {
    let mut seen = sight::find(db, &person.id, id, hall.clock().today()).await?;
    let wish = Wish { matter: &seen.matter, action: &MandateAction::Withdraw, at: "/acting" };
    let authority = acting::judge(hall, db, person, &body.acting, wish).await?;
    if body.acting.principal != seen.row.acting.principal {
        return Err(Refusal::new(ProblemCode::NotAllowed).detail("申请人不是这个办件的申请人"));
    }
    if !steps::is_withdrawn(&seen.row) {
        let step = Step {
            action: Action::Withdraw,
            by: authority.by(),
            channel: Some(Channel::Mobile),
            note: Some(body.reason),
            items: Vec::new(),
        };
        steps::take(hall, db, &mut seen.row, &step).await?;
    }
    Ok(seen)
}
