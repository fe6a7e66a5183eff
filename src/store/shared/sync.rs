//! The conversation with the hall about one shared draft: arriving, looking, taking the pen, and leaving.

use client::{CallError, Versioned, drafts as calls};
use contract::{DraftContent, DraftHolder, Retry, SharedDraft, TakePen};
use leptos::prelude::{GetUntracked, GetValue, Set, SetValue, UpdateValue, WithValue};

use super::merge::{self, Meeting};
use super::write::{Mark, agree, end_turn, is_dirty, is_mine, own_device, push, read, take_turn, wanted};
use super::{Share, Shared, Standing};
use crate::edge::{fetch, task};
use crate::store::guides;

/// How often it is seen whether there is something to do.
const TICK_MS: u32 = 1_000;

/// What did not change for so many ticks is shared.
const QUIET: u32 = 2;

/// Every so many ticks the hall is asked for news, and what failed is tried again.
const NEWS: u32 = 4;

/// Keeps one draft in step with the hall until it is left.
pub(super) async fn run(it: Shared) {
    arrive(it).await;
    let (mut seen, mut quiet, mut ticks) = (None, 0u32, 0u32);
    loop {
        task::sleep(TICK_MS).await;
        if it.ended.get_value() || !is_mine(it) || it.draft.is_gone() {
            return;
        }
        let now = wanted(it, &it.draft.now());
        let same = seen.as_ref() == Some(&now);
        (seen, quiet, ticks) = (Some(now), if same { quiet + 1 } else { 0 }, ticks.wrapping_add(1));
        if it.busy.get_value() {
            continue;
        }
        let writing = it.standing.get_untracked() == Standing::Writing;
        let news = ticks.is_multiple_of(NEWS);
        if writing && is_dirty(it, &it.draft.now()) {
            if quiet == QUIET || (quiet > QUIET && news && may_help(it)) {
                // A failure is shown by `share`.
                let _ = push(it, Mark::Written).await;
            }
        } else if news && !matches!(it.standing.get_untracked(), Standing::Filed(_) | Standing::Removed) {
            look(it).await;
        }
    }
}

/// Whether trying again without a change can help.
fn may_help(it: Shared) -> bool {
    match it.share.get_untracked() {
        Share::Not(error) => error.retry() == Retry::Later,
        Share::Pending | Share::At(_) => true,
    }
}

/// Reads what was agreed on last, then begins to share or sees what the hall has, and takes the pen when it is free.
async fn arrive(it: Shared) {
    if let Ok(disk) = it.all.session.disk() {
        it.base.set_value(read(&disk, &it.draft.now().id).await);
    }
    it.there.set_value(it.base.with_value(|base| base.files().map(|it| it.sha256.clone()).collect()));
    if it.base.with_value(|it| it.etag.is_none()) && push(it, Mark::Written).await.is_ok() {
        return;
    }
    if it.standing.get_untracked() == Standing::Asking {
        look(it).await;
    }
    if it.standing.get_untracked() == Standing::Asking
        && let Err(error) = take(it).await
        && it.standing.get_untracked() == Standing::Asking
    {
        it.share.set(Share::Not(error));
        it.set(Standing::Reading(None));
    }
}

/// Asks what the hall has now.
pub(super) async fn look(it: Shared) {
    take_turn(it).await;
    let found = fetch::send(calls::by_id(&it.draft.now().filing_id)).await;
    if let Ok(found) = &found {
        met(it, found.clone()).await;
    }
    end_turn(it);
    match found {
        Ok(_) => {}
        Err(CallError::NotFound) if it.base.with_value(|it| it.etag.is_some()) => gone(it).await,
        Err(error) => {
            if it.standing.get_untracked() == Standing::Asking {
                it.set(Standing::Writing);
            }
            if is_dirty(it, &it.draft.now()) {
                it.share.set(Share::Not(error));
            }
        }
    }
}

/// The hall's version and this device's meet.
async fn met(it: Shared, found: Versioned<SharedDraft>) {
    let Versioned { etag, value: SharedDraft { summary, content } } = found;
    it.there.update_value(|all| all.extend(content.files.iter().map(|it| it.sha256.clone())));
    let (holder, ready, at) =
        (other_holder(it, summary.holder.clone()).await, summary.ready_to_sign, summary.updated_at);
    let version = summary.guide_version;
    // From here to the end nothing is waited for before the draft is changed: no key gets in between.
    let draft = it.draft.now();
    let meeting = it.base.with_value(|base| merge::meet(&wanted(it, &draft), base, &content));
    if meeting == Meeting::Apart {
        it.summary.set(Some(summary.clone()));
        let theirs = Versioned { etag, value: SharedDraft { summary, content } };
        return it.set(Standing::Apart(Box::new(theirs)));
    }
    it.summary.set(Some(summary));
    // Mine is kept under its own version until it is shared; the hall says so when that version is retired.
    if meeting != Meeting::Mine && version > draft.guide_version {
        return renew(it, version, &content).await;
    }
    if meeting == Meeting::Theirs {
        it.draft.edit(|draft| merge::take(draft, &content));
        // On the disk before it is agreed on: a page that dies in between must not find its old text under their version.
        if it.draft.save().await.is_err() {
            return;
        }
    }
    agree(it, etag, content).await;
    if !is_dirty(it, &it.draft.now()) {
        it.share.set(Share::At(at));
    }
    match (it.standing.get_untracked(), holder) {
        (_, Some(holder)) => it.set(Standing::Reading(Some(holder))),
        (Standing::Writing, None) if !ready => {}
        (Standing::Asking, None) if !ready => {}
        (_, None) => it.set(Standing::Reading(None)),
    }
}

/// Whoever else writes now: somebody else, or the same person on another device.
pub(super) async fn other_holder(it: Shared, holder: Option<DraftHolder>) -> Option<DraftHolder> {
    let holder = holder?;
    match own_device(it.all).await {
        Ok(device) if device == holder.device => None,
        _ => Some(holder),
    }
}

/// The others went on with another version of the guide: so does this device, with what they wrote.
pub(super) async fn renew(it: Shared, version: u32, content: &DraftContent) {
    let before = wanted(it, &it.draft.now());
    let Ok(guide) = guides::version(&it.draft.now().matter, version).await else { return };
    let mut draft = it.draft.now();
    // Typed while the guide was on its way: the next look tells the two apart.
    if wanted(it, &draft) != before {
        return;
    }
    merge::take(&mut draft, content);
    if it.all.drafts.renew(draft, &guide).await.is_ok() {
        it.all.open_anew();
    }
}

/// Takes the pen. What was complete is no longer: it is being changed.
pub(super) async fn take(it: Shared) -> Result<(), CallError> {
    let device = own_device(it.all).await.map_err(|_| CallError::Unreachable)?;
    take_turn(it).await;
    let taken = fetch::send(calls::take_pen(&it.draft.now().filing_id, &TakePen { device })).await;
    if let Ok(taken) = &taken {
        met(it, taken.clone()).await;
    }
    end_turn(it);
    match taken {
        Ok(taken) => {
            let ready = taken.value.summary.ready_to_sign;
            if !matches!(it.standing.get_untracked(), Standing::Apart(_)) {
                it.set(Standing::Writing);
            }
            if ready { push(it, Mark::Open).await } else { Ok(()) }
        }
        Err(CallError::NotFound) => {
            gone(it).await;
            Ok(())
        }
        Err(error) => {
            look(it).await;
            Err(error)
        }
    }
}

/// It is no longer at the hall: sent, or removed.
pub(super) async fn gone(it: Shared) {
    let target = it.draft.now().target();
    let filed = fetch::send(client::filings::receipt(&target)).await;
    match filed {
        Ok(found) if found.receipt.is_some() => it.set(Standing::Filed(found.case_id)),
        Ok(_) | Err(CallError::NotFound | CallError::Refused(_)) => it.set(Standing::Removed),
        // Not knowing is no reason to say so; the next look will.
        Err(_) => {}
    }
}

/// Shares what is left to share and puts the pen down, unless it was opened again meanwhile.
pub(super) async fn end(it: Shared) {
    let id = it.draft.now().id;
    it.all.open.update_value(|all| {
        if all.get(id.as_str()).is_some_and(|held| held.draft.is(it.draft)) {
            all.remove(id.as_str());
        }
    });
    it.ended.set_value(true);
    if it.standing.get_untracked() != Standing::Writing || it.draft.is_gone() || !is_mine(it) {
        return;
    }
    if is_dirty(it, &it.draft.now()) {
        // It stays on this device and is shared when it is opened again.
        let _ = push(it, Mark::Written).await;
    }
    if !it.all.open.with_value(|all| all.contains_key(id.as_str())) {
        let _ = fetch::send(calls::put_pen_down(&id)).await;
    }
}
