//! `/cases` — drafts on this device, sends on their way, cases at the hall.

use contract::{Acting, CaseSummary, Class, Page, PartyId, PartyKind};
use leptos::prelude::*;
use leptos_router::components::A;

use super::by_project::ByProject;
use super::shared_drafts::SharedDraftList;
use crate::components::{CallProblem, CaseCell, Chevron, Empty, Icon, PageHead, Skeleton};
use crate::edge::{clock, fetch, task};
use crate::pages::gate::{NotOffered, SignedInOnly};
use crate::route::Route;
use crate::store::acting::ActingStore;
use crate::store::deliveries::{Deliveries, Known};
use crate::store::drafts::{Draft, Drafts};
use crate::store::hall::HallStore;
use crate::store::paged::Paged;
use crate::store::store;
use crate::store::toast::Toasts;
use crate::text;

/// My cases, or those of the one I act for.
#[component]
pub fn CasesPage() -> impl IntoView {
    let acting = store::<ActingStore>();
    let who = Memo::new(move |_| acting.acting());
    // Drawn anew for everybody: nothing of one principal stays while the next one's is on its way.
    let view = Callback::new(move |()| (move || who.get().map(|who| view! { <Theirs who/> })).into_any());
    view! { <SignedInOnly title=text::cases_title() view/> }
}

#[component]
fn Theirs(who: Acting) -> impl IntoView {
    let hall = store::<HallStore>();
    let listed = Memo::new(move |_| hall.offers(&Class::Cases));
    let organisation = who.principal.kind == PartyKind::Organisation;
    let offers = |class| organisation && hall.surely_offers(class);
    let (shares, by_project) = (offers(&Class::Drafts), offers(&Class::Projects));
    let asked = who.mandate.as_ref().map(|_| who.principal.id.clone());
    let title = match who.mandate {
        Some(_) => text::cases_of(&who.principal.name),
        None => text::cases_title().to_owned(),
    };
    view! {
        <div class="page stack">
            <PageHead title/>
            <OnTheWay principal=who.principal.id.clone()/>
            {if shares {
                view! { <SharedDraftList principal=who.principal.id.clone()/> }.into_any()
            } else {
                view! { <DraftList principal=who.principal.id.clone()/> }.into_any()
            }}
            {move || if listed.get() {
                view! { <AtTheHall asked=asked.clone() by_project/> }.into_any()
            } else {
                view! { <NotOffered class=Class::Cases/> }.into_any()
            }}
        </div>
    }
}

#[component]
fn OnTheWay(principal: PartyId) -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let cell = |it: crate::store::deliveries::Delivery| {
        view! {
            <li><A href=Route::Receipt(it.id).href() attr:class="cell cell--attention">
                <span class="cell__body">
                    <span class="cell__title" lang=text::hall_lang()>{it.title}</span>
                    <span class="cell__meta">{text::delivery_words(&it.state)}</span>
                </span>
                <span class="cell__end"><Chevron/></span>
            </A></li>
        }
    };
    move || {
        let pending = deliveries.pending(&principal);
        (!pending.is_empty()).then(|| {
            view! {
                <h2 class="section-title">{text::home_on_the_way()}</h2>
                <ul class="list">{pending.into_iter().map(cell).collect_view()}</ul>
            }
        })
    }
}

#[component]
fn DraftList(principal: PartyId) -> impl IntoView {
    let drafts = store::<Drafts>();
    let deliveries = store::<Deliveries>();
    let toasts = store::<Toasts>();
    let held = LocalResource::new(move || {
        let principal = principal.clone();
        // Before the queue is known, a filing on its way would look like a draft. Asked for here and not where the list
        // is drawn: when the session ends that would run once more, for a list that is gone.
        let known = deliveries.known() == Known::Yes;
        async move {
            let mut all = drafts.all().await.unwrap_or_default();
            all.retain(|it| known && it.principal.id == principal && deliveries.get_now(&it.id).is_none());
            all
        }
    });
    let remove = move |draft: Draft| {
        task::spawn(async move {
            match drafts.remove(&draft).await {
                Ok(()) => toasts.say(text::draft_removed().to_owned()),
                Err(error) => toasts.say(text::disk_error(error).to_owned()),
            }
            held.refetch();
        });
    };
    let cell = move |draft: Draft| {
        let meta = text::saved_on(&text::moment(clock::instant(draft.updated_ms)));
        let labels = (text::remove_draft(&draft.title), text::really_remove_draft(&draft.title));
        let (form, title) = (Route::Form(draft.id.clone(), None).href(), draft.title.clone());
        let on_remove = Callback::new(move |()| remove(draft.clone()));
        view! {
            <li class="row">
                <A href=form attr:class="cell">
                    <span class="cell__body"><span class="cell__title" lang=text::hall_lang()>{title}</span><span class="cell__meta">{meta}</span></span>
                    <span class="cell__end"><Chevron/></span>
                </A>
                <RemoveDraft labels on_remove/>
            </li>
        }
    };
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                let all = held.await;
                (!all.is_empty()).then(|| view! {
                    <h2 class="section-title">{text::drafts_title()}</h2>
                    <ul class="list">{all.into_iter().map(cell).collect_view()}</ul>
                })
            })}
        </Suspense>
    }
}

/// Asks once before a draft goes for good.
#[component]
pub(super) fn RemoveDraft(labels: (String, String), on_remove: Callback<()>) -> impl IntoView {
    let asked = RwSignal::new(false);
    let press = move |_| if asked.get_untracked() { on_remove.run(()) } else { asked.set(true) };
    let class = move || if asked.get() { "button button--danger" } else { "button button--quiet" };
    // The name begins with the words that are seen, for who speaks to the phone (WCAG 2.5.3).
    let label = move || if asked.get() { labels.1.clone() } else { labels.0.clone() };
    view! {
        <button class=class type="button" aria-label=label on:click=press on:blur=move |_| asked.set(false)>
            <Icon name="trash"/>{move || asked.get().then(text::really_remove)}
        </button>
    }
}

#[component]
fn AtTheHall(asked: Option<PartyId>, by_project: bool) -> impl IntoView {
    let whose = StoredValue::new(asked);
    let found =
        LocalResource::new(move || fetch::send(client::cases::page(whose.get_value().as_ref(), None)));
    view! {
        <h2 class="section-title">{text::at_the_hall()}</h2>
        <Transition fallback=|| view! { <Skeleton/> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(page) if page.items.is_empty() => view! {
                        <Empty title=text::no_cases() text=text::no_cases_text()>
                            <A href=Route::Guides(String::new()).href() attr:class="button button--primary">{text::to_guides()}</A>
                        </Empty>
                    }.into_any(),
                    Ok(page) => view! { <Rows first=page whose by_project/> }.into_any(),
                    Err(error) => view! { <CallProblem error retry=Callback::new(move |()| found.refetch())/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Rows(first: Page<CaseSummary>, whose: StoredValue<Option<PartyId>>, by_project: bool) -> impl IntoView {
    let this_year = chrono::Datelike::year(&clock::now());
    let rows = Paged::new(first);
    let more = move || rows.more(|cursor| client::cases::page(whose.get_value().as_ref(), Some(cursor)));
    let listed = match whose.get_value().filter(|_| by_project) {
        Some(principal) => view! { <ByProject principal cases=rows.items()/> }.into_any(),
        None => view! {
            <ul class="list">
                <For each=move || rows.numbered() key=|it| it.0 let:case><li><CaseCell case=case.1 this_year/></li></For>
            </ul>
        }
        .into_any(),
    };
    view! {
        {listed}
        {move || rows.failed().map(|error| view! { <CallProblem error retry=Callback::new(move |()| more())/> })}
        {move || rows.has_more().then(|| view! {
            <button class="button button--wide" type="button" on:click=move |_| more()>{text::more_cases()}</button>
        })}
    }
}
