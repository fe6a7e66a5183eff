//! `/projects` — the projects of an organisation.

use contract::{Page, Party, ProjectSummary};
use leptos::prelude::*;
use leptos_router::components::A;

use super::ForOrganisation;
use crate::components::{CallProblem, Chevron, DueTag, Empty, PageHead, Skeleton};
use crate::edge::fetch;
use crate::route::Route;
use crate::store::paged::Paged;
use crate::text;

/// The projects.
#[component]
pub fn ProjectsPage() -> impl IntoView {
    view! { <ForOrganisation page=|party| view! { <List party/> }.into_any()/> }
}

#[component]
fn List(party: Party) -> impl IntoView {
    let id = StoredValue::new(party.id);
    let found = LocalResource::new(move || fetch::send(client::projects::page(&id.get_value(), None)));
    view! {
        <div class="page stack">
            <PageHead title=text::projects_title()/>
            <p class="page__lead">{text::projects_lead(&party.name)}</p>
            <Suspense fallback=|| view! { <Skeleton/> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(page) if page.items.is_empty() => {
                            view! { <Empty title=text::projects_none() text=text::projects_none_text()/> }.into_any()
                        }
                        Ok(page) => view! { <Rows id first=page/> }.into_any(),
                        Err(error) => view! { <CallProblem error retry=Callback::new(move |()| found.refetch())/> }.into_any(),
                    }
                })}
            </Suspense>
        </div>
    }
}

#[component]
fn Rows(id: StoredValue<contract::PartyId>, first: Page<ProjectSummary>) -> impl IntoView {
    let rows = Paged::new(first);
    let more = move || rows.more(|cursor| client::projects::page(&id.get_value(), Some(cursor)));
    view! {
        <ul class="list">
            <For each=move || rows.numbered() key=|it| it.0 let:project><li>{cell(project.1)}</li></For>
        </ul>
        {move || rows.failed().map(|error| view! { <CallProblem error retry=Callback::new(move |()| more())/> })}
        {move || rows.has_more().then(|| view! {
            <button class="button button--wide" type="button" on:click=move |_| more()>{text::projects_more()}</button>
        })}
    }
}

fn cell(project: ProjectSummary) -> impl IntoView {
    let done = text::project_done_of(&project.done.to_string(), &project.total.to_string());
    view! {
        <A href=Route::Project(project.code.clone()).href() attr:class="cell">
            <span class="cell__body">
                <span class="cell__title" lang=text::hall_lang()>{project.name}</span>
                <span class="cell__meta">{project.code.to_string()}</span>
                <span class="cell__meta"><span lang=text::hall_lang()>{project.stage}</span>" · "{done}</span>
            </span>
            <span class="cell__end">{project.next_due.map(|on| view! { <DueTag on/> })}<Chevron/></span>
        </A>
    }
}
