//! On every page until it was read: this device lost something it had promised to bring to the hall.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{Notice, Tone};
use crate::edge::task;
use crate::route::Route;
use crate::store::deliveries::Deliveries;
use crate::store::lost::{Lost, Standing};
use crate::store::store;
use crate::text;

/// What was lost, and what the hall says of it.
#[component]
pub(super) fn LostBar() -> impl IntoView {
    let deliveries = store::<Deliveries>();
    move || Some(deliveries.lost()).filter(|it| it.count() > 0).map(|lost| view! { <Told lost/> })
}

#[component]
fn Told(lost: Lost) -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let words = |standing| match standing {
        Standing::Asking => text::lost_asking(),
        Standing::Arrived => text::lost_arrived(),
        Standing::Unknown => text::lost_unknown(),
        Standing::NotAsked => text::lost_not_asked(),
    };
    let title = text::lost_title(&lost.count().to_string());
    let unnamed =
        (lost.unnamed > 0).then(|| view! { <p>{text::lost_unnamed(&lost.unnamed.to_string())}</p> });
    let named = (!lost.named.is_empty()).then(|| view! {
        <p>{text::lost_text()}</p>
        <ul>{lost.named.into_iter().map(|(id, it)| view! { <li><code class="lost__id">{id.to_string()}</code>" "{words(it)}</li> }).collect_view()}</ul>
    });
    let seen = move |_| task::spawn(async move { deliveries.forget_loss().await });
    view! {
        <div class="lost"><Notice tone=Tone::Error title>
            {named}
            {unnamed}
            <div class="button-row">
                <A href=Route::Cases.href() attr:class="button">{text::to_cases()}</A>
                <button class="button" type="button" on:click=seen>{text::lost_seen()}</button>
            </div>
        </Notice></div>
    }
}
