//! The catalogue in memory. One thread, one catalogue: the pages borrow it for a search and give it back.

use std::cell::RefCell;

use contract::GuideChange;
use guide_index::{Catalogue, Index};

use super::ledger::Ledger;
use crate::edge::task;

/// Changes that are laid over it in one go: each time costs about as much as a frame, however few they are.
const SLICE: usize = 256;

thread_local! {
    static HELD: RefCell<Option<Catalogue>> = const { RefCell::new(None) };
    /// What is held: the name of its file, and how many pages of changes lie over it.
    static NAME: RefCell<Option<(String, u32)>> = const { RefCell::new(None) };
    /// The ledger as it was kept last, for where no disk keeps it.
    static LEDGER: RefCell<Option<Ledger>> = const { RefCell::new(None) };
}

/// Whether this is what is held.
pub(super) fn is(name: &str, changes: u32) -> bool {
    NAME.with_borrow(|it| it.as_ref().is_some_and(|it| it.0 == name && it.1 == changes))
}

/// From now on what is held goes by this name.
pub(super) fn call(name: &str, changes: u32) {
    NAME.set(Some((name.to_owned(), changes)));
}

pub(super) fn ledger() -> Option<Ledger> {
    LEDGER.with_borrow(Clone::clone)
}

pub(super) fn set_ledger(ledger: Ledger) {
    LEDGER.set(Some(ledger));
}

/// What is here, looked at.
pub(super) fn with<T>(look: impl FnOnce(&Catalogue) -> T) -> Option<T> {
    HELD.with_borrow(|it| it.as_ref().map(look))
}

/// From now on this is what is searched.
pub(super) fn set(base: Index) {
    HELD.set(Some(Catalogue::new(base)));
    NAME.set(None);
}

/// Lays changes over what is here, a few at a time: whoever types meanwhile does not wait.
pub(super) async fn apply(changes: &[GuideChange]) {
    for some in changes.chunks(SLICE) {
        HELD.with_borrow_mut(|it| {
            if let Some(it) = it {
                it.apply(some);
            }
        });
        task::sleep(0).await;
    }
}
