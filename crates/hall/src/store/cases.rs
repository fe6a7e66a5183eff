//! Cases with their events, notices and pauses.

use contract::{
    Acting, CaseState, Coded, CorrectionItem, CorrectionNotice, Date, Instant, MandateId, MatterId,
    NoticeState, PartyId, ProjectCode,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::cases::sight::Sight;
use crate::cases::texts;
use crate::clock;
use crate::error::Refusal;

pub use super::case_events::{NewEvent, add_event, events};

/// A case as it is kept; what it consists of lies in its own tables.
#[derive(Debug, Clone)]
pub struct CaseRow {
    /// Id.
    pub id: String,
    /// The filing it came of.
    pub filing_id: String,
    /// Who filed it.
    pub person_id: String,
    /// The hall's running number of its first submission.
    pub hall_seq: i64,
    /// The matter.
    pub matter: MatterId,
    /// By which version of the guide.
    pub guide_version: u32,
    /// Title of the matter then.
    pub title: String,
    /// Where it stands.
    pub state: CaseState,
    /// Who acts for whom.
    pub acting: Acting,
    /// The project it was filed for.
    pub project: Option<ProjectCode>,
    /// The outer net's number.
    pub receipt_no: String,
    /// The inner net's number.
    pub case_no: Option<String>,
    /// When it was accepted: the clock's day 0.
    pub accepted_on: Option<Date>,
    /// When it was decided: the clock's last day.
    pub decided_on: Option<Date>,
    /// When the hall had it.
    pub received_at: Instant,
    /// When something last happened.
    pub updated_at: Instant,
    /// Of which bundle it is a part.
    pub bundle: Option<PartOf>,
}

/// Which part of which bundle a case is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartOf {
    /// The case of the whole.
    pub case_id: String,
    /// Its place among the parts of the guide, from 0.
    pub place: u32,
}

impl CaseRow {
    /// The case that was filed: itself, or for a part the whole.
    #[must_use]
    pub fn filed_as(&self) -> &str {
        self.bundle.as_ref().map_or(&self.id, |it| &it.case_id)
    }
}

/// Keeps a new case.
///
/// # Errors
///
/// When the database fails.
pub async fn add(db: &mut SqliteConnection, case: &CaseRow) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO cases (id, filing_id, person_id, hall_seq, matter, guide_version, title, state, acting,
           receipt_no, received_at, updated_at, principal_id, mandate_id, project, bundle_id, part)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )
    .bind(&case.id)
    .bind(&case.filing_id)
    .bind(&case.person_id)
    .bind(case.hall_seq)
    .bind(case.matter.as_str())
    .bind(case.guide_version)
    .bind(&case.title)
    .bind(case.state.as_str())
    .bind(serde_json::to_string(&case.acting)?)
    .bind(&case.receipt_no)
    .bind(clock::text(&case.received_at))
    .bind(clock::text(&case.updated_at))
    .bind(case.acting.principal.id.as_str())
    .bind(case.acting.mandate.as_ref().map(MandateId::as_str))
    .bind(case.project.as_ref().map(ProjectCode::as_str))
    .bind(case.bundle.as_ref().map(|it| &it.case_id))
    .bind(case.bundle.as_ref().map(|it| it.place))
    .execute(db)
    .await?;
    Ok(())
}

/// Writes what may change of a case.
///
/// # Errors
///
/// When the database fails.
pub async fn update(db: &mut SqliteConnection, case: &CaseRow) -> Result<(), Refusal> {
    let sql = "UPDATE cases SET state = ?2, case_no = ?3, accepted_on = ?4, decided_on = ?5, updated_at = ?6
               WHERE id = ?1";
    sqlx::query(sql)
        .bind(&case.id)
        .bind(case.state.as_str())
        .bind(&case.case_no)
        .bind(case.accepted_on.map(|it| it.to_string()))
        .bind(case.decided_on.map(|it| it.to_string()))
        .bind(clock::text(&case.updated_at))
        .execute(db)
        .await?;
    Ok(())
}

/// One case.
///
/// # Errors
///
/// When the database fails.
pub async fn by_id(db: &mut SqliteConnection, id: &str) -> Result<Option<CaseRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM cases WHERE id = ?1").bind(id).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// The case of a receipt number or a case number.
///
/// # Errors
///
/// When the database fails.
pub async fn by_number(db: &mut SqliteConnection, number: &str) -> Result<Option<CaseRow>, Refusal> {
    let sql =
        "SELECT * FROM cases WHERE receipt_no = ?1 OR case_no = ?1 ORDER BY bundle_id IS NOT NULL LIMIT 1";
    let row = sqlx::query(sql).bind(number).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// Those of a principal's cases that `sight` shows, newest first, those before `before`. A bundle stands for its parts.
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
) -> Result<Vec<CaseRow>, Refusal> {
    let (every, filed_by, matters) = terms(sight)?;
    let rows = sqlx::query(
        "SELECT * FROM cases WHERE principal_id = ?1 AND hall_seq < ?2 AND bundle_id IS NULL
           AND (?3 OR person_id = ?4 OR matter IN (SELECT value FROM json_each(?5)))
         ORDER BY hall_seq DESC LIMIT ?6",
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

/// What a sight looks for: everything, or what this person filed and what is in these matters (a JSON array).
pub(super) fn terms(sight: &Sight) -> Result<(bool, &str, String), Refusal> {
    Ok(match sight {
        Sight::Every => (true, "", "[]".to_owned()),
        Sight::Some { filed_by, matters } => (false, filed_by.as_str(), serde_json::to_string(matters)?),
    })
}

/// The cases of a bundle's parts, in their order.
///
/// # Errors
///
/// When the database fails.
pub async fn parts(db: &mut SqliteConnection, bundle: &str) -> Result<Vec<CaseRow>, Refusal> {
    let sql = "SELECT * FROM cases WHERE bundle_id = ?1 ORDER BY part";
    let rows = sqlx::query(sql).bind(bundle).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// A project's cases, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn of_project(db: &mut SqliteConnection, project: &ProjectCode) -> Result<Vec<CaseRow>, Refusal> {
    let sql = "SELECT * FROM cases WHERE project = ?1 ORDER BY hall_seq";
    let rows = sqlx::query(sql).bind(project.as_str()).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

/// Cases in which somebody still has something to do, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn open(db: &mut SqliteConnection) -> Result<Vec<CaseRow>, Refusal> {
    let rows = sqlx::query(
        "SELECT * FROM cases
         WHERE state IN ('submitted', 'correction-needed', 'under-review', 'suspended', 'approved')
         ORDER BY hall_seq, part",
    )
    .fetch_all(db)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<CaseRow, Refusal> {
    Ok(CaseRow {
        id: row.try_get("id")?,
        filing_id: row.try_get("filing_id")?,
        person_id: row.try_get("person_id")?,
        hall_seq: row.try_get("hall_seq")?,
        matter: row.try_get::<String, _>("matter")?.parse()?,
        guide_version: row.try_get("guide_version")?,
        title: row.try_get("title")?,
        state: CaseState::from(row.try_get::<String, _>("state")?),
        acting: serde_json::from_str(&row.try_get::<String, _>("acting")?)?,
        project: row.try_get::<Option<String>, _>("project")?.map(|it| it.parse()).transpose()?,
        receipt_no: row.try_get("receipt_no")?,
        case_no: row.try_get("case_no")?,
        accepted_on: row.try_get::<Option<String>, _>("accepted_on")?.map(|it| date(&it)).transpose()?,
        decided_on: row.try_get::<Option<String>, _>("decided_on")?.map(|it| date(&it)).transpose()?,
        received_at: instant(&row.try_get::<String, _>("received_at")?)?,
        updated_at: instant(&row.try_get::<String, _>("updated_at")?)?,
        bundle: match row.try_get::<Option<String>, _>("bundle_id")? {
            Some(case_id) => Some(PartOf { case_id, place: row.try_get("part")? }),
            None => None,
        },
    })
}

pub(super) fn date(text: &str) -> Result<Date, Refusal> {
    text.parse().map_err(Refusal::internal)
}

pub(super) fn instant(text: &str) -> Result<Instant, Refusal> {
    Instant::parse_from_rfc3339(text).map_err(Refusal::internal)
}

/// Keeps a new correction notice.
///
/// # Errors
///
/// When the database fails.
pub async fn add_notice(
    db: &mut SqliteConnection,
    case: &str,
    notice: &CorrectionNotice,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO notices (id, case_id, position, no, issued_at, due_on, state, items)
         SELECT ?1, ?2, COUNT(*), ?3, ?4, ?5, ?6, ?7 FROM notices WHERE case_id = ?2",
    )
    .bind(notice.id.as_str())
    .bind(case)
    .bind(&notice.no)
    .bind(clock::text(&notice.issued_at))
    .bind(notice.due_on.to_string())
    .bind(notice.state.code.as_str())
    .bind(serde_json::to_string(&notice.items)?)
    .execute(db)
    .await?;
    Ok(())
}

/// Settles the open notice of a case, if there is one.
///
/// # Errors
///
/// When the database fails.
pub async fn settle_notice(
    db: &mut SqliteConnection,
    case: &str,
    state: &NoticeState,
) -> Result<(), Refusal> {
    let sql = "UPDATE notices SET state = ?2 WHERE case_id = ?1 AND state = 'open'";
    sqlx::query(sql).bind(case).bind(state.as_str()).execute(db).await?;
    Ok(())
}

/// The notices of a case, oldest first.
///
/// # Errors
///
/// When the database fails.
pub async fn notices(db: &mut SqliteConnection, case: &str) -> Result<Vec<CorrectionNotice>, Refusal> {
    let sql = "SELECT * FROM notices WHERE case_id = ?1 ORDER BY position";
    let rows = sqlx::query(sql).bind(case).fetch_all(db).await?;
    let notice = |row: &SqliteRow| -> Result<CorrectionNotice, Refusal> {
        let state = NoticeState::from(row.try_get::<String, _>("state")?);
        let items: Vec<CorrectionItem> = serde_json::from_str(&row.try_get::<String, _>("items")?)?;
        Ok(CorrectionNotice {
            id: row.try_get::<String, _>("id")?.parse()?,
            no: row.try_get("no")?,
            issued_at: instant(&row.try_get::<String, _>("issued_at")?)?,
            due_on: date(&row.try_get::<String, _>("due_on")?)?,
            state: Coded::new(state.clone(), texts::notice(&state)),
            items,
        })
    };
    rows.iter().map(notice).collect()
}

/// Stops the clock on a day.
///
/// # Errors
///
/// When the database fails.
pub async fn pause(db: &mut SqliteConnection, case: &str, from: Date) -> Result<(), Refusal> {
    let sql = "INSERT INTO pauses (case_id, position, from_on)
               SELECT ?1, COUNT(*), ?2 FROM pauses WHERE case_id = ?1";
    sqlx::query(sql).bind(case).bind(from.to_string()).execute(db).await?;
    Ok(())
}

/// Lets the clock run again from a day; nothing happens when it runs.
///
/// # Errors
///
/// When the database fails.
pub async fn unpause(db: &mut SqliteConnection, case: &str, until: Date) -> Result<(), Refusal> {
    let sql = "UPDATE pauses SET until_on = ?2 WHERE case_id = ?1 AND until_on IS NULL";
    sqlx::query(sql).bind(case).bind(until.to_string()).execute(db).await?;
    Ok(())
}

/// When the clock stood still.
///
/// # Errors
///
/// When the database fails.
pub async fn pauses(db: &mut SqliteConnection, case: &str) -> Result<Vec<(Date, Option<Date>)>, Refusal> {
    let sql = "SELECT from_on, until_on FROM pauses WHERE case_id = ?1 ORDER BY position";
    let rows = sqlx::query(sql).bind(case).fetch_all(db).await?;
    let pause = |row: &SqliteRow| -> Result<(Date, Option<Date>), Refusal> {
        let until = row.try_get::<Option<String>, _>("until_on")?;
        Ok((date(&row.try_get::<String, _>("from_on")?)?, until.map(|it| date(&it)).transpose()?))
    };
    rows.iter().map(pause).collect()
}
