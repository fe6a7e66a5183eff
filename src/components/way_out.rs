//! A link out of the app.

use leptos::prelude::*;

use super::Icon;
use crate::route::Away;
use crate::text;

/// A cell that leads to what the hall does elsewhere, with the host it leads to.
#[component]
pub fn WayOut(
    /// Where.
    to: Away,
    /// What the hall calls it.
    name: String,
) -> impl IntoView {
    let host = to
        .host
        .map(|it| view! { <span class="cell__meta">{text::opens_elsewhere()}" "<bdi>{it}</bdi></span> });
    view! {
        <a class="cell" href=to.href rel="noopener noreferrer external">
            <span class="cell__body">
                <span class="cell__title" lang=text::hall_lang()>{text::short(&name)}</span>
                {host}
            </span>
            <span class="cell__end"><Icon name="chevron-right"/></span>
        </a>
    }
}
