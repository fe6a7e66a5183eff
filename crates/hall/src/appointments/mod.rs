//! Appointments (预约): a place in a slot, taken once and never by more people than there are places.

mod slots;

use contract::{
    Appointment, AppointmentId, AppointmentState, BookedSlot, Coded, Date, Instant, MandateAction, MatterId,
    Page, PartyId, PersonId, ProblemCode, PutAppointment, Slot, Slots, Venue, VenueId, VenueName,
};
use fixtures::Person;
use sqlx::{Acquire, SqliteConnection};

use crate::acting::{self, Wish};
use crate::cases::sight::{self, Sight};
use crate::consultations::known_matter;
use crate::error::Refusal;
use crate::once::{Made, Put};
use crate::page::{self, PageQuery};
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::appointments::{self as rows, AppointmentRow};
use crate::store::venues::{self, VenueRow};
use crate::store::{mandates, next};

use slots::Time;

/// The venues where one can come for a matter, or all, in the hall's order.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave.
pub async fn venues(
    hall: &Hall,
    matter: Option<&MatterId>,
    query: &PageQuery,
) -> Result<Page<Venue>, Refusal> {
    let (after, wanted) = (query.after()?.unwrap_or(0), query.limit());
    let mut db = hall.readers.acquire().await?;
    let found = venues::all(&mut db, matter, after, wanted + 1).await?;
    let (found, next) = page::cut(found, wanted, |it| it.seq);
    Ok(Page { items: found.into_iter().map(VenueRow::told).collect(), next })
}

/// The slots of a venue's day that can still be taken.
///
/// # Errors
///
/// `not-found` for a venue this hall does not have.
pub async fn slots_of(hall: &Hall, venue: &VenueId, day: Date) -> Result<Slots, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let venue = venues::by_id(&mut db, venue.as_str()).await?.ok_or(ProblemCode::NotFound)?;
    let taken = rows::taken_on(&mut db, &venue.id, day).await?;
    let slot = |it: Time| {
        let gone = taken.get(it.id.as_str()).copied().unwrap_or(0);
        Slot { id: it.id, from: it.from, to: it.to, left: venue.slot_places.saturating_sub(gone) }
    };
    let open = slots::open(&venue, day, &hall.calendar, &hall.clock().now());
    Ok(Slots { items: open.into_iter().map(slot).collect() })
}

/// Makes an appointment.
///
/// # Errors
///
/// `slot-full`; `invalid` for a slot that cannot be taken, a matter the hall or the venue does not have, a case the
/// caller does not see or that is another principal's; as [`acting::judge`]; otherwise as [`Put::claim`].
pub async fn put(
    hall: &Shared,
    caller: &Caller,
    id: AppointmentId,
    body: PutAppointment,
) -> Result<Made<Appointment>, Refusal> {
    let put = Put::new("appointment", id.as_str(), &caller.person.id, &body)?;
    let (inner, person) = (hall.clone(), caller.person.clone());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let new = put.claim(db).await?;
            if new {
                known_matter(&inner, body.matter.as_ref())?;
                let matter = entitled(&inner, db, &person, &body).await?;
                let row = book(&inner, db, &person, &id, body, matter).await?;
                rows::add(db, &row).await?;
            }
            let row = rows::by_id(db, id.as_str()).await?.ok_or(ProblemCode::NotFound)?;
            Ok(Made::of(new, told(db, row, &inner.clock().now()).await?))
        })
    });
    done.await
}

/// Whether the person may come for the principal; what for, as far as it is said or follows from the case.
async fn entitled(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &Person,
    body: &PutAppointment,
) -> Result<Option<MatterId>, Refusal> {
    let invalid = |at, code, text| Err(Refusal::new(ProblemCode::Invalid).at(at, code, text));
    acting::signed_in(person, &body.acting)?;
    let mut matter = body.matter.clone();
    if let Some(id) = &body.case_id {
        let seen = sight::named(db, &person.id, id, hall.clock().today()).await?;
        if seen.row.acting.principal.id != body.acting.principal.id {
            return invalid("/case_id", "other-principal", "这个办件的申请人是别人");
        }
        matter = matter.or(Some(seen.row.matter));
    }
    if matter.is_none() && body.acting.mandate.is_some() {
        return invalid("/matter", "required", "替别人预约，要写明办什么事");
    }
    // Whoever comes for themselves needs no matter, and none is looked at then.
    let about = matter.clone().map_or_else(|| "any".parse(), Ok)?;
    let wish = Wish { matter: &about, action: &MandateAction::File, at: "/acting" };
    acting::judge(hall, db, person, &body.acting, wish).await?;
    Ok(matter)
}

/// Takes a place. There is one writer, so that nobody takes the last one at the same time.
async fn book(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &Person,
    id: &AppointmentId,
    body: PutAppointment,
    matter: Option<MatterId>,
) -> Result<AppointmentRow, Refusal> {
    let invalid = |at, code, text| Refusal::new(ProblemCode::Invalid).at(at, code, text);
    let gone = || invalid("/slot", "unknown", "没有这个时段，或者已经过了。请重新选择");
    let now = hall.clock().now();
    let (venue, day) = slots::parts(&body.slot).ok_or_else(gone)?;
    let venue = venues::by_id(db, venue.as_str()).await?.ok_or_else(gone)?;
    let time = slots::find(&venue, &body.slot, &hall.calendar, &now).ok_or_else(gone)?;
    if matter.as_ref().is_some_and(|it| !venue.serves(it)) {
        return Err(invalid("/matter", "not-here", "这个地点不办这件事，请换一个地点"));
    }
    if rows::taken(db, time.id.as_str()).await? >= venue.slot_places {
        return Err(Refusal::new(ProblemCode::SlotFull));
    }
    let date = day.format("%Y%m%d");
    let n = next(db, &format!("appointment-{date}")).await?;
    Ok(AppointmentRow {
        seq: 0,
        id: id.to_string(),
        person_id: person.id.to_string(),
        number: format!("{date}-{n:03}"),
        venue_id: venue.id,
        slot_id: time.id.to_string(),
        from: time.from,
        to: time.to,
        matter,
        case_id: body.case_id,
        acting: body.acting,
        state: AppointmentState::Booked,
        booked_at: now,
    })
}

/// What the caller sees of a principal's appointments, the one made last first; of their own when none is named.
///
/// # Errors
///
/// `malformed` for a cursor this hall never gave, `mandate-refused` without a mandate in force for the principal.
pub async fn list(
    hall: &Hall,
    caller: &Caller,
    principal: Option<PartyId>,
    query: &PageQuery,
) -> Result<Page<Appointment>, Refusal> {
    let principal = principal.map_or_else(|| caller.party().map(|it| it.id), Ok)?;
    let (before, wanted, now) = (query.after()?.unwrap_or(i64::MAX), query.limit(), hall.clock().now());
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let (person, today) = (&caller.person.id, now.date_naive());
    let sight = sight::over(&mut db, &hall.catalogue, person, &principal, today).await?;
    let found = rows::of_principal(&mut db, &principal, &sight, before, wanted + 1).await?;
    let (found, next) = page::cut(found, wanted, |it| it.seq);
    let mut items = Vec::with_capacity(found.len());
    for row in found {
        items.push(told(&mut db, row, &now).await?);
    }
    Ok(Page { items, next })
}

/// One appointment.
///
/// # Errors
///
/// `not-found`, also for one the caller does not see.
pub async fn show(hall: &Hall, caller: &Caller, id: &AppointmentId) -> Result<Appointment, Refusal> {
    let now = hall.clock().now();
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let (row, _) = visible(&mut db, &caller.person.id, id, now.date_naive()).await?;
    told(&mut db, row, &now).await
}

/// Gives a place back. Doing it again changes nothing.
///
/// # Errors
///
/// `not-found`; `not-allowed` for whoever only sees it; `wrong-state` once it has begun.
pub async fn cancel(hall: &Shared, caller: &Caller, id: AppointmentId) -> Result<Appointment, Refusal> {
    let (now, person) = (hall.clock().now(), caller.person.id.clone());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let (mut row, theirs) = visible(db, &person, &id, now.date_naive()).await?;
            if !theirs {
                let detail = "只有预约的人和本人可以取消";
                return Err(Refusal::new(ProblemCode::NotAllowed).detail(detail));
            }
            if row.state != AppointmentState::Cancelled {
                if row.state != AppointmentState::Booked || now >= row.from {
                    let refused = Refusal::new(ProblemCode::WrongState);
                    return Err(refused.detail("预约的时段已经开始，不能再取消"));
                }
                row.state = AppointmentState::Cancelled;
                rows::set(db, &row.id, &row.state).await?;
            }
            told(db, row, &now).await
        })
    });
    done.await
}

/// Notes that somebody came, as staff. Doing it again changes nothing.
///
/// # Errors
///
/// `not-found`, `wrong-state` when it was cancelled.
pub async fn keep(
    db: &mut SqliteConnection,
    id: &AppointmentId,
    now: &Instant,
) -> Result<Appointment, Refusal> {
    let mut row = rows::by_id(db, id.as_str()).await?.ok_or(ProblemCode::NotFound)?;
    if row.state == AppointmentState::Cancelled {
        return Err(Refusal::new(ProblemCode::WrongState).detail("这个预约已经取消"));
    }
    row.state = AppointmentState::Kept;
    rows::set(db, &row.id, &row.state).await?;
    told(db, row, now).await
}

/// The appointment when `person` sees it, and whether it is theirs to cancel.
async fn visible(
    db: &mut SqliteConnection,
    person: &PersonId,
    id: &AppointmentId,
    today: Date,
) -> Result<(AppointmentRow, bool), Refusal> {
    let none = || Refusal::new(ProblemCode::NotFound);
    let row = rows::by_id(db, id.as_str()).await?.ok_or_else(none)?;
    let principal = &row.acting.principal.id;
    // Whoever made it has the number and may have to give the place back, whatever became of the mandate.
    if principal.as_str() == person.as_str() || row.person_id == person.as_str() {
        return Ok((row, true));
    }
    let active = mandates::active_for(db, person, principal, today).await?;
    if active.is_empty() || !Sight::of(person, &active).covers(&row.person_id, row.matter.as_ref()) {
        return Err(none());
    }
    Ok((row, active.iter().any(sight::belongs)))
}

async fn told(db: &mut SqliteConnection, row: AppointmentRow, now: &Instant) -> Result<Appointment, Refusal> {
    let venue = venues::by_id(db, row.venue_id.as_str()).await?;
    let venue = venue.ok_or_else(|| Refusal::internal("an appointment nowhere"))?;
    let state = standing(&row.state, &row.to, now);
    Ok(Appointment {
        id: row.id.parse()?,
        number: row.number,
        venue: VenueName { id: venue.id, name: venue.name, address: venue.address },
        slot: BookedSlot { id: row.slot_id.parse()?, from: row.from, to: row.to },
        matter: row.matter,
        case_id: row.case_id,
        acting: row.acting,
        state: Coded::new(state.clone(), text(&state)),
        booked_at: row.booked_at,
    })
}

/// Where an appointment stands at `now`: one that nobody came to by its end was missed.
fn standing(kept: &AppointmentState, to: &Instant, now: &Instant) -> AppointmentState {
    match kept {
        AppointmentState::Booked if now >= to => AppointmentState::Missed,
        other => other.clone(),
    }
}

fn text(state: &AppointmentState) -> &str {
    match state {
        AppointmentState::Booked => "已预约",
        AppointmentState::Cancelled => "已取消",
        AppointmentState::Kept => "已到场",
        AppointmentState::Missed => "已过号",
        AppointmentState::Other(name) => name,
    }
}
