//! Everything that is on its way to the hall, or has arrived: one record for each send, with its receipt.

use std::collections::BTreeMap;

use contract::{FilingId, LegalText, Manifest, PartyId, Signer};
use leptos::prelude::{
    Get, GetUntracked, GetValue, RwSignal, Set, SetValue, StoredValue, Update, UpdateValue, With,
    WithUntracked, WithValue,
};
use outbox::{Chain, Event, Hold, Queue, State};

pub use super::delivery::{Delivery, Kept, Progress, Will};
use super::delivery_run;
use super::drafts::Draft;
use super::hall::HallStore;
use super::lead;
use super::lost::Lost;
use super::session::SessionStore;
use crate::edge::disk::{DiskError, Store};
use crate::edge::tabs::Tabs;
use crate::edge::{clock, task};

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
    pub(super) queue: RwSignal<Queue<Delivery>>,
    /// Every decision on this device, as this tab read it last.
    pub(super) chain: StoredValue<Chain>,
    pub(super) watched: StoredValue<bool>,
    progress: RwSignal<BTreeMap<String, Progress>>,
    known: RwSignal<Known>,
    lost: RwSignal<Lost>,
    tabs: StoredValue<Option<Tabs>>,
}

/// The channel between tabs.
const CHANNEL: &str = "handheld-outbox";

impl Deliveries {
    pub(super) fn new(session: SessionStore, hall: HallStore) -> Self {
        Self {
            session,
            hall,
            queue: RwSignal::new(Queue::default()),
            chain: StoredValue::new(Chain::default()),
            watched: StoredValue::new(false),
            progress: RwSignal::new(BTreeMap::new()),
            known: RwSignal::new(Known::NotYet),
            lost: RwSignal::new(Lost::default()),
            tabs: StoredValue::new(None),
        }
    }

    /// Reads what is on the device and goes on with what is not finished. After sign-in, once.
    ///
    /// What cannot be read leaves it unloaded: nothing is sent then that might be there already.
    pub async fn load(self) {
        let person = self.session.person();
        let records = match self.session.disk() {
            Ok(disk) => disk.count(Store::Outbox).await,
            Err(error) => Err(error),
        };
        self.listen();
        match records {
            Err(error) => self.known.set(Known::Unreadable(error)),
            // Most visits find nothing, and need no code to read it: unless there should be something.
            Ok(0) if !self.note().is_some_and(|it| lead::is_marked(&it)) => self.known.set(Known::Yes),
            Ok(_) => {
                let code = delivery_run::code().await;
                if self.session.person() == person {
                    (code.open)(self).await;
                }
            }
        }
    }

    /// Hears what other tabs write, from now on.
    fn listen(self) {
        if self.tabs.with_value(Option::is_some) {
            return;
        }
        let heard = move |note: String| {
            if self.note().is_some_and(|it| it == note) {
                task::spawn(async move { (delivery_run::code().await.look)(self).await });
            }
        };
        self.tabs.set_value(Some(Tabs::open(CHANNEL, heard)));
    }

    /// Tells the other tabs that something was written.
    pub(super) fn tell(self) {
        if let Some(note) = self.note() {
            self.tabs.with_value(|it| it.iter().for_each(|it| it.tell(&note)));
        }
    }

    /// The name of this person's mark.
    pub(super) fn note(self) -> Option<String> {
        self.session.person().map(|it| lead::note_of(&it.id))
    }

    /// Forgets everything on screen, on sign-out. What is on the device stays there for the same person.
    pub fn clear(self) {
        self.queue.set(Queue::default());
        self.lost.set(Lost::default());
        self.known.set(Known::NotYet);
    }

    /// Whether the device was read. Reactive.
    #[must_use]
    pub fn known(self) -> Known {
        self.known.get()
    }

    pub(super) fn set_known(self, known: Known) {
        self.known.set(known);
    }

    /// What this device should have and has not. Reactive.
    #[must_use]
    pub fn lost(self) -> Lost {
        self.lost.get()
    }

    pub(super) fn set_lost(self, lost: Lost) {
        self.lost.set(lost);
    }

    /// The person has read what was lost: it is not told again.
    pub async fn forget_loss(self) {
        (delivery_run::code().await.forget_loss)(self).await;
    }

    /// Decides on a send: it is on the device when this returns, and will arrive or be refused.
    ///
    /// Pressing twice is one send: the second finds the first, in this tab or another.
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
        // What is on the device must be known: a record there may be of this very filing.
        match self.known.get_untracked() {
            Known::Yes => {}
            Known::NotYet => return Err(DiskError::Unavailable),
            Known::Unreadable(error) => return Err(error),
        }
        let delivery = Delivery {
            id: draft.id.clone(),
            filing_id: draft.filing_id.clone(),
            correction: draft.correction.as_ref().map(|it| (it.case_id.clone(), it.notice.id.clone())),
            title: draft.title.clone(),
            files: draft.files.iter().filter(|it| !it.at_hall).cloned().collect(),
            seq: 0,
            manifest,
            content_hash,
            signing,
            signer,
            state: State::new(),
            kept: None,
            decided_at: clock::now(),
        };
        (delivery_run::code().await.decide)(self, delivery).await
    }

    /// Somebody did something about one delivery: this tab leads from now on.
    pub fn happen(self, id: &FilingId, event: Event) {
        let id = id.clone();
        task::spawn(async move { (delivery_run::code().await.press)(self, id, event).await });
    }

    /// Someone signed in, or the network came back: what waits for it goes on.
    pub fn wake(self, event: Event) {
        if self.is_waiting() {
            task::spawn(async move { (delivery_run::code().await.wake)(self, event).await });
        }
    }

    /// Whether this tab leads and the person did not stop it. Not reactive.
    pub(super) fn is_sending_now(self, id: &FilingId) -> bool {
        let stopped = |it: &Delivery| it.state.hold == Some(Hold::Stopped);
        self.queue
            .with_untracked(|it| it.epoch().is_some() && !it.items().get(id.as_str()).is_none_or(stopped))
    }

    /// Whether anything is on its way that the person did not stop. Not reactive.
    pub(super) fn is_waiting(self) -> bool {
        let waits = |it: &Delivery| !it.state.is_final() && it.state.hold != Some(Hold::Stopped);
        self.queue.with_untracked(|it| it.items().values().any(waits))
    }

    /// One delivery. Reactive.
    #[must_use]
    pub fn get(self, id: &FilingId) -> Option<Delivery> {
        self.queue.with(|it| it.items().get(id.as_str()).cloned())
    }

    /// True when a draft is on its way or arrived, and so is not to be edited. Not reactive.
    #[must_use]
    pub fn has_left_now(self, id: &FilingId) -> bool {
        self.get_now(id).is_some_and(|it| !it.state.is_open_to_change())
    }

    /// One delivery. Not reactive.
    #[must_use]
    pub fn get_now(self, id: &FilingId) -> Option<Delivery> {
        self.queue.with_untracked(|it| it.items().get(id.as_str()).cloned())
    }

    /// Deliveries for `principal` that have not arrived, newest first. Reactive.
    #[must_use]
    pub fn pending(self, principal: &PartyId) -> Vec<Delivery> {
        let theirs = |it: &&Delivery| it.kept.is_none() && it.manifest.principal.id == *principal;
        let mut pending: Vec<_> = self.queue.with(|it| it.items().values().filter(theirs).cloned().collect());
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

    /// Changes what the engine does not know of, and gives it back as it is then.
    pub(super) fn change(self, id: &FilingId, change: impl FnOnce(&mut Delivery)) -> Option<Delivery> {
        self.queue.update(|queue| queue.get_mut(id.as_str()).map(change).unwrap_or_default());
        self.get_now(id)
    }

    pub(super) fn chain_now(self) -> Chain {
        self.chain.get_value()
    }

    pub(super) fn set_chain(self, chain: Chain) {
        self.chain.update_value(|it| *it = chain);
    }
}
