//! A number to call.

use leptos::prelude::*;

use super::Icon;
use crate::route::call;
use crate::text;

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

/// The hall's number, to press; as words, where it is written so that no link can call it.
#[component]
pub fn Hotline(
    /// The number, as the hall writes it.
    number: String,
) -> impl IntoView {
    let words = text::hotline(&text::short(&number));
    match call(&number) {
        Some(href) => view! { <a class="button" href=href><Icon name="phone"/>{words}</a> }.into_any(),
        None => view! { <p>{words}</p> }.into_any(),
    }
}
