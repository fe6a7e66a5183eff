//! Short messages that say something was done, and go away by themselves.

use leptos::prelude::{Get, RwSignal, StoredValue, Update, UpdateValue};

use crate::edge::task;

/// How long a message stays: twice what it takes to read 20 characters.
const SHOWN_MS: u32 = 5_000;

/// Messages on screen, and how many there were.
#[derive(Clone, Copy)]
pub struct Toasts(RwSignal<Vec<(u32, String)>>, StoredValue<u32>);

impl Toasts {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()), StoredValue::new(0))
    }

    /// Shows a message.
    pub fn say(self, text: String) {
        let id = self.1.try_update_value(|it| std::mem::replace(it, it.wrapping_add(1))).unwrap_or_default();
        self.0.update(|it| it.push((id, text)));
        task::spawn(async move {
            task::sleep(SHOWN_MS).await;
            self.0.update(|it| it.retain(|(at, _)| *at != id));
        });
    }

    /// Takes every message away.
    pub fn clear(self) {
        self.0.update(Vec::clear);
    }

    /// The messages, oldest first.
    #[must_use]
    pub fn all(self) -> Vec<(u32, String)> {
        self.0.get()
    }
}
