//! Appointments.

use std::collections::HashMap;

use contract::{Acting, AppointmentState, CaseId, Date, Instant, MatterId, PartyId, VenueId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::cases::sight::Sight;
use crate::clock;
use crate::error::Refusal;

/// An appointment as it is kept.
#[derive(Debug, Clone)]
pub struct AppointmentRow {
    /// The hall's running number, which orders lists; 0 before it is kept.
    pub seq: i64,
    /// Id.
    pub id: String,
    /// Who made it.
    pub person_id: String,
    /// What to say at the venue.
    pub number: String,
    /// Where.
    pub venue_id: VenueId,
    /// When: the slot,
    pub slot_id: String,
    /// its begin,
    pub from: Instant,
    /// and its end.
    pub to: Instant,
    /// What for.
    pub matter: Option<MatterId>,
    /// About which case.
    pub case_id: Option<CaseId>,
    /// Who comes, for whom.
    pub acting: Acting,
    /// What was done about it; that it was missed follows from the clock.
    pub state: AppointmentState,
    /// When it was made.
    pub booked_at: Instant,
}

/// Keeps an appointment.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, new: &AppointmentRow) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO appointments (id, person_id, principal_id, number, venue_id, slot_id, from_at, to_at, matter,
           case_id, acting, state, booked_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )
    .bind(&new.id)
    .bind(&new.person_id)
    .bind(new.acting.principal.id.as_str())
    .bind(&new.number)
    .bind(new.venue_id.as_str())
    .bind(&new.slot_id)
    .bind(clock::text(&new.from))
    .bind(clock::text(&new.to))
    .bind(new.matter.as_ref().map(MatterId::as_str))
    .bind(new.case_id.as_ref().map(CaseId::as_str))
    .bind(serde_json::to_string(&new.acting)?)
    .bind(new.state.as_str())
    .bind(clock::text(&new.booked_at))
    .execute(db)
    .await?;
    Ok(())
}

/// One appointment.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<AppointmentRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM appointments WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// Those for a principal that `sight` shows, the one made last first, before `before`.
///
/// # Errors
///
/// When the database fails.
pub async fn of_principal(
    db: &mut SqliteConnection,
    principal: &PartyId,
    sight: &Sight,
    before: i64,
    limit: u32,
) -> Result<Vec<AppointmentRow>, Refusal> {
    let (every, made_by, matters) = match sight {
        Sight::Every => (true, "", "[]".to_owned()),
        Sight::Some { filed_by, matters } => (false, filed_by.as_str(), serde_json::to_string(matters)?),
    };
    let rows = sqlx::query(
        "SELECT * FROM appointments WHERE principal_id = ?1 AND seq < ?2
           AND (?3 OR person_id = ?4 OR matter IN (SELECT value FROM json_each(?5)))
         ORDER BY seq DESC LIMIT ?6",
    )
    .bind(principal.as_str())
    .bind(before)
    .bind(every)
    .bind(made_by)
    .bind(matters)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.iter().map(read).collect()
}

/// How many places of a slot are taken.
///
/// # Errors
///
/// When the database fails.
pub async fn taken(db: &mut SqliteConnection, slot: &str) -> Result<u32, Refusal> {
    let sql = "SELECT COUNT(*) FROM appointments WHERE slot_id = ?1 AND state <> 'cancelled'";
    Ok(sqlx::query(sql).bind(slot).fetch_one(db).await?.try_get(0)?)
}

/// How many places of each slot of a venue's day are taken; a slot that nobody took is not there.
///
/// # Errors
///
/// When the database fails.
pub async fn taken_on(
    db: &mut SqliteConnection,
    venue: &VenueId,
    day: Date,
) -> Result<HashMap<String, u32>, Refusal> {
    let rows = sqlx::query(
        "SELECT slot_id, COUNT(*) FROM appointments
         WHERE venue_id = ?1 AND substr(from_at, 1, 10) = ?2 AND state <> 'cancelled' GROUP BY slot_id",
    )
    .bind(venue.as_str())
    .bind(day.to_string())
    .fetch_all(db)
    .await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Writes where it stands.
///
/// # Errors
///
/// When the database fails.
pub async fn set(db: &mut SqliteConnection, id: &str, state: &AppointmentState) -> Result<(), Refusal> {
    let sql = "UPDATE appointments SET state = ?2 WHERE id = ?1";
    sqlx::query(sql).bind(id).bind(state.as_str()).execute(db).await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<AppointmentRow, Refusal> {
    let instant = |column: &str| -> Result<Instant, Refusal> {
        Instant::parse_from_rfc3339(&row.try_get::<String, _>(column)?).map_err(Refusal::internal)
    };
    Ok(AppointmentRow {
        seq: row.try_get("seq")?,
        id: row.try_get("id")?,
        person_id: row.try_get("person_id")?,
        number: row.try_get("number")?,
        venue_id: row.try_get::<String, _>("venue_id")?.parse()?,
        slot_id: row.try_get("slot_id")?,
        from: instant("from_at")?,
        to: instant("to_at")?,
        matter: row.try_get::<Option<String>, _>("matter")?.map(|it| it.parse()).transpose()?,
        case_id: row.try_get::<Option<String>, _>("case_id")?.map(|it| it.parse()).transpose()?,
        acting: serde_json::from_str(&row.try_get::<String, _>("acting")?)?,
        state: AppointmentState::from(row.try_get::<String, _>("state")?),
        booked_at: instant("booked_at")?,
    })
}
