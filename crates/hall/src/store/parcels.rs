//! Parcels and what happened to them.

use contract::{Coded, Instant, Parcel, ParcelDirection, ParcelEvent, ParcelState};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::cases::instant;
use crate::clock;
use crate::error::Refusal;
use crate::parcels::text;

/// A parcel that is on its way.
#[derive(Debug, Clone)]
pub struct ParcelRow {
    /// The hall's running number.
    pub seq: i64,
    /// Id.
    pub id: String,
    /// Where it stands.
    pub state: ParcelState,
    /// When it was made ready.
    pub prepared_s: i64,
}

/// Keeps a new parcel.
///
/// # Errors
///
/// When the database fails.
pub async fn add(
    db: &mut SqliteConnection,
    id: &str,
    case: &str,
    direction: &ParcelDirection,
    carrier: &str,
    at: &Instant,
) -> Result<(), Refusal> {
    let sql = "INSERT INTO parcels (id, case_id, direction, carrier, state, prepared_s)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    sqlx::query(sql)
        .bind(id)
        .bind(case)
        .bind(direction.as_str())
        .bind(carrier)
        .bind(ParcelState::Prepared.as_str())
        .bind(at.timestamp())
        .execute(db)
        .await?;
    Ok(())
}

/// Appends an event.
///
/// # Errors
///
/// When the database fails.
pub async fn add_event(db: &mut SqliteConnection, id: &str, at: &Instant, text: &str) -> Result<(), Refusal> {
    let sql = "INSERT INTO parcel_events (parcel_id, seq, at, text)
               SELECT ?1, COALESCE(MAX(seq), 0) + 1, ?2, ?3 FROM parcel_events WHERE parcel_id = ?1";
    sqlx::query(sql).bind(id).bind(clock::text(at)).bind(text).execute(db).await?;
    Ok(())
}

/// Moves a parcel on; `tracking_no` is kept when there is a new one.
///
/// # Errors
///
/// When the database fails.
pub async fn move_to(
    db: &mut SqliteConnection,
    id: &str,
    state: &ParcelState,
    tracking_no: Option<&str>,
) -> Result<(), Refusal> {
    let sql = "UPDATE parcels SET state = ?2, tracking_no = COALESCE(?3, tracking_no) WHERE id = ?1";
    sqlx::query(sql).bind(id).bind(state.as_str()).bind(tracking_no).execute(db).await?;
    Ok(())
}

/// Parcels that have not arrived, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn under_way(db: &mut SqliteConnection) -> Result<Vec<ParcelRow>, Refusal> {
    let sql = "SELECT * FROM parcels WHERE state IN ('prepared', 'sent') ORDER BY seq";
    let rows = sqlx::query(sql).fetch_all(db).await?;
    let one = |row: &SqliteRow| -> Result<ParcelRow, Refusal> {
        Ok(ParcelRow {
            seq: row.try_get("seq")?,
            id: row.try_get("id")?,
            state: ParcelState::from(row.try_get::<String, _>("state")?),
            prepared_s: row.try_get("prepared_s")?,
        })
    };
    rows.iter().map(one).collect()
}

/// The parcels of a case and, for a bundle, of its parts, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn of_case(db: &mut SqliteConnection, case: &str) -> Result<Vec<Parcel>, Refusal> {
    let sql = "SELECT * FROM parcels
               WHERE case_id = ?1 OR case_id IN (SELECT id FROM cases WHERE bundle_id = ?1) ORDER BY seq";
    let rows = sqlx::query(sql).bind(case).fetch_all(&mut *db).await?;
    let mut parcels = Vec::with_capacity(rows.len());
    for row in rows {
        let id: String = row.try_get("id")?;
        let state = ParcelState::from(row.try_get::<String, _>("state")?);
        parcels.push(Parcel {
            direction: ParcelDirection::from(row.try_get::<String, _>("direction")?),
            carrier: row.try_get("carrier")?,
            tracking_no: row.try_get("tracking_no")?,
            state: Coded::new(state.clone(), text(&state)),
            events: events(db, &id).await?,
            id: id.parse()?,
        });
    }
    Ok(parcels)
}

async fn events(db: &mut SqliteConnection, id: &str) -> Result<Vec<ParcelEvent>, Refusal> {
    let sql = "SELECT at, text FROM parcel_events WHERE parcel_id = ?1 ORDER BY seq";
    let rows = sqlx::query(sql).bind(id).fetch_all(db).await?;
    let event = |row: &SqliteRow| -> Result<ParcelEvent, Refusal> {
        Ok(ParcelEvent { at: instant(&row.try_get::<String, _>("at")?)?, text: row.try_get("text")? })
    };
    rows.iter().map(event).collect()
}
