//! 好差评: what applicants say of each service they had, once, and what the hall does about a bad one.

mod said;

use chrono::Duration;
use contract::{
    CaseId, Coded, FollowUp, FollowUpState, PersonId, ProblemCode, PutRating, Rating, Reply, ServiceEvent,
    ServiceEventId, ServiceEventKind, ServiceEvents,
};
use rules::Action;
use sqlx::{Acquire, SqliteConnection};

use crate::cases::sight::{self, Seen};
use crate::clock;
use crate::error::Refusal;
use crate::once::{self, Made};
use crate::random;
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::cases::CaseRow;
use crate::store::ratings::{self as rows, RatingRow, ServiceRow};
use crate::store::replies::{self, About};

pub use said::Said;

/// For how many days a service can be rated.
const RATABLE_DAYS: i64 = 30;
/// Within how many working days the hall answers a bad rating.
const FOLLOW_UP_DAYS: u32 = 15;
/// Up to how many stars a rating is a bad one (差评).
const BAD: u8 = 2;

/// Keeps that staff did something for an applicant, when it is something to be rated.
///
/// # Errors
///
/// When the database fails.
pub async fn served(
    hall: &Hall,
    db: &mut SqliteConnection,
    case: &CaseRow,
    action: Action,
) -> Result<(), Refusal> {
    let Some(kind) = service(action) else { return Ok(()) };
    let guide = hall.catalogue.version(&case.matter, case.guide_version);
    let at = hall.clock().now();
    let row = ServiceRow {
        id: random::id("s")?,
        case_id: case.id.parse()?,
        kind,
        at,
        department: guide.map_or_else(|| hall.seed.name.clone(), |it| it.department.name.clone()),
        until_s: (at + Duration::days(RATABLE_DAYS)).timestamp(),
        rated: false,
    };
    rows::served(db, &row).await
}

/// Which service an act is; special procedures are part of the decision, and what applicants do themselves is none.
fn service(action: Action) -> Option<ServiceEventKind> {
    match action {
        Action::Accept | Action::RefuseAcceptance => Some(ServiceEventKind::Acceptance),
        Action::AskCorrection => Some(ServiceEventKind::Correction),
        Action::Approve | Action::Reject => Some(ServiceEventKind::Decision),
        Action::Deliver => Some(ServiceEventKind::Delivery),
        Action::AnswerCorrection { .. } | Action::Suspend | Action::Resume | Action::Withdraw => None,
    }
}

fn name(kind: &ServiceEventKind) -> &str {
    match kind {
        ServiceEventKind::Acceptance => "受理",
        ServiceEventKind::Correction => "补正指导",
        ServiceEventKind::Decision => "审查决定",
        ServiceEventKind::Delivery => "送达",
        ServiceEventKind::Other(name) => name,
    }
}

/// The services of a case, the latest first.
///
/// # Errors
///
/// `not-found` for a case the caller does not see.
pub async fn services(hall: &Hall, caller: &Caller, case: &CaseId) -> Result<ServiceEvents, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    sight::find(&mut db, &caller.person.id, case, hall.clock().today()).await?;
    let found = rows::services(&mut db, case).await?;
    let event = |it: ServiceRow| -> Result<ServiceEvent, Refusal> {
        Ok(ServiceEvent {
            id: it.id.parse()?,
            kind: Coded::new(it.kind.clone(), name(&it.kind)),
            at: it.at,
            department: it.department,
            ratable_until: clock::instant(it.until_s),
            rated: it.rated,
        })
    };
    Ok(ServiceEvents { items: found.into_iter().map(event).collect::<Result<_, _>>()? })
}

/// Rates a service.
///
/// # Errors
///
/// `not-found` for a service the caller does not see, `not-allowed` when they are neither the applicant nor who filed,
/// `content-conflict` when it was rated otherwise, `wrong-state` when it is too late.
pub async fn put(
    hall: &Shared,
    caller: &Caller,
    id: ServiceEventId,
    body: PutRating,
) -> Result<Made<Rating>, Refusal> {
    let (inner, person) = (hall.clone(), caller.person.id.clone());
    let hash = once::hash(&body)?;
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let (service, seen) = visible(&inner, db, &person, &id).await?;
            if !may_rate(&seen, &person) {
                let detail = "只有申请人和申报的人可以评价";
                return Err(Refusal::new(ProblemCode::NotAllowed).detail(detail));
            }
            if let Some(held) = rows::rating(db, id.as_str()).await? {
                once::same(&held.hash, &hash)?;
                return Ok(Made::Same(told(db, held).await?));
            }
            let now = inner.clock().now();
            if now.timestamp() > service.until_s {
                return Err(Refusal::new(ProblemCode::WrongState).detail("已经过了评价的期限"));
            }
            let bad = body.stars <= BAD;
            let due = bad.then(|| inner.calendar.due_or_estimate(now.date_naive(), FOLLOW_UP_DAYS).0);
            let row = RatingRow {
                service_event_id: id.to_string(),
                person_id: person.to_string(),
                hash,
                said: body,
                rated_at: now,
                follow_due: due,
            };
            rows::rate(db, &row).await?;
            Ok(Made::New(told(db, row).await?))
        })
    });
    done.await
}

/// The rating of a service, for those who may rate it.
///
/// # Errors
///
/// `not-found`.
pub async fn show(hall: &Hall, caller: &Caller, id: &ServiceEventId) -> Result<Rating, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let (_, seen) = visible(hall, &mut db, &caller.person.id, id).await?;
    let held = rows::rating(&mut db, id.as_str()).await?.filter(|_| may_rate(&seen, &caller.person.id));
    told(&mut db, held.ok_or(ProblemCode::NotFound)?).await
}

async fn visible(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &PersonId,
    id: &ServiceEventId,
) -> Result<(ServiceRow, Seen), Refusal> {
    let service = rows::service_by_id(db, id.as_str()).await?.ok_or(ProblemCode::NotFound)?;
    let seen = sight::find(db, person, &service.case_id, hall.clock().today()).await?;
    Ok((service, seen))
}

fn may_rate(seen: &Seen, person: &PersonId) -> bool {
    seen.speaks() || seen.row.person_id == person.as_str()
}

/// A rating with what the hall said to it.
///
/// # Errors
///
/// When the database fails.
pub async fn told(db: &mut SqliteConnection, row: RatingRow) -> Result<Rating, Refusal> {
    let reply = replies::to(db, About::Rating, &row.service_event_id).await?.pop();
    let follow_up = row.follow_due.map(|due_on| FollowUp {
        state: match reply {
            Some(_) => Coded::new(FollowUpState::Answered, "已回访"),
            None => Coded::new(FollowUpState::Open, "等待回访"),
        },
        due_on,
        reply,
    });
    Ok(Rating {
        service_event_id: row.service_event_id.parse()?,
        stars: row.said.stars,
        reasons: row.said.reasons,
        text: row.said.text,
        anonymous: row.said.anonymous,
        rated_at: row.rated_at,
        follow_up,
    })
}

/// Answers a bad rating, as staff.
///
/// # Errors
///
/// `not-found` when there is no rating, `wrong-state` when it asks for no answer or has one.
pub async fn answer(db: &mut SqliteConnection, id: &str, reply: &Reply) -> Result<Rating, Refusal> {
    let row = rows::rating(db, id).await?.ok_or(ProblemCode::NotFound)?;
    let had = replies::to(db, About::Rating, id).await?;
    if row.follow_due.is_none() || !had.is_empty() {
        return Err(Refusal::new(ProblemCode::WrongState).detail("这条评价不用答复，或者已经答复"));
    }
    replies::add(db, About::Rating, id, reply).await?;
    told(db, row).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_staff_do_for_an_applicant_is_a_service() {
        let table = [
            (Action::Accept, Some("acceptance")),
            (Action::RefuseAcceptance, Some("acceptance")),
            (Action::AskCorrection, Some("correction")),
            (Action::Suspend, None),
            (Action::Resume, None),
            (Action::Approve, Some("decision")),
            (Action::Reject, Some("decision")),
            (Action::Deliver, Some("delivery")),
            (Action::Withdraw, None),
            (Action::AnswerCorrection { accepted: true }, None),
        ];
        for (action, kind) in table {
            assert_eq!(service(action).as_ref().map(ServiceEventKind::as_str), kind, "{action:?}");
        }
    }
}
