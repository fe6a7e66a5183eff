//! A list that comes page by page.

use std::collections::BTreeSet;

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

    /// What is here, each with its place, which is its key: a hall may give two items one id. Reactive.
    #[must_use]
    pub fn numbered(self) -> Vec<(usize, T)>
    where
        T: Clone,
    {
        self.items.get().into_iter().enumerate().collect()
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
                    // A cursor that leads to itself leads nowhere.
                    self.next.set(page.next.filter(|it| *it != cursor));
                }
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }
}

/// Most pages that are asked for in a row, and most items: what a county offers fits several times, a list without end
/// does not.
const MOST_PAGES: usize = 32;
const MOST_ITEMS: usize = 6_400;

/// A list read to its end, or as far as it is reasonable to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole<T> {
    /// The items, in the hall's order.
    pub items: Vec<T>,
    /// False when the hall had more and was not asked for it.
    pub complete: bool,
}

/// Every page of a list, one after the other; `page` is the call for a cursor.
///
/// # Errors
///
/// What the hall answered to any of them.
pub async fn every<T>(page: impl Fn(Option<&str>) -> Call<Page<T>>) -> Result<Whole<T>, CallError> {
    let mut items = Vec::new();
    let mut followed = BTreeSet::new();
    let mut cursor = None;
    loop {
        let found = fetch::send(page(cursor.as_deref())).await?;
        items.extend(found.items);
        match found.next {
            None => return Ok(Whole { items, complete: true }),
            Some(next) if goes_on(&mut followed, items.len(), &next) => cursor = Some(next),
            Some(_) => {
                items.truncate(MOST_ITEMS);
                return Ok(Whole { items, complete: false });
            }
        }
    }
}

/// Whether the page behind `next` is asked for: not twice, and not without end.
pub(super) fn goes_on(followed: &mut BTreeSet<String>, items: usize, next: &str) -> bool {
    items < MOST_ITEMS && followed.len() + 1 < MOST_PAGES && followed.insert(next.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages asked for when the hall answers `next(n)` to the page `n`, each with so many items.
    fn pages(items: usize, next: impl Fn(usize) -> String) -> usize {
        let mut followed = BTreeSet::new();
        let mut asked = 1;
        while goes_on(&mut followed, items * asked, &next(asked)) {
            asked += 1;
        }
        asked
    }

    #[test]
    fn a_list_without_end_is_left() {
        type Cursor = fn(usize) -> String;
        let table: [(&str, usize, Cursor, usize); 4] = [
            ("ever new cursors", 1, |n| n.to_string(), MOST_PAGES),
            ("a cursor that leads to itself", 1, |_| "same".into(), 2),
            ("cursors in a circle", 1, |n| (n % 3).to_string(), 4),
            ("large pages", 2_000, |n| n.to_string(), 4),
        ];
        for (name, items, next, expected) in table {
            assert_eq!(pages(items, next), expected, "{name}");
        }
    }
}
