//! `/projects/:code` — one project: where it stands, whose time it took, its stages.

use client::CallError;
use contract::{Project, ProjectCode, Stage, StageState};
use leptos::prelude::*;

use super::matter::MatterRow;
use crate::components::{CallProblem, DueTag, PageHead, Skeleton, own_path};
use crate::edge::fetch;
use crate::pages::gate::{OnlyFor, SignedInOnly};
use crate::route::{Route, subject};
use crate::store::fresh::keep_fresh;
use crate::text::{self, Said};

/// How often an open project asks the hall for news: who writes which draft changes by the minute.
const NEWS_MS: u32 = 5_000;

/// One project.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let view = Callback::new(|()| view! { <Loaded/> }.into_any());
    view! { <SignedInOnly title=text::projects_title() view/> }
}

fn back() -> (String, String) {
    (Route::Projects.href(), text::projects_title().to_owned())
}

#[component]
fn Loaded() -> impl IntoView {
    let path = own_path();
    let code = Memo::new(move |_| path.with(|it| subject(it)?.parse::<ProjectCode>().ok()));
    let found = LocalResource::new(move || {
        let code = code.get();
        async move {
            match code {
                Some(code) => fetch::send(client::projects::by_code(&code)).await,
                None => Err(CallError::NotFound),
            }
        }
    });
    view! {
        <Suspense fallback=|| view! { <Skeleton/> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(project) => {
                        let (principal, title) = (project.summary.principal.clone(), project.summary.name.clone());
                        let view = Callback::new(move |()| view! { <Live project=project.clone()/> }.into_any());
                        view! { <OnlyFor principal title view/> }.into_any()
                    }
                    Err(error) => view! {
                        <div class="page stack">
                            <PageHead title=text::projects_title() back=back()/>
                            <CallProblem error retry=Callback::new(move |()| found.refetch())/>
                        </div>
                    }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// The project, kept fresh while it is looked at.
#[component]
fn Live(project: Project) -> impl IntoView {
    let code = project.summary.code.clone();
    let name = project.summary.name.clone();
    let shown = RwSignal::new(project);
    keep_fresh(shown, NEWS_MS, move || client::projects::by_code(&code));
    view! {
        <div class="page stack project">
            <PageHead title=name lang=text::hall_lang() back=back()/>
            {move || view! { <Sheet project=shown.get()/> }}
        </div>
    }
}

#[component]
fn Sheet(project: Project) -> impl IntoView {
    let summary = project.summary;
    let (done, total) = (summary.done.to_string(), summary.total.to_string());
    let left = summary.total.saturating_sub(summary.done);
    let stands = if left == 0 {
        text::project_finished(&total)
    } else {
        text::project_stands(&summary.stage, &done, &left.to_string())
    };
    let facts = [
        (text::project_code(), Said::ours(summary.code.to_string())),
        (text::project_place(), Said::theirs(project.place, text::hall_lang())),
        (text::project_kind(), Said::theirs(project.kind, text::hall_lang())),
    ];
    let code = summary.code;
    let stage = move |(at, stage): (usize, Stage)| view! { <StageCard n=at + 1 stage code=code.clone()/> };
    view! {
        <p class="page__lead">{stands}</p>
        {summary.next_due.map(|on| view! { <p class="project__due">{text::project_next_due_label()}<DueTag on/></p> })}
        <dl class="facts">
            {facts.map(|(term, value)| view! { <div><dt>{term}</dt><dd lang=value.lang>{value.text}</dd></div> }).collect_view()}
        </dl>
        <h2 class="section-title">{text::project_days()}</h2>
        <dl class="project__days">
            <div><dt>{text::project_government()}</dt>
                <dd>{text::working_days(&project.government_days.to_string())}<span class="facts__note">{text::project_government_text()}</span></dd></div>
            <div><dt>{text::project_intermediary()}</dt>
                <dd>{text::working_days(&project.intermediary_days.to_string())}<span class="facts__note">{text::project_intermediary_text()}</span></dd></div>
        </dl>
        <h2 class="section-title">{text::project_stages()}</h2>
        <ol class="project__stages">{project.stages.into_iter().enumerate().map(stage).collect_view()}</ol>
    }
}

/// One stage: who leads it, by when, and its matters side by side.
#[component]
fn StageCard(n: usize, stage: Stage, code: ProjectCode) -> impl IntoView {
    let (class, tag) = match stage.state.code {
        StageState::Done => ("stage stage--done", "tag tag--jade"),
        StageState::Open | StageState::Running => ("stage stage--now", "tag tag--qing"),
        StageState::Waiting | StageState::Other(_) => ("stage", "tag"),
    };
    let state = text::coded(&stage.state);
    let done = stage.state.code == StageState::Done;
    // Nothing is begun in a state nobody here knows.
    let waits = matches!(stage.state.code, StageState::Waiting | StageState::Other(_));
    let due = stage.due_on.filter(|_| !done).map(|on| view! { <DueTag on/> });
    // Nothing of it says that something else comes first.
    let needed = || stage.matters.iter().filter(|it| it.needed);
    let beside = (!done && !waits && needed().count() > 1 && needed().all(|it| it.note.is_none()))
        .then(|| [" · ", text::stage_side_by_side()].concat());
    let row = move |matter| view! { <li><MatterRow matter waits code=code.clone()/></li> };
    view! {
        <li class=class>
            <div class="stage__head">
                <h3 class="stage__name">{text::stage_nth(&n.to_string(), &stage.name)}</h3>
                <span class=tag lang=state.lang>{state.text}</span>
            </div>
            <p class="stage__meta">
                {text::stage_lead(&stage.lead)}" · "{text::stage_limit(&stage.limit_days.to_string())}{beside}
            </p>
            {due.map(|it| view! { <p class="stage__due">{it}</p> })}
            <ul class="list stage__matters">{stage.matters.into_iter().map(row).collect_view()}</ul>
        </li>
    }
}
