//! Licences (电子证照): what somebody holds, what was decided about it, and how it is shown.

mod codes;
mod mask;

use chrono::Duration;
use contract::{
    Coded, Date, Instant, IssuedDocument, Licence, LicenceId, LicenceState, Page, Party, PartyId, PartyKind,
    PersonId, ProblemCode, ResultDocument,
};
use fixtures::{LicenceSeed, Organisation, Person};
use sqlx::{Acquire, SqliteConnection};

use crate::cases::sight::{self, Sight};
use crate::error::Refusal;
use crate::page::{self, PageQuery};
use crate::random;
use crate::session::Caller;
use crate::state::Hall;
use crate::store::cases::CaseRow;
use crate::store::licences::{self as rows, LicenceRow};
use crate::store::mandates;

pub use codes::{LASTS, check, code};

/// A principal's licences, the one recorded last first; the caller's own when none is named.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave, `mandate-refused` without a mandate in force for the principal.
pub async fn list(
    hall: &Hall,
    caller: &Caller,
    principal: Option<PartyId>,
    query: &PageQuery,
) -> Result<Page<Licence>, Refusal> {
    let principal = principal.map_or_else(|| caller.party().map(|it| it.id), Ok)?;
    let (before, wanted, today) = (query.after()?.unwrap_or(i64::MAX), query.limit(), hall.clock().today());
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let sight = sight::over(&mut db, &hall.catalogue, &caller.person.id, &principal, today).await?;
    let found = rows::of_holder(&mut db, &principal, &sight, before, wanted + 1).await?;
    let (found, next) = page::cut(found, wanted, |it| it.seq);
    let items = found.into_iter().map(|it| told(it, today)).collect::<Result<_, _>>()?;
    Ok(Page { items, next })
}

/// One licence.
///
/// # Errors
///
/// `not-found`, also for one the caller does not see.
pub async fn show(hall: &Hall, caller: &Caller, id: &LicenceId) -> Result<Licence, Refusal> {
    let today = hall.clock().today();
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let (row, _) = visible(&mut db, &caller.person.id, id, today).await?;
    told(row, today)
}

/// The licence when `person` sees it, and whether it is theirs to show: the holder's own, or an organisation's to which
/// the person belongs. Whoever only acts for another sees it and does not show it.
async fn visible(
    db: &mut SqliteConnection,
    person: &PersonId,
    id: &LicenceId,
    today: Date,
) -> Result<(LicenceRow, bool), Refusal> {
    let none = || Refusal::new(ProblemCode::NotFound);
    let row = rows::by_id(db, id.as_str()).await?.ok_or_else(none)?;
    if row.holder.id.as_str() == person.as_str() {
        return Ok((row, true));
    }
    let active = mandates::active_for(db, person, &row.holder.id, today).await?;
    if active.is_empty() || !Sight::of(person, &active).covers("", row.matter.as_ref()) {
        return Err(none());
    }
    Ok((row, active.iter().any(sight::belongs)))
}

/// Where a licence stands on `today`: what was decided about it goes before its date.
#[must_use]
pub fn standing(decided: &LicenceState, until: Option<Date>, today: Date) -> LicenceState {
    match decided {
        LicenceState::Valid if until.is_some_and(|it| it < today) => LicenceState::Expired,
        other => other.clone(),
    }
}

/// A licence as it is told on `today`.
///
/// # Errors
///
/// Never for an id of this hall.
pub fn told(row: LicenceRow, today: Date) -> Result<Licence, Refusal> {
    let state = standing(&row.state, row.valid_until, today);
    Ok(Licence {
        id: row.id.parse()?,
        kind: row.kind,
        name: row.name,
        number: row.number,
        holder: row.holder,
        issued_by: row.issued_by,
        issued_on: row.issued_on,
        valid_until: row.valid_until,
        state: Coded::new(state.clone(), text(&state)),
    })
}

fn text(state: &LicenceState) -> &str {
    match state {
        LicenceState::Valid => "有效",
        LicenceState::Suspended => "暂停使用",
        LicenceState::Revoked => "已注销",
        LicenceState::Expired => "已过期",
        LicenceState::Other(name) => name,
    }
}

/// Issues the licence that a case's decision made, in the transaction of the decision.
///
/// # Errors
///
/// When the database fails.
pub async fn issue(
    hall: &Hall,
    db: &mut SqliteConnection,
    case: &CaseRow,
    promised: &ResultDocument,
    document: &IssuedDocument,
) -> Result<(), Refusal> {
    let guide = hall.catalogue.version(&case.matter, case.guide_version);
    let row = LicenceRow {
        seq: 0,
        id: random::id("l")?,
        kind: promised.kind.clone(),
        name: document.name.clone(),
        number: document.number.clone(),
        holder: case.acting.principal.clone(),
        issued_by: guide.map_or_else(|| hall.seed.name.clone(), |it| it.department.name.clone()),
        issued_on: document.issued_on,
        valid_until: document.valid_until,
        state: LicenceState::Valid,
        case_id: Some(case.id.parse()?),
        matter: Some(case.matter.clone()),
    };
    rows::add(db, &row).await
}

/// What staff decide about a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Not in force for the time being.
    Suspend,
    /// In force again.
    Resume,
    /// Not in force any more, for good.
    Revoke,
}

/// The decisions by their name in the address, with the states they can be taken in and the state they lead to.
const DECISIONS: [(&str, Decision, &[LicenceState], LicenceState); 3] = [
    ("suspend", Decision::Suspend, &[LicenceState::Valid], LicenceState::Suspended),
    ("resume", Decision::Resume, &[LicenceState::Suspended], LicenceState::Valid),
    ("revoke", Decision::Revoke, &[LicenceState::Valid, LicenceState::Suspended], LicenceState::Revoked),
];

/// The decision of that name.
///
/// # Errors
///
/// `not-found` when there is none.
pub fn decision(name: &str) -> Result<Decision, Refusal> {
    let found = DECISIONS.iter().find(|it| it.0 == name);
    found.map(|it| it.1).ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}

/// Decides about a licence, as staff.
///
/// # Errors
///
/// `not-found`, `wrong-state`.
pub async fn decide(
    db: &mut SqliteConnection,
    id: &LicenceId,
    decision: Decision,
    today: Date,
) -> Result<Licence, Refusal> {
    let mut row = rows::by_id(db, id.as_str()).await?.ok_or(ProblemCode::NotFound)?;
    let step = DECISIONS.iter().find(|it| it.1 == decision && it.2.contains(&row.state));
    let to = step.map(|it| &it.3).ok_or(ProblemCode::WrongState)?;
    rows::set(db, id.as_str(), to).await?;
    row.state = to.clone();
    told(row, today)
}

/// Adds the licences of before that this hall does not know yet, dated from `now`.
///
/// # Errors
///
/// When the database fails, or a licence is nobody's.
pub async fn seed(
    db: &mut SqliteConnection,
    seeds: Vec<LicenceSeed>,
    people: &[Person],
    organisations: &[Organisation],
    now: Instant,
) -> Result<(), Refusal> {
    let today = now.date_naive();
    for it in seeds {
        let id = it.holder.as_str();
        let person = people.iter().find(|it| it.id.as_str() == id).map(|it| (PartyKind::Person, &it.name));
        let body = organisations.iter().find(|it| it.id.as_str() == id);
        let holder = person.or_else(|| body.map(|it| (PartyKind::Organisation, &it.name)));
        let (kind, name) =
            holder.ok_or_else(|| Refusal::internal(format!("licence {} is nobody's", it.id)))?;
        let row = LicenceRow {
            seq: 0,
            id: it.id.to_string(),
            kind: it.kind,
            name: it.name,
            number: it.number,
            holder: Party { id: it.holder.clone(), kind, name: name.clone() },
            issued_by: it.issued_by,
            issued_on: today + Duration::days(it.from_days),
            valid_until: it.until_days.map(|days| today + Duration::days(days)),
            state: it.state.unwrap_or(LicenceState::Valid),
            case_id: None,
            matter: None,
        };
        rows::add(db, &row).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decided_goes_before_the_date() {
        use LicenceState::{Expired, Revoked, Suspended, Valid};
        let day = |text: &str| text.parse::<Date>().unwrap();
        let today = day("2026-11-23");
        let table = [
            (Valid, None, Valid),
            (Valid, Some("2026-11-23"), Valid),
            (Valid, Some("2026-11-22"), Expired),
            (Suspended, Some("2026-11-22"), Suspended),
            (Revoked, None, Revoked),
        ];
        for (decided, until, state) in table {
            assert_eq!(standing(&decided, until.map(day), today), state, "{decided} {until:?}");
        }
    }
}
