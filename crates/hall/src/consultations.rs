//! Consultations (咨询): a question, and the hall's answer. Some may be read by everybody, without a name.

use contract::{
    Coded, Consultation, ConsultationId, ConsultationState, MatterId, Page, ProblemCode, PublicConsultation,
    PutConsultation, Reply,
};
use fixtures::ConsultationSeed;
use sqlx::{Acquire, SqliteConnection};

use crate::error::Refusal;
use crate::once::{self, Made, Put};
use crate::page::{self, PageQuery};
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::consultations::{self as rows, ConsultationRow};
use crate::store::next;
use crate::store::replies::{self, About};

/// Longest subject, in characters.
const SUBJECT: usize = 60;
/// Longest question, in characters.
const TEXT: usize = 1000;

/// Asks.
///
/// # Errors
///
/// `invalid` for a text that is empty or too long, or a matter the hall does not have; otherwise as [`Put::claim`].
pub async fn put(
    hall: &Shared,
    caller: &Caller,
    id: ConsultationId,
    body: PutConsultation,
) -> Result<Made<Consultation>, Refusal> {
    once::text("/subject", &body.subject, SUBJECT)?;
    once::text("/text", &body.text, TEXT)?;
    let put = Put::new("consultation", id.as_str(), &caller.person.id, &body)?;
    let (inner, now, person) = (hall.clone(), hall.clock().now(), caller.person.id.to_string());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let new = put.claim(db).await?;
            if new {
                known_matter(&inner, body.matter.as_ref())?;
                let year = now.format("%Y");
                let n = next(db, &format!("consultation-{year}")).await?;
                let row = ConsultationRow {
                    seq: 0,
                    id: id.to_string(),
                    person_id: person,
                    no: format!("咨询〔{year}〕{n:04}号"),
                    matter: body.matter,
                    subject: body.subject,
                    text: body.text,
                    public: body.public,
                    asked_at: now,
                    state: ConsultationState::Asked,
                };
                rows::add(db, &row).await?;
            }
            let row = rows::by_id(db, id.as_str()).await?.ok_or(ProblemCode::NotFound)?;
            Ok(Made::of(new, told(db, row).await?))
        })
    });
    done.await
}

/// A matter that is named is one of this hall's.
///
/// # Errors
///
/// `invalid` at `/matter` otherwise.
pub fn known_matter(hall: &Hall, matter: Option<&MatterId>) -> Result<(), Refusal> {
    match matter {
        Some(it) if hall.catalogue.current(it).is_none() => {
            Err(Refusal::new(ProblemCode::Invalid).at("/matter", "unknown", "大厅没有这个事项"))
        }
        _ => Ok(()),
    }
}

/// What the caller asked, newest first.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave.
pub async fn list(hall: &Hall, caller: &Caller, query: &PageQuery) -> Result<Page<Consultation>, Refusal> {
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
pub async fn show(hall: &Hall, caller: &Caller, id: &ConsultationId) -> Result<Consultation, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let row = rows::by_id(&mut db, id.as_str()).await?;
    let mine = row.filter(|it| it.person_id == caller.person.id.as_str());
    told(&mut db, mine.ok_or(ProblemCode::NotFound)?).await
}

/// What everybody may read, newest first, about one matter or any.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave.
pub async fn public(
    hall: &Hall,
    matter: Option<&MatterId>,
    query: &PageQuery,
) -> Result<Page<PublicConsultation>, Refusal> {
    let (before, wanted) = (query.after()?.unwrap_or(i64::MAX), query.limit());
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let found = rows::public(&mut db, matter, before, wanted + 1).await?;
    let (found, next) = page::cut(found, wanted, |it| it.seq);
    let mut items = Vec::with_capacity(found.len());
    for row in found {
        let answers = replies::to(&mut db, About::Consultation, &row.id).await?;
        items.push(PublicConsultation {
            no: row.no,
            matter: row.matter,
            subject: row.subject,
            text: row.text,
            asked_on: row.asked_at.date_naive(),
            answers,
        });
    }
    Ok(Page { items, next })
}

/// A consultation with what was answered.
///
/// # Errors
///
/// When the database fails.
pub async fn told(db: &mut SqliteConnection, row: ConsultationRow) -> Result<Consultation, Refusal> {
    let answers = replies::to(db, About::Consultation, &row.id).await?;
    Ok(Consultation {
        id: row.id.parse()?,
        no: row.no,
        matter: row.matter,
        subject: row.subject,
        text: row.text,
        public: row.public,
        asked_at: row.asked_at,
        state: Coded::new(row.state.clone(), state(&row.state)),
        answers,
    })
}

fn state(state: &ConsultationState) -> &str {
    match state {
        ConsultationState::Asked => "等待答复",
        ConsultationState::Answered => "已答复",
        ConsultationState::Other(name) => name,
    }
}

/// Answers, as staff: once or more. `withhold` keeps it from the public.
///
/// # Errors
///
/// `not-found`; `invalid` for an answer that is empty or too long.
pub async fn answer(
    db: &mut SqliteConnection,
    id: &str,
    reply: &Reply,
    withhold: bool,
) -> Result<Consultation, Refusal> {
    once::text("/text", &reply.text, TEXT)?;
    rows::by_id(db, id).await?.ok_or(ProblemCode::NotFound)?;
    replies::add(db, About::Consultation, id, reply).await?;
    rows::answered(db, id, withhold).await?;
    let row = rows::by_id(db, id).await?.ok_or(ProblemCode::NotFound)?;
    told(db, row).await
}

/// Adds the questions of the past that this hall does not know yet, dated from `now`.
///
/// # Errors
///
/// When the database fails.
pub async fn seed(
    db: &mut SqliteConnection,
    seeds: Vec<ConsultationSeed>,
    now: contract::Instant,
) -> Result<(), Refusal> {
    for it in seeds {
        if rows::by_id(db, it.id.as_str()).await?.is_some() {
            continue;
        }
        let asked_at = now + chrono::Duration::days(it.days);
        let year = asked_at.format("%Y");
        let n = next(db, &format!("consultation-{year}")).await?;
        let row = ConsultationRow {
            seq: 0,
            id: it.id.to_string(),
            person_id: it.person.to_string(),
            no: format!("咨询〔{year}〕{n:04}号"),
            matter: it.matter,
            subject: it.subject,
            text: it.text,
            public: it.public,
            asked_at,
            state: ConsultationState::Asked,
        };
        rows::add(db, &row).await?;
        let reply = Reply { at: asked_at + chrono::Duration::days(1), by: it.by, text: it.answer };
        answer(db, &row.id, &reply, false).await?;
    }
    Ok(())
}
