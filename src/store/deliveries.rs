//! Everything that is on its way to the hall, or has arrived: one record for each send, with its receipt.

use std::collections::BTreeMap;

use client::filings::Target;
use contract::{CaseId, FilingId, Instant, LegalText, Manifest, NoticeId, PartyId, Receipt, Signer};
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update, With, WithUntracked};
use outbox::{Event, Hold, State, step};
use serde::{Deserialize, Serialize};

use super::delivery_run;
use super::drafts::{Draft, DraftFile};
use super::hall::HallStore;
use super::session::SessionStore;
use crate::edge::disk::{Disk, DiskError, Store};
use crate::edge::{clock, task};

/// How the signer showed their will.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Will {
    /// The ink log.
    Drawn(String),
    /// The full name, typed.
    Typed(String),
}

/// A receipt that was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The compact JWS.
    pub jws: String,
    /// Its payload.
    pub receipt: Receipt,
    /// The case, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
}

/// One send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The draft it came of; its id in addresses.
    pub id: FilingId,
    /// The filing.
    pub filing_id: FilingId,
    /// The case and notice it answers, when it is a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<(CaseId, NoticeId)>,
    /// Title of the matter.
    pub title: String,
    /// The content, as reviewed.
    pub manifest: Manifest,
    /// Its hash.
    pub content_hash: String,
    /// The signature's evidence and the wording agreed to; absent where the matter takes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing: Option<(Will, LegalText)>,
    /// Who signs and in which role; absent means the one who acts, as the principal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<Signer>,
    /// Files whose bytes lie on this device.
    pub files: Vec<DraftFile>,
    /// This device's running number for it.
    pub seq: u64,
    /// How far it got.
    pub state: State,
    /// The receipt, once verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
    /// When it was decided on, on this device's clock.
    pub decided_at: Instant,
}

impl Delivery {
    /// Where the content is committed to.
    #[must_use]
    pub fn target(&self) -> Target {
        match &self.correction {
            Some((case, notice)) => Target::Correction(case.clone(), notice.clone()),
            None => Target::Filing(self.filing_id.clone()),
        }
    }
}

/// Bytes that went out, of all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes at the hall.
    pub sent: u64,
    /// Bytes in all.
    pub total: u64,
}

/// Whether this device's deliveries were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Not yet.
    NotYet,
    /// Yes.
    Yes,
    /// They could not be read.
    Unreadable(DiskError),
}

/// The deliveries of whoever is signed in.
#[derive(Clone, Copy)]
pub struct Deliveries {
    pub(super) session: SessionStore,
    pub(super) hall: HallStore,
    all: RwSignal<BTreeMap<String, Delivery>>,
    progress: RwSignal<BTreeMap<String, Progress>>,
    known: RwSignal<Known>,
}

impl Deliveries {
    pub(super) fn new(session: SessionStore, hall: HallStore) -> Self {
        Self {
            session,
            hall,
            all: RwSignal::new(BTreeMap::new()),
            progress: RwSignal::new(BTreeMap::new()),
            known: RwSignal::new(Known::NotYet),
        }
    }

    /// Reads what is on the device and goes on with what is not finished. After sign-in, once.
    ///
    /// What cannot be read leaves it unloaded: nothing is sent then that might be there already.
    pub async fn load(self) {
        let person = self.session.person();
        let records = match self.session.disk() {
            Ok(disk) => disk.all(Store::Outbox).await,
            Err(error) => Err(error),
        };
        let records = match records {
            Ok(records) => records,
            Err(error) => return self.known.set(Known::Unreadable(error)),
        };
        // Most visits find nothing, and need no code to read it.
        let read = if records.is_empty() { Vec::new() } else { (delivery_run::code().await.read)(&records) };
        if self.session.person() != person {
            return;
        }
        let ids: Vec<_> = read.iter().filter(|it| !it.state.is_final()).map(|it| it.id.clone()).collect();
        self.all.update(|all| all.extend(read.into_iter().map(|it| (it.id.to_string(), it))));
        self.known.set(Known::Yes);
        for id in ids {
            self.happen(&id, Event::Started);
        }
    }

    /// Forgets everything on screen, on sign-out. What is on the device stays there for the same person.
    pub fn clear(self) {
        self.all.update(BTreeMap::clear);
        self.known.set(Known::NotYet);
    }

    /// Whether the device was read. Reactive.
    #[must_use]
    pub fn known(self) -> Known {
        self.known.get()
    }

    /// Decides on a send: it is on the device when this returns, and will arrive or be refused.
    ///
    /// Pressing twice is one send: the second finds the first.
    ///
    /// # Errors
    ///
    /// [`DiskError`], when it could not be kept; nothing was sent then.
    pub async fn send(
        self,
        draft: &Draft,
        manifest: Manifest,
        content_hash: String,
        signing: Option<(Will, LegalText)>,
        signer: Option<Signer>,
    ) -> Result<(), DiskError> {
        let key = draft.id.to_string();
        let event = match self.get_now(&draft.id) {
            None => Event::Started,
            Some(held) if matches!(held.state.stage, outbox::Stage::Refused { .. }) => Event::Edited,
            // Already on its way, or arrived. Other content cannot overtake it: the page of a draft that is on
            // its way does not open.
            Some(_) => return Ok(()),
        };
        // What is on the device must be known: a record there may be of this very filing.
        match self.known.get_untracked() {
            Known::Yes => {}
            Known::NotYet => return Err(DiskError::Unavailable),
            Known::Unreadable(error) => return Err(error),
        }
        let disk = self.session.disk()?;
        let delivery = Delivery {
            id: draft.id.clone(),
            filing_id: draft.filing_id.clone(),
            correction: draft.correction.as_ref().map(|it| (it.case_id.clone(), it.notice.id.clone())),
            title: draft.title.clone(),
            files: draft.files.iter().filter(|it| !it.at_hall).cloned().collect(),
            seq: next_seq(&disk).await?,
            manifest,
            content_hash,
            signing,
            signer,
            state: match event {
                Event::Edited => self.get_now(&draft.id).map(|it| it.state).unwrap_or_default(),
                _ => State::new(),
            },
            kept: None,
            decided_at: clock::now(),
        };
        keep(&disk, &delivery).await?;
        self.all.update(|all| {
            all.insert(key, delivery);
        });
        self.happen(&draft.id, event);
        Ok(())
    }

    /// Feeds an event to the engine and does what it asks for.
    pub fn happen(self, id: &FilingId, event: Event) {
        let Some(delivery) = self.get_now(id) else { return };
        let (state, effects) = step(delivery.state, event);
        self.set(id, |it| it.state = state);
        let id = id.clone();
        if effects.is_empty() {
            return;
        }
        task::spawn(async move { (delivery_run::code().await.run)(self, id, effects).await });
    }

    /// Someone signed in, or the network came back: what waits for it goes on.
    pub fn wake(self, event: &Event) {
        let ids: Vec<_> = self.all.with_untracked(|all| {
            let moving =
                all.values().filter(|it| !it.state.is_final() && it.state.hold != Some(Hold::Stopped));
            moving.map(|it| it.id.clone()).collect()
        });
        for id in ids {
            self.happen(&id, event.clone());
        }
    }

    /// One delivery. Reactive.
    #[must_use]
    pub fn get(self, id: &FilingId) -> Option<Delivery> {
        self.all.with(|all| all.get(id.as_str()).cloned())
    }

    /// True when a draft is on its way or arrived, and so is not to be edited. Not reactive.
    #[must_use]
    pub fn has_left_now(self, id: &FilingId) -> bool {
        self.get_now(id).is_some_and(|it| !matches!(it.state.stage, outbox::Stage::Refused { .. }))
    }

    /// One delivery. Not reactive.
    #[must_use]
    pub fn get_now(self, id: &FilingId) -> Option<Delivery> {
        self.all.with_untracked(|all| all.get(id.as_str()).cloned())
    }

    /// Deliveries for `principal` that have not arrived, newest first. Reactive.
    #[must_use]
    pub fn pending(self, principal: &PartyId) -> Vec<Delivery> {
        let theirs = |it: &&Delivery| it.kept.is_none() && it.manifest.principal.id == *principal;
        let mut pending: Vec<_> = self.all.with(|all| all.values().filter(theirs).cloned().collect());
        pending.sort_unstable_by_key(|it| std::cmp::Reverse(it.decided_at));
        pending
    }

    /// Progress of the files of one delivery. Reactive.
    #[must_use]
    pub fn progress(self, id: &FilingId) -> Progress {
        self.progress.with(|all| all.get(id.as_str()).copied().unwrap_or_default())
    }

    pub(super) fn note_progress(self, id: &FilingId, progress: Progress) {
        self.progress.update(|all| {
            all.insert(id.to_string(), progress);
        });
    }

    pub(super) fn set(self, id: &FilingId, change: impl FnOnce(&mut Delivery)) {
        self.all.update(|all| {
            if let Some(delivery) = all.get_mut(id.as_str()) {
                change(delivery);
            }
        });
    }

    pub(super) async fn persist(self, id: &FilingId) -> Result<(), DiskError> {
        match self.get_now(id) {
            Some(delivery) => keep(&self.session.disk()?, &delivery).await,
            None => Ok(()),
        }
    }
}

async fn keep(disk: &Disk, delivery: &Delivery) -> Result<(), DiskError> {
    let bytes = serde_json::to_vec(delivery).map_err(|_| DiskError::Unreadable)?;
    disk.put(Store::Outbox, delivery.id.as_str(), &bytes).await
}

const SEQ: &str = "seq";

/// This device's next running number; gaps are allowed, repeats are not.
async fn next_seq(disk: &Disk) -> Result<u64, DiskError> {
    let last = disk.get(Store::Meta, SEQ).await?;
    let last = last.and_then(|it| String::from_utf8(it).ok()).and_then(|it| it.parse().ok()).unwrap_or(0u64);
    disk.put(Store::Meta, SEQ, (last + 1).to_string().as_bytes()).await?;
    Ok(last + 1)
}
