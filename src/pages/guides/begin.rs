//! The way in: begin, go on with a draft, or where to go when it is not online. For whom comes first.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::ScenarioAnswers;
use contract::{
    Acting, Class, DeliveryKind, FilingId, Guide, Mandate, MandateAction, MatterId, OnlineDepth, ProjectCode,
};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::lacking::lacking;
use crate::components::mandate::{scope, validity};
use crate::components::{Icon, Notice, Phone, Tone};
use crate::edge::disk::DiskError;
use crate::edge::{ids, page, task};
use crate::pages::gate::NotOffered;
use crate::route::Route;
use crate::store::acting::ActingStore;
use crate::store::deliveries::Deliveries;
use crate::store::drafts::{Draft, Drafts};
use crate::store::guides::deliveries;
use crate::store::hall::HallStore;
use crate::store::mandates::{self, Short, SigningPlan, covers, signing_plan};
use crate::store::session::SessionStore;
use crate::store::store;
use crate::text;

/// True when a matter can be filed online at all.
fn is_online(guide: &Guide) -> bool {
    guide.form.is_some() && guide.depth.code != OnlineDepth::InformationOnly
}

/// What filing it here needs and the hall does not offer.
pub(super) fn lacks(guide: Arc<Guide>, answers: Memo<ScenarioAnswers>) -> Memo<Option<Class>> {
    let hall = store::<HallStore>();
    Memo::new(move |_| answers.with(|it| lacking(&guide, it, |class| hall.offers(class))))
}

/// Why the mandate one acts under does not do for filing this. Reactive; nothing when one acts for oneself.
fn short(acting: ActingStore, matter: &MatterId) -> Option<Short> {
    covers(&*acting.mandate()?, matter, &MandateAction::File).err()
}

/// What the mandate means for this matter, before anything is filled in: that it is too narrow, or who will sign.
#[component]
pub(super) fn Mandated(guide: Arc<Guide>, lacks: Memo<Option<Class>>) -> impl IntoView {
    let acting = store::<ActingStore>();
    let held = Memo::new(move |_| acting.mandate());
    let online = is_online(&guide);
    let notice = move || {
        let mandate = held.get().filter(|_| online && lacks.with(Option::is_none))?;
        let name = mandate.principal.name.clone();
        let title = match short(acting, &guide.matter) {
            None => return guide.esign.then(|| view! { <WhoSigns mandate/> }.into_any()),
            Some(Short::State) => text::short_state_title(&name),
            Some(Short::Matter) => text::short_matter_title(&name),
            Some(Short::Action) => text::short_action_title(&name),
        };
        Some(view! { <TooNarrow title mandate/> }.into_any())
    };
    view! { <div id="mandated" tabindex="-1">{notice}</div> }
}

/// What the mandate covers, and what to do.
#[component]
fn TooNarrow(title: String, mandate: Arc<Mandate>) -> impl IntoView {
    let name = mandate.principal.name.clone();
    let titles = LocalResource::new({
        let mandate = mandate.clone();
        move || {
            let mandate = mandate.clone();
            async move { mandates::titles(std::slice::from_ref(&*mandate)).await }
        }
    });
    let covered = move || scope(&mandate, &titles.get().unwrap_or_else(BTreeMap::new));
    let until = store::<ActingStore>().mandate_now().map(|it| validity(&it));
    view! {
        <Notice tone=Tone::Warn title>
            <p>{covered}" · "{until}</p>
            <p>{text::short_text(&name)}</p>
        </Notice>
    }
}

/// Who will have to sign, so that nobody fills in a form whose signer is far away.
#[component]
fn WhoSigns(mandate: Arc<Mandate>) -> impl IntoView {
    let acting = store::<ActingStore>().acting_now()?;
    let (title, body) = match signing_plan(&acting, Some(&mandate)) {
        SigningPlan::Here(_) => return None,
        SigningPlan::InPerson(party, _) => {
            (text::signs_here_title(&party.name), text::signs_here_text(&party.name))
        }
        SigningPlan::OwnAccount(party) => {
            (text::signs_elsewhere_title(&party.name), text::signs_elsewhere_text(&party.name))
        }
    };
    Some(view! { <Notice tone=Tone::Info title><p>{body}</p></Notice> })
}

/// The way in: begin, go on with a draft, or where to go when it is not online.
#[component]
pub(super) fn Begin(
    guide: Arc<Guide>,
    answers: Memo<ScenarioAnswers>,
    lacks: Memo<Option<Class>>,
    project: Memo<Option<ProjectCode>>,
) -> impl IntoView {
    if !is_online(&guide) {
        return view! { <AtTheWindow guide/> }.into_any();
    }
    let body = move || match lacks.get() {
        None => view! {
            <GoOn matter=guide.matter.clone() project=project.get_untracked()/>
            <BeginNew guide=guide.clone() answers project/>
        }
        .into_any(),
        Some(class) => view! { <NotOffered class/><AtTheWindow guide=guide.clone()/> }.into_any(),
    };
    body.into_any()
}

#[component]
fn AtTheWindow(guide: Arc<Guide>) -> impl IntoView {
    let place = guide.places.first().cloned();
    let lang = text::lang_of(guide.lang.as_deref());
    view! {
        <Notice tone=Tone::Info title=text::not_online()>
            <p lang=lang>{guide.visit_reason.clone()}</p>
            {place.map(|it| view! { <p lang=lang>{it.name}<br/>{it.address}<br/>{it.hours}</p><Phone number=it.phone/> })}
        </Notice>
    }
}

#[component]
fn BeginNew(
    guide: Arc<Guide>,
    answers: Memo<ScenarioAnswers>,
    project: Memo<Option<ProjectCode>>,
) -> impl IntoView {
    let acting = store::<ActingStore>();
    let failed = RwSignal::new(None::<DiskError>);
    let busy = RwSignal::new(false);
    let begin = beginner(guide.clone(), answers, project, failed, busy);
    let questions = guide.questions.clone();
    let ready = Memo::new(move |_| {
        answers.with(|it| form::unanswered(&questions, it).is_empty() && form::stop(&questions, it).is_none())
    });
    // Refused before a word is typed, with the reason; the button can still be found and read.
    let refused = Memo::new(move |_| {
        let name = acting.other()?.name;
        short(acting, &guide.matter).map(|_| text::begin_refused(&name))
    });
    let press = move |_| {
        if refused.with_untracked(Option::is_some) {
            page::focus("mandated");
        } else {
            begin.run(());
        }
    };
    let hint = move || refused.get().or_else(|| (!ready.get()).then(|| text::answer_first().to_owned()));
    view! {
        {move || failed.get().map(|it| view! { <Notice tone=Tone::Error title=text::not_kept()><p>{text::disk_error(it)}</p></Notice> })}
        <div class="action-bar">
            {move || hint().map(|it| view! { <p class="action-bar__hint" id="begin-hint">{it}</p> })}
            <button class="button button--primary button--wide" type="button" aria-describedby="begin-hint"
                disabled=move || refused.with(Option::is_none) && (!ready.get() || busy.get())
                aria-disabled=move || refused.with(Option::is_some).then_some("true") on:click=press>{text::begin()}</button>
        </div>
    }
}

/// Keeps a new draft for whoever is acted for, and opens it.
fn beginner(
    guide: Arc<Guide>,
    answers: Memo<ScenarioAnswers>,
    project: Memo<Option<ProjectCode>>,
    failed: RwSignal<Option<DiskError>>,
    busy: RwSignal<bool>,
) -> Callback<()> {
    let acting = store::<ActingStore>();
    let session = store::<SessionStore>();
    let drafts = store::<Drafts>();
    let navigate = use_navigate();
    Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        let (guide, navigate, answers) = (guide.clone(), navigate.clone(), answers.get_untracked());
        let project = project.get_untracked();
        let Some(who) = acting.acting_now() else {
            let here = Route::Guide(guide.matter.clone(), answers, project).href();
            navigate(&Route::SignIn(here).href(), NavigateOptions::default());
            return;
        };
        let profile = match (&who.mandate, acting.mandate_now()) {
            (None, _) => session.person().map(|it| it.profile).unwrap_or_default(),
            (Some(_), Some(mandate)) => mandate.profile.clone(),
            // Still being read off the tab: a moment later it is here.
            (Some(_), None) => return,
        };
        let Some(id) = ids::filing() else { return };
        busy.set(true);
        task::spawn(async move {
            let draft = Draft { project, ..new_draft(id, &guide, answers, who, &profile) };
            let kept = drafts.begin(&draft, &guide).await;
            busy.set(false);
            match kept {
                Ok(()) => navigate(&Route::Form(draft.id, None).href(), NavigateOptions::default()),
                Err(error) => failed.set(Some(error)),
            }
        });
    })
}

fn new_draft(
    id: FilingId,
    guide: &Guide,
    scenario: ScenarioAnswers,
    who: Acting,
    profile: &BTreeMap<String, String>,
) -> Draft {
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
            kind: deliveries(guide).next().cloned().unwrap_or(DeliveryKind::Window),
            to: Default::default(),
        },
        principal: who.principal,
        actor: who.actor,
        mandate: who.mandate,
        project: None,
        ink: None,
        updated_ms: crate::edge::clock::now_ms(),
    }
}

/// A draft of this matter that was begun before, for the same principal.
#[component]
fn GoOn(matter: MatterId, project: Option<ProjectCode>) -> impl IntoView {
    let drafts = store::<Drafts>();
    let acting = store::<ActingStore>();
    let deliveries = store::<Deliveries>();
    let held = LocalResource::new(move || {
        // Read for its change: the queue decides which drafts are still drafts.
        let _ = deliveries.known();
        let principal = acting.acting().map(|it| it.principal.id);
        async move {
            let mut all = drafts.all().await.unwrap_or_default();
            all.retain(|it| principal.as_ref() == Some(&it.principal.id));
            all
        }
    });
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let (matter, project) = (matter.clone(), project.clone());
                Suspend::new(async move {
                    let draft = held.await.into_iter().find(|it| {
                        it.matter == matter && it.project == project && it.correction.is_none() && !deliveries.has_left_now(&it.id)
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
