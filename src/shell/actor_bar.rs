//! For whom: on every page while one acts for somebody else, and when that has just ended by itself.

use contract::MandateState;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use crate::components::Icon;
use crate::route::Route;
use crate::store::acting::{ActingStore, Ended, Standing};
use crate::store::store;
use crate::text;

/// 「正在为 王桂兰 办理」, the way to somebody else, and the way back to oneself.
#[component]
pub(super) fn ActorBar() -> impl IntoView {
    let acting = store::<ActingStore>();
    let other = Memo::new(move |_| acting.other().map(|it| it.name));
    let navigate = use_navigate();
    let end = move |_| {
        acting.end();
        navigate(&Route::Home.href(), Default::default());
    };
    let bar = move |name: String| {
        let (words, label) = (text::acting_bar(&name), text::acting_end_label(&name));
        view! {
            <aside class="actor-bar__band" aria-label=text::acting_bar_label()>
                <p class="actor-bar__who"><Icon name="user"/><strong>{words}</strong></p>
                {move || (acting.standing() == Standing::NotAsked).then(|| view! { <p class="actor-bar__note">{text::acting_not_asked()}</p> })}
                <div class="actor-bar__actions">
                    <A href=Route::Acting.href() attr:class="actor-bar__action">{text::acting_change()}</A>
                    <button class="actor-bar__action" type="button" aria-label=label on:click=end.clone()>{text::acting_end()}</button>
                </div>
            </aside>
        }
    };
    view! {
        <div class="actor-bar">
            {move || other.get().map(bar.clone())}
            <div role="status">{move || acting.ended().map(|it| view! { <Lapsed ended=it/> })}</div>
        </div>
    }
}

#[component]
fn Lapsed(ended: Ended) -> impl IntoView {
    let acting = store::<ActingStore>();
    let words = match ended.state {
        Some(MandateState::Expired) => text::acting_lapsed_expired(&ended.name),
        Some(MandateState::Revoked) => text::acting_lapsed_revoked(&ended.name),
        _ => text::acting_lapsed(&ended.name),
    };
    view! {
        <div class="actor-bar__band actor-bar__band--ended">
            <p class="actor-bar__who"><Icon name="alert"/>{words}</p>
            <div class="actor-bar__actions">
                <A href=Route::Acting.href() attr:class="actor-bar__action">{text::acting_change()}</A>
                <button class="actor-bar__action" type="button" on:click=move |_| acting.dismiss()>{text::acting_got_it()}</button>
            </div>
        </div>
    }
}
