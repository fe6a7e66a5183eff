//! One tab writes a draft, the others read it, always as it stands.
//!
//! The pen lies on the disk beside the draft; whoever takes it raises its number, and every save compares it in the
//! same transaction. A tab that is asked for the pen saves first. One that slept finds out at its next save, and keeps
//! what it has as a copy: nothing typed is dropped, nothing is merged.

use std::collections::BTreeSet;

use contract::FilingId;
use leptos::prelude::{GetUntracked, Set, SetValue, StoredValue, UpdateValue, WithValue};
use outbox::Epoch;
use serde::{Deserialize, Serialize};

use super::draft_disk::{keep_copy, read};
use super::drafts::{Draft, OpenDraft};
use crate::edge::disk::{Disk, DiskError, Store, Write, read_json};
use crate::edge::tabs::Tabs;
use crate::edge::{clock, ids, tab, task};
use crate::text;

const CHANNEL: &str = "handheld-drafts";
/// How long a tab that writes is waited for, and how often it is seen whether it answered, in milliseconds.
const ASK_MS: u32 = 300;
const STEP_MS: u32 = 20;
/// Where a tab keeps its name.
const TAB: &str = "tab";

/// Who writes a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Pen {
    epoch: Epoch,
    /// The tab, so that one that was reloaded does not wait for itself.
    tab: String,
}

/// What tabs tell each other, before the id of a draft.
const WANT: &str = "want ";
const FREE: &str = "free ";
const WROTE: &str = "wrote ";

/// Where the pen of a draft lies.
fn key(id: &FilingId) -> String {
    format!("pen/{id}")
}

/// The pens of this tab.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pens {
    tabs: StoredValue<Option<Tabs>>,
    /// Drafts whose writer in another tab has just saved and put the pen down.
    freed: StoredValue<BTreeSet<String>>,
}

impl Pens {
    pub(super) fn new() -> Self {
        Self { tabs: StoredValue::new(None), freed: StoredValue::new(BTreeSet::new()) }
    }

    /// Hears the other tabs, from the first open draft on.
    pub(super) fn listen(self, open: impl Fn(&str) -> Option<OpenDraft> + Copy + 'static) {
        if self.tabs.with_value(Option::is_some) {
            return;
        }
        let heard = move |text: String| {
            if let Some(id) = text.strip_prefix(FREE) {
                self.freed.update_value(|it| {
                    it.insert(id.to_owned());
                });
            } else if let Some(draft) = text.strip_prefix(WANT).and_then(open) {
                task::spawn(async move {
                    put_down(draft).await;
                    self.tell(FREE, &draft.now().id);
                });
            } else if let Some(draft) = text.strip_prefix(WROTE).and_then(open) {
                task::spawn(follow(draft));
            }
        };
        self.tabs.set_value(Some(Tabs::open(CHANNEL, heard)));
    }

    fn tell(self, word: &str, id: &FilingId) {
        self.tabs.with_value(|it| it.iter().for_each(|it| it.tell(&[word, id.as_str()].concat())));
    }

    /// Tells readers that there is something to read.
    pub(super) fn wrote(self, id: &FilingId) {
        self.tell(WROTE, id);
    }

    /// Takes the pen; whoever has it saves first, if they can.
    pub(super) async fn take(self, disk: &Disk, id: &FilingId) -> Result<Epoch, DiskError> {
        let (me, key) = (own_name(), key(id));
        let held: Option<Pen> = read_json(disk.get(Store::Meta, &key).await?.as_ref());
        if held.is_some_and(|it| it.tab != me) {
            self.freed.update_value(|it| {
                it.remove(id.as_str());
            });
            self.tell(WANT, id);
            // A tab that is closed, or sleeps, does not answer.
            for _ in 0..ASK_MS / STEP_MS {
                task::sleep(STEP_MS).await;
                if self.freed.with_value(|it| it.contains(id.as_str())) {
                    break;
                }
            }
        }
        let now = u64::try_from(clock::now_ms()).unwrap_or_default();
        disk.change(&[(Store::Meta, &key)], |found| {
            let before: Option<Pen> = read_json(found[0].as_ref());
            let epoch = before.map_or(now, |it| it.epoch.saturating_add(1));
            (Write::json(Store::Meta, &key, &Pen { epoch, tab: me }).into_iter().collect(), epoch)
        })
        .await
    }
}

/// The name of this tab. It outlives a reload; a copy of a tab shares it, and finds out at its next save.
fn own_name() -> String {
    if let Some(name) = tab::get(TAB) {
        return name;
    }
    let name = ids::filing().map(|it| it.to_string()).unwrap_or_default();
    tab::set(TAB, Some(&name));
    name
}

/// Keeps a draft, if this pen still writes it. A pen is never removed: where there is none, the browser swept the disk
/// under the open page, and both are kept once more.
pub(super) async fn keep(disk: &Disk, pen: Epoch, draft: &Draft) -> Result<bool, DiskError> {
    let key = key(&draft.id);
    let record = Write::json(Store::Drafts, draft.id.as_str(), draft).ok_or(DiskError::Unreadable)?;
    disk.change(&[(Store::Meta, &key)], |found| match read_json::<Pen>(found[0].as_ref()) {
        Some(held) => ((held.epoch == pen).then_some(record).into_iter().collect(), held.epoch == pen),
        None => {
            let pen = Write::json(Store::Meta, &key, &Pen { epoch: pen, tab: own_name() });
            ([Some(record), pen].into_iter().flatten().collect(), true)
        }
    })
    .await
}

/// Takes the pen away from everybody: the draft was sent or removed, and no tab may bring it back.
pub(super) async fn end(disk: &Disk, id: &FilingId) -> Result<(), DiskError> {
    let key = key(id);
    disk.change(&[(Store::Meta, &key)], |found| {
        let epoch = read_json::<Pen>(found[0].as_ref()).map_or(0, |it| it.epoch.saturating_add(1));
        (Write::json(Store::Meta, &key, &Pen { epoch, tab: String::new() }).into_iter().collect(), ())
    })
    .await
}

/// Saves, and reads from now on.
async fn put_down(draft: OpenDraft) {
    // What cannot be saved stays on this screen, and is told here.
    if draft.save().await.is_ok() {
        draft.pen.set(None);
    }
}

/// Shows what the writer wrote.
async fn follow(draft: OpenDraft) {
    if draft.pen.get_untracked().is_some() {
        return;
    }
    if let Ok(written) = read(&draft.disk(), &draft.now().id).await {
        draft.show(written);
    }
}

/// Another tab writes it. What was typed here and is not there is kept as a copy.
pub(super) async fn lose(draft: OpenDraft, mine: Draft) -> Result<(), DiskError> {
    let disk = draft.disk();
    if let Ok(theirs) = read(&disk, &mine.id).await {
        if (Draft { updated_ms: mine.updated_ms, ..theirs.clone() }) != mine {
            let title = text::copy_of(&mine.title);
            // Until the copy is kept, what was typed stays on this screen.
            keep_copy(&disk, mine, title.clone()).await?;
            draft.copied.set(Some(title));
        }
        draft.show(theirs);
    }
    draft.pen.set(None);
    Ok(())
}
