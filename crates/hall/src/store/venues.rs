//! Venues: where people are seen, and when.

use contract::{MatterId, OpeningHours, Venue, VenueId, VenueWindow};
use fixtures::VenueSeed;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// A venue as it is kept.
#[derive(Debug, Clone)]
pub struct VenueRow {
    /// The hall's order.
    pub seq: i64,
    /// Id.
    pub id: VenueId,
    /// Name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// When it is open.
    pub hours: Vec<OpeningHours>,
    /// Its windows.
    pub windows: Vec<VenueWindow>,
    /// What one can come for; `None` is every matter.
    pub matters: Option<Vec<MatterId>>,
    /// How long a slot is, in minutes.
    pub slot_minutes: u32,
    /// How many people are seen in a slot.
    pub slot_places: u32,
    /// How many days ahead appointments are made.
    pub days_ahead: u32,
}

impl VenueRow {
    /// Whether one can come for this matter.
    #[must_use]
    pub fn serves(&self, matter: &MatterId) -> bool {
        self.matters.as_ref().is_none_or(|it| it.contains(matter))
    }

    /// The venue as everybody sees it.
    #[must_use]
    pub fn told(self) -> Venue {
        Venue {
            id: self.id,
            name: self.name,
            address: self.address,
            phone: self.phone,
            hours: self.hours,
            windows: self.windows,
        }
    }
}

/// Adds venues this hall does not know yet, in their order.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, seeds: &[VenueSeed]) -> Result<(), Refusal> {
    for it in seeds {
        sqlx::query(
            "INSERT INTO venues (id, name, address, phone, hours, windows, matters, slot_minutes, slot_places, days_ahead)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO NOTHING",
        )
        .bind(it.id.as_str())
        .bind(&it.name)
        .bind(&it.address)
        .bind(&it.phone)
        .bind(serde_json::to_string(&it.hours)?)
        .bind(serde_json::to_string(&it.windows)?)
        .bind(it.matters.as_ref().map(serde_json::to_string).transpose()?)
        .bind(it.slot_minutes)
        .bind(it.slot_places)
        .bind(it.days_ahead)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// One venue.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<VenueRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM venues WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// Venues in the hall's order, those after `after`, where one can come for `matter`.
///
/// # Errors
///
/// When the database fails.
pub async fn all(
    db: &mut SqliteConnection,
    matter: Option<&MatterId>,
    after: i64,
    limit: u32,
) -> Result<Vec<VenueRow>, Refusal> {
    let rows = sqlx::query(
        "SELECT * FROM venues WHERE seq > ?2
           AND (?1 IS NULL OR matters IS NULL OR ?1 IN (SELECT value FROM json_each(matters)))
         ORDER BY seq LIMIT ?3",
    )
    .bind(matter.map(MatterId::as_str))
    .bind(after)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<VenueRow, Refusal> {
    let matters = row.try_get::<Option<String>, _>("matters")?;
    Ok(VenueRow {
        seq: row.try_get("seq")?,
        id: row.try_get::<String, _>("id")?.parse()?,
        name: row.try_get("name")?,
        address: row.try_get("address")?,
        phone: row.try_get("phone")?,
        hours: serde_json::from_str(&row.try_get::<String, _>("hours")?)?,
        windows: serde_json::from_str(&row.try_get::<String, _>("windows")?)?,
        matters: matters.map(|it| serde_json::from_str(&it)).transpose()?,
        slot_minutes: row.try_get("slot_minutes")?,
        slot_places: row.try_get("slot_places")?,
        days_ahead: row.try_get("days_ahead")?,
    })
}
