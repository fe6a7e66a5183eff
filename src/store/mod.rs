//! What more than one page sees. Private fields; named methods are the only writers.

pub mod acting;
pub mod catalogue;
pub mod deliveries;
mod delivery;
mod delivery_failure;
mod delivery_run;
mod delivery_send;
mod device;
mod draft;
mod draft_disk;
mod draft_pen;
pub mod drafts;
pub mod fresh;
pub mod guides;
pub mod hall;
pub mod kept;
mod kept_guides;
mod lead;
pub mod lost;
pub mod mandates;
pub mod manifest;
pub mod paged;
pub mod papers;
pub mod prefs;
pub mod regions;
pub mod reports;
pub mod session;
pub mod shared;
pub mod shelf;
mod statement;
pub mod ticks;
pub mod toast;
mod upload;

use leptos::prelude::{provide_context, use_context};

/// Provides every store once, at the root.
pub fn provide() {
    let hall = hall::HallStore::new();
    let session = session::SessionStore::new();
    provide_context(hall);
    provide_context(session);
    provide_context(catalogue::CatalogueStore::new(hall));
    let toasts = toast::Toasts::new();
    let drafts = drafts::Drafts::new(session);
    let kept = kept::Kept::new();
    provide_context(kept);
    provide_context(prefs::Prefs::new(kept, toasts));
    provide_context(toasts);
    provide_context(drafts);
    provide_context(shelf::Shelf::new(session));
    let acting = acting::ActingStore::new(session, toasts);
    provide_context(acting);
    provide_context(shared::SharedDrafts::new(session, hall, acting, drafts));
    provide_context(deliveries::Deliveries::new(session, hall));
    provide_context(Online(crate::edge::net::online()));
    provide_context(ClocksApart(crate::edge::clock::apart()));
}

/// Whether the hall's clock and this device's cannot both be right.
#[derive(Clone, Copy)]
pub struct ClocksApart(leptos::prelude::RwSignal<bool>);

impl ClocksApart {
    /// Reactive.
    #[must_use]
    pub fn get(self) -> bool {
        leptos::prelude::Get::get(&self.0)
    }
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
