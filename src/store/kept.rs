//! What was typed on a page and lies nowhere else, while that page is drawn again in another language.
//!
//! A draft is in its store and a query in the address. What remains, a name typed instead of a signature, a
//! ticked promise, lives in the page; it is handed from the old drawing to the new one and to nobody else.

use leptos::prelude::{GetUntracked, GetValue, RwSignal, SetValue, StoredValue, UpdateValue, on_cleanup};

use crate::edge::page;

/// A value under the name a page gave it, and the address it belongs to.
type Entry = (&'static str, String, String);

/// Hands a page's own values over.
#[derive(Clone, Copy)]
pub struct Kept {
    /// True while the old drawing goes away.
    open: StoredValue<bool>,
    entries: StoredValue<Vec<Entry>>,
}

impl Kept {
    pub(super) fn new() -> Self {
        Self { open: StoredValue::new(false), entries: StoredValue::new(Vec::new()) }
    }

    /// From now on a page that goes away leaves its values here, until [`Self::close`].
    pub(super) fn open(self) {
        self.clear();
        self.open.set_value(true);
    }

    pub(super) fn close(self) {
        self.open.set_value(false);
    }

    /// Forgets what the new drawing did not take.
    pub(super) fn clear(self) {
        self.entries.set_value(Vec::new());
    }

    /// A text of this page; `name` is unique on it.
    #[must_use]
    pub fn text(self, name: &'static str) -> RwSignal<String> {
        let signal = RwSignal::new(self.take(name).unwrap_or_default());
        self.hand_over(name, move || Some(signal.get_untracked()));
        signal
    }

    /// A yes or no of this page; `name` is unique on it.
    #[must_use]
    pub fn flag(self, name: &'static str) -> RwSignal<bool> {
        let signal = RwSignal::new(self.take(name).is_some());
        self.hand_over(name, move || signal.get_untracked().then(String::new));
        signal
    }

    /// Leaves a value for the next drawing of this page, when there is one; it is asked for when this one goes.
    pub fn hand_over(
        self,
        name: &'static str,
        value: impl FnOnce() -> Option<String> + Send + Sync + 'static,
    ) {
        on_cleanup(move || {
            if self.open.get_value()
                && let Some(value) = value()
            {
                self.entries.update_value(|it| it.push((name, page::path(), value)));
            }
        });
    }

    /// What the last drawing of this page left under this name.
    #[must_use]
    pub fn take(self, name: &'static str) -> Option<String> {
        let here = page::path();
        self.entries.try_update_value(|all| {
            let at = all.iter().position(|(it, path, _)| *it == name && *path == here)?;
            Some(all.swap_remove(at).2)
        })?
    }
}
