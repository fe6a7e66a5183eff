//! A number to call.

use leptos::prelude::*;

use super::Icon;

/// A link that calls a number, as large as a finger.
#[component]
pub fn Phone(
    /// The number, as people read it.
    #[prop(into)]
    number: String,
) -> impl IntoView {
    let href = ["tel:", &number].concat();
    view! { <a class="phone" href=href><Icon name="phone"/>{number}</a> }
}
