//! Parcels (寄递): a result for which the applicant chose a courier is made ready when its case is delivered. The
//! sample carrier fetches it a day later and brings it in three; a hall with a real one would ask it instead.

use chrono::Duration;
use contract::{CaseId, DeliveryKind, Page, Parcel, ParcelDirection, ParcelState};
use rules::Action;
use sqlx::SqliteConnection;

use crate::cases::sight;
use crate::clock;
use crate::error::Refusal;
use crate::random;
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::cases::CaseRow;
use crate::store::{parcels as rows, submissions};

/// Who brings parcels in the sample.
const CARRIER: &str = "云岫速递（示例）";

/// Days from ready to what the carrier does, with what it says.
const JOURNEY: [(i64, ParcelState, &str); 2] =
    [(1, ParcelState::Sent, "快递员已取件"), (3, ParcelState::Delivered, "收件人已签收")];

/// The parcels of a case that the caller sees, oldest first; for a bundle those of its parts, too.
///
/// # Errors
///
/// `not-found` for a case the caller does not see.
pub async fn list(hall: &Hall, caller: &Caller, id: &CaseId) -> Result<Page<Parcel>, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let seen = sight::find(&mut db, &caller.person.id, id, hall.clock().today()).await?;
    Ok(Page { items: rows::of_case(&mut db, &seen.row.id).await?, next: None })
}

/// What a step of a case means for its parcels.
///
/// # Errors
///
/// When the database fails.
pub(crate) async fn follow(
    hall: &Hall,
    db: &mut SqliteConnection,
    case: &CaseRow,
    action: Action,
) -> Result<(), Refusal> {
    if action != Action::Deliver {
        return Ok(());
    }
    let (manifest, _) = submissions::content_of_case(db, case.filed_as()).await?;
    if manifest.delivery.kind != DeliveryKind::Courier {
        return Ok(());
    }
    let (id, now) = (random::id("e")?, hall.clock().now());
    rows::add(db, &id, &case.id, &ParcelDirection::ToApplicant, CARRIER, &now).await?;
    rows::add_event(db, &id, &now, "大厅已装好，等快递员来取").await
}

/// Moves every parcel on to where it is by now.
///
/// # Errors
///
/// When the database fails.
pub async fn advance(hall: &Shared) -> Result<(), Refusal> {
    let mut db = hall.readers.acquire().await?;
    if rows::under_way(&mut db).await?.is_empty() {
        return Ok(());
    }
    drop(db);
    let inner = hall.clone();
    hall.writer.run(move |db| Box::pin(async move { move_all(&inner, db).await })).await
}

async fn move_all(hall: &Hall, db: &mut SqliteConnection) -> Result<(), Refusal> {
    for parcel in rows::under_way(db).await? {
        let ready = clock::instant(parcel.prepared_s);
        let known = JOURNEY.iter().position(|it| it.1 == parcel.state).map_or(0, |it| it + 1);
        for (days, state, said) in JOURNEY.iter().skip(known) {
            let at = ready + Duration::days(*days);
            if at > hall.clock().now() {
                break;
            }
            let number = format!("YX{}{:08}", hall.seed.region, parcel.seq);
            rows::move_to(db, &parcel.id, state, Some(&number)).await?;
            rows::add_event(db, &parcel.id, &at, said).await?;
        }
    }
    Ok(())
}

/// What this hall calls the state of a parcel.
pub(crate) fn text(state: &ParcelState) -> &str {
    match state {
        ParcelState::Prepared => "待寄出",
        ParcelState::Sent => "已寄出",
        ParcelState::Delivered => "已签收",
        ParcelState::Returned => "已退回",
        ParcelState::Other(name) => name,
    }
}
