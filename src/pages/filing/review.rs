//! `/filing/:filing/review` — everything as it will be sent: the canonical manifest, in words.

use std::sync::Arc;

use client::CallError;
use contract::{DeliveryKind, Discovery, Guide, LegalUse, Manifest};
use form::{ManifestIssue, ManifestRule};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::content::Content;
use super::open::{CorrectionAsked, WithDraft};
use super::pen::{Needs, PenNotice, reads_only};
use super::steps;
use crate::components::{CallProblem, PageHead, Steps, TextInput};
use crate::edge::{page, task};
use crate::route::Route;
use crate::store::drafts::{Draft, OpenDraft};
use crate::store::guides::deliveries;
use crate::store::hall::HallStore;
use crate::store::kept::Kept;
use crate::store::shared::Shared;
use crate::store::{manifest, store};
use crate::text;

/// Review of a draft.
#[component]
pub fn ReviewPage() -> impl IntoView {
    view! { <WithDraft title=text::review_title() needs=Needs::Complete page=|open| view! { <Review open/> }.into_any()/> }
}

fn built(draft: &Draft, guide: &Guide, hall: &Discovery) -> Manifest {
    let commitment = hall.legal.iter().find(|it| it.purpose == LegalUse::Commitment);
    manifest::build(draft, guide, &hall.hall, commitment)
}

#[component]
fn Review(open: OpenDraft) -> impl IntoView {
    let hall = store::<HallStore>();
    let guide = open.guide();
    let draft = open.now();
    move || match hall.found() {
        Some(Ok(found)) => view! { <Sheet open guide=guide.clone() hall=found/> }.into_any(),
        other => {
            let error = other.and_then(Result::err).unwrap_or(CallError::Unreachable);
            let retry = Callback::new(move |()| task::spawn(async move { hall.load().await }));
            view! {
                <div class="page stack">
                    <PageHead title=text::review_title() back=(Route::Materials(draft.id.clone()).href(), text::step_materials().to_owned())/>
                    <CallProblem error retry/>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Sheet(open: OpenDraft, guide: Arc<Guide>, hall: Arc<Discovery>) -> impl IntoView {
    let draft = open.now();
    let manifest = {
        let (guide, hall) = (guide.clone(), hall.clone());
        Memo::new(move |_| open.with(|it| built(it, &guide, &hall)))
    };
    let agreed = store::<Kept>().flag("agreed");
    let pressed = store::<Kept>().flag("pressed");
    let issues = {
        let (guide, hall) = (guide.clone(), hall.clone());
        Memo::new(move |_| manifest.with(|it| wrong(&guide, &hall, it)))
    };
    let navigate = use_navigate();
    let id = draft.id.clone();
    let shared = use_context::<Shared>();
    let go_on = move |_| {
        pressed.set(true);
        if issues.with_untracked(Vec::is_empty) && agreed.get_untracked() {
            if let Some(shared) = shared {
                shared.mark_read();
            }
            navigate(&Route::Sign(id.clone()).href(), NavigateOptions::default());
        } else {
            // Hidden until the next frame: what is hidden takes no focus.
            request_animation_frame(|| page::focus("error-summary"));
        }
    };
    let commitment = hall.legal.iter().find(|it| it.purpose == LegalUse::Commitment).cloned();
    let reading = reads_only();
    let (lead, on) = match guide.esign {
        true => (text::review_lead(), text::to_sign()),
        false => (text::review_lead_unsigned(), text::next()),
    };
    view! {
        <div class="page stack">
            <PageHead title=text::review_title() back=(Route::Materials(draft.id.clone()).href(), text::step_materials().to_owned())/>
            <Steps names=steps(&guide) at=2/>
            <p class="page__lead">{lead}</p>
            <CorrectionAsked open/>
            {shared.filter(|_| reading).map(|shared| view! { <PenNotice shared/> })}
            <Problems draft=draft.clone() guide=guide.clone() issues agreed pressed/>
            <Content draft guide=guide.clone() manifest=manifest.get_untracked() editable=!reading/>
            <Delivery open guide/>
            {commitment.map(|it| view! {
                <details class="fold" lang=text::hall_lang()><summary>{it.title}</summary><p class="prose">{it.text}</p></details>
            })}
            <label class="choice" for="agree">
                <input type="checkbox" id="agree" prop:checked=agreed on:change=move |event| agreed.set(event_target_checked(&event))/>
                <span>{text::agree()}</span>
            </label>
            <div class="action-bar">
                <button class="button button--primary button--wide" type="button" on:click=go_on>{on}</button>
            </div>
        </div>
    }
}

/// What the hall would refuse, seen before it is sent. Digests are known good: they were made here.
fn wrong(guide: &Guide, hall: &Discovery, manifest: &Manifest) -> Vec<ManifestIssue> {
    form::manifest_problems(guide, &hall.limits, manifest, rules::verdict)
}

#[component]
fn Problems(
    draft: Draft,
    guide: Arc<Guide>,
    issues: Memo<Vec<ManifestIssue>>,
    agreed: RwSignal<bool>,
    pressed: RwSignal<bool>,
) -> impl IntoView {
    let line = move |issue: ManifestIssue| {
        let (route, words) = way_out(&draft, &guide, &issue);
        view! { <li><A href=route>{words}</A></li> }
    };
    let unagreed = move || !agreed.get();
    let shown = move || pressed.get() && (unagreed() || issues.with(|it| !it.is_empty()));
    let focus_agree = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        page::focus("agree");
    };
    let count = move || issues.with(Vec::len) + usize::from(unagreed());
    view! {
        <div class="error-summary" id="error-summary" tabindex="-1" role="alert" hidden=move || !shown()>
            <h2>{move || text::to_fix(&count().to_string())}</h2>
            <ul>
                {move || issues.get().into_iter().map(line.clone()).collect_view()}
                {move || unagreed().then(|| view! { <li><a href="#agree" on:click=focus_agree>{text::agree_first()}</a></li> })}
            </ul>
        </div>
    }
}

/// Where an issue is mended, and in which words it is told.
fn way_out(draft: &Draft, guide: &Guide, issue: &ManifestIssue) -> (String, String) {
    let field = issue.pointer.strip_prefix("/manifest/answers/");
    let form = guide.form.as_ref();
    if let (Some(field), Some(form)) = (field, form) {
        let section = form.sections.iter().find(|it| it.fields.iter().any(|it| it.name == field));
        let label = form.schema.properties.get(field).map_or(field, |it| &it.title);
        let words = match &issue.rule {
            ManifestRule::BadValue(rule) => text::rule(rule, label),
            _ => text::rule_wrong_type(label),
        };
        return (Route::Form(draft.id.clone(), section.map(|it| it.id.clone())).href(), words);
    }
    let material = |id: &contract::MaterialId| {
        guide.materials.iter().find(|it| it.id == *id).map_or_else(|| id.to_string(), |it| it.name.clone())
    };
    let materials = Route::Materials(draft.id.clone()).href();
    match &issue.rule {
        ManifestRule::MaterialMissing(id) => (materials, text::material_missing(&material(id))),
        ManifestRule::TooManyFiles(id, n) => {
            (materials, text::material_too_many(&material(id), &n.to_string()))
        }
        ManifestRule::Unanswered | ManifestRule::Stopped(_) => (
            Route::Guide(draft.matter.clone(), draft.scenario.clone(), draft.project.clone()).href(),
            text::answer_first().to_owned(),
        ),
        _ if issue.pointer.starts_with("/manifest/delivery") => {
            ("#delivery".into(), text::delivery_incomplete().to_owned())
        }
        _ => (materials, text::other_issue(issue.rule.code())),
    }
}

/// How the result should come.
#[component]
fn Delivery(open: OpenDraft, guide: Arc<Guide>) -> impl IntoView {
    let reading = reads_only();
    let current = move || open.with(|it| it.delivery.kind.clone());
    let option = move |kind: DeliveryKind| {
        let (this, label) = (kind.clone(), text::delivery_kind(&kind));
        let chosen = move || current() == kind;
        view! {
            <label class="choice">
                <input type="radio" name="delivery" prop:checked=chosen
                    on:change=move |_| { let kind = this.clone(); open.edit(|it| it.delivery.kind = kind); }/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choices" id="delivery" tabindex="-1" disabled=reading>
            <legend class="section-title">{text::delivery_title()}</legend>
            {deliveries(&guide).cloned().map(option).collect_view()}
        </fieldset>
        {move || (current() == DeliveryKind::Courier).then(|| view! { <Address open/> })}
    }
}

#[component]
fn Address(open: OpenDraft) -> impl IntoView {
    let line = move |key: &'static str, id: &'static str, label: &'static str| {
        let value = RwSignal::new(open.now().delivery.to.get(key).cloned().unwrap_or_default());
        Effect::new(move |before: Option<String>| {
            let now = value.get();
            if before.is_some_and(|it| it != now) {
                let kept = manifest::clean(&now, None);
                open.edit(|it| {
                    it.delivery.to.insert(key.to_owned(), kept);
                });
            }
            now
        });
        let error = Signal::derive(move || None::<String>);
        view! { <TextInput id label value error/> }
    };
    on_cleanup(move || {
        if open.now().delivery.kind != DeliveryKind::Courier {
            open.edit(|it| it.delivery.to.clear());
        }
    });
    view! {
        {line("name", "courier-name", text::courier_name())}
        {line("mobile", "courier-mobile", text::courier_mobile())}
        {line("address", "courier-address", text::courier_address())}
    }
}
