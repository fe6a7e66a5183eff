//! `/mandates` — who may act for me, and how to take that back.

use client::CallError;
use client::mandates::Side;
use contract::{Class, Mandate, MandateState, PartyKind};
use leptos::prelude::*;

use crate::components::mandate::{Term, scope, term, validity};
use crate::components::{CallProblem, Dialog, Empty, PageHead, Skeleton};
use crate::edge::{clock, fetch, task};
use crate::pages::gate::OfferedOnly;
use crate::route::Route;
use crate::store::mandates::{Listed, Titles};
use crate::store::toast::Toasts;
use crate::store::{mandates, store};
use crate::text::{self, Said};

/// Who may act for me.
#[component]
pub fn MandatesPage() -> impl IntoView {
    let view = Callback::new(|()| view! { <Loaded/> }.into_any());
    view! { <OfferedOnly class=Class::OnBehalf title=text::mandates_title() view/> }
}

#[component]
fn Loaded() -> impl IntoView {
    let found = LocalResource::new(|| mandates::listed(Side::Principal));
    view! {
        <div class="page stack">
            <PageHead title=text::mandates_title() back=(Route::Me.href(), text::me_title().into())/>
            <Transition fallback=|| view! { <Skeleton/> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(it) if it.all.is_empty() => {
                            view! { <Empty title=text::mandates_none() text=text::mandates_none_text()/> }.into_any()
                        }
                        Ok(Listed { all, titles, cut }) => view! {
                            {cut.map(|it| view! { <p class="field__hint">{it}</p> })}
                            <Given all titles/>
                        }.into_any(),
                        Err(error) => view! { <CallProblem error retry=Callback::new(move |()| found.refetch())/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

/// Those in force, then the others; and the one question before a mandate is taken back.
#[component]
fn Given(all: Vec<Mandate>, titles: Titles) -> impl IntoView {
    let toasts = store::<Toasts>();
    let shown = RwSignal::new(all);
    let asked = RwSignal::new(None::<Mandate>);
    let open = RwSignal::new(false);
    let failed = RwSignal::new(None::<CallError>);
    let ask = Callback::new(move |mandate: Mandate| {
        failed.set(None);
        asked.set(Some(mandate));
        open.set(true);
    });
    let name = move || asked.with(|it| it.as_ref().map(|it| it.agent.name.clone()).unwrap_or_default());
    let revoke = Callback::new(move |()| {
        let Some(mandate) = asked.get_untracked() else { return };
        task::spawn(async move {
            match fetch::send(client::mandates::revoke(&mandate.id)).await {
                Ok(now) => {
                    toasts.say(text::revoked_toast(&now.agent.name));
                    shown.update(|all| {
                        all.iter_mut().filter(|it| it.id == now.id).for_each(|it| *it = now.clone());
                    });
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    let group = move |title: &'static str, in_force: bool, titles: Titles| {
        let cards = move || {
            let all =
                shown.get().into_iter().filter(|it| (it.state.code == MandateState::Active) == in_force);
            all.map(|it| card(it, &titles, ask)).collect::<Vec<_>>()
        };
        let any = Memo::new(move |_| {
            shown.with(|all| all.iter().any(|it| (it.state.code == MandateState::Active) == in_force))
        });
        view! {
            <h2 class="section-title" hidden=move || !any.get()>{title}</h2>
            <ul class="mandates">{cards}</ul>
        }
    };
    view! {
        <p class="page__lead">{text::mandates_lead()}</p>
        {move || failed.get().map(|error| view! { <CallProblem error retry=Callback::new(move |()| revoke.run(()))/> })}
        {group(text::mandates_active(), true, titles.clone())}
        {group(text::mandates_past(), false, titles)}
        <Dialog id="revoke" open title=Signal::derive(move || text::revoke_sure(&name())) confirm=text::revoke_yes() danger=true on_confirm=revoke>
            <p>{text::revoke_sure_text(&name())}</p>
        </Dialog>
    }
}

fn card(mandate: Mandate, titles: &Titles, ask: Callback<Mandate>) -> AnyView {
    let term = term(&mandate, clock::now().date_naive());
    let tone = match term {
        Term::Running => "tag tag--jade",
        Term::EndsIn(_) => "tag tag--amber",
        Term::Unusable => "tag",
    };
    // A mandate of an organisation says which.
    let of = (mandate.principal.kind == PartyKind::Organisation)
        .then(|| view! { <div><dt>{text::mandate_of()}</dt><dd lang=text::hall_lang()>{mandate.principal.name.clone()}</dd></div> });
    let label = text::revoke_label(&mandate.agent.name);
    let (name, role) = (mandate.agent.name.clone(), text::coded(&mandate.role));
    let lang = text::hall_lang();
    let facts = [
        (text::mandate_scope(), Said::ours(scope(&mandate, titles))),
        (text::mandate_basis(), Said::theirs(mandate.basis.clone(), lang)),
    ];
    let until = validity(&mandate);
    view! {
        <li class="card stack">
            <h3 class="cell__title"><span lang=lang>{name}</span>" · "<span lang=role.lang>{role.text}</span></h3>
            <dl class="facts">
                {of}
                <div><dt>{text::mandate_validity()}</dt><dd><span class=tone>{until}</span></dd></div>
                {facts.map(|(term, value)| view! { <div><dt>{term}</dt><dd lang=value.lang>{value.text}</dd></div> }).collect_view()}
            </dl>
            {(term != Term::Unusable).then(|| view! {
                <button class="button button--danger" type="button" aria-label=label on:click=move |_| ask.run(mandate.clone())>{text::revoke()}</button>
            })}
        </li>
    }
    .into_any()
}
