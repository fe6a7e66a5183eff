//! Payments, and what matters cost.

use std::collections::BTreeMap;

use contract::{Date, Instant, MatterId, PartyId, PaymentItem, PaymentState};
use fixtures::FeeRate;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::cases::{date, instant, terms};
use crate::cases::sight::Sight;
use crate::clock;
use crate::error::Refusal;

/// A payment as it is kept.
#[derive(Debug, Clone)]
pub struct PaymentRow {
    /// The hall's running number, which orders lists.
    pub seq: i64,
    /// Id.
    pub id: String,
    /// The case it is for.
    pub case_id: String,
    /// What it is for.
    pub items: Vec<PaymentItem>,
    /// Where it stands.
    pub state: PaymentState,
    /// Until when it should be paid.
    pub pay_by: Option<Date>,
    /// The secret in the address of the cashier's page, once it was opened.
    pub token: Option<String>,
    /// The secret in that page's form; gone when the money was taken.
    pub once: Option<String>,
    /// When it was paid.
    pub paid_at: Option<Instant>,
    /// The voucher's number.
    pub voucher_no: Option<String>,
}

/// Keeps what matters cost. What was kept for a matter before is replaced as a whole: a rate has no name of its own
/// by which one of them could be found again.
///
/// # Errors
///
/// When the database fails.
pub async fn add_rates(db: &mut SqliteConnection, rates: &[FeeRate]) -> Result<(), Refusal> {
    let mut matters = BTreeMap::<&str, i64>::new();
    for rate in rates {
        let position = matters.entry(rate.matter.as_str()).or_insert(-1);
        if *position < 0 {
            let sql = "DELETE FROM fee_rates WHERE matter = ?1";
            sqlx::query(sql).bind(rate.matter.as_str()).execute(&mut *db).await?;
        }
        *position += 1;
        let sql = "INSERT INTO fee_rates (matter, position, body) VALUES (?1, ?2, ?3)";
        sqlx::query(sql)
            .bind(rate.matter.as_str())
            .bind(*position)
            .bind(serde_json::to_string(rate)?)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// What a matter costs.
///
/// # Errors
///
/// When the database fails.
pub async fn rates(db: &mut SqliteConnection, matter: &MatterId) -> Result<Vec<FeeRate>, Refusal> {
    let sql = "SELECT body FROM fee_rates WHERE matter = ?1 ORDER BY position";
    let rows = sqlx::query(sql).bind(matter.as_str()).fetch_all(db).await?;
    rows.iter().map(|it| Ok(serde_json::from_str(&it.try_get::<String, _>("body")?)?)).collect()
}

/// Keeps a new payment.
///
/// # Errors
///
/// When the database fails.
pub async fn add(
    db: &mut SqliteConnection,
    id: &str,
    case: &str,
    items: &[PaymentItem],
    pay_by: Date,
) -> Result<(), Refusal> {
    let sql = "INSERT INTO payments (id, case_id, items, state, pay_by) VALUES (?1, ?2, ?3, ?4, ?5)";
    sqlx::query(sql)
        .bind(id)
        .bind(case)
        .bind(serde_json::to_string(items)?)
        .bind(PaymentState::Due.as_str())
        .bind(pay_by.to_string())
        .execute(db)
        .await?;
    Ok(())
}

/// Writes what may change of a payment.
///
/// # Errors
///
/// When the database fails.
pub async fn update(db: &mut SqliteConnection, row: &PaymentRow) -> Result<(), Refusal> {
    let sql =
        "UPDATE payments SET state = ?2, token = ?3, once = ?4, paid_at = ?5, voucher_no = ?6, items = ?7
       WHERE id = ?1";
    sqlx::query(sql)
        .bind(&row.id)
        .bind(row.state.as_str())
        .bind(&row.token)
        .bind(&row.once)
        .bind(row.paid_at.as_ref().map(clock::text))
        .bind(&row.voucher_no)
        .bind(serde_json::to_string(&row.items)?)
        .execute(db)
        .await?;
    Ok(())
}

/// One payment.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<PaymentRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM payments WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// The payment for a case.
///
/// # Errors
///
/// When the database fails.
pub async fn of_case(db: &mut SqliteConnection, case: &str) -> Result<Option<PaymentRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM payments WHERE case_id = ?1").bind(case).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// The payment at the cashier's address.
///
/// # Errors
///
/// When the database fails.
pub async fn by_token(db: &mut SqliteConnection, token: &str) -> Result<Option<PaymentRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM payments WHERE token = ?1").bind(token).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// Payments for those of a principal's cases that `sight` shows, newest first, those before `before`.
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
) -> Result<Vec<PaymentRow>, Refusal> {
    let (every, filed_by, matters) = terms(sight)?;
    let rows = sqlx::query(
        "SELECT payments.* FROM payments JOIN cases ON cases.id = payments.case_id
           LEFT JOIN cases AS whole ON whole.id = cases.bundle_id
         WHERE cases.principal_id = ?1 AND payments.seq < ?2
           AND (?3 OR cases.person_id = ?4
             OR COALESCE(whole.matter, cases.matter) IN (SELECT value FROM json_each(?5)))
         ORDER BY payments.seq DESC LIMIT ?6",
    )
    .bind(principal.as_str())
    .bind(before)
    .bind(every)
    .bind(filed_by)
    .bind(matters)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<PaymentRow, Refusal> {
    Ok(PaymentRow {
        seq: row.try_get("seq")?,
        id: row.try_get("id")?,
        case_id: row.try_get("case_id")?,
        items: serde_json::from_str(&row.try_get::<String, _>("items")?)?,
        state: PaymentState::from(row.try_get::<String, _>("state")?),
        pay_by: row.try_get::<Option<String>, _>("pay_by")?.map(|it| date(&it)).transpose()?,
        token: row.try_get("token")?,
        once: row.try_get("once")?,
        paid_at: row.try_get::<Option<String>, _>("paid_at")?.map(|it| instant(&it)).transpose()?,
        voucher_no: row.try_get("voucher_no")?,
    })
}
