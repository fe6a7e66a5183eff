//! Papers of one principal while the bar names another: said, with one way on. Never a silent switch.

use client::CallError;
use client::mandates::Side;
use contract::{MandateState, Party};
use leptos::prelude::*;

use crate::components::mandate::validity;
use crate::components::{Empty, Notice, PageHead, Tone};
use crate::edge::task;
use crate::store::acting::ActingStore;
use crate::store::{mandates, store};
use crate::text;

/// Shows `view` when the one acted for is `principal`; else whose it is, and the way to act for them.
#[component]
pub fn OnlyFor(
    /// Whose papers these are.
    principal: Party,
    /// The page's title.
    #[prop(into)]
    title: String,
    /// The page.
    view: Callback<(), AnyView>,
) -> impl IntoView {
    let acting = store::<ActingStore>();
    let right = {
        let principal = principal.clone();
        Memo::new(move |_| acting.is_for(&principal))
    };
    move || {
        let (principal, title) = (principal.clone(), title.clone());
        if right.get() { view.run(()) } else { view! { <Whose principal title/> }.into_any() }
    }
}

#[component]
fn Whose(principal: Party, title: String) -> impl IntoView {
    let acting = store::<ActingStore>();
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let who = acting.acting_now();
    let own = who.as_ref().is_some_and(|it| it.actor.id == principal.id);
    let now = who.filter(|it| it.mandate.is_some()).map(|it| it.principal.name);
    let name = principal.name.clone();
    let (heading, words, label) = match now {
        Some(now) if own => (
            text::whose_own_title().to_owned(),
            text::whose_own_text(&now),
            text::whose_own_change().to_owned(),
        ),
        Some(now) => (text::whose_title(&name), text::whose_text(&now, &name), text::whose_change(&name)),
        None => (text::whose_title(&name), text::whose_text_self(&name), text::whose_change(&name)),
    };
    let change = move |_| {
        if own {
            return acting.end();
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let principal = principal.clone();
        task::spawn(async move {
            let done = change_to(acting, &principal).await;
            let _ = busy.try_set(false);
            if let Err(why) = done {
                let _ = failed.try_set(Some(why));
            }
        });
    };
    let refused = move || {
        failed.get().map(
            |why| view! { <Notice tone=Tone::Error title=text::acting_unopened(&name)><p>{why}</p></Notice> },
        )
    };
    view! {
        <div class="page stack">
            <PageHead title/>
            <Empty title=heading text=words>
                <div role="alert">{refused}</div>
                <button class="button button--primary" type="button" aria-disabled=move || busy.get().then_some("true") on:click=change>{label}</button>
            </Empty>
        </div>
    }
}

/// Takes up a mandate of `principal` that is in force.
///
/// # Errors
///
/// A sentence that says why there is none.
async fn change_to(acting: ActingStore, principal: &Party) -> Result<(), String> {
    let words = |error: CallError| text::call_error(&error).1;
    let mut held = mandates::all(Side::Agent).await.map_err(words)?;
    held.retain(|it| it.principal.id == principal.id);
    let Some(found) = held.iter().find(|it| it.state.code == MandateState::Active) else {
        return Err(match held.first() {
            Some(it) => text::acting_open_failed(&validity(it)),
            None => text::whose_no_mandate(&principal.name),
        });
    };
    let (mandate, json) = mandates::whole(found.id.clone()).await.map_err(words)?;
    acting.begin(mandate, json);
    Ok(())
}
