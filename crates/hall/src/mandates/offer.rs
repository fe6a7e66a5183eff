//! Mandates granted online (线上授权): the principal offers, the agent answers. Until then an offer covers nothing.

use contract::{
    AgentContact, Coded, Date, Instant, Mandate, MandateAction, MandateId, MandateRole, MandateSigner,
    MandateState, Party, PartyKind, PersonId, ProblemCode, PutMandate, SigningPlace,
};
use fixtures::Person;
use rules::mandate::{Agreement, Term};
use sqlx::SqliteConnection;

use super::{concerning, gives, told};
use crate::error::Refusal;
use crate::once::{Made, Put};
use crate::session::{Caller, natural};
use crate::state::{Hall, Shared};
use crate::store::mandates::{self as rows, MandateRow, Reply};
use crate::store::{organisations, people};

/// Offers a mandate, or finds it offered.
///
/// # Errors
///
/// `not-allowed` when the caller cannot speak for the principal or the id is another person's; `wrong-state` for the id
/// of a mandate of paper; `content-conflict`; `invalid` for a role, agent, scope or term that cannot be; `too-many` when
/// the caller named too many agents that nobody knows.
pub async fn put(
    hall: &Shared,
    caller: &Caller,
    id: MandateId,
    body: PutMandate,
) -> Result<Made<Mandate>, Refusal> {
    let put = Put::new("mandate", id.as_str(), &caller.person.id, &body)?;
    let (inner, person, now) = (hall.clone(), caller.person.clone(), hall.clock().now());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let new = put.claim(db).await?;
            if new {
                let row = offer(&inner, db, &person, &id, body, now).await?;
                rows::add(db, &row).await?;
            }
            let row = rows::by_id(db, &id).await?;
            let row = row.ok_or_else(|| Refusal::internal("a mandate that was put is gone"))?;
            Ok(Made::of(new, told(row, now.date_naive())))
        })
    });
    done.await
}

fn invalid(pointer: &str, code: &str, text: &str) -> Refusal {
    Refusal::new(ProblemCode::Invalid).at(pointer, code, text)
}

async fn offer(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &Person,
    id: &MandateId,
    body: PutMandate,
    now: Instant,
) -> Result<MandateRow, Refusal> {
    let today = now.date_naive();
    if let Some(held) = rows::by_id(db, id).await? {
        let theirs = gives(db, &person.id, &held, today).await?;
        let code = if theirs { ProblemCode::WrongState } else { ProblemCode::NotAllowed };
        return Err(Refusal::new(code).detail("这个编号已经有一份委托了，请换一个"));
    }
    let (principal, principal_no) = principal(db, person, &body, today).await?;
    check_role(&body.role, &principal.kind)?;
    check_scope(hall, &body)?;
    check_term(&body, today)?;
    if matches!(body.place, SigningPlace::Other(_)) {
        return Err(invalid("/place", "enum", "从给出的选项里选"));
    }
    let agent = agent(hall, db, &body.agent, person).await?;
    Ok(MandateRow {
        id: id.clone(),
        role: body.role,
        agent,
        principal,
        principal_no,
        scope: body.scope,
        term: Term { from: body.valid_from, until: body.valid_until, agreement: Agreement::Offered },
        signer: MandateSigner { party: natural(person)?, place: body.place },
        basis: format!("线上授权 {today}"),
        granted_at: now,
    })
}

/// The principal with their number as it is shown, when the person may grant for them.
async fn principal(
    db: &mut SqliteConnection,
    person: &Person,
    body: &PutMandate,
    today: Date,
) -> Result<(Party, String), Refusal> {
    if body.principal.as_str() == person.id.as_str() {
        return Ok((natural(person)?, rules::mask_id_number(&person.id_number)));
    }
    let refused = || Refusal::new(ProblemCode::NotAllowed).detail("只能替自己，或者替你代表的单位授权");
    if !speaks_for(db, &person.id, body, today).await? {
        return Err(refused());
    }
    let found = organisations::by_id(db, body.principal.as_str()).await?.ok_or_else(refused)?;
    let party = Party { id: body.principal.clone(), kind: PartyKind::Organisation, name: found.name };
    Ok((party, found.credit_code))
}

async fn speaks_for(
    db: &mut SqliteConnection,
    person: &PersonId,
    body: &PutMandate,
    today: Date,
) -> Result<bool, Refusal> {
    let theirs = rows::active_for(db, person, &body.principal, today).await?;
    Ok(theirs.iter().any(|it| it.role == MandateRole::LegalRepresentative))
}

/// Relatives act for people, handlers for organisations, agent-service staff for both. Who speaks for an organisation by
/// law is a matter of registration.
fn check_role(role: &MandateRole, kind: &PartyKind) -> Result<(), Refusal> {
    match (role, kind) {
        (MandateRole::AgentStaff, _)
        | (MandateRole::Relative, PartyKind::Person)
        | (MandateRole::Handler, PartyKind::Organisation) => Ok(()),
        _ => Err(invalid("/role", "enum", "不能这样授权：个人授权亲友或者代办员，单位授权经办人或者代办员")),
    }
}

fn check_scope(hall: &Hall, body: &PutMandate) -> Result<(), Refusal> {
    let actions = &body.scope.actions;
    if actions.is_empty() || actions.iter().any(|it| matches!(it, MandateAction::Other(_))) {
        return Err(invalid("/scope/actions", "enum", "写明可以做什么：申报、补正、撤回、查看"));
    }
    let Some(matters) = &body.scope.matters else { return Ok(()) };
    if matters.is_empty() {
        return Err(invalid("/scope/matters", "required", "至少写一个事项，或者不写，表示所有事项"));
    }
    match matters.iter().position(|it| hall.catalogue.current(it).is_none()) {
        Some(at) => Err(invalid(&format!("/scope/matters/{at}"), "unknown-matter", "大厅没有这个事项")),
        None => Ok(()),
    }
}

fn check_term(body: &PutMandate, today: Date) -> Result<(), Refusal> {
    if body.valid_from < today {
        return Err(invalid("/valid_from", "past", "从今天或者以后开始"));
    }
    if body.valid_until.is_some_and(|it| it < body.valid_from) {
        return Err(invalid("/valid_until", "before-start", "结束的日子不能早于开始的日子"));
    }
    Ok(())
}

/// The one account that has both the name and the number. Which of them was wrong is not told, and whoever guesses may
/// not do so for long.
async fn agent(
    hall: &Hall,
    db: &mut SqliteConnection,
    contact: &AgentContact,
    person: &Person,
) -> Result<Party, Refusal> {
    let (names, then) = ([format!("grants of {}", person.id)], hall.clock().unix());
    hall.misses.count(&names, then)?;
    let found = people::by_contact(db, contact.name.trim(), contact.mobile.trim()).await?;
    let [one] = found.as_slice() else {
        return Err(invalid("/agent", "unknown-agent", "姓名和手机号对不上大厅里的任何人，请核对"));
    };
    hall.misses.forgive(&names, then);
    if one.id == person.id { Err(invalid("/agent", "self", "不用给自己授权")) } else { natural(one) }
}

/// Answers an offer. The same answer again changes nothing.
///
/// # Errors
///
/// `not-found` when it does not concern the caller, `not-allowed` when the caller is not its agent, `wrong-state` when
/// it was answered otherwise, taken back, or has ended.
pub async fn reply(hall: &Shared, caller: &Caller, id: MandateId, reply: Reply) -> Result<Mandate, Refusal> {
    let (person, today) = (caller.person.id.clone(), hall.clock().today());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let row = concerning(db, &person, &id, today).await?;
            if row.agent.id.as_str() != person.as_str() {
                let detail = format!("要由{}来答复", row.agent.name);
                return Err(Refusal::new(ProblemCode::NotAllowed).detail(detail));
            }
            check_reply(&row, reply, today)?;
            rows::reply(db, &id, reply).await?;
            let row = rows::by_id(db, &id).await?.ok_or_else(|| Refusal::new(ProblemCode::NotFound))?;
            Ok(told(row, today))
        })
    });
    done.await
}

fn check_reply(row: &MandateRow, reply: Reply, today: Date) -> Result<(), Refusal> {
    let fits = match reply {
        Reply::Accept => [MandateState::Offered, MandateState::Active, MandateState::NotYet],
        Reply::Decline => [MandateState::Offered, MandateState::Declined, MandateState::Declined],
    };
    let state = row.term.state(today);
    if fits.contains(&state) {
        return Ok(());
    }
    let now = Coded::new(state.clone(), super::texts::state(&state)).text;
    Err(Refusal::new(ProblemCode::WrongState).detail(format!("这份委托现在是「{now}」，不能这样答复")))
}
