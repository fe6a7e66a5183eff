//! Complaints (投诉) and urging (催办): each has a number and a track of its own, beside the case's.

use contract::{
    Coded, Complaint, ComplaintId, ComplaintKind, ComplaintState, Page, PersonId, ProblemCode, PutComplaint,
    Reply,
};
use sqlx::{Acquire, SqliteConnection};

use crate::cases::sight;
use crate::consultations::known_matter;
use crate::error::Refusal;
use crate::once::{self, Made, Put};
use crate::page::{self, PageQuery};
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::complaints::{self as rows, ComplaintRow};
use crate::store::next;
use crate::store::replies::{self, About};

/// Longest text, in characters.
const TEXT: usize = 1000;

/// Complains, or urges.
///
/// # Errors
///
/// `invalid` for a text that is empty or too long, an unknown kind, a matter the hall does not have, a case the caller
/// does not see, or urging without a case; `wrong-state` for urging a case that has ended; otherwise as [`Put::claim`].
pub async fn put(
    hall: &Shared,
    caller: &Caller,
    id: ComplaintId,
    body: PutComplaint,
) -> Result<Made<Complaint>, Refusal> {
    once::text("/text", &body.text, TEXT)?;
    if matches!(body.kind, ComplaintKind::Other(_)) {
        return Err(Refusal::new(ProblemCode::Invalid).at("/kind", "unknown", "选投诉或者催办"));
    }
    if body.kind == ComplaintKind::Urge && body.case_id.is_none() {
        return Err(Refusal::new(ProblemCode::Invalid).at("/case_id", "required", "催办要写明是哪个办件"));
    }
    let put = Put::new("complaint", id.as_str(), &caller.person.id, &body)?;
    let (inner, person) = (hall.clone(), caller.person.id.clone());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let new = put.claim(db).await?;
            if new {
                known_matter(&inner, body.matter.as_ref())?;
                about(&inner, db, &person, &body).await?;
                let row = take(&inner, db, &person, &id, body).await?;
                rows::add(db, &row).await?;
            }
            let row = rows::by_id(db, id.as_str()).await?.ok_or(ProblemCode::NotFound)?;
            Ok(Made::of(new, told(db, row).await?))
        })
    });
    done.await
}

/// The case it is about is one the person sees, and one that can still be hurried when it is urged.
async fn about(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &PersonId,
    body: &PutComplaint,
) -> Result<(), Refusal> {
    let Some(id) = &body.case_id else { return Ok(()) };
    let seen = sight::named(db, person, id, hall.clock().today()).await?;
    if body.kind == ComplaintKind::Urge && rules::is_final(&seen.row.state) {
        let refused = Refusal::new(ProblemCode::WrongState);
        return Err(refused.detail("这个办件已经办结，不用再催。对结果有意见，可以投诉").case(id));
    }
    Ok(())
}

async fn take(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &PersonId,
    id: &ComplaintId,
    body: PutComplaint,
) -> Result<ComplaintRow, Refusal> {
    let now = hall.clock().now();
    let year = now.format("%Y");
    let n = next(db, &format!("{}-{year}", body.kind)).await?;
    Ok(ComplaintRow {
        seq: 0,
        id: id.to_string(),
        person_id: person.to_string(),
        no: format!("{}〔{year}〕{n:04}号", kind(&body.kind)),
        kind: body.kind,
        case_id: body.case_id,
        matter: body.matter,
        text: body.text,
        received_at: now,
        state: ComplaintState::Received,
    })
}

/// The caller's, newest first.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave.
pub async fn list(hall: &Hall, caller: &Caller, query: &PageQuery) -> Result<Page<Complaint>, Refusal> {
    let (before, wanted) = (query.after()?.unwrap_or(i64::MAX), query.limit());
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let found = rows::of_person(&mut db, &caller.person.id, before, wanted + 1).await?;
    let (found, next) = page::cut(found, wanted, |it| it.seq);
    let mut items = Vec::with_capacity(found.len());
    for row in found {
        items.push(told(&mut db, row).await?);
    }
    Ok(Page { items, next })
}

/// One of the caller's.
///
/// # Errors
///
/// `not-found`.
pub async fn show(hall: &Hall, caller: &Caller, id: &ComplaintId) -> Result<Complaint, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let row = rows::by_id(&mut db, id.as_str()).await?;
    let mine = row.filter(|it| it.person_id == caller.person.id.as_str());
    told(&mut db, mine.ok_or(ProblemCode::NotFound)?).await
}

/// A complaint with what was answered.
///
/// # Errors
///
/// When the database fails.
pub async fn told(db: &mut SqliteConnection, row: ComplaintRow) -> Result<Complaint, Refusal> {
    let answers = replies::to(db, About::Complaint, &row.id).await?;
    Ok(Complaint {
        id: row.id.parse()?,
        no: row.no,
        kind: Coded::new(row.kind.clone(), kind(&row.kind)),
        case_id: row.case_id,
        matter: row.matter,
        text: row.text,
        received_at: row.received_at,
        state: Coded::new(row.state.clone(), state(&row.state)),
        answers,
    })
}

fn kind(kind: &ComplaintKind) -> &str {
    match kind {
        ComplaintKind::Complaint => "投诉",
        ComplaintKind::Urge => "催办",
        ComplaintKind::Other(name) => name,
    }
}

fn state(state: &ComplaintState) -> &str {
    match state {
        ComplaintState::Received => "已收到",
        ComplaintState::Handling => "正在核实",
        ComplaintState::Answered => "已答复",
        ComplaintState::Other(name) => name,
    }
}

/// Says something to a complaint, as staff: that it is being looked into, or the answer. An answer is the last word.
///
/// # Errors
///
/// `not-found`, `wrong-state` when it is answered already, `invalid` for a text that is empty or too long.
pub async fn say(
    db: &mut SqliteConnection,
    id: &str,
    reply: &Reply,
    to: &ComplaintState,
) -> Result<Complaint, Refusal> {
    once::text("/text", &reply.text, TEXT)?;
    let row = rows::by_id(db, id).await?.ok_or(ProblemCode::NotFound)?;
    if row.state == ComplaintState::Answered {
        return Err(Refusal::new(ProblemCode::WrongState).detail("已经答复过了"));
    }
    replies::add(db, About::Complaint, id, reply).await?;
    rows::set(db, id, to).await?;
    let row = rows::by_id(db, id).await?.ok_or(ProblemCode::NotFound)?;
    told(db, row).await
}
