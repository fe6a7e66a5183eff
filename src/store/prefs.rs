//! How the app looks on this device.

use leptos::prelude::{Get, RwSignal, Set};

use crate::edge::prefs;

const ELDER: &str = "elder";

/// Appearance. Remembered on the device; the style sheet does the rest.
#[derive(Clone, Copy)]
pub struct Prefs {
    elder: RwSignal<bool>,
}

impl Prefs {
    pub(super) fn new() -> Self {
        let this = Self { elder: RwSignal::new(prefs::get(ELDER).as_deref() == Some("1")) };
        this.mark();
        this
    }

    /// Large type and large targets (长辈版).
    #[must_use]
    pub fn elder(self) -> bool {
        self.elder.get()
    }

    /// Switches it.
    pub fn set_elder(self, on: bool) {
        self.elder.set(on);
        prefs::set(ELDER, if on { "1" } else { "0" });
        self.mark();
    }

    fn mark(self) {
        use leptos::prelude::GetUntracked;
        prefs::mark_root("data-elder", self.elder.get_untracked().then_some(""));
    }
}
