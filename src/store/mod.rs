//! What more than one page sees. Private fields; named methods are the only writers.

pub mod deliveries;
mod delivery_run;
pub mod drafts;
pub mod hall;
pub mod manifest;
pub mod papers;
pub mod prefs;
pub mod session;
pub mod toast;

use leptos::prelude::{provide_context, use_context};

/// Provides every store once, at the root.
pub fn provide() {
    let hall = hall::HallStore::new();
    let session = session::SessionStore::new();
    provide_context(hall);
    provide_context(session);
    provide_context(prefs::Prefs::new());
    provide_context(toast::Toasts::new());
    provide_context(drafts::Drafts::new(session));
    provide_context(deliveries::Deliveries::new(session, hall));
    provide_context(Online(crate::edge::net::online()));
}

/// Whether the device believes it has a network.
#[derive(Clone, Copy)]
pub struct Online(leptos::prelude::RwSignal<bool>);

impl Online {
    /// Reactive.
    #[must_use]
    pub fn get(self) -> bool {
        leptos::prelude::Get::get(&self.0)
    }
}

/// A store provided by [`provide`].
///
/// # Panics
///
/// When called outside the app's root: a fault of the code that no person can cause.
#[expect(clippy::expect_used, reason = "every store is provided before the first view")]
#[track_caller]
#[must_use]
pub fn store<T: Clone + 'static + Send + Sync>() -> T {
    use_context::<T>().expect("a store that `provide` provides")
}
