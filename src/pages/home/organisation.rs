//! Home while acting for an organisation: what waits for one's signature, and the way to its projects.

use contract::{Class, DraftSummary, Party};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{Chevron, Icon};
use crate::edge::fetch;
use crate::route::Route;
use crate::store::acting::ActingStore;
use crate::store::hall::HallStore;
use crate::store::store;
use crate::text;

/// What an organisation's people see first.
#[component]
pub(super) fn ForOrganisation(party: Party) -> impl IntoView {
    let hall = store::<HallStore>();
    view! {
        {hall.surely_offers(&Class::Drafts).then(|| view! { <ToSign party/> })}
        {hall.surely_offers(&Class::Projects).then(|| view! {
            <ul class="list">
                <li><A href=Route::Projects.href() attr:class="cell">
                    <span class="cell__body">
                        <span class="cell__title">{text::projects_title()}</span>
                        <span class="cell__meta">{text::home_projects_text()}</span>
                    </span>
                    <span class="cell__end"><Chevron/></span>
                </A></li>
            </ul>
        })}
    }
}

/// Complete drafts, for whoever has to sign them.
#[component]
fn ToSign(party: Party) -> impl IntoView {
    let acting = store::<ActingStore>();
    let id = party.id;
    let found = LocalResource::new(move || {
        let signs = acting.mandate().is_some_and(|it| it.signer.party.id == it.agent.id);
        let call = client::drafts::page(&id, None);
        async move {
            // Who need not sign is not told; a list that does not come is on the page of cases, with the reason.
            let all = if signs { fetch::send(call).await.map(|it| it.items) } else { Ok(Vec::new()) };
            all.unwrap_or_default().into_iter().filter(|it| it.ready_to_sign).collect::<Vec<_>>()
        }
    });
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                let all = found.await;
                (!all.is_empty()).then(|| view! {
                    <h2 class="section-title">{text::to_sign_count(&all.len().to_string())}</h2>
                    <ul class="list">{all.into_iter().map(cell).collect_view()}</ul>
                })
            })}
        </Suspense>
    }
}

fn cell(draft: DraftSummary) -> impl IntoView {
    let meta = text::to_sign_by(&draft.updated_by.name, &text::moment(draft.updated_at));
    view! {
        <li><A href=Route::Review(draft.filing_id).href() attr:class="cell cell--attention">
            <span class="cell__body">
                <span class="cell__title" lang=text::hall_lang()>{draft.title}</span>
                <span class="cell__meta">{meta}</span>
            </span>
            <span class="cell__end"><Icon name="pen"/></span>
        </A></li>
    }
}
