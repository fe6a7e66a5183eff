//! Whole drafts: brought here, removed, copied, or given up for somebody else's.

use client::filings::{self, Target};
use client::{CallError, Versioned, drafts as calls};
use contract::{DraftSummary, FilingId, SharedDraft, TakePen};
use leptos::prelude::{GetUntracked, Set};

use super::merge::{self, Base};
use super::sync::{other_holder, renew};
use super::write::{agree, own_device, read, save};
use super::{NotBrought, Share, Shared, SharedDrafts, Standing};
use crate::edge::disk::DiskError;
use crate::edge::{clock, fetch};
use crate::store::draft_disk::keep_copy;
use crate::store::drafts::Draft;
use crate::store::guides;
use crate::text;

pub(super) async fn use_theirs(it: Shared) {
    let Standing::Apart(theirs) = it.standing.get_untracked() else { return };
    let Versioned { etag, value: SharedDraft { summary, content } } = *theirs;
    // What is agreed on comes last: as long as this device still has its own text, the two are apart.
    if summary.guide_version > it.draft.now().guide_version {
        return renew(it, summary.guide_version, &content).await;
    }
    it.draft.edit(|draft| merge::take(draft, &content));
    if it.draft.save().await.is_err() {
        return;
    }
    agree(it, etag, content).await;
    it.share.set(Share::At(summary.updated_at));
    it.set(Standing::Reading(other_holder(it, summary.holder).await));
}

pub(super) async fn keep_mine(it: Shared) -> Result<(), DiskError> {
    let mine = it.draft.now();
    let title = text::copy_of(&mine.title);
    keep_copy(&it.all.session.disk()?, mine, title).await?;
    use_theirs(it).await;
    Ok(())
}

pub(super) async fn bring_here(all: SharedDrafts, id: &FilingId) -> Result<(), NotBrought> {
    let found = match fetch::send(calls::by_id(id)).await {
        Ok(found) => found,
        Err(CallError::NotFound) => return Err(filed(id).await),
        Err(error) => return Err(NotBrought::Call(error)),
    };
    let Versioned { etag, value: SharedDraft { summary, content } } = found;
    let guide = guides::version(&summary.matter, summary.guide_version).await.map_err(NotBrought::Call)?;
    let actor = all.session.party().ok_or(NotBrought::Call(CallError::SignedOut))?;
    let acting = all.acting.acting_now().filter(|it| it.principal.id == summary.principal.id);
    let mut draft = Draft {
        id: id.clone(),
        filing_id: id.clone(),
        correction: None,
        matter: summary.matter,
        title: summary.title,
        guide_version: summary.guide_version,
        scenario: content.scenario.clone(),
        answers: content.answers.clone(),
        files: Vec::new(),
        later: content.later.clone(),
        delivery: content.delivery.clone(),
        principal: summary.principal,
        actor,
        mandate: acting.and_then(|it| it.mandate),
        project: summary.project,
        ink: None,
        updated_ms: clock::now_ms(),
    };
    merge::take(&mut draft, &content);
    let disk = all.session.disk().map_err(NotBrought::Disk)?;
    let base = Base { etag: Some(etag), content: Some(content), tried: None };
    save(&disk, id, &base).await.map_err(NotBrought::Disk)?;
    all.drafts.begin(&draft, &guide).await.map_err(NotBrought::Disk)
}

/// There is no such draft: it was sent, or never was.
async fn filed(id: &FilingId) -> NotBrought {
    match fetch::send(filings::receipt(&Target::Filing(id.clone()))).await {
        Ok(found) if found.receipt.is_some() => NotBrought::Filed(found.case_id),
        _ => NotBrought::Call(CallError::NotFound),
    }
}

pub(super) async fn sweep(all: SharedDrafts, here: Vec<Draft>, at_hall: &[DraftSummary]) -> Vec<Draft> {
    let Ok(disk) = all.session.disk() else { return here };
    let mut kept = Vec::new();
    for draft in here {
        let listed = at_hall.iter().any(|it| it.filing_id == draft.filing_id);
        let base =
            if listed || !all.is_shared(&draft) { Base::default() } else { read(&disk, &draft.id).await };
        let clean = base.etag.is_some() && base.content == Some(merge::content(&draft, |_| true));
        // What cannot be removed now is only in the way.
        if !clean || all.drafts.remove(&draft).await.is_err() {
            kept.push(draft);
        }
    }
    kept
}

pub(super) async fn remove(all: SharedDrafts, id: &FilingId) -> Result<(), CallError> {
    let device = own_device(all).await.map_err(|_| CallError::Unreachable)?;
    let done = match fetch::send(calls::take_pen(id, &TakePen { device })).await {
        Ok(taken) => fetch::send(calls::remove(id, &taken.etag)).await,
        Err(error) => Err(error),
    };
    match done {
        Err(CallError::NotFound) => Ok(()),
        done => done,
    }
}
