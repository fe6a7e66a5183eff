//! Documents that came of cases.

use contract::IssuedDocument;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::cases::date;
use crate::error::Refusal;

/// Keeps a document that came of a case.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, case: &str, document: &IssuedDocument) -> Result<(), Refusal> {
    let sql = "INSERT INTO results (case_id, position, name, number, issued_on, valid_until)
               SELECT ?1, COUNT(*), ?2, ?3, ?4, ?5 FROM results WHERE case_id = ?1";
    sqlx::query(sql)
        .bind(case)
        .bind(&document.name)
        .bind(&document.number)
        .bind(document.issued_on.to_string())
        .bind(document.valid_until.map(|it| it.to_string()))
        .execute(db)
        .await?;
    Ok(())
}

/// The documents that came of a case.
///
/// # Errors
///
/// When the database fails.
pub async fn of_case(db: &mut SqliteConnection, case: &str) -> Result<Vec<IssuedDocument>, Refusal> {
    let sql = "SELECT * FROM results WHERE case_id = ?1 ORDER BY position";
    let rows = sqlx::query(sql).bind(case).fetch_all(db).await?;
    let document = |row: &SqliteRow| -> Result<IssuedDocument, Refusal> {
        let until = row.try_get::<Option<String>, _>("valid_until")?;
        Ok(IssuedDocument {
            name: row.try_get("name")?,
            number: row.try_get("number")?,
            issued_on: date(&row.try_get::<String, _>("issued_on")?)?,
            valid_until: until.map(|it| date(&it)).transpose()?,
        })
    };
    rows.iter().map(document).collect()
}
