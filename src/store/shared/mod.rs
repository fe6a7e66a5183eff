//! Shared drafts: what several handlers of one organisation prepare together. One pen, everybody reads.
//!
//! The device comes first, as with every draft. What is kept here is shared a moment later; what cannot be shared
//! stays here and is shared when it can. Nothing typed is lost when the pen passes to somebody else.

mod merge;
mod sync;
mod whole;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use client::{CallError, Versioned};
use contract::{
    CaseId, Class, DraftContent, DraftHolder, DraftSummary, FilingId, Instant, PartyKind, PersonId,
    SharedDraft,
};
use leptos::prelude::{
    Get, GetUntracked, GetValue, Owner, RwSignal, Set, StoredValue, Update, UpdateValue, With, WithValue,
};

use self::merge::Base;
use super::acting::ActingStore;
use super::drafts::{Draft, Drafts, OpenDraft};
use super::hall::HallStore;
use super::session::SessionStore;
use crate::edge::task;

/// A page that follows within this time goes on with the same draft; after it the pen is put down. Milliseconds.
const LINGER_MS: u32 = 400;

/// Who may write now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The hall is being asked.
    Asking,
    /// This device writes; or the hall cannot be asked, and what is written stays here until it can.
    Writing,
    /// Somebody else writes, or nobody does.
    Reading(Option<DraftHolder>),
    /// Both wrote: the hall's version is this one, what was typed here is in the draft.
    Apart(Box<Versioned<SharedDraft>>),
    /// It was sent; its case, when that is known.
    Filed(Option<CaseId>),
    /// Somebody removed it.
    Removed,
}

/// Whether what is kept here is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Share {
    /// About to be.
    Pending,
    /// Yes, at this time on the hall's clock.
    At(Instant),
    /// Not yet, and why.
    Not(CallError),
}

/// The shared drafts that are open on this device.
#[derive(Clone, Copy)]
pub struct SharedDrafts {
    session: SessionStore,
    hall: HallStore,
    acting: ActingStore,
    drafts: Drafts,
    /// The root's owner: sharing outlives the page that was left a moment ago.
    root: StoredValue<Option<Owner>>,
    open: StoredValue<BTreeMap<String, Shared>>,
    turns: RwSignal<u32>,
}

impl SharedDrafts {
    pub(super) fn new(session: SessionStore, hall: HallStore, acting: ActingStore, drafts: Drafts) -> Self {
        let root = StoredValue::new(Owner::current());
        Self {
            session,
            hall,
            acting,
            drafts,
            root,
            open: StoredValue::new(BTreeMap::new()),
            turns: RwSignal::new(0),
        }
    }

    /// Whether a draft is shared: it is an organisation's first filing and the hall keeps such drafts.
    #[must_use]
    pub fn is_shared(self, draft: &Draft) -> bool {
        draft.principal.kind == PartyKind::Organisation
            && draft.correction.is_none()
            && self.hall.surely_offers(&Class::Drafts)
    }

    /// Changes when a draft that is open has to be opened again. Reactive.
    #[must_use]
    pub fn turns(self) -> u32 {
        self.turns.get()
    }

    fn open_anew(self) {
        self.turns.update(|it| *it = it.wrapping_add(1));
    }

    /// Goes on sharing a draft for as long as a page shows it: each call is answered by one [`Shared::leave`].
    #[must_use]
    pub fn attend(self, open: OpenDraft) -> Option<Shared> {
        let draft = open.now();
        if !self.is_shared(&draft) {
            return None;
        }
        let held = self.open.with_value(|all| all.get(draft.id.as_str()).copied());
        if let Some(held) = held.filter(|it| it.draft.is(open)) {
            held.pages.update_value(|it| *it += 1);
            return Some(held);
        }
        let person = self.session.person()?.id;
        let owner = self.root.get_value().unwrap_or_default();
        let shared = owner.with(|| Shared::new(self, open, person));
        self.open.update_value(|all| {
            all.insert(draft.id.to_string(), shared);
        });
        task::spawn(sync::run(shared));
        Some(shared)
    }

    /// Brings a draft that somebody else began onto this device, with the guide version it is pinned to.
    ///
    /// # Errors
    ///
    /// [`NotBrought`].
    pub async fn bring_here(self, id: &FilingId) -> Result<(), NotBrought> {
        whole::bring_here(self, id).await
    }

    /// Removes what is left here of drafts that were shared and are no longer among `at_hall`: sent by somebody, or
    /// removed. What was typed here and never shared stays.
    pub async fn sweep(self, here: Vec<Draft>, at_hall: &[DraftSummary]) -> Vec<Draft> {
        whole::sweep(self, here, at_hall).await
    }

    /// Removes a shared draft, here and at the hall. One that never got there is only removed here.
    ///
    /// # Errors
    ///
    /// What the hall answered; somebody may be writing.
    pub async fn remove(self, id: &FilingId) -> Result<(), CallError> {
        whole::remove(self, id).await
    }
}

/// Why a draft could not be brought onto this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotBrought {
    /// What the hall answered.
    Call(CallError),
    /// It was sent; its case, when that is known.
    Filed(Option<CaseId>),
    /// It could not be kept.
    Disk(crate::edge::disk::DiskError),
}

/// One shared draft that is open. Copies share the same one.
#[derive(Clone, Copy)]
pub struct Shared {
    all: SharedDrafts,
    draft: OpenDraft,
    person: StoredValue<PersonId>,
    standing: RwSignal<Standing>,
    share: RwSignal<Share>,
    /// What the hall said of it last.
    summary: RwSignal<Option<DraftSummary>>,
    base: StoredValue<Base>,
    /// Files the hall has, and files it will not take, by digest.
    there: StoredValue<BTreeSet<String>>,
    unwanted: StoredValue<BTreeSet<String>>,
    /// How many pages show it.
    pages: StoredValue<u32>,
    /// One conversation with the hall at a time.
    busy: StoredValue<bool>,
    ended: StoredValue<bool>,
    /// What was read over on the review page.
    read: RwSignal<Option<DraftContent>>,
}

impl Shared {
    fn new(all: SharedDrafts, draft: OpenDraft, person: PersonId) -> Self {
        Self {
            all,
            draft,
            person: StoredValue::new(person),
            standing: RwSignal::new(Standing::Asking),
            share: RwSignal::new(Share::Pending),
            summary: RwSignal::new(None),
            base: StoredValue::new(Base::default()),
            there: StoredValue::new(BTreeSet::new()),
            unwanted: StoredValue::new(BTreeSet::new()),
            pages: StoredValue::new(1),
            busy: StoredValue::new(false),
            ended: StoredValue::new(false),
            read: RwSignal::new(None),
        }
    }

    /// The page that showed it is gone. The pen is put down unless another page follows at once.
    pub fn leave(self) {
        self.pages.update_value(|it| *it = it.saturating_sub(1));
        task::spawn(async move {
            task::sleep(LINGER_MS).await;
            if self.pages.get_value() == 0 {
                sync::end(self).await;
            }
        });
    }

    /// Who may write now. Reactive.
    #[must_use]
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// Whether this device may write. Reactive.
    #[must_use]
    pub fn is_writing(self) -> bool {
        self.standing.with(|it| *it == Standing::Writing)
    }

    /// Whether this device may write. Not reactive.
    #[must_use]
    pub fn is_writing_now(self) -> bool {
        self.standing.get_untracked() == Standing::Writing
    }

    /// Whether what is kept here is shared. Reactive.
    #[must_use]
    pub fn share(self) -> Share {
        let share = self.share.get();
        // From the first key on, not from the next look at it.
        let dirty = self.draft.with(|it| write::is_dirty(self, it));
        if dirty && matches!(share, Share::At(_)) { Share::Pending } else { share }
    }

    /// What the hall said of it last. Reactive.
    #[must_use]
    pub fn summary(self) -> Option<DraftSummary> {
        self.summary.get()
    }

    /// What the hall said of it last. Not reactive.
    #[must_use]
    pub fn summary_now(self) -> Option<DraftSummary> {
        self.summary.get_untracked()
    }

    /// Whether its writers say it is complete. Reactive.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self.summary.with(|it| it.as_ref().is_some_and(|it| it.ready_to_sign))
    }

    /// The draft as the hall has it, where both wrote. Not reactive.
    #[must_use]
    pub fn theirs(self) -> Option<Draft> {
        let Standing::Apart(theirs) = self.standing.get_untracked() else { return None };
        let mut draft = self.draft.now();
        merge::take(&mut draft, &theirs.value.content);
        Some(draft)
    }

    /// Notes that what stands here was read over and agreed to.
    pub fn mark_read(self) {
        self.read.set(Some(merge::content(&self.draft.now(), |_| true)));
    }

    /// Whether what stands here is what was read over. Reactive.
    #[must_use]
    pub fn is_read(self) -> bool {
        let now = self.draft.with(|it| merge::content(it, |_| true));
        self.read.with(|read| read.as_ref() == Some(&now))
    }

    /// Takes the pen.
    ///
    /// # Errors
    ///
    /// What the hall answered; somebody may have been quicker.
    pub async fn take(self) -> Result<(), CallError> {
        sync::take(self).await
    }

    /// Goes on with what the hall has. What was typed here and never shared is dropped.
    pub async fn use_theirs(self) {
        whole::use_theirs(self).await;
    }

    /// Keeps what was typed here as a draft of its own, then goes on with what the hall has.
    ///
    /// # Errors
    ///
    /// When it could not be kept; nothing has changed then.
    pub async fn keep_mine(self) -> Result<(), crate::edge::disk::DiskError> {
        whole::keep_mine(self).await
    }

    /// Says that it is complete and waits for the signer, and puts the pen down.
    ///
    /// # Errors
    ///
    /// What the hall answered.
    pub async fn hand_over(self) -> Result<(), CallError> {
        write::hand_over(self).await
    }

    fn set(self, standing: Standing) {
        if self.standing.get_untracked() != standing {
            self.standing.set(standing);
        }
    }
}
