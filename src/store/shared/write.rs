//! Sharing what is kept on this device: its files first, then its words.

use std::collections::BTreeSet;

use client::{CallError, drafts as calls};
use contract::{DeviceId, DraftContent, FilingId, ProblemCode, PutDraft, Retry};
use leptos::prelude::{GetUntracked, GetValue, Set, SetValue, UpdateValue, WithValue};

use super::merge::{self, Base};
use super::sync::{gone, look};
use super::{Share, Shared, SharedDrafts, Standing};
use crate::edge::disk::{Disk, DiskError, Store};
use crate::edge::{fetch, task};
use crate::store::device;
use crate::store::drafts::{Draft, DraftFile, blob_key};
use crate::store::upload::{self, Stopped};

/// While another conversation is under way, it is seen so often whether it ended, in milliseconds.
const BUSY_MS: u32 = 100;

/// Why it is shared now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Something was written. Nothing happens when that was shared meanwhile.
    Written,
    /// It is complete and waits for the signer.
    Ready,
    /// It was complete and is being changed.
    Open,
}

/// Waits until nobody else talks to the hall about it: an old answer never overtakes a new one.
pub(super) async fn take_turn(it: Shared) {
    while it.busy.get_value() {
        task::sleep(BUSY_MS).await;
    }
    it.busy.set_value(true);
}

pub(super) fn end_turn(it: Shared) {
    it.busy.set_value(false);
}

/// Shares what is kept here.
pub(super) async fn push(it: Shared, mark: Mark) -> Result<(), CallError> {
    take_turn(it).await;
    let done = write(it, mark).await;
    end_turn(it);
    let Err(error) = &done else { return done };
    it.share.set(Share::Not(error.clone()));
    match error.problem().map(|it| &it.code) {
        // Somebody else has the pen, or wrote: the hall's version says who and what.
        Some(ProblemCode::DraftHeld | ProblemCode::Stale) => look(it).await,
        Some(ProblemCode::WrongState) => gone(it).await,
        _ if *error == CallError::NotFound => gone(it).await,
        // What cannot be shared is still written.
        _ if it.standing.get_untracked() == Standing::Asking => it.set(Standing::Writing),
        _ => {}
    }
    done
}

async fn write(it: Shared, mark: Mark) -> Result<(), CallError> {
    // The draft comes first: it gives the filing id to the organisation, so that its files can follow.
    if it.base.with_value(|it| it.etag.is_none()) {
        put(it, false).await?;
    }
    bring_files(it).await?;
    let ready = mark == Mark::Ready;
    let marked = it.summary.get_untracked().is_some_and(|it| it.ready_to_sign == ready);
    if (marked || mark == Mark::Written)
        && it.base.with_value(|base| base.content.as_ref() == Some(&shareable(it)))
    {
        return Ok(());
    }
    put(it, ready).await
}

async fn put(it: Shared, ready: bool) -> Result<(), CallError> {
    let draft = it.draft.now();
    let content = shareable(it);
    let acting = it.all.acting.acting_now().filter(|it| it.principal.id == draft.principal.id);
    let Some(mandate) = acting.and_then(|it| it.mandate).or(draft.mandate) else {
        return Err(CallError::SignedOut);
    };
    let device = own_device(it.all).await.map_err(|_| CallError::Unreachable)?;
    let body = PutDraft {
        device,
        mandate,
        matter: draft.matter,
        guide_version: draft.guide_version,
        project: draft.project,
        ready_to_sign: ready,
        content: content.clone(),
    };
    // An answer may get lost: what was tried is remembered, and recognised when it is met again.
    it.base.update_value(|base| base.tried = Some(content.clone()));
    keep_base(it).await;
    let etag = it.base.with_value(|it| it.etag.clone());
    let written = fetch::send(calls::put(&draft.filing_id, etag.as_deref(), &body)).await?;
    it.share.set(Share::At(written.value.summary.updated_at));
    it.summary.set(Some(written.value.summary));
    agree(it, written.etag, content).await;
    it.set(Standing::Writing);
    Ok(())
}

/// Brings every picked file to the hall, so that the others see it.
async fn bring_files(it: Shared) -> Result<(), CallError> {
    let draft = it.draft.now();
    let Ok(disk) = it.all.session.disk() else { return Ok(()) };
    let hall = it.all.hall.now();
    let limits = hall.as_ref().map(|it| &it.limits);
    for file in draft.files.iter().filter(|file| !is_there(it, file)) {
        match upload::bring(&disk, &draft.id, &draft.filing_id, file, limits, |_| is_mine(it)).await {
            Ok(()) => it.there.update_value(|all| {
                all.insert(file.sha256.clone());
            }),
            // It stays on this device; the review and the hall say what is wrong with it.
            Err(Stopped::Gone) => unwanted(it, file),
            Err(Stopped::Call(CallError::Refused(problem))) if problem.retry == Retry::Never => {
                unwanted(it, file);
            }
            Err(Stopped::Call(error)) => return Err(error),
            Err(Stopped::Device | Stopped::Left) => return Err(CallError::Unreachable),
        }
    }
    Ok(())
}

fn unwanted(it: Shared, file: &DraftFile) {
    it.unwanted.update_value(|all| {
        all.insert(file.sha256.clone());
    });
}

pub(super) async fn hand_over(it: Shared) -> Result<(), CallError> {
    push(it, Mark::Ready).await?;
    it.set(Standing::Reading(None));
    // Held for two minutes more at worst.
    let _ = fetch::send(calls::put_pen_down(&it.draft.now().filing_id)).await;
    Ok(())
}

pub(super) async fn agree(it: Shared, etag: String, content: DraftContent) {
    it.base.set_value(Base { etag: Some(etag), content: Some(content), tried: None });
    keep_base(it).await;
}

/// A failure only means that the next visit compares by content alone.
async fn keep_base(it: Shared) {
    let base = it.base.get_value();
    if let Ok(disk) = it.all.session.disk()
        && !it.draft.is_gone()
        // Somebody else may have signed in meanwhile: that disk is theirs.
        && is_mine(it)
    {
        let _ = save(&disk, &it.draft.now().id, &base).await;
    }
}

pub(super) async fn save(disk: &Disk, id: &FilingId, base: &Base) -> Result<(), DiskError> {
    let bytes = serde_json::to_vec(base).map_err(|_| DiskError::Unreadable)?;
    disk.put(Store::Blobs, &base_key(id), &bytes).await
}

/// What was agreed on last; nothing when that cannot be read.
pub(super) async fn read(disk: &Disk, id: &FilingId) -> Base {
    let bytes = disk.get(Store::Blobs, &base_key(id)).await.ok().flatten();
    bytes.and_then(|it| serde_json::from_slice(&it).ok()).unwrap_or_default()
}

/// Beside the draft's files, so that it goes when they go.
fn base_key(id: &FilingId) -> String {
    blob_key(id, "shared")
}

pub(super) async fn own_device(all: SharedDrafts) -> Result<DeviceId, DiskError> {
    device::id(&all.session.disk()?).await
}

/// True while the one who opened it is the one signed in.
pub(super) fn is_mine(it: Shared) -> bool {
    it.all.session.person().is_some_and(|person| it.person.with_value(|own| *own == person.id))
}

fn is_there(it: Shared, file: &DraftFile) -> bool {
    let known = |all: &BTreeSet<String>| all.contains(&file.sha256);
    file.at_hall || it.there.with_value(known) || it.unwanted.with_value(known)
}

/// What is kept here, with the files the hall may be shown.
pub(super) fn wanted(it: Shared, draft: &Draft) -> DraftContent {
    it.unwanted.with_value(|refused| merge::content(draft, |file| !refused.contains(&file.sha256)))
}

/// What can be shared now: only files that are there are listed.
fn shareable(it: Shared) -> DraftContent {
    let refused = it.unwanted.get_value();
    merge::content(&it.draft.now(), |file| is_there(it, file) && !refused.contains(&file.sha256))
}

/// Whether something is kept here that is not shared.
pub(super) fn is_dirty(it: Shared, draft: &Draft) -> bool {
    it.base.with_value(|base| base.content.as_ref() != Some(&wanted(it, draft)))
}
