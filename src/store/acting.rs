//! For whom: oneself, or somebody who gave a mandate. One answer for the whole tab.
//!
//! It is kept in the tab's own storage: a reload goes on for the same principal, a new tab begins as oneself. What
//! reads and asks for a whole mandate lies in a file of its own: most people never act for anybody.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use client::CallError;
use contract::{Acting, Mandate, MandateAction, MandateId, MandateState, MatterId, Party, PartyKind};
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update, UpdateUntracked, With, WithUntracked};
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::mandates::{covers, whole};
use super::session::SessionStore;
use super::toast::Toasts;
use crate::edge::tab;

/// Where the tab keeps it.
const KEY: &str = "acting";

/// What the tab keeps: enough to say for whom, before anything was fetched.
#[derive(Clone)]
struct Held {
    /// Who acts: nobody else's tab may go on with it.
    person: String,
    mandate: MandateId,
    principal: Party,
    /// The mandate as JSON, read when its code is here.
    json: String,
}

impl Held {
    /// One line for each, JSON last: it has no line break outside its escapes.
    fn spell(&self) -> String {
        let party = &self.principal;
        let lines = [
            &self.person,
            self.mandate.as_str(),
            party.id.as_str(),
            party.kind.as_str(),
            &party.name,
            &self.json,
        ];
        lines.join("\n")
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.splitn(6, '\n');
        let person = lines.next()?.to_owned();
        let mandate = lines.next()?.parse().ok()?;
        let id = lines.next()?.parse().ok()?;
        let kind = PartyKind::from(lines.next()?.to_owned());
        let name = lines.next()?.to_owned();
        let json = lines.next()?.to_owned();
        Some(Self { person, mandate, principal: Party { id, kind, name }, json })
    }
}

/// Whether the hall said that the mandate is still in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is being asked.
    Asking,
    /// Yes.
    InForce,
    /// It could not be asked.
    NotAsked,
}

/// Acting for somebody came to an end that nobody here chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// For whom it was.
    pub name: String,
    /// Where the mandate stands now, when the hall said so.
    pub state: Option<MandateState>,
}

/// For whom this tab acts.
#[derive(Clone, Copy)]
pub struct ActingStore {
    session: SessionStore,
    toasts: Toasts,
    held: RwSignal<Option<Held>>,
    whole: RwSignal<Option<Arc<Mandate>>>,
    standing: RwSignal<Standing>,
    ended: RwSignal<Option<Ended>>,
}

impl ActingStore {
    pub(super) fn new(session: SessionStore, toasts: Toasts) -> Self {
        let held = tab::get(KEY).and_then(|it| Held::read(&it));
        Self {
            session,
            toasts,
            held: RwSignal::new(held),
            whole: RwSignal::new(None),
            standing: RwSignal::new(Standing::Asking),
            ended: RwSignal::new(None),
        }
    }

    /// Who acts for whom, as every write says it; `None` while nobody is signed in. Reactive.
    #[must_use]
    pub fn acting(self) -> Option<Acting> {
        // Read for its change; what it says is read below.
        let _ = (self.session.who(), self.held.with(Option::is_some));
        self.acting_now()
    }

    /// Who acts for whom. Not reactive.
    #[must_use]
    pub fn acting_now(self) -> Option<Acting> {
        let actor = self.session.party()?;
        let own = |it: &Held| it.person == actor.id.as_str();
        let other = self.held.with_untracked(|it| {
            it.as_ref().filter(|it| own(it)).map(|it| (it.principal.clone(), it.mandate.clone()))
        });
        Some(match other {
            Some((principal, mandate)) => Acting { actor, principal, mandate: Some(mandate) },
            None => Acting { principal: actor.clone(), actor, mandate: None },
        })
    }

    /// The one it is for, when that is somebody else. Reactive.
    #[must_use]
    pub fn other(self) -> Option<Party> {
        self.acting().filter(|it| it.mandate.is_some()).map(|it| it.principal)
    }

    /// True when papers of `principal` are those of the one it is for. Reactive.
    #[must_use]
    pub fn is_for(self, principal: &Party) -> bool {
        self.acting().is_some_and(|it| it.principal.id == principal.id)
    }

    /// The whole mandate, once it was read. Reactive.
    #[must_use]
    pub fn mandate(self) -> Option<Arc<Mandate>> {
        self.other()?;
        self.whole.get()
    }

    /// The whole mandate, once it was read. Not reactive.
    #[must_use]
    pub fn mandate_now(self) -> Option<Arc<Mandate>> {
        self.acting_now()?.mandate?;
        self.whole.get_untracked()
    }

    /// Whether one may do this to a case or for a matter: for oneself always, for another by the mandate.
    #[must_use]
    pub fn may(self, matter: &MatterId, action: &MandateAction) -> bool {
        match (self.acting_now(), self.mandate_now()) {
            (Some(Acting { mandate: Some(_), .. }), Some(mandate)) => {
                covers(&mandate, matter, action).is_ok()
            }
            (Some(Acting { mandate: Some(_), .. }), None) | (None, _) => false,
            (Some(_), _) => true,
        }
    }

    /// Whether the hall confirmed the mandate. Reactive.
    #[must_use]
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// What ended by itself, until [`ActingStore::dismiss`]. Reactive.
    #[must_use]
    pub fn ended(self) -> Option<Ended> {
        self.ended.get()
    }

    /// The notice of the end was read.
    pub fn dismiss(self) {
        self.ended.set(None);
    }

    /// Acts under this mandate from now on. The one before leaves nothing on screen.
    pub fn begin(self, mandate: Mandate, json: String) {
        let Some(actor) = self.session.party() else { return };
        self.put_away();
        let kept = Held {
            person: actor.id.to_string(),
            mandate: mandate.id.clone(),
            principal: mandate.principal.clone(),
            json,
        };
        tab::set(KEY, Some(&kept.spell()));
        self.standing.set(Standing::InForce);
        self.ended.set(None);
        self.whole.set(Some(Arc::new(mandate)));
        self.held.set(Some(kept));
    }

    /// Acts for oneself from now on.
    pub fn end(self) {
        self.put_away();
        self.forget();
    }

    /// Somebody came, or nobody is there: what another person did in this tab ends.
    pub fn follow(self, person: Option<&str>) {
        let same =
            self.held.with_untracked(|it| it.as_ref().is_some_and(|it| Some(it.person.as_str()) == person));
        if !same {
            self.ended.set(None);
            self.forget();
        }
    }

    /// Asks the hall whether the mandate is still in force. When it is not, one acts for oneself again and is told.
    pub async fn check(self) {
        let Some(kept) = self.held.get_untracked() else { return };
        let still =
            || self.held.with_untracked(|it| it.as_ref().is_some_and(|it| it.mandate == kept.mandate));
        self.standing.set(Standing::Asking);
        let Ok(code) = code().await else { return self.standing.set(Standing::NotAsked) };
        if self.whole.with_untracked(Option::is_none) && still() {
            self.whole.set((code.read)(&kept.json).map(Arc::new));
        }
        let asked = (code.ask)(kept.mandate.clone()).await;
        if !still() {
            return;
        }
        match asked {
            Ok((mandate, json)) if mandate.state.code == MandateState::Active => {
                self.held.update_untracked(|it| {
                    if let Some(it) = it {
                        it.json = json;
                        tab::set(KEY, Some(&it.spell()));
                    }
                });
                self.whole.set(Some(Arc::new(mandate)));
                self.standing.set(Standing::InForce);
            }
            Ok((mandate, _)) => self.lapse(kept.principal.name.clone(), Some(mandate.state.code)),
            Err(CallError::NotFound | CallError::Refused(_)) => self.lapse(kept.principal.name.clone(), None),
            // Not knowing is no reason to forget; nobody signed in is seen to elsewhere.
            Err(_) => self.standing.set(Standing::NotAsked),
        }
    }

    fn lapse(self, name: String, state: Option<MandateState>) {
        self.end();
        self.ended.set(Some(Ended { name, state }));
    }

    /// No message of the one before stays on screen. Open drafts stay open: their pages ask for whom they are, and
    /// what was typed last is still being kept.
    fn put_away(self) {
        self.toasts.clear();
    }

    fn forget(self) {
        tab::set(KEY, None);
        self.held.update(|it| *it = None);
        self.whole.set(None);
    }
}

type Asked = Pin<Box<dyn Future<Output = Result<(Mandate, String), CallError>>>>;

/// What reads whole mandates, once it is here.
#[derive(Clone, Copy)]
struct Code {
    read: fn(&str) -> Option<Mandate>,
    ask: fn(MandateId) -> Asked,
}

#[wasm_split(acting, wasm_split_path = ::leptos::wasm_split, fallible)]
fn code() -> Result<Code, SplitLoaderError> {
    Ok(Code { read: |json| serde_json::from_slice(json.as_bytes()).ok(), ask: |id| Box::pin(whole(id)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tab_keeps_survives_a_reload() {
        let party =
            Party {
                id: "p-b".parse().unwrap(), kind: PartyKind::Person, name: "买买提·吐尔逊".into()
            };
        let kept = Held {
            person: "p-a".into(),
            mandate: "m-1".parse().unwrap(),
            principal: party.clone(),
            json: "{\"a\":\"b\\nc\"}".into(),
        };
        let read = Held::read(&kept.spell()).unwrap();
        assert_eq!(
            (read.person, read.mandate, read.principal, read.json),
            (kept.person, kept.mandate, party, kept.json)
        );
        for broken in ["", "p-a\nm-1", "p-a\n\np-b\nperson\n乙\n{}"] {
            assert!(Held::read(broken).is_none(), "{broken:?}");
        }
    }
}
