//! How the app looks and speaks on this device.

use leptos::prelude::{Get, GetUntracked, GetValue, RwSignal, Set, SetValue, StoredValue};

use super::kept::Kept;
use super::toast::Toasts;
use crate::edge::{fetch, place, prefs, task};
use crate::text::{self, Language};

const ELDER: &str = "elder";
const LANGUAGE: &str = "language";

/// Appearance and language. Remembered on the device; the style sheet and the sentences do the rest.
#[derive(Clone, Copy)]
pub struct Prefs {
    elder: RwSignal<bool>,
    /// What is on screen; nothing while the first table is fetched, and between two languages.
    language: RwSignal<Option<Language>>,
    /// What was asked for last: an answer that comes later than another wish is not followed.
    wanted: StoredValue<Language>,
    kept: Kept,
    toasts: Toasts,
}

impl Prefs {
    pub(super) fn new(kept: Kept, toasts: Toasts) -> Self {
        let wanted = Language::of(prefs::get(LANGUAGE).as_deref(), &prefs::languages());
        let this = Self {
            elder: RwSignal::new(prefs::get(ELDER).as_deref() == Some("1")),
            language: RwSignal::new(text::is_known(wanted).then_some(wanted)),
            wanted: StoredValue::new(wanted),
            kept,
            toasts,
        };
        this.mark();
        if this.language.get_untracked().is_none() {
            task::spawn(this.speak(wanted));
        }
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

    /// The language everything is to be drawn in; `None` while it is on its way.
    #[must_use]
    pub fn language(self) -> Option<Language> {
        self.language.get()
    }

    /// Changes the language at once and for later visits. What is on screen is drawn again at the same place.
    pub fn choose(self, language: Language) {
        prefs::set(LANGUAGE, language.tag());
        self.wanted.set_value(language);
        task::spawn(self.speak(language));
    }

    async fn speak(self, language: Language) {
        if let Some(table) = language.table().filter(|_| !text::is_known(language)) {
            let learned = fetch::file(table).await.is_some_and(|it| text::learn(&it));
            if self.wanted.get_value() != language {
                return;
            }
            if !learned {
                // The choice stays: the next visit asks again, and so does the button.
                self.toasts.say(text::language_failed().to_owned());
            }
        }
        let before = self.language.get_untracked();
        if before == Some(text::spoken()) && !text::is_known(language) {
            return;
        }
        text::speak(language);
        self.mark();
        if before.is_some() {
            let place = place::here();
            self.kept.open();
            self.language.set(None);
            task::tick().await;
            self.kept.close();
            self.language.set(Some(text::spoken()));
            place.resume().await;
            self.kept.clear();
        } else {
            self.language.set(Some(text::spoken()));
        }
    }

    fn mark(self) {
        prefs::mark_root("data-elder", self.elder.get_untracked().then_some(""));
        prefs::mark_root("lang", Some(text::spoken().tag()));
    }
}
