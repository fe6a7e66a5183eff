//! `/acting` — for whom: oneself, an organisation, or somebody who gave a mandate.

use client::mandates::Side;
use contract::{Class, Mandate, MandateId, PartyKind};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::mandate::{Term, scope, term, validity};
use crate::components::{CallProblem, Empty, Hotline, Notice, PageHead, Skeleton, TextInput, Tone};
use crate::edge::{clock, task};
use crate::pages::gate::OfferedOnly;
use crate::route::Route;
use crate::store::acting::ActingStore;
use crate::store::deliveries::Deliveries;
use crate::store::hall::HallStore;
use crate::store::kept::Kept;
use crate::store::mandates::{Listed, Titles};
use crate::store::{mandates, store};
use crate::text;

/// From so many people on there is a box to find one of them.
const MANY: usize = 8;

/// For whom.
#[component]
pub fn ActingPage() -> impl IntoView {
    let view = Callback::new(|()| view! { <Loaded/> }.into_any());
    view! { <OfferedOnly class=Class::OnBehalf title=text::acting_title() view/> }
}

#[component]
fn Loaded() -> impl IntoView {
    let found = LocalResource::new(|| mandates::listed(Side::Agent));
    view! {
        <div class="page stack">
            <PageHead title=text::acting_title() back=(Route::Me.href(), text::me_title().into())/>
            <p class="page__lead">{text::acting_lead()}</p>
            <Oneself/>
            <Transition fallback=|| view! { <Skeleton/> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(it) if it.all.is_empty() => view! { <NoMandates/> }.into_any(),
                        Ok(Listed { all, titles, cut }) => view! {
                            {cut.map(|it| view! { <p class="field__hint">{it}</p> })}
                            <Principals all titles/>
                        }.into_any(),
                        Err(error) => view! { <CallProblem error retry=Callback::new(move |()| found.refetch())/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Oneself() -> impl IntoView {
    let acting = store::<ActingStore>();
    let navigate = use_navigate();
    let choose = move |_| {
        acting.end();
        navigate(&Route::Home.href(), NavigateOptions::default());
    };
    let own = Memo::new(move |_| acting.other().is_none());
    let name = acting.acting_now().map(|it| it.actor.name);
    view! {
        <ul class="list">
            <li><button class="cell" type="button" aria-current=move || own.get().then_some("true") on:click=choose>
                <span class="cell__body"><span class="cell__title">{text::acting_self()}</span><span class="cell__meta" lang=text::hall_lang()>{name}</span></span>
                {move || own.get().then(current_tag)}
            </button></li>
        </ul>
    }
}

fn current_tag() -> impl IntoView {
    view! { <span class="cell__end"><span class="tag tag--qing">{text::acting_current()}</span></span> }
}

#[component]
fn NoMandates() -> impl IntoView {
    let hotline = store::<HallStore>().outward().hotline;
    view! {
        <Empty title=text::acting_none() text=text::acting_none_text()>
            {hotline.map(|number| view! { <Hotline number/> })}
        </Empty>
    }
}

/// Which group of the page a mandate stands in.
fn group_of(mandate: &Mandate) -> usize {
    match (term(mandate, clock::now().date_naive()), &mandate.principal.kind) {
        (Term::Unusable, _) => 3,
        (Term::EndsIn(_), _) => 2,
        (Term::Running, PartyKind::Organisation) => 0,
        (Term::Running, _) => 1,
    }
}

/// Organisations, people, what ends soon, what cannot be used.
#[component]
fn Principals(all: Vec<Mandate>, titles: Titles) -> impl IntoView {
    let words = store::<Kept>().text("find-person");
    let failed = RwSignal::new(None::<(String, String)>);
    let many = all.len() > MANY;
    let choose = chooser(failed);
    let names =
        [text::acting_organisations(), text::acting_people(), text::acting_soon(), text::acting_unusable()];
    let shown = move || {
        let words = words.get();
        let words = words.trim();
        let matches = |it: &&Mandate| it.principal.name.contains(words) || it.principal_no.contains(words);
        let hits: Vec<&Mandate> = all.iter().filter(matches).collect();
        if hits.is_empty() {
            return view! { <p class="page__lead">{text::acting_nobody_found(words)}</p> }.into_any();
        }
        let group = |(at, name): (usize, &'static str)| {
            let cells: Vec<_> =
                hits.iter().filter(|it| group_of(it) == at).map(|it| cell(it, &titles, choose)).collect();
            (!cells.is_empty()).then(|| {
                view! {
                    <h2 class="section-title">{name}</h2><ul class="list">{cells}</ul>
                }
            })
        };
        names.into_iter().enumerate().map(group).collect_view().into_any()
    };
    let none = Signal::derive(|| None::<String>);
    view! {
        {many.then(|| view! { <TextInput id="find-person" label=text::acting_search() hint=text::acting_search_hint() error=none value=words/> })}
        <div role="alert">{move || failed.get().map(|(title, why)| view! { <Notice tone=Tone::Error title><p>{why}</p></Notice> })}</div>
        {shown}
    }
}

/// Takes a mandate up: whole, as the hall has it now, then to the home page.
fn chooser(failed: RwSignal<Option<(String, String)>>) -> Callback<(MandateId, String)> {
    let acting = store::<ActingStore>();
    let navigate = use_navigate();
    Callback::new(move |(id, name): (MandateId, String)| {
        let navigate = navigate.clone();
        failed.set(None);
        task::spawn(async move {
            let why = match mandates::whole(id).await {
                Ok((mandate, json)) if term(&mandate, clock::now().date_naive()) != Term::Unusable => {
                    acting.begin(mandate, json);
                    return navigate(&Route::Home.href(), NavigateOptions::default());
                }
                Ok((mandate, _)) => text::acting_open_failed(&validity(&mandate)),
                Err(error) => text::call_error(&error).1,
            };
            failed.set(Some((text::acting_unopened(&name), why)));
        });
    })
}

fn cell(mandate: &Mandate, titles: &Titles, choose: Callback<(MandateId, String)>) -> AnyView {
    let acting = store::<ActingStore>();
    let deliveries = store::<Deliveries>();
    let term = term(mandate, clock::now().date_naive());
    let (id, name) = (mandate.id.clone(), mandate.principal.name.clone());
    let tone = if matches!(term, Term::EndsIn(_)) { "tag tag--amber" } else { "tag" };
    let role = text::coded(&mandate.role);
    let principal = mandate.principal.id.clone();
    // What waits for one principal is not seen while one acts for another; here it is.
    let unfinished = move || match deliveries.pending(&principal).len() {
        0 => None,
        n => Some(
            view! { <span class="cell__meta"><span class="tag tag--amber">{text::acting_unfinished(&n.to_string())}</span></span> },
        ),
    };
    let body = view! {
        <span class="cell__body">
            <span class="cell__title" lang=text::hall_lang()>{name.clone()}</span>
            <span class="cell__meta"><span lang=role.lang>{role.text}</span>" · "{mandate.principal_no.clone()}</span>
            <span class="cell__meta">{scope(mandate, titles)}</span>
            <span class="cell__meta"><span class=tone>{validity(mandate)}</span></span>
            {unfinished}
        </span>
    };
    if term == Term::Unusable {
        return view! { <li><div class="cell">{body}</div></li> }.into_any();
    }
    let this = id.clone();
    let current = Memo::new(move |_| acting.acting().and_then(|it| it.mandate).as_ref() == Some(&this));
    view! {
        <li><button class="cell" type="button" aria-current=move || current.get().then_some("true")
            on:click=move |_| choose.run((id.clone(), name.clone()))>
            {body}
            {move || current.get().then(current_tag)}
        </button></li>
    }
    .into_any()
}
