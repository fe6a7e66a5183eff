//! Whose a filing id is, and whose a device is. Both are minted by clients, so the first to come has them.

use contract::{
    Date, DeviceId, FilingId, MandateAction, MatterId, PartyId, PartyKind, PersonId, ProblemCode,
};
use rules::mandate;
use sqlx::{Row, SqliteConnection};

use super::mandates;
use crate::error::Refusal;

/// Whose a filing id is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Who used it first.
    pub person_id: String,
    /// For whom the filing will be, once the hall was told.
    pub principal_id: Option<PartyId>,
}

/// Whose a filing id is; nobody's before it was first used.
///
/// # Errors
///
/// When the database fails.
pub async fn claimed(db: &mut SqliteConnection, id: &FilingId) -> Result<Option<Claim>, Refusal> {
    let sql = "SELECT person_id, principal_id FROM filing_ids WHERE id = ?1";
    let Some(row) = sqlx::query(sql).bind(id.as_str()).fetch_optional(db).await? else { return Ok(None) };
    let principal = row.try_get::<Option<String>, _>("principal_id")?;
    let principal_id = principal.map(|it| it.parse()).transpose()?;
    Ok(Some(Claim { person_id: row.try_get("person_id")?, principal_id }))
}

/// Whether a person may use a filing id that is claimed: its principal, whoever claimed it as long as a mandate of
/// that principal is in force, and for an organisation everyone with one. Once there is a case, also who may answer
/// its correction notices. Before the hall was told for whom it is, whoever claimed it.
///
/// # Errors
///
/// When the database fails.
pub async fn open_to(
    db: &mut SqliteConnection,
    id: &FilingId,
    person: &PersonId,
    today: Date,
) -> Result<bool, Refusal> {
    let Some(claim) = claimed(db, id).await? else { return Ok(false) };
    let own = claim.person_id == person.as_str();
    let Some(principal) = claim.principal_id else { return Ok(own) };
    if principal.as_str() == person.as_str() {
        return Ok(true);
    }
    let mandates = mandates::active_for(db, person, &principal, today).await?;
    if own && !mandates.is_empty() {
        return Ok(true);
    }
    if mandates.iter().any(|it| it.principal.kind == PartyKind::Organisation) {
        return Ok(true);
    }
    let Some(matter) = matter_of_case(db, id).await? else { return Ok(false) };
    let corrects =
        |it: &mandates::MandateRow| mandate::in_scope(&it.scope, &matter, &MandateAction::Correct).is_ok();
    Ok(mandates.iter().any(corrects))
}

/// Whether a person may learn what became of a filing: who may use it, and who sent it. A sender is told whether it
/// arrived even when the mandate ended meanwhile, or it would stay unknown for ever.
///
/// # Errors
///
/// When the database fails.
pub async fn may_learn(
    db: &mut SqliteConnection,
    id: &FilingId,
    person: &PersonId,
    today: Date,
) -> Result<bool, Refusal> {
    if open_to(db, id, person, today).await? {
        return Ok(true);
    }
    let sql = "SELECT 1 FROM submissions JOIN devices ON devices.id = submissions.device_id \
               WHERE submissions.filing_id = ?1 AND devices.person_id = ?2";
    Ok(sqlx::query(sql).bind(id.as_str()).bind(person.as_str()).fetch_optional(db).await?.is_some())
}

async fn matter_of_case(db: &mut SqliteConnection, id: &FilingId) -> Result<Option<MatterId>, Refusal> {
    let sql = "SELECT matter FROM cases WHERE filing_id = ?1 AND bundle_id IS NULL";
    let row = sqlx::query(sql).bind(id.as_str()).fetch_optional(db).await?;
    row.map(|it| Ok(it.try_get::<String, _>("matter")?.parse()?)).transpose()
}

/// Claims a filing id for a person, or finds that they may use it.
///
/// # Errors
///
/// `not-allowed` when it is not theirs to use.
pub async fn claim(
    db: &mut SqliteConnection,
    id: &FilingId,
    person: &PersonId,
    today: Date,
) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO filing_ids (id, person_id) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING")
        .bind(id.as_str())
        .bind(person.as_str())
        .execute(&mut *db)
        .await?;
    if open_to(db, id, person, today).await? { Ok(()) } else { Err(Refusal::new(ProblemCode::NotAllowed)) }
}

/// Claims a filing id and says for whom the filing will be. Whoever asks was judged to act for `principal`.
///
/// # Errors
///
/// `not-allowed` as in [`claim`], and when it is for another principal already.
pub async fn claim_for(
    db: &mut SqliteConnection,
    id: &FilingId,
    person: &PersonId,
    principal: &PartyId,
    today: Date,
) -> Result<(), Refusal> {
    claim(db, id, person, today).await?;
    let told = sqlx::query(
        "UPDATE filing_ids SET principal_id = ?2 WHERE id = ?1 AND (principal_id IS NULL OR principal_id = ?2)",
    )
    .bind(id.as_str())
    .bind(principal.as_str())
    .execute(db)
    .await?;
    if told.rows_affected() == 1 {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::NotAllowed).detail("这份申报是替别人填的，不能换申请人。请重新填写一份"))
}

/// Registers a device for a person on first use.
///
/// # Errors
///
/// `not-allowed` when it is registered to another person.
pub async fn register_device(
    db: &mut SqliteConnection,
    id: &DeviceId,
    person: &PersonId,
) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO devices (id, person_id) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING")
        .bind(id.as_str())
        .bind(person.as_str())
        .execute(&mut *db)
        .await?;
    let sql = "SELECT 1 FROM devices WHERE id = ?1 AND person_id = ?2";
    let found = sqlx::query(sql).bind(id.as_str()).bind(person.as_str()).fetch_optional(db).await?;
    let theirs = Refusal::new(ProblemCode::NotAllowed).detail("这台设备登记在别人名下");
    found.map(|_| ()).ok_or(theirs)
}
