//! People as the hall's identity system knows them.

use fixtures::Person;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;

/// Adds people this hall does not know yet, in their order; without an account they cannot sign in.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, people: &[Person], account: bool) -> Result<(), Refusal> {
    for (position, person) in (0_i64..).zip(people) {
        sqlx::query(
            "INSERT INTO people (id, position, name, id_number, mobile, address, about, account)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO NOTHING",
        )
        .bind(person.id.as_str())
        .bind(position)
        .bind(&person.name)
        .bind(&person.id_number)
        .bind(&person.mobile)
        .bind(&person.address)
        .bind(&person.about)
        .bind(account)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Everybody who has an account, in their order.
///
/// # Errors
///
/// When the database fails.
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<Person>, Refusal> {
    let sql = "SELECT * FROM people WHERE account = 1 ORDER BY position";
    let rows = sqlx::query(sql).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// One person who has an account.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<Person>, Refusal> {
    let sql = "SELECT * FROM people WHERE id = ?1 AND account = 1";
    let row = sqlx::query(sql).bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// The identity number of a person, with or without an account.
///
/// # Errors
///
/// When the database fails.
pub async fn id_number(db: &mut SqliteConnection, id: &str) -> Result<Option<String>, Refusal> {
    let row = sqlx::query("SELECT id_number FROM people WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.map(|it| it.try_get(0).map_err(Into::into)).transpose()
}

/// Those who have an account under this name and this mobile number.
///
/// # Errors
///
/// When the database fails.
pub async fn by_contact(db: &mut SqliteConnection, name: &str, mobile: &str) -> Result<Vec<Person>, Refusal> {
    let sql = "SELECT * FROM people WHERE account = 1 AND name = ?1 AND mobile = ?2 ORDER BY position";
    let rows = sqlx::query(sql).bind(name).bind(mobile).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Person, Refusal> {
    Ok(Person {
        id: row.try_get::<String, _>("id")?.parse()?,
        name: row.try_get("name")?,
        id_number: row.try_get("id_number")?,
        mobile: row.try_get("mobile")?,
        address: row.try_get("address")?,
        about: row.try_get("about")?,
    })
}
