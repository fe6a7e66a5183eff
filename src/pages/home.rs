//! `/` — what do you want to get done, and does anything need you? Nothing else.

mod for_others;
mod organisation;

use contract::{Acting, CaseSummary, Class, PartyKind};
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use self::for_others::ForOthers;
use self::organisation::ForOrganisation;
use crate::components::{CallProblem, CaseCell, Chevron, Draw, Icon, PageHead, Skeleton, later};
use crate::edge::{clock, fetch};
use crate::route::{Route, Wanted};
use crate::store::acting::ActingStore;
use crate::store::catalogue::CatalogueStore;
use crate::store::deliveries::Deliveries;
use crate::store::hall::HallStore;
use crate::store::kept::Kept;
use crate::store::session::{SessionStore, Who};
use crate::store::store;
use crate::text;

/// How many cases the home page shows.
const RECENT: usize = 3;

/// Home.
#[component]
pub fn HomePage() -> impl IntoView {
    let session = store::<SessionStore>();
    let acting = store::<ActingStore>();
    // What was typed for one is not there for the next.
    let whose = Memo::new(move |_| acting.acting().map(|it| it.principal.id));
    view! {
        <div class="page page--wide stack">
            <PageHead title=text::home_title()/>
            {move || { whose.get(); view! { <Search/> } }}
            {move || match session.who() {
                Who::Somebody(_) => later(mine),
                Who::Loading => view! { <Skeleton/> }.into_any(),
                Who::Nobody | Who::Unknown(_) => view! { <SignedOut/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Search() -> impl IntoView {
    let navigate = use_navigate();
    let words = store::<Kept>().text("search");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(&Route::Guides(words.get_untracked()).href(), leptos_router::NavigateOptions::default());
    };
    let catalogue = store::<CatalogueStore>();
    let topic = |name: String| {
        let wanted = Wanted { topic: Some(name.clone()), ..Wanted::default() };
        view! { <li><A href=Route::Find(wanted).href() attr:class="chip"><span lang=text::hall_lang()>{text::short(&name)}</span></A></li> }
    };
    view! {
        <form class="search" role="search" on:submit=submit>
            <div class="search__box">
                <span class="search__icon"><Icon name="search"/></span>
                <input class="search__input" type="search" aria-label=text::search_label() placeholder=text::search_hint()
                    enterkeyhint="search" prop:value=words on:input=move |event| words.set(event_target_value(&event))/>
            </div>
        </form>
        {move || {
            let topics = catalogue.topics();
            (!topics.is_empty()).then(|| view! {
                <ul class="chips" aria-label=text::topics_label()>{topics.into_iter().map(topic).collect_view()}</ul>
            })
        }}
    }
}

#[component]
fn SignedOut() -> impl IntoView {
    // A hall of guides only has nothing to sign in for.
    let hall = store::<HallStore>();
    let offered = Memo::new(move |_| hall.offers(&Class::Cases) || hall.offers(&Class::Filing));
    move || {
        offered.get().then(|| {
            view! {
                <ul class="list">
                    <li><A href=Route::SignIn(Route::Cases.href()).href() attr:class="cell">
                        <span class="cell__body">
                            <span class="cell__title">{text::home_sign_in()}</span>
                            <span class="cell__meta">{text::home_sign_in_text()}</span>
                        </span>
                        <span class="cell__end"><Chevron/></span>
                    </A></li>
                </ul>
            }
        })
    }
}

/// In a file of its own: who is not signed in, on a first visit nobody, has no use for it.
#[wasm_split(mine, wasm_split_path = ::leptos::wasm_split, fallible)]
fn mine() -> Result<Draw, SplitLoaderError> {
    Ok(|| view! { <Mine/> }.into_any())
}

/// Drawn anew for everybody: nothing of one principal stays while the next one's is on its way.
#[component]
fn Mine() -> impl IntoView {
    let acting = store::<ActingStore>();
    let who = Memo::new(move |_| acting.acting());
    move || who.get().map(|who| view! { <Theirs who/> })
}

/// What needs the one it is for, then the newest cases.
#[component]
fn Theirs(who: Acting) -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let own = who.mandate.is_none();
    let heading = if own { text::home_my_cases().to_owned() } else { text::cases_of(&who.principal.name) };
    let organisation = (who.principal.kind == PartyKind::Organisation).then(|| who.principal.clone());
    let principal = who.principal.id;
    let asked = (!own).then(|| principal.clone());
    let hall = store::<HallStore>();
    let listed = Memo::new(move |_| hall.offers(&Class::Cases));
    let cases = LocalResource::new(move || {
        let call = listed.get().then(|| client::cases::page(asked.as_ref(), None));
        async move {
            match call {
                Some(call) => fetch::send(call).await.map(Some),
                None => Ok(None),
            }
        }
    });
    let pending = move || deliveries.pending(&principal);
    view! {
        {own.then(|| view! { <ForOthers/> })}
        {organisation.map(|party| view! { <ForOrganisation party/> })}
        {move || (!pending().is_empty()).then(|| view! {
            <h2 class="section-title">{text::home_on_the_way()}</h2>
            <ul class="list">
                {pending().into_iter().map(|it| view! {
                    <li><A href=Route::Receipt(it.id.clone()).href() attr:class="cell cell--attention">
                        <span class="cell__body">
                            <span class="cell__title" lang=text::hall_lang()>{it.title.clone()}</span>
                            <span class="cell__meta">{text::delivery_words(&it.state)}</span>
                        </span>
                        <span class="cell__end"><Chevron/></span>
                    </A></li>
                }).collect_view()}
            </ul>
        })}
        <Transition fallback=|| view! { <Skeleton/> }>
            {move || {
                let heading = heading.clone();
                Suspend::new(async move {
                    match cases.await {
                        Ok(page) => page.map(|page| view! { <Cases cases=page.items heading/> }).into_any(),
                        Err(error) => view! { <CallProblem error retry=Callback::new(move |()| cases.refetch())/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Cases(cases: Vec<CaseSummary>, heading: String) -> impl IntoView {
    let this_year = chrono::Datelike::year(&clock::now());
    let (todo, rest): (Vec<_>, Vec<_>) = cases.into_iter().partition(|it| it.action_due.is_some());
    let group = move |title: String, cases: Vec<CaseSummary>| {
        (!cases.is_empty()).then(|| view! {
            <section>
                <h2 class="section-title">{title}</h2>
                <ul class="list">{cases.into_iter().map(|case| view! { <li><CaseCell case this_year/></li> }).collect_view()}</ul>
            </section>
        })
    };
    let none = todo.is_empty() && rest.is_empty();
    view! {
        <div class="columns">
            {group(text::home_needs_you().to_owned(), todo)}
            {group(heading, rest.into_iter().take(RECENT).collect())}
        </div>
        {none.then(|| view! { <p class="page__lead">{text::home_nothing()}</p> })}
    }
}
