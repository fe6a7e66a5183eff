//! `/sign-in` — the hall signs people in; in a demo, as a sample person.

use client::CallError;
use contract::{DemoPerson, Discovery, PersonId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::{CallProblem, Empty, Icon, Notice, PageHead, Skeleton, Tone, own_query};
use crate::edge::page::read_address;
use crate::edge::task;
use crate::route::{Route, leads_to_sign_in};
use crate::store::hall::HallStore;
use crate::store::session::SessionStore;
use crate::store::store;
use crate::text;

/// Sign-in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let hall = store::<HallStore>();
    let retry = Callback::new(move |()| task::spawn(async move { hall.load().await }));
    view! {
        <div class="page stack">
            <PageHead title=text::sign_in_title()/>
            {move || match hall.found() {
                None => view! { <Skeleton/> }.into_any(),
                Some(Err(error)) => view! { <CallProblem error retry/> }.into_any(),
                Some(Ok(found)) => ways(&found),
            }}
        </div>
    }
}

fn ways(found: &Discovery) -> AnyView {
    if let Some(demo) = found.demo.as_ref().filter(|_| found.sign_in.development) {
        return view! { <Sample persons=demo.persons.clone()/> }.into_any();
    }
    match found.sign_in.url.as_deref().and_then(way_in) {
        Some(href) => {
            view! { <a class="button button--primary button--wide" href=href>{text::sign_in_at_hall()}</a> }
                .into_any()
        }
        None => view! { <Empty title=text::no_sign_in() text=text::no_sign_in_text()/> }.into_any(),
    }
}

/// The way to an address that may be written in any form that a browser reads from here (RFC 3986 §4.1).
fn way_in(url: &str) -> Option<String> {
    read_address(url).filter(|it| leads_to_sign_in(&it.protocol, &it.user)).map(|it| it.href)
}

/// Development sign-in: labelled, and only where the hall offers it.
#[component]
fn Sample(persons: Vec<DemoPerson>) -> impl IntoView {
    let session = store::<SessionStore>();
    let next = own_query().read_untracked().get("next").unwrap_or_default();
    let navigate = use_navigate();
    let failed = RwSignal::new(None::<CallError>);
    let busy = RwSignal::new(false);
    let sign_in = move |person: PersonId| {
        let (navigate, next) = (navigate.clone(), next.clone());
        busy.set(true);
        task::spawn(async move {
            let done = session.sign_in(person).await;
            busy.set(false);
            match done {
                Ok(()) => {
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(Route::safe_next(&next), options);
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    let cell = move |person: DemoPerson| {
        let (sign_in, id) = (sign_in.clone(), person.id);
        view! {
            <li><button class="cell" type="button" disabled=move || busy.get() on:click=move |_| sign_in(id.clone())>
                <span class="cell__body">
                    <span class="cell__title" lang=text::hall_lang()>{person.name}</span>
                    <span class="cell__meta" lang=text::hall_lang()>{person.about}</span>
                </span>
                <span class="cell__end"><Icon name="log-in"/></span>
            </button></li>
        }
    };
    view! {
        <Notice tone=Tone::Info title=text::sample_sign_in()><p>{text::sample_sign_in_text()}</p></Notice>
        {move || failed.get().map(|error| view! { <CallProblem error retry=Callback::new(move |()| failed.set(None))/> })}
        <ul class="list" aria-label=text::sample_people()>{persons.into_iter().map(cell).collect_view()}</ul>
    }
}
