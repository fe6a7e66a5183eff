//! How often a matter was filed lately.

use std::collections::HashMap;

use chrono::{Datelike, Months};
use contract::{Date, MatterId};
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// How often each matter was filed in the twelve months before this one began; nothing of a matter that was not. The
/// count moves once a month: what is made of the catalogue stays the same from day to day.
///
/// # Errors
///
/// When the database fails.
pub(super) async fn filed(db: &mut SqliteConnection, today: Date) -> Result<HashMap<MatterId, u32>, Refusal> {
    let (since, until) = months(today);
    let sql = "SELECT matter, COUNT(*) AS filed FROM cases
               WHERE bundle_id IS NULL AND received_at >= ?1 AND received_at < ?2 GROUP BY matter";
    let rows = sqlx::query(sql).bind(since.to_string()).bind(until.to_string()).fetch_all(db).await?;
    let read = |row: sqlx::sqlite::SqliteRow| {
        let matter = row.try_get::<String, _>("matter")?.parse()?;
        Ok((matter, row.try_get("filed")?))
    };
    rows.into_iter().map(read).collect()
}

/// From the first day, inclusive, to the last, exclusive.
fn months(today: Date) -> (Date, Date) {
    let until = today.with_day(1).unwrap_or(today);
    (until.checked_sub_months(Months::new(12)).unwrap_or(until), until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twelve_months_before_this_one() {
        let table = [
            ("2026-11-22", "2025-11-01", "2026-11-01"),
            ("2028-02-29", "2027-02-01", "2028-02-01"),
            ("2026-01-01", "2025-01-01", "2026-01-01"),
        ];
        for (today, since, until) in table {
            let (from, to) = months(today.parse().unwrap());
            assert_eq!((from.to_string().as_str(), to.to_string().as_str()), (since, until), "{today}");
        }
    }
}
