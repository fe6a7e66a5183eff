//! The first stop of a keyboard: past what every page repeats (WCAG 2.4.1).

use leptos::prelude::*;

use crate::edge::page;
use crate::text;

/// Moves the focus to `#main`. The router takes links to a fragment for itself and moves no focus.
#[component]
pub fn SkipLink() -> impl IntoView {
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        page::focus("main");
    };
    view! { <a class="skip-link" href="#main" on:click=skip>{text::skip_to_content()}</a> }
}
