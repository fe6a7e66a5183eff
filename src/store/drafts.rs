//! Drafts on this device: what somebody has begun and not sent yet. Saved within a second of every change.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::{FilingId, Guide};
use leptos::prelude::{
    Get, GetUntracked, GetValue, Owner, RwSignal, Set, SetValue, StoredValue, Update, UpdateValue, With,
    WithValue,
};

pub use super::draft::{Correction, Draft, DraftFile};
use super::session::SessionStore;
use crate::edge::disk::{Disk, DiskError, Store};
use crate::edge::{clock, page, task};

/// Wait so long after the last key before saving; well under the second that may be lost.
const SAVE_AFTER_MS: u32 = 400;

/// Where the bytes of a draft's file lie.
#[must_use]
pub fn blob_key(draft: &FilingId, sha256: &str) -> String {
    format!("{draft}/{sha256}")
}

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
}

impl Drafts {
    pub(super) fn new(session: SessionStore) -> Self {
        let root = StoredValue::new(Owner::current());
        Self { session, root, open: StoredValue::new(BTreeMap::new()), watched: StoredValue::new(false) }
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

    /// Opens a draft.
    ///
    /// # Errors
    ///
    /// [`OpenError`].
    pub async fn open(self, id: &FilingId) -> Result<OpenDraft, OpenError> {
        if let Some(open) = self.open.with_value(|open| open.get(id.as_str()).copied()) {
            return Ok(open);
        }
        let disk = self.session.disk()?;
        let bytes = disk.get(Store::Drafts, id.as_str()).await?.ok_or(OpenError::Missing)?;
        let draft: Draft = serde_json::from_slice(&bytes).map_err(|_| DiskError::Unreadable)?;
        let guide = disk.get(Store::Meta, &guide_key(&draft)).await?.ok_or(OpenError::Missing)?;
        let guide: Guide = serde_json::from_slice(&guide).map_err(|_| DiskError::Unreadable)?;
        let owner = self.root.get_value().unwrap_or_default();
        let open = owner.with(|| OpenDraft::new(draft, guide, disk));
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

/// Removes a draft's record and every file that was ever picked for it, listed or not.
///
/// # Errors
///
/// [`DiskError`].
pub(super) async fn erase(disk: &Disk, id: &FilingId) -> Result<(), DiskError> {
    disk.delete(Store::Drafts, id.as_str()).await?;
    disk.delete_under(Store::Blobs, &blob_key(id, "")).await
}

fn guide_key(draft: &Draft) -> String {
    format!("guide/{}/{}", draft.matter, draft.guide_version)
}

async fn keep(disk: &Disk, draft: &Draft) -> Result<(), DiskError> {
    let bytes = serde_json::to_vec(draft).map_err(|_| DiskError::Unreadable)?;
    disk.put(Store::Drafts, draft.id.as_str(), &bytes).await
}

/// A draft that is open on a page. Copies share the same draft.
#[derive(Clone, Copy)]
pub struct OpenDraft {
    draft: RwSignal<Draft>,
    guide: StoredValue<Arc<Guide>>,
    disk: StoredValue<Disk>,
    saved: RwSignal<Saved>,
    edits: StoredValue<u32>,
    gone: StoredValue<bool>,
}

impl OpenDraft {
    fn new(draft: Draft, guide: Guide, disk: Disk) -> Self {
        let saved = RwSignal::new(Saved::At(draft.updated_ms));
        Self {
            draft: RwSignal::new(draft),
            guide: StoredValue::new(Arc::new(guide)),
            disk: StoredValue::new(disk),
            saved,
            edits: StoredValue::new(0),
            gone: StoredValue::new(false),
        }
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
        let edit = self.edits.get_value();
        task::spawn(async move {
            task::sleep(SAVE_AFTER_MS).await;
            if self.edits.get_value() == edit {
                // A failure stays on screen through `saved`, with what to do.
                let _ = self.save().await;
            }
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
        let edit = self.edits.get_value();
        let (disk, mut draft) = (self.disk.get_value(), self.draft.get_untracked());
        draft.updated_ms = clock::now_ms();
        let kept = keep(&disk, &draft).await;
        self.saved.set(match kept {
            // Something was typed meanwhile: its own save is to come.
            Ok(()) if self.edits.get_value() != edit => Saved::Pending,
            Ok(()) => Saved::At(draft.updated_ms),
            Err(error) => Saved::Failed(error),
        });
        kept
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
