//! A case as its owner sees it, put together from its records.

use contract::{Case, CasePart, CaseSummary, Clock, Coded, CorrectionNotice, NoticeState, TimeUnit};
use sqlx::SqliteConnection;

use crate::bundles;
use crate::cases::texts;
use crate::error::Refusal;
use crate::state::Hall;
use crate::store::cases::{self, CaseRow};
use crate::store::{results, submissions};

/// Most events a case is shown with at once; the rest is under its `events`.
const EVENTS: u32 = 500;

/// A case in a list.
///
/// # Errors
///
/// When the database fails.
pub async fn summary(hall: &Hall, db: &mut SqliteConnection, row: &CaseRow) -> Result<CaseSummary, Refusal> {
    let notices = cases::notices(db, &row.id).await?;
    let parts = bundles::parts(hall, db, row).await?;
    let clock = clock(hall, row, &cases::pauses(db, &row.id).await?);
    with(hall, row, clock, &notices, parts)
}

fn with(
    hall: &Hall,
    row: &CaseRow,
    clock: Option<Clock>,
    notices: &[CorrectionNotice],
    parts: Vec<CasePart>,
) -> Result<CaseSummary, Refusal> {
    let guide = hall.catalogue.version(&row.matter, row.guide_version);
    let open = notices.iter().find(|it| it.state.code == NoticeState::Open);
    Ok(CaseSummary {
        id: row.id.parse()?,
        filing_id: row.filing_id.parse()?,
        title: row.title.clone(),
        state: Coded::new(row.state.clone(), texts::state(&row.state)),
        acting: row.acting.clone(),
        receipt_no: row.receipt_no.clone(),
        case_no: row.case_no.clone(),
        received_at: row.received_at,
        updated_at: row.updated_at,
        clock: if parts.is_empty() { clock } else { latest(&parts) },
        action_due: open.map(|it| it.due_on),
        project: row.project.clone(),
        titles: guide.map(|it| it.titles.clone()).unwrap_or_default(),
        parts,
        bundle: row.bundle.as_ref().map(|it| it.case_id.parse()).transpose()?,
    })
}

/// A whole case.
///
/// # Errors
///
/// When the database fails.
pub async fn whole(hall: &Hall, db: &mut SqliteConnection, row: &CaseRow) -> Result<Case, Refusal> {
    let notices = cases::notices(db, &row.id).await?;
    let parts = bundles::parts(hall, db, row).await?;
    let clock = clock(hall, row, &cases::pauses(db, &row.id).await?);
    let (manifest, receipt) = submissions::content_of_case(db, row.filed_as()).await?;
    let mut issued = results::of_case(db, &row.id).await?;
    for part in &parts {
        issued.extend(results::of_case(db, part.case_id.as_str()).await?);
    }
    Ok(Case {
        summary: with(hall, row, clock, &notices, parts)?,
        matter: row.matter.clone(),
        events: cases::events(db, &row.id, 0, EVENTS).await?,
        results: issued,
        actions: bundles::actions(row),
        notices,
        manifest,
        receipt,
    })
}

/// The clock of a bundle: that of the part that is due last.
fn latest(parts: &[CasePart]) -> Option<Clock> {
    parts.iter().filter_map(|it| it.clock.as_ref()).max_by_key(|it| it.due_on).cloned()
}

/// The clock of a case that was accepted, when its promise is in working days.
pub(crate) fn clock(
    hall: &Hall,
    row: &CaseRow,
    pauses: &[(contract::Date, Option<contract::Date>)],
) -> Option<Clock> {
    let accepted = row.accepted_on?;
    let promised = &hall.catalogue.version(&row.matter, row.guide_version)?.promised;
    if promised.unit != TimeUnit::WorkingDay {
        return None;
    }
    let today = row.decided_on.unwrap_or_else(|| hall.clock().today());
    Some(rules::clock(promised.n, accepted, pauses, today, &hall.calendar))
}
