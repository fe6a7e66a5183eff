//! `/cases/:case/correct/:notice` — begins, or goes on with, the answer to a correction notice.

use client::CallError;
use contract::{Acting, Case, CaseId, Guide, NoticeId, NoticeState, Party};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use crate::components::{CallProblem, Empty, Notice, PageHead, Skeleton, Tone, own_path};
use crate::edge::{clock, fetch, ids};
use crate::pages::gate::{OnlyFor, SignedInOnly};
use crate::route::{Route, last, subject};
use crate::store::acting::ActingStore;
use crate::store::drafts::{Correction, Draft, DraftFile, Drafts};
use crate::store::{guides, store};
use crate::text;

/// Leads to the draft that answers the notice.
#[component]
pub fn CorrectPage() -> impl IntoView {
    let view = Callback::new(|()| view! { <Begin/> }.into_any());
    view! { <SignedInOnly title=text::correct_title() view/> }
}

/// What came of it.
#[derive(Clone)]
enum Outcome {
    Ready(Box<Draft>),
    Closed(CaseId),
    /// It is for somebody else than the one in the bar.
    Other(Party),
    Failed(CallError),
    NotKept(crate::edge::disk::DiskError),
}

#[component]
fn Begin() -> impl IntoView {
    let drafts = store::<Drafts>();
    let acting = store::<ActingStore>();
    let path = own_path();
    let navigate = use_navigate();
    let ids = Memo::new(move |_| {
        let path = path.get();
        Some((subject(&path)?.parse::<CaseId>().ok()?, last(&path)?.parse::<NoticeId>().ok()?))
    });
    let begun = LocalResource::new(move || {
        let ids = ids.get();
        async move {
            match ids {
                Some((case, notice)) => begin(drafts, acting, &case, &notice).await,
                None => Outcome::Failed(CallError::NotFound),
            }
        }
    });
    view! {
        <Suspense fallback=|| view! { <Skeleton/> }>
            {move || {
                let navigate = navigate.clone();
                Suspend::new(async move {
                    let body = match begun.await {
                        Outcome::Ready(draft) => {
                            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                            navigate(&first_page(&draft).href(), options);
                            return view! { <Skeleton/> }.into_any();
                        }
                        Outcome::Other(principal) => {
                            let view = Callback::new(move |()| { begun.refetch(); view! { <Skeleton/> }.into_any() });
                            return view! { <OnlyFor principal title=text::correct_title() view/> }.into_any();
                        }
                        Outcome::Closed(case) => view! {
                            <Empty title=text::notice_closed() text=text::notice_closed_text()>
                                <A href=Route::Case(case).href() attr:class="button button--primary">{text::see_case()}</A>
                            </Empty>
                        }.into_any(),
                        Outcome::Failed(error) => view! { <CallProblem error retry=Callback::new(move |()| begun.refetch())/> }.into_any(),
                        Outcome::NotKept(error) => view! {
                            <Notice tone=Tone::Error title=text::not_kept()><p>{text::disk_error(error)}</p></Notice>
                        }.into_any(),
                    };
                    view! { <div class="page stack"><PageHead title=text::correct_title()/>{body}</div> }.into_any()
                })
            }}
        </Suspense>
    }
}

/// Fields first when a field is asked for, else straight to the materials.
fn first_page(draft: &Draft) -> Route {
    let asks_fields = draft.correction.iter().flat_map(|it| &it.notice.items).any(|it| it.field.is_some());
    if asks_fields { Route::Form(draft.id.clone(), None) } else { Route::Materials(draft.id.clone()) }
}

async fn begin(drafts: Drafts, acting: ActingStore, case: &CaseId, notice: &NoticeId) -> Outcome {
    let answers =
        |it: &Draft| it.correction.as_ref().is_some_and(|it| it.case_id == *case && it.notice.id == *notice);
    if let Some(draft) = drafts.all().await.unwrap_or_default().into_iter().find(answers) {
        return Outcome::Ready(Box::new(draft));
    }
    let found = match fetch::send(client::cases::by_id(case)).await {
        Ok(found) => found,
        Err(error) => return Outcome::Failed(error),
    };
    let guide = match guides::current(&found.matter).await {
        Ok(guide) => guide,
        Err(error) => return Outcome::Failed(error),
    };
    let Some(who) = acting.acting_now() else { return Outcome::Failed(CallError::SignedOut) };
    if who.principal.id != found.summary.acting.principal.id {
        return Outcome::Other(found.summary.acting.principal);
    }
    let Some(draft) = draft_of(found, &guide, notice, who) else { return Outcome::Closed(case.clone()) };
    match drafts.begin(&draft, &guide).await {
        Ok(()) => Outcome::Ready(Box::new(draft)),
        Err(error) => Outcome::NotKept(error),
    }
}

/// What was filed, as a draft again; files the hall has stay there.
fn draft_of(case: Case, guide: &Guide, notice: &NoticeId, who: Acting) -> Option<Draft> {
    let notice =
        case.notices.into_iter().find(|it| it.id == *notice && it.state.code == NoticeState::Open)?;
    let manifest = case.manifest;
    let later = manifest.commitments.into_iter().filter_map(|it| it.material_id).collect();
    let files = manifest.attachments.into_iter().map(|it| DraftFile {
        material_id: it.material_id,
        name: it.name,
        media_type: String::new(),
        length: it.length,
        sha256: it.sha256,
        at_hall: true,
    });
    Some(Draft {
        id: ids::filing()?,
        filing_id: case.summary.filing_id,
        correction: Some(Correction { case_id: case.summary.id, notice }),
        matter: manifest.matter,
        title: case.summary.title,
        guide_version: guide.version,
        scenario: manifest.scenario,
        answers: manifest.answers,
        files: files.collect(),
        later,
        delivery: manifest.delivery,
        principal: who.principal,
        actor: who.actor,
        mandate: who.mandate,
        project: manifest.project,
        ink: None,
        updated_ms: clock::now_ms(),
    })
}
