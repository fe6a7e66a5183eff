//! Shared drafts: what an organisation's handlers prepare together. One writes at a time, everybody with a mandate
//! that is in force reads. When the filing is committed its draft is gone.

mod condition;
mod pen;
mod write;

use contract::{
    DraftHolder, DraftSummary, FilingId, Page, Party, PartyId, PersonId, ProblemCode, SharedDraft,
};
use sqlx::{Acquire, SqliteConnection};

use crate::cases::sight;
use crate::clock;
use crate::error::Refusal;
use crate::page::{self, PageQuery};
use crate::session::Caller;
use crate::state::Hall;
use crate::store::drafts::{self as rows, DraftRow};
use crate::store::{mandates, organisations, people};

pub use condition::{Condition, tag};
pub use pen::{LASTS, Pen, Wish, check as check_pen};
pub use write::{Written, lay_down_pen, put, remove, take_pen};

/// A draft and the version it stands at.
#[derive(Debug, Clone)]
pub struct Versioned {
    /// The draft.
    pub draft: SharedDraft,
    /// Its entity tag. It names what is written; the pen may pass from hand to hand without a new one, so that a
    /// writer who only keeps the pen is never told that the text is stale.
    pub tag: String,
}

/// The drafts of an organisation, the one written last first.
///
/// # Errors
///
/// `mandate-refused` without a mandate in force for it; `malformed` for a cursor this hall never gave.
pub async fn list(
    hall: &Hall,
    caller: &Caller,
    principal: &PartyId,
    query: &PageQuery,
) -> Result<Page<DraftSummary>, Refusal> {
    let before = query.after()?.unwrap_or(i64::MAX);
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    sight::over(&mut db, &hall.catalogue, &caller.person.id, principal, hall.clock().today()).await?;
    let wanted = query.limit();
    let mut found = rows::of_principal(&mut db, principal.as_str(), before, wanted + 1).await?;
    let more = found.len() > wanted as usize;
    found.truncate(wanted as usize);
    let next = found.last().filter(|_| more).map(|it| page::cursor(it.version));
    let mut items = Vec::with_capacity(found.len());
    for row in &found {
        items.push(summary(hall, &mut db, row).await?);
    }
    Ok(Page { items, next })
}

/// One draft.
///
/// # Errors
///
/// `not-found` when there is none, or none for somebody without a mandate.
pub async fn show(hall: &Hall, caller: &Caller, filing: &FilingId) -> Result<Versioned, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let row = readable(hall, &mut db, &caller.person.id, filing).await?;
    versioned(hall, &mut db, row).await
}

/// The draft, when `person` may read it.
async fn readable(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &PersonId,
    filing: &FilingId,
) -> Result<DraftRow, Refusal> {
    let gone = || Refusal::new(ProblemCode::NotFound).detail("没有这份草稿，它可能已经提交或者删除");
    let row = rows::by_filing(db, filing).await?.ok_or_else(gone)?;
    let today = hall.clock().today();
    if mandates::active_for(db, person, &row.principal_id.parse()?, today).await?.is_empty() {
        return Err(gone());
    }
    Ok(row)
}

async fn versioned(hall: &Hall, db: &mut SqliteConnection, row: DraftRow) -> Result<Versioned, Refusal> {
    let summary = summary(hall, db, &row).await?;
    Ok(Versioned { tag: tag(row.version), draft: SharedDraft { summary, content: row.content } })
}

/// A draft as it stands in a list.
///
/// # Errors
///
/// When the database fails.
pub async fn summary(
    hall: &Hall,
    db: &mut SqliteConnection,
    row: &DraftRow,
) -> Result<DraftSummary, Refusal> {
    let principal = organisations::party(db, &row.principal_id).await?;
    let guide = hall.catalogue.version(&row.matter, row.guide_version);
    let held = row.pen.as_ref().filter(|it| it.is_held(hall.clock().unix()));
    let holder = match held {
        Some(pen) => Some(DraftHolder {
            party: person(db, &pen.person).await?,
            device: pen.device.clone(),
            until: clock::instant(pen.until_s),
        }),
        None => None,
    };
    Ok(DraftSummary {
        filing_id: row.filing_id.clone(),
        matter: row.matter.clone(),
        title: guide.map_or_else(|| row.matter.to_string(), |it| it.title.clone()),
        guide_version: row.guide_version,
        principal: principal.ok_or_else(|| Refusal::internal("a draft for nobody"))?,
        project: row.project.clone(),
        ready_to_sign: row.ready_to_sign,
        holder,
        updated_by: person(db, &row.updated_by).await?,
        updated_at: row.updated_at,
    })
}

async fn person(db: &mut SqliteConnection, id: &PersonId) -> Result<Party, Refusal> {
    let found =
        people::by_id(db, id.as_str()).await?.ok_or_else(|| Refusal::internal("a writer nobody knows"))?;
    Ok(Party { id: id.as_str().parse()?, kind: contract::PartyKind::Person, name: found.name })
}
