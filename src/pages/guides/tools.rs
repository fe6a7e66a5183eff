//! What can be done with a guide from its head: keep it, pass it on.

use std::sync::Arc;

use contract::Guide;
use leptos::prelude::*;

use crate::components::Icon;
use crate::store::shelf::Shelf;
use crate::store::store;
use crate::text;

/// ☆ and ⤴, named for who cannot see them.
#[component]
pub(super) fn Tools(
    guide: Arc<Guide>,
    /// Opens the sheet for sharing.
    share: RwSignal<bool>,
) -> impl IntoView {
    let shelf = store::<Shelf>();
    let matter = guide.matter.clone();
    let saved = Memo::new(move |_| shelf.is_saved(&matter));
    let star = move || if saved.get() { "star-filled" } else { "star" };
    view! {
        <button class="page__tool" type="button" aria-label=text::save_guide() aria-pressed=move || saved.get().to_string()
            on:click=move |_| shelf.toggle(&guide)>{move || view! { <Icon name=star()/> }}</button>
        <button class="page__tool" type="button" aria-label=text::share() aria-haspopup="dialog" on:click=move |_| share.set(true)>
            <Icon name="share"/>
        </button>
    }
}
