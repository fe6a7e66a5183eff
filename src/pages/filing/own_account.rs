//! A filing that somebody else signs with their own account: an organisation's legal representative.

use contract::Party;
use leptos::prelude::*;
use leptos_router::components::A;

use super::open::SavedLine;
use super::pen::TakePen;
use crate::components::{Notice, Tone};
use crate::edge::task;
use crate::route::Route;
use crate::store::drafts::OpenDraft;
use crate::store::shared::Shared;
use crate::text;

/// Who has to sign, and where; the draft is handed over to them.
#[component]
pub(super) fn OwnAccountSigning(
    /// The draft.
    open: OpenDraft,
    /// Who has to sign it.
    signer: Party,
) -> impl IntoView {
    let shared = use_context::<Shared>();
    let name = StoredValue::new(signer.name);
    let ready = Memo::new(move |_| shared.is_some_and(|it| it.is_ready() && !it.is_writing()));
    let principal = StoredValue::new(open.now().principal.name);
    move || match shared {
        Some(shared) if ready.get() => view! { <Waiting shared name=name.get_value()/> }.into_any(),
        _ => view! {
            <Notice tone=Tone::Info title=name.with_value(|it| text::own_account_title(it))>
                <p>{name.with_value(|name| match shared {
                    Some(_) => text::hand_over_text(name),
                    None => principal.with_value(|it| text::own_account_text(name, it)),
                })}</p>
            </Notice>
            {shared.map(|shared| view! { <HandOver open shared name=name.get_value()/> })}
        }
        .into_any(),
    }
}

/// The draft says that it is complete, and the pen is put down.
#[component]
fn HandOver(open: OpenDraft, shared: Shared, name: String) -> impl IntoView {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let hand_over = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        task::spawn(async move {
            let done = shared.hand_over().await;
            let _ = busy.try_set(false);
            if let Err(error) = done {
                let _ = failed.try_set(Some(text::call_error(&error).1));
            }
        });
    };
    view! {
        {move || failed.get().map(|why| view! { <Notice tone=Tone::Error title=text::hand_over_failed()><p>{why}</p></Notice> })}
        <div class="action-bar">
            <SavedLine open/>
            <button class="button button--primary button--wide" type="button" aria-disabled=move || busy.get().then_some("true")
                on:click=hand_over>{text::hand_over_to(&name)}</button>
        </div>
    }
}

/// It waits for the signer.
#[component]
fn Waiting(shared: Shared, name: String) -> impl IntoView {
    view! {
        <div role="status">
            <Notice tone=Tone::Ok title=text::hand_over_wait(&name)>
                <p>{text::hand_over_wait_text(&name)}</p><TakePen shared label=text::pen_take_back()/>
            </Notice>
        </div>
        <div class="action-bar">
            <A href=Route::Cases.href() attr:class="button button--primary button--wide">{text::to_cases()}</A>
        </div>
    }
}
