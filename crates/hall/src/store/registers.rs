//! Two public registers: intermediary services and policies.

use contract::{Audience, Coded, Intermediary, IntermediaryState, Policy, PolicySummary};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::cases::date;
use crate::error::Refusal;
use crate::registers::text;

/// Adds firms this hall does not know yet, in their order.
///
/// # Errors
///
/// When the database fails.
pub async fn add_intermediaries(db: &mut SqliteConnection, firms: &[Intermediary]) -> Result<(), Refusal> {
    for firm in firms {
        sqlx::query(
            "INSERT INTO intermediaries (id, name, credit_code, services, address, phone, registered_on, state)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO NOTHING",
        )
        .bind(firm.id.as_str())
        .bind(&firm.name)
        .bind(&firm.credit_code)
        .bind(serde_json::to_string(&firm.services)?)
        .bind(&firm.address)
        .bind(&firm.phone)
        .bind(firm.registered_on.to_string())
        .bind(firm.state.code.as_str())
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Firms that offer `service`, or all, the one registered first first, those after `after`.
///
/// # Errors
///
/// When the database fails.
pub async fn intermediaries(
    db: &mut SqliteConnection,
    service: Option<&str>,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, Intermediary)>, Refusal> {
    let rows = sqlx::query(
        "SELECT * FROM intermediaries WHERE seq > ?1
           AND (?2 IS NULL OR ?2 IN (SELECT value FROM json_each(services))) ORDER BY seq LIMIT ?3",
    )
    .bind(after)
    .bind(service)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.iter().map(|row| Ok((row.try_get("seq")?, intermediary(row)?))).collect()
}

/// One firm.
///
/// # Errors
///
/// When the database fails.
pub async fn intermediary_by_id(
    db: &mut SqliteConnection,
    id: &str,
) -> Result<Option<Intermediary>, Refusal> {
    let row = sqlx::query("SELECT * FROM intermediaries WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(intermediary).transpose()
}

fn intermediary(row: &SqliteRow) -> Result<Intermediary, Refusal> {
    let state = IntermediaryState::from(row.try_get::<String, _>("state")?);
    Ok(Intermediary {
        id: row.try_get::<String, _>("id")?.parse()?,
        name: row.try_get("name")?,
        credit_code: row.try_get("credit_code")?,
        services: serde_json::from_str(&row.try_get::<String, _>("services")?)?,
        address: row.try_get("address")?,
        phone: row.try_get("phone")?,
        registered_on: date(&row.try_get::<String, _>("registered_on")?)?,
        state: Coded::new(state.clone(), text(&state)),
    })
}

/// Adds policies this hall does not know yet. Their numbers follow their order, the one published first first.
///
/// # Errors
///
/// When the database fails.
pub async fn add_policies(db: &mut SqliteConnection, policies: &[Policy]) -> Result<(), Refusal> {
    for policy in policies {
        let it = &policy.summary;
        sqlx::query(
            "INSERT INTO policies (id, title, issuer, number, audiences, published_on, valid_until, summary, matter,
               text, conditions) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (id) DO NOTHING",
        )
        .bind(it.id.as_str())
        .bind(&it.title)
        .bind(&it.issuer)
        .bind(&it.number)
        .bind(serde_json::to_string(&it.audiences)?)
        .bind(it.published_on.to_string())
        .bind(it.valid_until.map(|it| it.to_string()))
        .bind(&it.summary)
        .bind(it.matter.as_ref().map(contract::MatterId::as_str))
        .bind(&policy.text)
        .bind(serde_json::to_string(&policy.conditions)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Policies for `audience`, or all, the one published last first, those before `before`.
///
/// # Errors
///
/// When the database fails.
pub async fn policies(
    db: &mut SqliteConnection,
    audience: Option<&Audience>,
    before: i64,
    limit: u32,
) -> Result<Vec<(i64, PolicySummary)>, Refusal> {
    let rows = sqlx::query(
        "SELECT * FROM policies WHERE seq < ?1
           AND (?2 IS NULL OR ?2 IN (SELECT value FROM json_each(audiences))) ORDER BY seq DESC LIMIT ?3",
    )
    .bind(before)
    .bind(audience.map(Audience::as_str))
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.iter().map(|row| Ok((row.try_get("seq")?, summary(row)?))).collect()
}

/// One policy.
///
/// # Errors
///
/// When the database fails.
pub async fn policy_by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<Policy>, Refusal> {
    let row = sqlx::query("SELECT * FROM policies WHERE id = ?1").bind(id).fetch_optional(db).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Policy {
        summary: summary(&row)?,
        text: row.try_get("text")?,
        conditions: serde_json::from_str(&row.try_get::<String, _>("conditions")?)?,
    }))
}

fn summary(row: &SqliteRow) -> Result<PolicySummary, Refusal> {
    Ok(PolicySummary {
        id: row.try_get::<String, _>("id")?.parse()?,
        title: row.try_get("title")?,
        issuer: row.try_get("issuer")?,
        number: row.try_get("number")?,
        audiences: serde_json::from_str(&row.try_get::<String, _>("audiences")?)?,
        published_on: date(&row.try_get::<String, _>("published_on")?)?,
        valid_until: row.try_get::<Option<String>, _>("valid_until")?.map(|it| date(&it)).transpose()?,
        summary: row.try_get("summary")?,
        matter: row.try_get::<Option<String>, _>("matter")?.map(|it| it.parse()).transpose()?,
    })
}
