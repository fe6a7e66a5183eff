//! Matters somebody saved, and those they read lately. Both say something of a person: they lie in the person's own
//! database, or in the tab of somebody who is not signed in, and go with them.

use contract::{Guide, MatterId};
use leptos::prelude::{
    Effect, GetValue, RwSignal, Set, SetValue, StoredValue, Update, With, WithUntracked, untrack,
};
use serde::{Deserialize, Serialize};

use super::kept_guides::keep_saved;
use super::session::{SessionStore, Who};
use crate::edge::disk::Store;
use crate::edge::{clock, room, tab, task};

/// Where it lies: in a person's database, and in a tab.
const KEY: &str = "shelf";
/// Most matters that count as read lately.
const MOST_RECENT: usize = 12;
/// Most that are saved: who saves more does not find anything among them.
const MOST_SAVED: usize = 200;

/// A matter on the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelved {
    /// The matter.
    pub matter: MatterId,
    /// Its title then, in the hall's language: shown when the catalogue does not have it any more.
    pub title: String,
    /// When, in milliseconds of the device's clock.
    pub at_ms: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    saved: Vec<Shelved>,
    recent: Vec<Shelved>,
}

/// The shelf of whoever is here.
#[derive(Clone, Copy)]
pub struct Shelf {
    session: SessionStore,
    record: RwSignal<Record>,
    /// Whose the record is: a person's id, nothing for who is not signed in; `None` until it was read.
    whose: StoredValue<Option<String>>,
    /// While it is read: nothing is added to a record that is about to be replaced.
    opening: StoredValue<bool>,
}

impl Shelf {
    pub(super) fn new(session: SessionStore) -> Self {
        Self {
            session,
            record: RwSignal::new(Record::default()),
            whose: StoredValue::new(None),
            opening: StoredValue::new(false),
        }
    }

    /// Reads the shelf, and that of whoever comes next, as long as the page that asks is shown.
    pub fn follow(self) {
        Effect::new(move |_| {
            if self.session.who() != Who::Loading {
                task::spawn(async move { self.open().await });
            }
        });
    }

    /// Whether a matter is saved. Reactive.
    #[must_use]
    pub fn is_saved(self, matter: &MatterId) -> bool {
        self.record.with(|it| it.saved.iter().any(|it| it.matter == *matter))
    }

    /// What is saved, the newest first. Reactive.
    #[must_use]
    pub fn saved(self) -> Vec<Shelved> {
        self.record.with(|it| it.saved.clone())
    }

    /// What was read lately, the newest first. Reactive.
    #[must_use]
    pub fn recent(self) -> Vec<Shelved> {
        self.record.with(|it| it.recent.clone())
    }

    /// Saves a guide, or does not any more. A saved one is kept on the device for good.
    pub fn toggle(self, guide: &Guide) {
        let guide = guide.clone();
        task::spawn(async move {
            self.open().await;
            let saved = !self.record.with_untracked(|it| it.saved.iter().any(|it| it.matter == guide.matter));
            self.record.update(|it| match saved {
                true => put(&mut it.saved, line(&guide), MOST_SAVED),
                false => it.saved.retain(|it| it.matter != guide.matter),
            });
            self.keep().await;
            // Without room the guide is read from the hall; that it is saved is known all the same.
            let _ = keep_saved(&guide, saved).await;
            if saved {
                room::ask_to_stay().await;
            }
        });
    }

    /// A guide was opened.
    pub fn seen(self, guide: &Guide) {
        let line = line(guide);
        task::spawn(async move {
            self.open().await;
            self.record.update(|it| put(&mut it.recent, line, MOST_RECENT));
            self.keep().await;
        });
    }

    /// Forgets what was read lately.
    pub fn forget_recent(self) {
        self.record.update(|it| it.recent.clear());
        task::spawn(async move { self.keep().await });
    }

    /// Makes the record that of whoever is here now.
    async fn open(self) {
        loop {
            if self.opening.get_value() || untrack(|| self.session.who()) == Who::Loading {
                task::sleep(50).await;
                continue;
            }
            let whose = self.session.person().map(|it| it.id.to_string()).unwrap_or_default();
            if self.whose.get_value().as_ref() == Some(&whose) {
                return;
            }
            self.opening.set_value(true);
            self.read(&whose).await;
            self.whose.set_value(Some(whose));
            self.opening.set_value(false);
        }
    }

    /// Reads somebody's record. What they did before they signed in is theirs.
    async fn read(self, whose: &str) {
        let in_tab: Record = tab::get(KEY).and_then(|it| read(it.as_bytes())).unwrap_or_default();
        if whose.is_empty() {
            self.record.set(in_tab);
            return;
        }
        let kept = match self.session.disk() {
            Ok(disk) => disk.get(Store::Meta, KEY).await.ok().flatten(),
            Err(_) => None,
        };
        let kept = kept.and_then(|it| read(&it)).unwrap_or_default();
        let brought = in_tab != Record::default();
        self.record.set(joined(kept, in_tab));
        if brought {
            tab::set(KEY, None);
            self.keep().await;
        }
    }

    /// Keeps the record where it belongs. What cannot be kept is known until the page ends.
    async fn keep(self) {
        let Ok(text) = self.record.with_untracked(serde_json::to_string) else { return };
        match (self.session.person(), self.session.disk()) {
            (None, _) => tab::set(KEY, Some(&text)),
            (Some(_), Ok(disk)) => {
                let _ = disk.put(Store::Meta, KEY, text.as_bytes()).await;
            }
            // Not into the tab, which outlives them there.
            (Some(_), Err(_)) => {}
        }
    }
}

fn read(bytes: &[u8]) -> Option<Record> {
    serde_json::from_slice(bytes).ok()
}

fn line(guide: &Guide) -> Shelved {
    Shelved { matter: guide.matter.clone(), title: guide.title.clone(), at_ms: clock::now_ms() }
}

/// Puts a matter first, where it stands once.
fn put(lines: &mut Vec<Shelved>, line: Shelved, most: usize) {
    lines.retain(|it| it.matter != line.matter);
    lines.insert(0, line);
    lines.truncate(most);
}

/// Two records as one: of the same matter the newer line, the newest first.
fn joined(kept: Record, new: Record) -> Record {
    let join = |mut all: Vec<Shelved>, new: Vec<Shelved>, most| {
        for line in new.into_iter().rev() {
            put(&mut all, line, most);
        }
        all.sort_by_key(|it| std::cmp::Reverse(it.at_ms));
        all
    };
    Record {
        saved: join(kept.saved, new.saved, MOST_SAVED),
        recent: join(kept.recent, new.recent, MOST_RECENT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(matter: &str, at_ms: i64) -> Shelved {
        Shelved { matter: matter.parse().unwrap(), title: matter.into(), at_ms }
    }

    #[test]
    fn what_is_read_again_comes_first_and_the_list_does_not_grow() {
        let mut lines = Vec::new();
        for n in 0..MOST_RECENT + 5 {
            put(&mut lines, at(&["m", &n.to_string()].concat(), 0), MOST_RECENT);
        }
        put(&mut lines, at("m9", 1), MOST_RECENT);
        assert_eq!(
            (lines.len(), lines[0].matter.as_str(), lines[1].matter.as_str()),
            (MOST_RECENT, "m9", "m16")
        );
    }

    #[test]
    fn what_was_saved_before_signing_in_is_saved_once() {
        let kept = Record { saved: vec![at("a", 3), at("b", 1)], recent: vec![at("a", 3)] };
        let new = Record { saved: vec![at("b", 5), at("c", 2)], recent: Vec::new() };
        let names = |all: &[Shelved]| all.iter().map(|it| it.matter.to_string()).collect::<Vec<_>>();
        let both = joined(kept, new);
        assert_eq!(
            (names(&both.saved), names(&both.recent)),
            (["b", "a", "c"].map(String::from).to_vec(), vec!["a".to_owned()])
        );
    }
}
