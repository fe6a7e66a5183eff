//! One short sentence that needs no answer.

use leptos::prelude::*;

/// A message that goes away by itself. It is heard because the list it appears in is a live region.
#[component]
pub fn Toast(
    /// What was done.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <p class="toast">{text}</p> }
}
