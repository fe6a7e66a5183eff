//! A shared draft that is no longer: sent by somebody, or removed.

use contract::CaseId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use crate::components::{Empty, Notice, PageHead, Tone};
use crate::edge::task;
use crate::route::Route;
use crate::store::drafts::{Drafts, OpenDraft};
use crate::store::shared::Shared;
use crate::store::store;
use crate::store::toast::Toasts;
use crate::text;

/// It was sent: the way to its case. What is here may be more than what was sent, so it is not removed unasked; what
/// is no more than that goes with the next look at the list of drafts.
#[component]
pub(super) fn Filed(open: OpenDraft, shared: Shared, case: Option<CaseId>) -> impl IntoView {
    let (drafts, toasts) = (store::<Drafts>(), store::<Toasts>());
    let navigate = use_navigate();
    let failed = RwSignal::new(None);
    let keep = move |_| {
        let navigate = navigate.clone();
        task::spawn(async move {
            let draft = open.now();
            let done = match shared.keep_mine().await {
                Ok(()) => drafts.remove(&draft).await,
                Err(error) => Err(error),
            };
            if let Err(error) = done {
                return failed.set(Some(error));
            }
            toasts.say(text::apart_kept(&text::copy_of(&draft.title)));
            navigate(&Route::Cases.href(), NavigateOptions::default());
        });
    };
    view! {
        <div class="page stack">
            <PageHead title=open.now().title lang=text::hall_lang() back=(Route::Cases.href(), text::cases_title().to_owned())/>
            {move || failed.get().map(|error| view! {
                <Notice tone=Tone::Error title=text::not_kept()><p>{text::disk_error(error)}</p></Notice>
            })}
            <SeeCase case/>
            <button class="button button--quiet" type="button" on:click=keep>{text::shared_keep_copy()}</button>
        </div>
    }
}

/// The one way on from a filing that was sent.
#[component]
pub(super) fn SeeCase(case: Option<CaseId>) -> impl IntoView {
    let to = case.map_or(Route::Cases, Route::Case).href();
    view! {
        <Empty title=text::shared_filed() text=text::shared_filed_text()>
            <A href=to attr:class="button button--primary">{text::see_case()}</A>
        </Empty>
    }
}

/// It was removed: what is here can be kept as a draft of its own.
#[component]
pub(super) fn Removed(open: OpenDraft, shared: Shared) -> impl IntoView {
    let (drafts, toasts) = (store::<Drafts>(), store::<Toasts>());
    let navigate = use_navigate();
    let failed = RwSignal::new(None);
    let done = move |keep: bool| {
        let navigate = navigate.clone();
        task::spawn(async move {
            let draft = open.now();
            let copied = if keep { shared.keep_mine().await } else { Ok(()) };
            let removed = match copied {
                Ok(()) => drafts.remove(&draft).await,
                Err(error) => Err(error),
            };
            match removed {
                Ok(()) if keep => toasts.say(text::apart_kept(&text::copy_of(&draft.title))),
                Ok(()) => {}
                Err(error) => return failed.set(Some(error)),
            }
            navigate(&Route::Cases.href(), NavigateOptions::default());
        });
    };
    let keep = done.clone();
    view! {
        <div class="page stack">
            <PageHead title=open.now().title back=(Route::Cases.href(), text::cases_title().to_owned())/>
            {move || failed.get().map(|error| view! {
                <Notice tone=Tone::Error title=text::not_kept()><p>{text::disk_error(error)}</p></Notice>
            })}
            <Empty title=text::shared_removed() text=text::shared_removed_text()>
                <div class="button-row">
                    <button class="button button--primary" type="button" on:click=move |_| keep(true)>{text::shared_keep_copy()}</button>
                    <button class="button" type="button" on:click=move |_| done(false)>{text::to_cases()}</button>
                </div>
            </Empty>
        </div>
    }
}
