//! Mandates: who may act for whom. Rows are written once; what the two sides do about one is all that ever changes.

use contract::{
    Date, Instant, MandateAction, MandateId, MandateRole, MandateScope, MandateSigner, MatterId, Party,
    PartyId, PersonId,
};
use rules::mandate::{Agreement, Term};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::clock;
use crate::error::Refusal;

/// A mandate as it is kept.
#[derive(Debug, Clone)]
pub struct MandateRow {
    /// Id.
    pub id: MandateId,
    /// On what ground.
    pub role: MandateRole,
    /// Who acts.
    pub agent: Party,
    /// For whom.
    pub principal: Party,
    /// The principal's number, as it is shown.
    pub principal_no: String,
    /// What is covered.
    pub scope: MandateScope,
    /// When it is in force.
    pub term: Term,
    /// Who signs.
    pub signer: MandateSigner,
    /// What it rests on.
    pub basis: String,
    /// When it was recorded.
    pub granted_at: Instant,
}

/// Keeps a mandate, unless it is kept already.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, new: &MandateRow) -> Result<(), Refusal> {
    let matters = new.scope.matters.as_ref().map(serde_json::to_string).transpose()?;
    let revoked_at = (new.term.agreement == Agreement::Revoked).then(|| clock::text(&new.granted_at));
    let answer = (new.term.agreement == Agreement::Offered).then_some(OFFERED);
    sqlx::query(
        "INSERT INTO mandates (id, role, agent_id, agent, principal_id, principal, principal_no, matters, actions,
           valid_from, valid_until, revoked_at, signer, basis, granted_at, answer)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(new.id.as_str())
    .bind(new.role.as_str())
    .bind(new.agent.id.as_str())
    .bind(serde_json::to_string(&new.agent)?)
    .bind(new.principal.id.as_str())
    .bind(serde_json::to_string(&new.principal)?)
    .bind(&new.principal_no)
    .bind(matters)
    .bind(serde_json::to_string(&new.scope.actions)?)
    .bind(new.term.from.to_string())
    .bind(new.term.until.map(|it| it.to_string()))
    .bind(revoked_at)
    .bind(serde_json::to_string(&new.signer)?)
    .bind(&new.basis)
    .bind(clock::text(&new.granted_at))
    .bind(answer)
    .execute(db)
    .await?;
    Ok(())
}

/// One mandate.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &MandateId) -> Result<Option<MandateRow>, Refusal> {
    let row =
        sqlx::query("SELECT * FROM mandates WHERE id = ?1").bind(id.as_str()).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// Every mandate under which a person may, might once or may later act for a principal; the oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn between(
    db: &mut SqliteConnection,
    person: &PersonId,
    principal: &PartyId,
) -> Result<Vec<MandateRow>, Refusal> {
    let sql = "SELECT * FROM mandates WHERE agent_id = ?1 AND principal_id = ?2 ORDER BY seq";
    let rows = sqlx::query(sql).bind(person.as_str()).bind(principal.as_str()).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// The mandates under which a person may act for a principal on `today`.
///
/// # Errors
///
/// When the database fails.
pub async fn active_for(
    db: &mut SqliteConnection,
    person: &PersonId,
    principal: &PartyId,
    today: Date,
) -> Result<Vec<MandateRow>, Refusal> {
    let mut found = between(db, person, principal).await?;
    found.retain(|it| it.term.check(today).is_ok());
    Ok(found)
}

/// A page of mandates with their places: those after `after`.
pub type Listed = Vec<(i64, MandateRow)>;

/// Mandates in which a person acts.
///
/// # Errors
///
/// When the database fails.
pub async fn of_agent(
    db: &mut SqliteConnection,
    person: &PersonId,
    after: i64,
    limit: u32,
) -> Result<Listed, Refusal> {
    let sql = "SELECT * FROM mandates WHERE agent_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
    let rows = sqlx::query(sql).bind(person.as_str()).bind(after).bind(limit).fetch_all(db).await?;
    rows.iter().map(placed).collect()
}

/// Mandates that a person gave, or that were given by an organisation for which the person speaks by law on
/// `today`. What the law itself gives, speaking for an organisation, is not among them.
///
/// # Errors
///
/// When the database fails.
pub async fn given_by(
    db: &mut SqliteConnection,
    person: &PersonId,
    today: Date,
    after: i64,
    limit: u32,
) -> Result<Listed, Refusal> {
    let rows = sqlx::query(
        "SELECT * FROM mandates WHERE seq > ?3 AND role <> 'legal-representative' AND (principal_id = ?1 OR
           principal_id IN (SELECT principal_id FROM mandates WHERE agent_id = ?1 AND role = 'legal-representative'
             AND revoked_at IS NULL AND valid_from <= ?2 AND (valid_until IS NULL OR valid_until >= ?2)))
         ORDER BY seq LIMIT ?4",
    )
    .bind(person.as_str())
    .bind(today.to_string())
    .bind(after)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.iter().map(placed).collect()
}

/// Takes a mandate back; nothing happens when it is taken back already.
///
/// # Errors
///
/// When the database fails.
pub async fn revoke(db: &mut SqliteConnection, id: &MandateId, at: &Instant) -> Result<(), Refusal> {
    let sql = "UPDATE mandates SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
    sqlx::query(sql).bind(id.as_str()).bind(clock::text(at)).execute(db).await?;
    Ok(())
}

/// What the agent said to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// They take it.
    Accept,
    /// They do not.
    Decline,
}

/// `answer` of an offer without one.
const OFFERED: &str = "offered";

impl Reply {
    const fn kept(self) -> &'static str {
        match self {
            Self::Accept => "accepted",
            Self::Decline => "declined",
        }
    }
}

/// Keeps what the agent said to an offer that was not answered; nothing happens otherwise.
///
/// # Errors
///
/// When the database fails.
pub async fn reply(db: &mut SqliteConnection, id: &MandateId, reply: Reply) -> Result<(), Refusal> {
    let sql = "UPDATE mandates SET answer = ?2 WHERE id = ?1 AND answer = ?3 AND revoked_at IS NULL";
    sqlx::query(sql).bind(id.as_str()).bind(reply.kept()).bind(OFFERED).execute(db).await?;
    Ok(())
}

/// Taken back is what counts, whatever the agent said.
fn agreement(revoked: bool, answer: Option<&str>) -> Agreement {
    match answer {
        _ if revoked => Agreement::Revoked,
        Some(OFFERED) => Agreement::Offered,
        Some(it) if it == Reply::Decline.kept() => Agreement::Declined,
        _ => Agreement::Agreed,
    }
}

fn placed(row: &SqliteRow) -> Result<(i64, MandateRow), Refusal> {
    Ok((row.try_get("seq")?, read(row)?))
}

fn read(row: &SqliteRow) -> Result<MandateRow, Refusal> {
    let text = |name: &str| -> Result<String, Refusal> { Ok(row.try_get(name)?) };
    let perhaps = |name: &str| -> Result<Option<String>, Refusal> { Ok(row.try_get(name)?) };
    let date = |it: String| it.parse::<Date>().map_err(Refusal::internal);
    let matters: Option<Vec<MatterId>> =
        perhaps("matters")?.map(|it| serde_json::from_str(&it)).transpose()?;
    let actions: Vec<MandateAction> = serde_json::from_str(&text("actions")?)?;
    Ok(MandateRow {
        id: text("id")?.parse()?,
        role: MandateRole::from(text("role")?),
        agent: serde_json::from_str(&text("agent")?)?,
        principal: serde_json::from_str(&text("principal")?)?,
        principal_no: text("principal_no")?,
        scope: MandateScope { matters, actions },
        term: Term {
            from: date(text("valid_from")?)?,
            until: perhaps("valid_until")?.map(date).transpose()?,
            agreement: agreement(perhaps("revoked_at")?.is_some(), perhaps("answer")?.as_deref()),
        },
        signer: serde_json::from_str(&text("signer")?)?,
        basis: text("basis")?,
        granted_at: Instant::parse_from_rfc3339(&text("granted_at")?).map_err(Refusal::internal)?,
    })
}
