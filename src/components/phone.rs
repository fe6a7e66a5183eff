//! A number to call.

use leptos::prelude::*;

use super::Icon;
use crate::route::call;

/// A link that calls a number, as large as a finger; only the words where there is no number in them.
#[component]
pub fn Phone(
    /// The number, as people read it.
    #[prop(into)]
    number: String,
) -> impl IntoView {
    match call(&number) {
        Some(href) => view! { <a class="phone" href=href><Icon name="phone"/>{number}</a> }.into_any(),
        None => view! { <p class="cell__meta">{number}</p> }.into_any(),
    }
}
