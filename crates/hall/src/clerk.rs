//! The demo clerk: takes open cases on, one step at each tick, the way staff would. Demo halls only.

use std::time::Duration;

use contract::{CaseId, CaseState, CorrectionItem, EventKind, Guide};
use fixtures::{Clerk, Opinions, pick};
use rules::Action;
use tokio::sync::watch;

use crate::error::Refusal;
use crate::staff::{Order, act};
use crate::state::{Hall, Shared};
use crate::store::cases::{self, CaseRow};
use crate::store::submissions;

/// Works until `closing` turns true.
pub async fn work(hall: Shared, every: Duration, mut closing: watch::Receiver<bool>) {
    let (clerks, opinions) = match (fixtures::clerks(), fixtures::opinions()) {
        (Ok(clerks), Ok(opinions)) => (clerks, opinions),
        (Err(error), _) | (_, Err(error)) => {
            tracing::error!(%error, "the demo clerk cannot work");
            return;
        }
    };
    let mut ticks = tokio::time::interval(every);
    // The first tick comes at once; a case should be seen as submitted for a while.
    ticks.tick().await;
    loop {
        tokio::select! {
            _ = closing.changed() => return,
            _ = ticks.tick() => {}
        }
        if let Err(refused) = round(&hall, &clerks, &opinions).await {
            tracing::warn!(problem = ?refused.problem(), "the demo clerk was refused");
        }
    }
}

/// One step for every case that waits for staff.
///
/// # Errors
///
/// When the database fails. A case that moved on meanwhile is left alone.
pub async fn round(hall: &Shared, clerks: &[Clerk], opinions: &Opinions) -> Result<(), Refusal> {
    let mut db = hall.readers.acquire().await?;
    let mut plans = Vec::new();
    for row in cases::open(&mut db).await? {
        if let Some((action, order)) = plan(hall, &mut db, &row, clerks, opinions).await? {
            plans.push((row.id.parse::<CaseId>()?, action, order));
        }
    }
    drop(db);
    for (case, action, order) in plans {
        if let Err(refused) = act(hall, case, action, order).await {
            tracing::info!(problem = ?refused.problem(), "a case moved on by itself");
        }
    }
    Ok(())
}

/// What the clerk does next with a case; nothing while the applicant has something to do.
async fn plan(
    hall: &Hall,
    db: &mut sqlx::SqliteConnection,
    row: &CaseRow,
    clerks: &[Clerk],
    opinions: &Opinions,
) -> Result<Option<(Action, Order)>, Refusal> {
    let Some(guide) = hall.catalogue.version(&row.matter, row.guide_version) else { return Ok(None) };
    let events = cases::events(db, &row.id, 0, u32::MAX).await?;
    let had = |kind: EventKind| events.iter().any(|it| it.kind.code == kind);
    let n = u64::try_from(row.hall_seq).unwrap_or_default();
    let mut items = Vec::new();
    let (action, note) = match row.state {
        CaseState::Submitted if n % 5 == 3 && !had(EventKind::CorrectionAsked) => {
            let (manifest, _) = submissions::content_of_case(db, &row.id).await?;
            items = correction(guide, manifest.attachments.first().map(|it| &it.material_id), opinions, n);
            (Action::AskCorrection, "材料需要补正，请一次补齐".to_owned())
        }
        CaseState::Submitted => (Action::Accept, pick(&opinions.accept, n).to_owned()),
        CaseState::UnderReview if inspected(guide) && !had(EventKind::Suspended) => {
            (Action::Suspend, pick(&opinions.suspend, n).to_owned())
        }
        CaseState::Suspended => (Action::Resume, pick(&opinions.resume, n).to_owned()),
        CaseState::UnderReview => (Action::Approve, pick(&opinions.approve, n).to_owned()),
        CaseState::Approved => (Action::Deliver, pick(&opinions.deliver, n).to_owned()),
        _ => return Ok(None),
    };
    let by = window(clerks, guide).map(Clerk::signature).unwrap_or_default();
    Ok(Some((action, Order { by, note, items })))
}

/// Matters whose guide names a special procedure are looked at on the spot.
fn inspected(guide: &Guide) -> bool {
    !guide.special_procedures.is_empty()
}

fn window<'a>(clerks: &'a [Clerk], guide: &Guide) -> Option<&'a Clerk> {
    clerks.iter().find(|it| it.matters.contains(&guide.matter)).or_else(|| clerks.first())
}

/// One sentence about one of the materials that were filed, or about the filing as a whole.
fn correction(
    guide: &Guide,
    material: Option<&contract::MaterialId>,
    opinions: &Opinions,
    n: u64,
) -> Vec<CorrectionItem> {
    let known = guide.materials.iter().find(|it| Some(&it.id) == material);
    let name = known.map_or(guide.title.as_str(), |it| it.name.as_str());
    let text = opinions.correction_for(n, name);
    vec![CorrectionItem { material_id: known.map(|it| it.id.clone()), field: None, text }]
}
