//! A case as its owner sees it, put together from its records.

use contract::{Case, CaseSummary, Clock, Coded, CorrectionNotice, NoticeState, TimeUnit};
use sqlx::SqliteConnection;

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
    let clock = clock(hall, row, &cases::pauses(db, &row.id).await?);
    with(hall, row, clock, &notices)
}

fn with(
    hall: &Hall,
    row: &CaseRow,
    clock: Option<Clock>,
    notices: &[CorrectionNotice],
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
        clock,
        action_due: open.map(|it| it.due_on),
        project: row.project.clone(),
        titles: guide.map(|it| it.titles.clone()).unwrap_or_default(),
    })
}

/// A whole case.
///
/// # Errors
///
/// When the database fails.
pub async fn whole(hall: &Hall, db: &mut SqliteConnection, row: &CaseRow) -> Result<Case, Refusal> {
    let notices = cases::notices(db, &row.id).await?;
    let clock = clock(hall, row, &cases::pauses(db, &row.id).await?);
    let (manifest, receipt) = submissions::content_of_case(db, &row.id).await?;
    Ok(Case {
        summary: with(hall, row, clock, &notices)?,
        matter: row.matter.clone(),
        events: cases::events(db, &row.id, 0, EVENTS).await?,
        results: results::of_case(db, &row.id).await?,
        actions: rules::actions_for_applicant(&row.state),
        notices,
        manifest,
        receipt,
    })
}

/// The clock of a case that was accepted, when its promise is in working days.
fn clock(hall: &Hall, row: &CaseRow, pauses: &[(contract::Date, Option<contract::Date>)]) -> Option<Clock> {
    let accepted = row.accepted_on?;
    let promised = &hall.catalogue.version(&row.matter, row.guide_version)?.promised;
    if promised.unit != TimeUnit::WorkingDay {
        return None;
    }
    let today = row.decided_on.unwrap_or_else(|| hall.clock().today());
    Some(rules::clock(promised.n, accepted, pauses, today, &hall.calendar))
}
