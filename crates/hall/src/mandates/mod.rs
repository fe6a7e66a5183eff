//! Mandates (授权委托): which there are, granting one and taking one back. What they entitle to is decided in
//! [`crate::acting`].

pub mod offer;
pub mod seed;
pub mod texts;

use std::collections::BTreeMap;

use contract::{Coded, Date, Mandate, MandateId, MandateRole, Page, PartyKind, PersonId, ProblemCode};
use rules::mandate::Refused;
use serde::Deserialize;
use sqlx::{Acquire, SqliteConnection};

use crate::error::Refusal;
use crate::page::{self, PageQuery};
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::mandates::{self as rows, MandateRow};
use crate::store::{organisations, people};

/// From which side mandates are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Those under which the caller acts.
    #[default]
    Agent,
    /// Those the caller gave, or an organisation the caller speaks for.
    Principal,
}

/// A mandate as it is told on `today`, without what may be prefilled.
#[must_use]
pub fn told(row: MandateRow, today: Date) -> Mandate {
    let state = row.term.state(today);
    Mandate {
        role: Coded::new(row.role.clone(), texts::role(&row.role, &row.principal_no)),
        id: row.id,
        agent: row.agent,
        principal: row.principal,
        principal_no: row.principal_no,
        scope: row.scope,
        valid_from: row.term.from,
        valid_until: row.term.until,
        state: Coded::new(state.clone(), texts::state(&state)),
        signer: row.signer,
        basis: row.basis,
        granted_at: row.granted_at,
        profile: BTreeMap::new(),
    }
}

/// The caller's mandates, the oldest first.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave.
pub async fn list(
    hall: &Hall,
    caller: &Caller,
    side: Side,
    query: &PageQuery,
) -> Result<Page<Mandate>, Refusal> {
    let (today, me) = (hall.clock().today(), &caller.person.id);
    let (after, wanted) = (query.after()?.unwrap_or(0), query.limit());
    let mut db = hall.readers.acquire().await?;
    let mut found = match side {
        Side::Agent => rows::of_agent(&mut db, me, after, wanted + 1).await?,
        Side::Principal => rows::given_by(&mut db, me, today, after, wanted + 1).await?,
    };
    let more = found.len() > wanted as usize;
    found.truncate(wanted as usize);
    let next = found.last().filter(|_| more).map(|(seq, _)| page::cursor(*seq));
    Ok(Page { items: found.into_iter().map(|(_, row)| told(row, today)).collect(), next })
}

/// One mandate, for its agent and for its principal. The agent of one in force is told what a form may prefill.
///
/// # Errors
///
/// `not-found` for everybody else.
pub async fn show(hall: &Hall, caller: &Caller, id: &MandateId) -> Result<Mandate, Refusal> {
    let today = hall.clock().today();
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let row = concerning(&mut db, &caller.person.id, id, today).await?;
    let acts = row.agent.id.as_str() == caller.person.id.as_str() && row.term.check(today).is_ok();
    let profile = if acts { profile(&mut db, &row).await? } else { BTreeMap::new() };
    Ok(Mandate { profile, ..told(row, today) })
}

/// The mandate, when the person is its agent or its principal, or speaks for the organisation that gave it.
async fn concerning(
    db: &mut SqliteConnection,
    person: &PersonId,
    id: &MandateId,
    today: Date,
) -> Result<MandateRow, Refusal> {
    let none = || Refusal::new(ProblemCode::NotFound);
    let row = rows::by_id(db, id).await?.ok_or_else(none)?;
    let acts = row.agent.id.as_str() == person.as_str();
    if acts || gives(db, person, &row, today).await? { Ok(row) } else { Err(none()) }
}

/// Whether a person gave a mandate, or speaks by law for the organisation that did.
async fn gives(
    db: &mut SqliteConnection,
    person: &PersonId,
    row: &MandateRow,
    today: Date,
) -> Result<bool, Refusal> {
    if row.principal.id.as_str() == person.as_str() {
        return Ok(true);
    }
    let theirs = rows::active_for(db, person, &row.principal.id, today).await?;
    Ok(theirs.iter().any(|it| it.role == MandateRole::LegalRepresentative))
}

async fn profile(db: &mut SqliteConnection, row: &MandateRow) -> Result<BTreeMap<String, String>, Refusal> {
    let id = row.principal.id.as_str();
    if row.principal.kind == PartyKind::Person {
        return Ok(people::by_id(db, id).await?.map(|it| it.profile()).unwrap_or_default());
    }
    Ok(organisations::by_id(db, id).await?.map(|it| it.profile()).unwrap_or_default())
}

/// Takes a mandate back. Doing it again changes nothing, and so does taking back what has ended or
/// was declined.
///
/// # Errors
///
/// `not-found` when it does not concern the caller, `not-allowed` when the caller only acts under it, `wrong-state`
/// when nobody gave it: who speaks for an organisation is a matter of registration.
pub async fn revoke(hall: &Shared, caller: &Caller, id: MandateId) -> Result<Mandate, Refusal> {
    let (now, person) = (hall.clock().now(), caller.person.id.clone());
    let today = now.date_naive();
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let row = concerning(db, &person, &id, today).await?;
            if row.role == MandateRole::LegalRepresentative {
                let detail = "这一项由营业执照登记确定，不能在这里收回。变更请办理企业登记";
                return Err(Refusal::new(ProblemCode::WrongState).detail(detail));
            }
            if !gives(db, &person, &row, today).await? {
                let detail = format!("只有{}可以收回这份委托", row.principal.name);
                return Err(Refusal::new(ProblemCode::NotAllowed).detail(detail));
            }
            if !matches!(row.term.check(today), Err(Refused::Expired(_) | Refused::Declined)) {
                rows::revoke(db, &id, &now).await?;
            }
            let row = rows::by_id(db, &id).await?.ok_or_else(|| Refusal::new(ProblemCode::NotFound))?;
            Ok(told(row, today))
        })
    });
    done.await
}
