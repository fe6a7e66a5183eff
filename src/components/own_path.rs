//! The address of a page, as that page sees it.
//!
//! While another page takes its place the address is already the other's: what this page is about must not change
//! then, or it would ask the hall for something else on its way out. The router's own hooks do not serve here: given
//! one pattern, it does not tell a page that its query changed together with the path.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::params::ParamsMap;

use crate::route::Page;

/// The path of the page that asks.
pub fn own_path() -> Memo<String> {
    own(use_location().pathname)
}

/// The query of the page that asks.
pub fn own_query() -> Memo<ParamsMap> {
    own(use_location().query)
}

fn own<T: Clone + PartialEq + Send + Sync + 'static>(of_address: Memo<T>) -> Memo<T> {
    let path = use_location().pathname;
    let page = path.with_untracked(|it| Page::at(it));
    Memo::new(move |before: Option<&T>| match before {
        Some(before) if path.with(|it| Page::at(it)) != page => before.clone(),
        _ => of_address.get(),
    })
}
