//! What an organisation's handlers prepare: the hall's list, and what only this device has.

use client::CallError;
use contract::{DraftSummary, FilingId, PartyId, ProjectCode};
use leptos::prelude::*;
use leptos_router::components::A;

use super::list::RemoveDraft;
use crate::components::{CallProblem, Chevron};
use crate::edge::{clock, fetch, task};
use crate::route::Route;
use crate::store::deliveries::{Deliveries, Known};
use crate::store::drafts::{Draft, Drafts};
use crate::store::shared::SharedDrafts;
use crate::store::store;
use crate::store::toast::Toasts;
use crate::text;

/// A draft in the list.
#[derive(Clone)]
struct Row {
    id: FilingId,
    title: String,
    meta: String,
    project: Option<ProjectCode>,
    /// The record on this device, when there is one.
    here: Option<Draft>,
    /// Whether the hall has it.
    shared: bool,
}

/// Everybody's drafts first, then what was not shared yet.
fn rows(at_hall: Vec<DraftSummary>, mut here: Vec<Draft>) -> Vec<Row> {
    let mut rows: Vec<Row> = at_hall
        .into_iter()
        .map(|it| {
            let at = here.iter().position(|own| own.id == it.filing_id);
            let (meta, project) = (text::draft_words(&it), it.project);
            Row {
                id: it.filing_id,
                title: it.title,
                meta,
                project,
                here: at.map(|it| here.remove(it)),
                shared: true,
            }
        })
        .collect();
    rows.extend(here.into_iter().map(|it| {
        let meta = text::draft_only_here(&text::moment(clock::instant(it.updated_ms)));
        let project = it.project.clone();
        Row { id: it.id.clone(), title: it.title.clone(), meta, project, here: Some(it), shared: false }
    }));
    rows
}

/// Drafts of an organisation.
#[component]
pub(super) fn SharedDraftList(principal: PartyId) -> impl IntoView {
    let (drafts, shared) = (store::<Drafts>(), store::<SharedDrafts>());
    let found = LocalResource::new(move || {
        let principal = principal.clone();
        async move {
            let mut here = drafts.all().await.unwrap_or_default();
            here.retain(|it| it.principal.id == principal);
            let found = fetch::send(client::drafts::page(&principal, None)).await;
            let (at_hall, failed) = match found {
                Ok(page) => {
                    // Only the whole list says what is no longer there.
                    if page.next.is_none() {
                        here = shared.sweep(here, &page.items).await;
                    }
                    (page.items, None)
                }
                Err(error) => (Vec::new(), Some(error)),
            };
            (rows(at_hall, here), failed)
        }
    });
    let again = Callback::new(move |()| found.refetch());
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                let (rows, failed) = found.await;
                view! { <Listed rows failed again/> }
            })}
        </Suspense>
    }
}

#[component]
fn Listed(rows: Vec<Row>, failed: Option<CallError>, again: Callback<()>) -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let shown = move || {
        // Before the queue is known, a filing on its way would look like a draft.
        let known = deliveries.known() == Known::Yes;
        let waiting = |it: &&Row| known && deliveries.get_now(&it.id).is_none();
        let waiting: Vec<_> = rows.iter().filter(waiting).cloned().collect();
        (!waiting.is_empty()).then(|| view! {
            <h2 class="section-title">{text::drafts_shared()}</h2>
            <ul class="list">{waiting.into_iter().map(|row| view! { <DraftRow row again/> }).collect_view()}</ul>
        })
    };
    view! {
        {failed.map(|error| view! { <CallProblem error retry=again/> })}
        {shown}
    }
}

#[component]
fn DraftRow(row: Row, again: Callback<()>) -> impl IntoView {
    let (drafts, shared) = (store::<Drafts>(), store::<SharedDrafts>());
    let toasts = store::<Toasts>();
    let labels = (text::remove_draft(&row.title), text::really_remove_draft(&row.title));
    let form = Route::Form(row.id.clone(), None).href();
    let (title, meta) = (row.title.clone(), row.meta.clone());
    let project = row.project.as_ref().map(|code| {
        view! { <span class="cell__meta">{text::draft_for_project(code.as_str())}</span> }
    });
    let on_remove = Callback::new(move |()| {
        let row = row.clone();
        task::spawn(async move {
            let removed = if row.shared { shared.remove(&row.id).await } else { Ok(()) };
            let words = match (removed, &row.here) {
                (Err(error), _) => text::call_error(&error).1,
                (Ok(()), Some(draft)) => match drafts.remove(draft).await {
                    Ok(()) => text::draft_removed().to_owned(),
                    Err(error) => text::disk_error(error).to_owned(),
                },
                (Ok(()), None) => text::draft_removed().to_owned(),
            };
            toasts.say(words);
            again.run(());
        });
    });
    view! {
        <li class="row">
            <A href=form attr:class="cell">
                <span class="cell__body"><span class="cell__title" lang=text::hall_lang()>{title}</span><span class="cell__meta">{meta}</span>{project}</span>
                <span class="cell__end"><Chevron/></span>
            </A>
            <RemoveDraft labels on_remove/>
        </li>
    }
}
