//! Who is signed in, and that person's database on this device.

use client::CallError;
use client::session::Session;
use contract::{Party, PartyId, PartyKind, PersonId, SignedIn};
use leptos::prelude::{Get, GetUntracked, RwSignal, Set};

use crate::edge::disk::{Disk, DiskError};
use crate::edge::fetch::SessionNews;
use crate::edge::{fetch, page, task};

/// Who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Not known yet.
    Loading,
    /// The hall could not be asked.
    Unknown(CallError),
    /// Nobody is signed in.
    Nobody,
    /// This person.
    Somebody(Box<SignedIn>),
}

/// The session.
#[derive(Clone, Copy)]
pub struct SessionStore {
    who: RwSignal<Who>,
    disk: RwSignal<Option<Result<Disk, DiskError>>>,
}

impl SessionStore {
    pub(super) fn new() -> Self {
        let this = Self { who: RwSignal::new(Who::Loading), disk: RwSignal::new(None) };
        fetch::on_session_news(move |news| match news {
            SessionNews::Ended if matches!(this.who.get_untracked(), Who::Somebody(_)) => this.nobody(),
            SessionNews::Ended => {}
            SessionNews::Other => task::spawn(async move { this.load().await }),
        });
        // A page out of the back/forward cache may show someone who has left.
        page::on_restored(page::reload);
        this
    }

    /// Asks the hall who is signed in.
    pub async fn load(self) {
        match fetch::send(client::session::current()).await {
            Ok(session) => self.take(session).await,
            Err(error) => self.who.set(Who::Unknown(error)),
        }
    }

    /// Development sign-in as a seeded person. Whoever was there before is signed out first.
    ///
    /// # Errors
    ///
    /// What the hall answered.
    pub async fn sign_in(self, person: PersonId) -> Result<(), CallError> {
        if self.person().is_some() {
            self.sign_out().await?;
        }
        let session = fetch::send(client::session::sign_in_for_development(&person)).await?;
        self.take(session).await;
        Ok(())
    }

    /// Signs out at the hall, then forgets who it was on this page.
    ///
    /// # Errors
    ///
    /// What the hall answered; the person is then still signed in.
    pub async fn sign_out(self) -> Result<(), CallError> {
        fetch::send(client::session::sign_out()).await?;
        self.nobody();
        self.load().await;
        Ok(())
    }

    fn nobody(self) {
        self.disk.set(None);
        self.who.set(Who::Nobody);
    }

    async fn take(self, session: Session) {
        fetch::set_csrf(&session.csrf);
        let Some(person) = session.person else {
            self.nobody();
            return;
        };
        self.disk.set(Some(Disk::open(&person.id).await));
        self.who.set(Who::Somebody(Box::new(person)));
    }

    /// Who is there. Reactive.
    #[must_use]
    pub fn who(self) -> Who {
        self.who.get()
    }

    /// The person, when somebody is signed in. Not reactive.
    #[must_use]
    pub fn person(self) -> Option<SignedIn> {
        match self.who.get_untracked() {
            Who::Somebody(person) => Some(*person),
            _ => None,
        }
    }

    /// The person as a party of a filing.
    #[must_use]
    pub fn party(self) -> Option<Party> {
        let person = self.person()?;
        let id: PartyId = person.id.as_str().parse().ok()?;
        Some(Party { id, kind: PartyKind::Person, name: person.name })
    }

    /// The person's database. Not reactive.
    ///
    /// # Errors
    ///
    /// [`DiskError::Unavailable`] when nobody is signed in or this browser keeps nothing.
    pub fn disk(self) -> Result<Disk, DiskError> {
        self.disk.get_untracked().unwrap_or(Err(DiskError::Unavailable))
    }
}
