//! Short messages that say something was done, and go away by themselves.

use leptos::prelude::{Get, RwSignal, Update};

use crate::edge::task;

/// How long a message stays: twice what it takes to read 20 characters.
const SHOWN_MS: u32 = 5_000;

/// Messages on screen.
#[derive(Clone, Copy)]
pub struct Toasts(RwSignal<Vec<(u32, String)>>);

impl Toasts {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Shows a message.
    pub fn say(self, text: String) {
        self.0.update(|it| {
            let id = it.last().map_or(0, |(id, _)| id + 1);
            it.push((id, text));
        });
        task::spawn(async move {
            task::sleep(SHOWN_MS).await;
            self.0.update(|it| {
                if !it.is_empty() {
                    it.remove(0);
                }
            });
        });
    }

    /// The messages, oldest first.
    #[must_use]
    pub fn all(self) -> Vec<(u32, String)> {
        self.0.get()
    }
}
