//! The way to whom one may act for, for those who may act for somebody.

use client::mandates::Side;
use contract::{Class, MandateState};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::Chevron;
use crate::route::Route;
use crate::store::hall::HallStore;
use crate::store::{mandates, store};
use crate::text;

/// One line when somebody has given a mandate that is in force; nothing else.
#[component]
pub(super) fn ForOthers() -> impl IntoView {
    let offered = untrack(|| store::<HallStore>().offers(&Class::OnBehalf));
    let names = LocalResource::new(move || async move {
        // A list that does not come is no reason to say anything here: the page it leads to will.
        let all = if offered { mandates::all(Side::Agent).await.unwrap_or_default() } else { Vec::new() };
        let usable = all.into_iter().filter(|it| it.state.code == MandateState::Active);
        usable.map(|it| it.principal.name).collect::<Vec<_>>()
    });
    let cell = move || {
        let names = names.get()?;
        let title = match names.as_slice() {
            [] => return None,
            [name] => text::home_acting(name),
            [name, ..] => text::home_acting_many(name, &names.len().to_string()),
        };
        Some(view! {
            <ul class="list"><li><A href=Route::Acting.href() attr:class="cell">
                <span class="cell__body">
                    <span class="cell__title">{title}</span>
                    <span class="cell__meta">{text::home_acting_text()}</span>
                </span>
                <span class="cell__end"><Chevron/></span>
            </A></li></ul>
        })
    };
    view! { <div aria-live="polite">{cell}</div> }
}
