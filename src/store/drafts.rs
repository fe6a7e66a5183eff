//! Drafts on this device: what somebody has begun and not sent yet. Saved within a second of every change.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::{FilingId, Guide};
use leptos::prelude::{
    Get, GetUntracked, GetValue, Owner, RwSignal, Set, SetValue, StoredValue, Update, UpdateValue, With,
    WithValue,
};
use outbox::Epoch;

pub use super::draft::{Correction, Draft, DraftFile};
pub use super::draft_disk::blob_key;
use super::draft_disk::{erase, guide_key, keep, read};
use super::draft_pen::{self, Pens};
use super::session::SessionStore;
use crate::edge::disk::{Disk, DiskError, Store};
use crate::edge::{clock, page, task};

/// Wait so long after the first key that is not kept, however fast others follow; well under the second that may be
/// lost.
const SAVE_AFTER_MS: u32 = 400;

/// Whether what is on screen is on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Kept, at this device time in milliseconds.
    At(i64),
    /// About to be kept.
    Pending,
    /// It could not be kept.
    Failed(DiskError),
}

/// Why a draft cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenError {
    /// No such draft on this device: another device, another person, or sent already.
    Missing,
    /// Storage failed.
    Disk(DiskError),
}

impl From<DiskError> for OpenError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

/// The drafts of whoever is signed in.
#[derive(Clone, Copy)]
pub struct Drafts {
    session: SessionStore,
    /// The root's owner: an open draft outlives the page that opened it, so that a save is never cut off.
    root: StoredValue<Option<Owner>>,
    open: StoredValue<BTreeMap<String, OpenDraft>>,
    /// Whether the page is watched for its end.
    watched: StoredValue<bool>,
    pens: Pens,
}

impl Drafts {
    pub(super) fn new(session: SessionStore) -> Self {
        let root = StoredValue::new(Owner::current());
        let open = StoredValue::new(BTreeMap::new());
        Self { session, root, open, watched: StoredValue::new(false), pens: Pens::new() }
    }

    /// Saves when the page is about to go away. From the first open draft on: who only looks around needs no
    /// code for it.
    fn save_when_hidden(self) {
        if self.watched.get_value() {
            return;
        }
        self.watched.set_value(true);
        page::on_hidden(move || {
            let pending = |it: &OpenDraft| it.saved.get_untracked() == Saved::Pending;
            for open in self.open.get_value().into_values().filter(pending) {
                // A failure is shown by `saved`; a page that is going away has nobody to tell.
                task::spawn(async move { open.save().await.unwrap_or_default() });
            }
        });
    }

    /// Forgets the open drafts, on sign-out. A save that is under way still ends.
    pub fn close(self) {
        self.open.set_value(BTreeMap::new());
    }

    /// Forgets one draft for good, after it was sent or removed: no timer may bring it back to the disk.
    pub fn forget(self, id: &FilingId) {
        self.open.update_value(|open| {
            if let Some(open) = open.remove(id.as_str()) {
                open.gone.set_value(true);
            }
        });
    }

    /// Keeps a new draft with the guide it is pinned to.
    ///
    /// # Errors
    ///
    /// [`DiskError`]; nothing is kept then.
    pub async fn begin(self, draft: &Draft, guide: &Guide) -> Result<(), DiskError> {
        let disk = self.session.disk()?;
        let guide_bytes = serde_json::to_vec(guide).map_err(|_| DiskError::Unreadable)?;
        disk.put(Store::Meta, &guide_key(draft), &guide_bytes).await?;
        keep(&disk, draft).await
    }

    /// Pins a draft to another version of its guide; everything typed stays.
    ///
    /// # Errors
    ///
    /// [`DiskError`]; the draft is as it was then.
    pub async fn renew(self, mut draft: Draft, guide: &Guide) -> Result<(), DiskError> {
        draft.guide_version = guide.version;
        self.begin(&draft, guide).await?;
        self.forget(&draft.id);
        Ok(())
    }

    /// Opens a draft to write it: a tab that wrote it before keeps what it has, and reads on.
    ///
    /// # Errors
    ///
    /// [`OpenError`].
    pub async fn open(self, id: &FilingId) -> Result<OpenDraft, OpenError> {
        if let Some(open) = self.open.with_value(|open| open.get(id.as_str()).copied()) {
            return Ok(open);
        }
        let disk = self.session.disk()?;
        self.pens.listen(move |id| self.open.with_value(|open| open.get(id).copied()));
        // Nobody takes the pen of what is not there.
        read(&disk, id).await?;
        let pen = self.pens.take(&disk, id).await?;
        let draft = read(&disk, id).await?;
        let guide = disk.get(Store::Meta, &guide_key(&draft)).await?.ok_or(OpenError::Missing)?;
        let guide: Guide = serde_json::from_slice(&guide).map_err(|_| DiskError::Unreadable)?;
        let owner = self.root.get_value().unwrap_or_default();
        let open = owner.with(|| OpenDraft::new(draft, guide, disk, (self.pens, pen)));
        self.open.update_value(|all| {
            all.insert(id.to_string(), open);
        });
        self.save_when_hidden();
        Ok(open)
    }

    /// Every draft, newest first.
    ///
    /// # Errors
    ///
    /// [`DiskError`].
    pub async fn all(self) -> Result<Vec<Draft>, DiskError> {
        let records = self.session.disk()?.all(Store::Drafts).await?;
        let mut drafts: Vec<Draft> =
            records.iter().filter_map(|it| serde_json::from_slice(it).ok()).collect();
        drafts.sort_unstable_by_key(|it| std::cmp::Reverse(it.updated_ms));
        Ok(drafts)
    }

    /// Removes a draft with its files, unless it is on its way: its files are still needed then.
    ///
    /// # Errors
    ///
    /// [`DiskError`].
    pub async fn remove(self, draft: &Draft) -> Result<(), DiskError> {
        let disk = self.session.disk()?;
        if disk.get(Store::Outbox, draft.id.as_str()).await?.is_some() {
            return Ok(());
        }
        self.forget(&draft.id);
        erase(&disk, &draft.id).await
    }
}

/// A draft that is open on a page. Copies share the same draft.
#[derive(Clone, Copy)]
pub struct OpenDraft {
    draft: RwSignal<Draft>,
    guide: StoredValue<Arc<Guide>>,
    disk: StoredValue<Disk>,
    saved: RwSignal<Saved>,
    edits: StoredValue<u32>,
    /// Whether a save is to come.
    scheduled: StoredValue<bool>,
    gone: StoredValue<bool>,
    pens: Pens,
    /// The pen this tab has, if it has it.
    pub(super) pen: RwSignal<Option<Epoch>>,
    /// The title of the copy that keeps what was typed here when another tab wrote on.
    pub(super) copied: RwSignal<Option<String>>,
}

impl OpenDraft {
    fn new(draft: Draft, guide: Guide, disk: Disk, (pens, pen): (Pens, Epoch)) -> Self {
        let saved = RwSignal::new(Saved::At(draft.updated_ms));
        Self {
            draft: RwSignal::new(draft),
            guide: StoredValue::new(Arc::new(guide)),
            disk: StoredValue::new(disk),
            saved,
            edits: StoredValue::new(0),
            scheduled: StoredValue::new(false),
            gone: StoredValue::new(false),
            pens,
            pen: RwSignal::new(Some(pen)),
            copied: RwSignal::new(None),
        }
    }

    /// Whether this tab writes it. Reactive.
    #[must_use]
    pub fn is_written_here(self) -> bool {
        self.pen.get().is_some()
    }

    /// The title of the copy that keeps what was typed here when another tab wrote on. Reactive.
    #[must_use]
    pub fn copied(self) -> Option<String> {
        self.copied.get()
    }

    /// Goes on writing in this tab; the one that wrote reads on.
    ///
    /// # Errors
    ///
    /// [`OpenError`]; it may have been sent or removed there.
    pub async fn write_here(self) -> Result<(), OpenError> {
        let (disk, id) = (self.disk.get_value(), self.now().id);
        read(&disk, &id).await?;
        let pen = self.pens.take(&disk, &id).await?;
        self.show(read(&disk, &id).await?);
        self.copied.set(None);
        self.pen.set(Some(pen));
        Ok(())
    }

    /// Shows what another tab wrote.
    pub(super) fn show(self, draft: Draft) {
        self.saved.set(Saved::At(draft.updated_ms));
        self.draft.set(draft);
    }

    pub(super) fn disk(self) -> Disk {
        self.disk.get_value()
    }

    /// Whether both are the same open draft.
    pub(super) fn is(self, other: Self) -> bool {
        self.draft == other.draft
    }

    /// Whether it was sent or removed. Not reactive.
    pub(super) fn is_gone(self) -> bool {
        self.gone.get_value()
    }

    /// The guide it is pinned to.
    #[must_use]
    pub fn guide(self) -> Arc<Guide> {
        self.guide.get_value()
    }

    /// The draft. Reactive.
    #[must_use]
    pub fn get(self) -> Draft {
        self.draft.get()
    }

    /// The draft. Not reactive.
    #[must_use]
    pub fn now(self) -> Draft {
        self.draft.get_untracked()
    }

    /// Reads a part of the draft. Reactive.
    pub fn with<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.draft.with(read)
    }

    /// Whether it is kept. Reactive.
    #[must_use]
    pub fn saved(self) -> Saved {
        self.saved.get()
    }

    /// Changes the draft; it is kept a moment later.
    pub fn edit(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.saved.set(Saved::Pending);
        self.edits.update_value(|it| *it = it.wrapping_add(1));
        if self.scheduled.get_value() {
            return;
        }
        self.scheduled.set_value(true);
        task::spawn(async move {
            task::sleep(SAVE_AFTER_MS).await;
            self.scheduled.set_value(false);
            // A failure stays on screen through `saved`, with what to do.
            let _ = self.save().await;
        });
    }

    /// Keeps it now.
    ///
    /// # Errors
    ///
    /// [`DiskError`], also shown by [`OpenDraft::saved`].
    pub async fn save(self) -> Result<(), DiskError> {
        if self.gone.get_value() {
            return Ok(());
        }
        let Some(pen) = self.pen.get_untracked() else { return Ok(()) };
        let edit = self.edits.get_value();
        let (disk, mut draft) = (self.disk.get_value(), self.draft.get_untracked());
        draft.updated_ms = clock::now_ms();
        let kept = draft_pen::keep(&disk, pen, &draft).await;
        if kept == Ok(false) {
            return draft_pen::lose(self, draft).await;
        }
        self.saved.set(match kept {
            // Something was typed meanwhile: its own save is to come.
            Ok(_) if self.edits.get_value() != edit => Saved::Pending,
            Ok(_) => Saved::At(draft.updated_ms),
            Err(error) => Saved::Failed(error),
        });
        self.pens.wrote(&draft.id);
        kept.map(|_| ())
    }

    /// Keeps a picked file's bytes, then lists it.
    ///
    /// # Errors
    ///
    /// [`DiskError`]; the file is not listed then.
    pub async fn add_file(self, file: DraftFile, bytes: &[u8]) -> Result<(), DiskError> {
        let disk = self.disk.get_value();
        disk.put(Store::Blobs, &blob_key(&self.now().id, &file.sha256), bytes).await?;
        self.draft.update(|it| it.files.push(file));
        self.save().await
    }

    /// The bytes of a listed file.
    ///
    /// # Errors
    ///
    /// [`DiskError`].
    pub async fn bytes(self, sha256: &str) -> Result<Option<Vec<u8>>, DiskError> {
        let disk = self.disk.get_value();
        disk.get(Store::Blobs, &blob_key(&self.now().id, sha256)).await
    }

    /// Takes a file off the list. Its bytes go with the draft: another entry may share them.
    pub fn remove_file(self, at: usize) {
        self.edit(|it| {
            if at < it.files.len() {
                it.files.remove(at);
            }
        });
    }
}
