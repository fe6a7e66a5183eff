//! `/guides/:matter?s=` — what a matter needs for *this* situation, and the way in.

use std::sync::Arc;

use client::CallError;
use contract::{Class, FilingId, Guide, MatterId, OnlineDepth, ScenarioAnswers};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::elements::Elements;
use super::scenario::Situation;
use crate::components::{CallProblem, Icon, Notice, PageHead, Skeleton, Tone};
use crate::edge::disk::DiskError;
use crate::edge::{fetch, ids, task};
use crate::route::{Route, read_answers};
use crate::store::deliveries::Deliveries;
use crate::store::drafts::{Draft, Drafts};
use crate::store::hall::HallStore;
use crate::store::session::SessionStore;
use crate::store::store;
use crate::text;

/// Loads the guide the address names; shows it, or why it cannot be shown.
#[component]
pub fn GuidePage() -> impl IntoView {
    let params = use_params_map();
    let matter = Memo::new(move |_| params.with(|it| it.get("matter").unwrap_or_default()));
    let guide = LocalResource::new(move || {
        let matter = matter.get().parse::<MatterId>();
        async move {
            match matter {
                Ok(matter) => fetch::send(client::guides::by_matter(&matter)).await,
                Err(_) => Err(CallError::NotFound),
            }
        }
    });
    view! {
        <Transition fallback=|| view! { <Skeleton/> }>
            {move || Suspend::new(async move {
                match guide.await {
                    Ok(guide) => view! { <GuideSheet guide=Arc::new(guide)/> }.into_any(),
                    Err(error) => view! {
                        <div class="page stack">
                            <PageHead title=text::guide_title() back=(Route::Guides(String::new()).href(), text::back_to_guides().into())/>
                            <CallProblem error retry=Callback::new(move |()| guide.refetch())/>
                        </div>
                    }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn GuideSheet(guide: Arc<Guide>) -> impl IntoView {
    let query = use_query_map();
    let answers = {
        let guide = guide.clone();
        Memo::new(move |_| {
            let read = query.with(|it| it.get("s").map(|it| read_answers(&it)).unwrap_or_default());
            form::prune(&guide.questions, &read)
        })
    };
    // Said once: a demo's bar says it on every page.
    let demo = store::<HallStore>().now().is_some_and(|it| it.demo.is_some());
    let sample = guide.sample_notice.clone().filter(|_| !demo);
    let badges = [
        guide.depth.text.clone(),
        text::visits(&guide.visits.to_string()),
        text::promised_words(&guide.promised),
        if guide.fees.is_empty() { text::free_of_charge().to_owned() } else { text::has_fees().to_owned() },
    ];
    view! {
        <article class="page stack">
            <PageHead title=guide.title.clone() back=(Route::Guides(String::new()).href(), text::back_to_guides().into())/>
            <ul class="badges">{badges.map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
            {sample.map(|it| view! { <p class="page__lead">{it}</p> })}
            <Situation guide=guide.clone() answers/>
            <Elements guide=guide.clone()/>
            <Begin guide answers/>
        </article>
    }
}

/// The way in: begin, go on with a draft, or where to go when it is not online.
#[component]
fn Begin(guide: Arc<Guide>, answers: Memo<ScenarioAnswers>) -> impl IntoView {
    let offered = store::<HallStore>().offers(&Class::Filing);
    if guide.form.is_none() || guide.depth.code == OnlineDepth::InformationOnly || !offered {
        let place = guide.places.first().cloned();
        return view! {
            <Notice tone=Tone::Info title=text::not_online()>
                <p>{guide.visit_reason.clone()}</p>
                {place.map(|it| view! { <p>{it.name}<br/>{it.address}<br/>{it.hours}<br/>
                    <a href=["tel:", &it.phone].concat()>{it.phone.clone()}</a></p> })}
            </Notice>
        }
        .into_any();
    }
    let session = store::<SessionStore>();
    let drafts = store::<Drafts>();
    let navigate = use_navigate();
    let failed = RwSignal::new(None::<DiskError>);
    let busy = RwSignal::new(false);
    let begin = {
        let guide = guide.clone();
        move |_| {
            if busy.get_untracked() {
                return;
            }
            let (guide, navigate, answers) = (guide.clone(), navigate.clone(), answers.get_untracked());
            let Some(party) = session.party() else {
                let here = Route::Guide(guide.matter.clone(), answers).href();
                navigate(&Route::SignIn(here).href(), NavigateOptions::default());
                return;
            };
            let Some(id) = ids::filing() else { return };
            busy.set(true);
            task::spawn(async move {
                let draft = new_draft(id, &guide, answers, party, session);
                let kept = drafts.begin(&draft, &guide).await;
                busy.set(false);
                match kept {
                    Ok(()) => navigate(&Route::Form(draft.id, None).href(), NavigateOptions::default()),
                    Err(error) => failed.set(Some(error)),
                }
            });
        }
    };
    let ready = {
        let questions = guide.questions.clone();
        move || {
            answers.with(|it| {
                form::unanswered(&questions, it).is_empty() && form::stop(&questions, it).is_none()
            })
        }
    };
    let missing = ready.clone();
    view! {
        <GoOn matter=guide.matter.clone()/>
        {move || failed.get().map(|it| view! { <Notice tone=Tone::Error title=text::not_kept()><p>{text::disk_error(it)}</p></Notice> })}
        <div class="action-bar">
            {move || (!missing()).then(|| view! { <p class="action-bar__hint">{text::answer_first()}</p> })}
            <button class="button button--primary button--wide" type="button" disabled=move || !ready() || busy.get()
                on:click=begin>{text::begin()}</button>
        </div>
    }
    .into_any()
}

fn new_draft(
    id: FilingId,
    guide: &Guide,
    scenario: ScenarioAnswers,
    party: contract::Party,
    session: SessionStore,
) -> Draft {
    let profile = session.person().map(|it| it.profile).unwrap_or_default();
    let fields = guide.form.iter().flat_map(|it| &it.sections).flat_map(|it| &it.fields);
    let filled = fields.filter_map(|it| {
        let known = profile.get(it.prefill.as_ref()?)?;
        Some((it.name.clone(), serde_json::Value::String(known.clone())))
    });
    Draft {
        filing_id: id.clone(),
        id,
        correction: None,
        matter: guide.matter.clone(),
        title: guide.title.clone(),
        guide_version: guide.version,
        scenario,
        answers: filled.collect(),
        files: Vec::new(),
        later: Default::default(),
        delivery: contract::DeliveryChoice {
            kind: guide.deliveries.first().cloned().unwrap_or(contract::DeliveryKind::Window),
            to: Default::default(),
        },
        principal: party.clone(),
        actor: party,
        ink: None,
        updated_ms: crate::edge::clock::now_ms(),
    }
}

/// A draft of this matter that was begun before.
#[component]
fn GoOn(matter: MatterId) -> impl IntoView {
    let drafts = store::<Drafts>();
    let session = store::<SessionStore>();
    let deliveries = store::<Deliveries>();
    let held = LocalResource::new(move || {
        // Read for its change: whose drafts they are.
        let _ = (session.who(), deliveries.known());
        async move { drafts.all().await.unwrap_or_default() }
    });
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let matter = matter.clone();
                Suspend::new(async move {
                    let draft = held.await.into_iter().find(|it| {
                        it.matter == matter && it.correction.is_none() && !deliveries.has_left_now(&it.id)
                    });
                    draft.map(|it| view! {
                        <leptos_router::components::A href=Route::Form(it.id, None).href() attr:class="button button--wide">
                            <Icon name="pen"/>{text::go_on_with_draft()}
                        </leptos_router::components::A>
                    })
                })
            }}
        </Suspense>
    }
}
