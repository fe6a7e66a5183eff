//! A list that comes page by page.

use client::{Call, CallError};
use contract::Page;
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update, With};

use crate::edge::{fetch, task};

/// What is here of a list so far, and how to go on.
pub struct Paged<T: Send + Sync + 'static> {
    items: RwSignal<Vec<T>>,
    next: RwSignal<Option<String>>,
    failed: RwSignal<Option<CallError>>,
}

impl<T: Send + Sync + 'static> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Paged<T> {}

impl<T: Send + Sync + 'static> Paged<T> {
    /// A list of which the first page is here.
    #[must_use]
    pub fn new(first: Page<T>) -> Self {
        Self {
            items: RwSignal::new(first.items),
            next: RwSignal::new(first.next),
            failed: RwSignal::new(None),
        }
    }

    /// What is here.
    #[must_use]
    pub fn items(self) -> RwSignal<Vec<T>> {
        self.items
    }

    /// Whether there is more. Reactive.
    #[must_use]
    pub fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// Why the next page is not here. Reactive.
    #[must_use]
    pub fn failed(self) -> Option<CallError> {
        self.failed.get()
    }

    /// Asks for the next page; `page` is the call for a cursor.
    pub fn more(self, page: impl FnOnce(&str) -> Call<Page<T>>) {
        let Some(cursor) = self.next.get_untracked() else { return };
        self.failed.set(None);
        let call = page(&cursor);
        task::spawn(async move {
            match fetch::send(call).await {
                Ok(page) => {
                    self.items.update(|it| it.extend(page.items));
                    self.next.set(page.next);
                }
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }
}
