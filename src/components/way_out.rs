//! A link out of the app.

use contract::ClassLink;
use leptos::prelude::*;

use super::Chevron;
use crate::route::Away;
use crate::text;

/// Most ways out: a hall has no more classes than these.
const MOST_LINKS: usize = 20;

/// What the hall does elsewhere, as a list of ways there; `None` when it names none that can be gone.
#[must_use]
pub fn ways(links: impl IntoIterator<Item = ClassLink>) -> Option<AnyView> {
    let known = |it: ClassLink| Some(view! { <li>{way_out(Away::to(&it.url)?, &it.text)}</li> });
    let ways: Vec<_> = links.into_iter().take(MOST_LINKS).filter_map(known).collect();
    (!ways.is_empty()).then(|| view! { <ul class="list">{ways}</ul> }.into_any())
}

/// A cell that leads to what the hall does elsewhere, with the host it leads to.
fn way_out(to: Away, name: &str) -> impl IntoView + use<> {
    let host = to
        .host
        .map(|it| view! { <span class="cell__meta">{text::opens_elsewhere()}" "<bdi>{it}</bdi></span> });
    view! {
        <a class="cell" href=to.href rel="noopener noreferrer external">
            <span class="cell__body">
                <span class="cell__title" lang=text::hall_lang()>{text::short(name)}</span>
                {host}
            </span>
            <span class="cell__end"><Chevron/></span>
        </a>
    }
}
