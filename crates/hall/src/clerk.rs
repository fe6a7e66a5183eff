//! The demo clerk: takes open cases on, one step at each tick, the way staff would. Demo halls only.

use std::time::Duration;

use contract::{CaseId, CaseState, CorrectionItem, EventKind, Guide, MaterialId, MatterId};
use fixtures::{Clerk, Opinions, Replies, pick};
use rules::Action;
use tokio::sync::watch;

use crate::bundles;
use crate::error::Refusal;
use crate::helpdesk;
use crate::history;
use crate::parcels;
use crate::staff::{Order, act};
use crate::state::{Hall, Shared};
use crate::store::cases::{self, CaseRow};
use crate::store::submissions;

/// Works until `closing` turns true.
pub async fn work(hall: Shared, every: Duration, mut closing: watch::Receiver<bool>) {
    let desk = match Desk::open() {
        Ok(desk) => desk,
        Err(error) => {
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
        if let Err(refused) = round(&hall, &desk).await {
            tracing::warn!(problem = ?refused.problem(), "the demo clerk was refused");
        }
    }
}

/// Who works at the counter, and what they write.
pub struct Desk {
    clerks: Vec<Clerk>,
    opinions: Opinions,
    replies: Replies,
}

impl Desk {
    /// The sample hall's counter.
    ///
    /// # Errors
    ///
    /// Never: the tests of the seed read it.
    pub fn open() -> Result<Self, serde_json::Error> {
        Ok(Self {
            clerks: fixtures::clerks()?,
            opinions: fixtures::opinions()?,
            replies: fixtures::replies()?,
        })
    }

    /// How the clerk for a matter is named in a case's history.
    #[must_use]
    pub fn clerk(&self, guide: &Guide) -> String {
        self.at(Some(&guide.matter))
    }

    /// How whoever answers for a matter is named; without one it is the first at the counter.
    #[must_use]
    pub fn at(&self, matter: Option<&MatterId>) -> String {
        let theirs = self.clerks.iter().find(|it| matter.is_some_and(|matter| it.matters.contains(matter)));
        theirs.or_else(|| self.clerks.first()).map(Clerk::signature).unwrap_or_default()
    }

    /// What is answered to questions, complaints and bad ratings.
    #[must_use]
    pub fn replies(&self) -> &Replies {
        &self.replies
    }

    /// What the clerk writes who does `action`, in the `n`th wording. A correction is about `material`, one of those
    /// that were filed, or else about the filing as a whole.
    #[must_use]
    pub fn order(&self, guide: &Guide, action: Action, material: Option<&MaterialId>, n: u64) -> Order {
        let said = &self.opinions;
        let special = guide.special_procedures.first().map_or("", |it| it.name.as_str());
        let note = match action {
            Action::Accept => pick(&said.accept, n).to_owned(),
            Action::RefuseAcceptance => pick(&said.refuse, n).to_owned(),
            Action::AskCorrection => "材料需要补正，请一次补齐".to_owned(),
            Action::Suspend => said.begins(n, special),
            Action::Resume => said.ends(n, special),
            Action::Approve => pick(&said.approve, n).to_owned(),
            Action::Reject => pick(&said.reject, n).to_owned(),
            Action::Deliver => pick(&said.deliver, n).to_owned(),
            Action::AnswerCorrection { .. } | Action::Withdraw => String::new(),
        };
        let items = match action {
            Action::AskCorrection => self.correction(guide, material, n),
            _ => Vec::new(),
        };
        Order { by: self.clerk(guide), note, items }
    }

    fn correction(&self, guide: &Guide, material: Option<&MaterialId>, n: u64) -> Vec<CorrectionItem> {
        let known = guide.materials.iter().find(|it| Some(&it.id) == material);
        let name = known.map_or(guide.title.as_str(), |it| it.name.as_str());
        let text = self.opinions.correction_for(n, name);
        vec![CorrectionItem { material_id: known.map(|it| it.id.clone()), field: None, text }]
    }
}

/// One step for every case that waits for staff. What the hall has from its past stays where it is until its applicant
/// sends something.
///
/// # Errors
///
/// When the database fails. A case that moved on meanwhile is left alone.
pub async fn round(hall: &Shared, desk: &Desk) -> Result<(), Refusal> {
    let mut db = hall.readers.acquire().await?;
    let past = history::last(&mut db).await?;
    let mut plans = Vec::new();
    for row in cases::open(&mut db).await? {
        if submissions::latest(&mut db, row.filed_as()).await? <= past {
            continue;
        }
        if let Some((action, order)) = plan(hall, &mut db, &row, desk).await? {
            plans.push((row.id.parse::<CaseId>()?, action, order));
        }
    }
    drop(db);
    parcels::advance(hall).await?;
    helpdesk::round(hall, desk).await?;
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
    desk: &Desk,
) -> Result<Option<(Action, Order)>, Refusal> {
    let Some(guide) = hall.catalogue.version(&row.matter, row.guide_version) else { return Ok(None) };
    if bundles::waits(hall, db, row).await? {
        return Ok(None);
    }
    let events = cases::events(db, &row.id, 0, u32::MAX).await?;
    let had = |kind: EventKind| events.iter().any(|it| it.kind.code == kind);
    let n = u64::try_from(row.hall_seq).unwrap_or_default();
    let (manifest, _) = submissions::content_of_case(db, row.filed_as()).await?;
    let material = manifest.attachments.first().map(|it| &it.material_id);
    let action = match row.state {
        // Without a file there is nothing to be found fault with.
        CaseState::Submitted if n % 5 == 3 && material.is_some() && !had(EventKind::CorrectionAsked) => {
            Action::AskCorrection
        }
        CaseState::Submitted => Action::Accept,
        CaseState::UnderReview if inspected(guide) && !had(EventKind::Suspended) => Action::Suspend,
        CaseState::Suspended => Action::Resume,
        CaseState::UnderReview => Action::Approve,
        CaseState::Approved => Action::Deliver,
        _ => return Ok(None),
    };
    Ok(Some((action, desk.order(guide, action, material, n))))
}

/// Matters whose guide names a special procedure are looked at on the spot.
fn inspected(guide: &Guide) -> bool {
    !guide.special_procedures.is_empty()
}
