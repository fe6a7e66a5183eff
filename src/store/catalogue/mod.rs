//! The catalogue on the device: opened from the disk at once, brought up to date behind it, searched in memory.
//!
//! ```text
//! Nothing ─▶ District (the own county's file) ─▶ Whole ─▶ changes, on every start and when the network is back
//! ```
//!
//! Everything but the signals is reached from the pages of guides only, and lies in their part of the code.

mod fetch;
mod held;
mod ledger;
mod pages;
mod plan;
mod run;

use client::CallError;
use guide_index::Catalogue;
use leptos::prelude::{
    Get, GetUntracked, GetValue, RwSignal, Set, SetValue, StoredValue, Update, WithUntracked, WithValue,
};

use super::hall::HallStore;
use crate::edge::disk::DiskError;
use crate::edge::{clock, prefs, task};

/// Where the names of the nearest topics lie, for the first screen, which has no catalogue.
const TOPICS: &str = "topics";
/// How many of them.
const MOST_TOPICS: usize = 8;
/// What was brought up to date so lately is not asked for again, in milliseconds.
const FRESH_MS: i64 = 10 * 60 * 1000;
/// What was brought up to date longer ago than this is said to be old, in milliseconds.
const STALE_MS: i64 = 24 * 60 * 60 * 1000;

/// What can be searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Nothing yet.
    #[default]
    Nothing,
    /// The guides of the own county and of what it lies in, or the first of many pages.
    District,
    /// Everything the hall has.
    Whole,
}

/// How bringing it up to date goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Course {
    /// Nothing goes on.
    #[default]
    Resting,
    /// The hall is being asked.
    Asking,
    /// A file is on its way: bytes that are here, of how many.
    Coming(u64, u64),
    /// The hall did not answer.
    Failed(CallError),
    /// What the hall sent is not what it said it would be. It was thrown away.
    Damaged,
}

/// How the catalogue stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// What can be searched.
    pub reach: Reach,
    /// How bringing it up to date goes.
    pub course: Course,
    /// When the hall last said what changed, in milliseconds of the device's clock; nothing for never.
    pub checked_ms: Option<i64>,
    /// Why it is not kept on the device, if it is not.
    pub not_kept: Option<DiskError>,
    /// True when the hall had more than was read.
    pub cut: bool,
}

impl State {
    /// When it was last brought up to date, where that is to be said: it is old, or the hall did not answer now.
    #[must_use]
    pub fn age_to_say(&self, now_ms: i64) -> Option<i64> {
        let failed = matches!(self.course, Course::Failed(_) | Course::Damaged);
        self.checked_ms.filter(|it| failed || now_ms.saturating_sub(*it) >= STALE_MS)
    }
}

/// The catalogue of this hall.
#[derive(Clone, Copy)]
pub struct CatalogueStore {
    hall: HallStore,
    state: RwSignal<State>,
    /// Grows whenever something else may be found.
    revision: RwSignal<u32>,
    topics: RwSignal<Vec<String>>,
    /// Where the person is: codes, innermost first. Empty: where the hall is.
    here: StoredValue<Vec<String>>,
    /// What is wanted at most.
    wanted: StoredValue<Reach>,
    /// How often somebody asked while it goes on; 0 while nothing does.
    asked: StoredValue<u32>,
    /// Whether the hall is asked though it was asked lately.
    forced: StoredValue<bool>,
}

impl CatalogueStore {
    pub(super) fn new(hall: HallStore) -> Self {
        let topics = prefs::get(TOPICS).unwrap_or_default();
        Self {
            hall,
            state: RwSignal::new(State::default()),
            revision: RwSignal::new(0),
            topics: RwSignal::new(
                topics.split('\n').filter(|it| !it.is_empty()).map(str::to_owned).collect(),
            ),
            here: StoredValue::new(Vec::new()),
            wanted: StoredValue::new(Reach::Nothing),
            asked: StoredValue::new(0),
            forced: StoredValue::new(false),
        }
    }

    /// Names of the topics with most matters, as the catalogue last had them: for the first screen. Reactive.
    #[must_use]
    pub fn topics(self) -> Vec<String> {
        self.topics.get()
    }

    /// How it stands. Reactive.
    #[must_use]
    pub fn state(self) -> State {
        self.state.get()
    }

    /// Looks something up; `None` while there is nothing to search. Reactive: it is looked up again when something else
    /// may be found.
    pub fn look<T>(self, at: impl FnOnce(&Catalogue) -> T) -> Option<T> {
        self.revision.get();
        held::with(at)
    }

    /// As [`Self::look`]. Not reactive.
    pub fn look_now<T>(self, at: impl FnOnce(&Catalogue) -> T) -> Option<T> {
        held::with(at)
    }

    /// Grows whenever something else may be found. Reactive.
    #[must_use]
    pub fn revision(self) -> u32 {
        self.revision.get()
    }

    /// Somebody is in the first of the regions `here`, and so in the others. Before anything was wanted it is only
    /// noted; later, what is here is looked over again where they are somewhere else than before.
    pub fn be_at(self, here: Vec<String>) {
        let Some(place) = here.first() else { return };
        let before = self.here.with_value(|it| it.first().cloned());
        let before = before.or_else(|| Some(self.hall.now()?.region.clone()));
        let moved = before.as_ref() != Some(place);
        self.here.set_value(here);
        // A hall that did not answer for this place is not asked again only because its regions are known by now.
        if moved && self.wanted.get_value() > Reach::Nothing {
            self.again();
        }
    }

    /// Opens what is here and brings it up to date, as far as `reach`. Returns at once; whoever calls while it goes on
    /// widens what is wanted, and asks for nothing that is not on its way already.
    pub fn begin(self, reach: Reach) {
        let more = reach > self.wanted.get_value();
        if more {
            self.wanted.set_value(reach);
        }
        if more || self.asked.get_value() == 0 {
            self.again();
        }
    }

    /// As [`Self::begin`], once more when it goes on: something is otherwise than when it began.
    pub fn again(self) {
        let asked = self.asked.get_value() + 1;
        self.asked.set_value(asked);
        if asked > 1 {
            return;
        }
        task::spawn(async move {
            loop {
                let asked = self.asked.get_value();
                run::run(self).await;
                // Whoever asked meanwhile may want more, or be somewhere else.
                if self.asked.get_value() == asked {
                    break;
                }
            }
            self.asked.set_value(0);
        });
    }

    /// Asks the hall again now, whenever it was asked last.
    pub fn retry(self) {
        self.forced.set_value(true);
        self.again();
    }

    fn mark(self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.get_untracked();
        change(&mut state);
        if self.state.with_untracked(|it| *it != state) {
            self.state.set(state);
        }
    }

    /// Something else may be found from now on.
    fn turned(self) {
        self.revision.update(|it| *it = it.wrapping_add(1));
    }

    /// Leaves the names of the largest topics for the first screen.
    fn leave_topics(self) {
        let Some(found) = held::with(|it| it.topics(&guide_index::Ask::default())) else { return };
        let names: Vec<String> = found.into_iter().take(MOST_TOPICS).map(|it| plain(&it.name)).collect();
        prefs::set(TOPICS, &names.join("\n"));
        // What is on screen is not moved under a finger.
        if self.topics.with_untracked(Vec::is_empty) {
            self.topics.set(names);
        }
    }
}

/// A text out of a file of the hall, without what would turn letters round (UAX #9 §2.1–2.5): answers are tamed before
/// they are read, files are not.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().filter(|it| is_plain(*it)).collect()
}

/// Whether a letter of such a text is shown.
#[must_use]
pub const fn is_plain(it: char) -> bool {
    !matches!(it, '\0'..='\u{1f}' | '\u{7f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_fresh(checked_ms: i64) -> bool {
    (0..FRESH_MS).contains(&clock::now_ms().saturating_sub(checked_ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_old_says_so_and_what_is_fresh_does_not() {
        let now = 100 * STALE_MS;
        let state = |course: Course, ago: Option<i64>| State {
            course,
            checked_ms: ago.map(|it| now - it),
            ..State::default()
        };
        let failed = Course::Failed(CallError::Unreachable);
        let table = [
            (state(Course::Resting, None), None),
            (state(Course::Resting, Some(1)), None),
            (state(Course::Resting, Some(STALE_MS)), Some(STALE_MS)),
            (state(Course::Asking, Some(3 * STALE_MS)), Some(3 * STALE_MS)),
            (state(failed.clone(), Some(1)), Some(1)),
            (state(Course::Damaged, Some(1)), Some(1)),
            (state(failed, None), None),
        ];
        for (state, ago) in table {
            assert_eq!(state.age_to_say(now), ago.map(|it| now - it), "{state:?}");
        }
    }
}
