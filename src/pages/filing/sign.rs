//! `/filing/:filing/sign` — sign what was reviewed, and send it.

use std::sync::Arc;

use contract::{Discovery, FilingId, Guide, HallId, LegalText, LegalUse, Signer};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::hand_over::InPerson;
use super::open::{SavedLine, WithDraft};
use super::own_account::OwnAccountSigning;
use super::pen::{Needs, reads_only};
use super::steps;
use super::will::{Asked, Ways};
use crate::components::{Notice, PageHead, Skeleton, Steps, Tone};
use crate::edge::task;
use crate::route::Route;
use crate::store::acting::ActingStore;
use crate::store::deliveries::{Deliveries, Will};
use crate::store::drafts::{Drafts, OpenDraft};
use crate::store::hall::HallStore;
use crate::store::mandates::{SigningPlan, signing_plan};
use crate::store::shared::Shared;
use crate::store::{manifest, store};
use crate::text;

/// Signing a draft.
#[component]
pub fn SignPage() -> impl IntoView {
    view! { <WithDraft title=text::sign_title() needs=Needs::Complete page=|open| view! { <Sign open/> }.into_any()/> }
}

/// Waits until it is known who has to sign.
#[component]
fn Sign(open: OpenDraft) -> impl IntoView {
    let acting = store::<ActingStore>();
    let plan = Memo::new(move |_| {
        let (who, mandate) = (acting.acting()?, acting.mandate());
        (who.mandate.is_none() || mandate.is_some()).then(|| signing_plan(&who, mandate.as_deref()))
    });
    // Somebody else wrote it: whoever signs has read exactly this.
    let shared = use_context::<Shared>().filter(|_| reads_only());
    let unread = Memo::new(move |_| shared.is_some_and(|it| !it.is_read()));
    move || match plan.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(SigningPlan::Here(_)) if unread.get() => view! { <ReadFirst id=open.now().id/> }.into_any(),
        Some(plan) => view! { <Planned open plan/> }.into_any(),
    }
}

#[component]
fn Planned(open: OpenDraft, plan: SigningPlan) -> impl IntoView {
    let hall = store::<HallStore>();
    let guide = open.guide();
    let steps = steps(&guide);
    let draft = open.now();
    let title = match &plan {
        SigningPlan::InPerson(party, _) if guide.esign => text::sign_person_title(&party.name),
        _ if guide.esign => text::sign_title().to_owned(),
        _ => text::send().to_owned(),
    };
    let esign = guide.esign;
    // What is remembered stands until the hall answers. Only another wording begins anew: nobody draws twice for less.
    let wording = Memo::new(move |_| Wording::of(hall, esign));
    let body = move || {
        let guide = guide.clone();
        let (wording, plan) = (wording.get(), plan.clone());
        if wording.as_ref().is_some_and(|it| !it.bound) {
            return view! { <Notice tone=Tone::Error title=text::legal_changed_title()><p>{text::legal_changed_next()}</p></Notice> }.into_any();
        }
        match (hall.now(), wording.and_then(|it| it.consent), plan) {
            (Some(hall), None, _) if !esign => view! { <Unsigned open guide hall/> }.into_any(),
            (Some(hall), Some(consent), SigningPlan::Here(signer)) => {
                view! { <Here open guide hall consent signer/> }.into_any()
            }
            (Some(hall), Some(consent), SigningPlan::InPerson(party, signer)) => {
                view! { <InPerson open guide hall consent party signer/> }.into_any()
            }
            (Some(_), Some(_), SigningPlan::OwnAccount(signer)) => view! { <OwnAccountSigning open signer/> }.into_any(),
            _ => view! { <Notice tone=Tone::Warn title=text::unreachable_title()><p>{text::unreachable_next()}</p></Notice> }.into_any(),
        }
    };
    view! {
        <div class="page stack">
            <PageHead title back=(Route::Review(draft.id).href(), text::step_review().to_owned())/>
            <Steps names=steps at=3/>
            {body}
        </div>
    }
}

/// What is agreed to on this page: another answer of the hall is another page only where this differs.
#[derive(Clone, PartialEq)]
struct Wording {
    hall: HallId,
    commitment: Option<LegalText>,
    consent: Option<LegalText>,
    /// Whether each is the one its digest is of.
    bound: bool,
}

impl Wording {
    /// `None` while the hall is not known. Reactive.
    fn of(hall: HallStore, esign: bool) -> Option<Self> {
        let found = hall.found()?.ok()?;
        let used: &[_] =
            if esign { &[LegalUse::Commitment, LegalUse::Signing] } else { &[LegalUse::Commitment] };
        let one = |purpose| found.legal.iter().find(|it| it.purpose == purpose).cloned();
        Some(Self {
            hall: found.hall.clone(),
            commitment: one(LegalUse::Commitment),
            consent: one(LegalUse::Signing).filter(|_| esign),
            bound: hall.wording_is_bound(used),
        })
    }
}

/// The way back to the review.
#[component]
fn ReadFirst(id: FilingId) -> impl IntoView {
    let review = Route::Review(id).href();
    view! {
        <div class="page stack">
            <PageHead title=text::sign_title() back=(review.clone(), text::step_review().to_owned())/>
            <Notice tone=Tone::Warn title=text::changed_since_read()>
                <p>{text::changed_since_read_text()}</p>
                <A href=review attr:class="button button--primary">{text::read_again()}</A>
            </Notice>
        </div>
    }
}

/// A signer's will, the wording they agreed to, and who they are when that is not the one who acts.
#[derive(Clone)]
pub(super) struct Signing {
    pub(super) will: Will,
    pub(super) consent: LegalText,
    pub(super) signer: Option<Signer>,
}

/// Sends what was reviewed. Pressing twice is one send.
pub(super) fn sender(
    open: OpenDraft,
    guide: Arc<Guide>,
    hall: Arc<Discovery>,
) -> (Callback<Option<Signing>>, RwSignal<Option<String>>) {
    let deliveries = store::<Deliveries>();
    let drafts = store::<Drafts>();
    let navigate = use_navigate();
    let failed = RwSignal::new(None::<String>);
    let busy = StoredValue::new(false);
    let send = Callback::new(move |signing: Option<Signing>| {
        if busy.get_value() {
            return;
        }
        busy.set_value(true);
        let draft = open.now();
        let commitment = hall.legal.iter().find(|it| it.purpose == LegalUse::Commitment);
        let manifest = manifest::build(&draft, &guide, &hall.hall, commitment);
        let navigate = navigate.clone();
        task::spawn(async move {
            let signer = signing.as_ref().and_then(|it| it.signer.clone());
            let signing = signing.map(|it| (it.will, it.consent));
            let kept = match canon::content_hash(&manifest) {
                Ok(hash) => deliveries
                    .send(&draft, manifest, hash, signing, signer)
                    .await
                    .map_err(|it| text::disk_error(it).to_owned()),
                Err(error) => Err(text::other_issue(error.code())),
            };
            busy.set_value(false);
            match kept {
                Ok(()) => {
                    drafts.forget(&draft.id);
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&Route::Receipt(draft.id).href(), options);
                }
                Err(words) => failed.set(Some(words)),
            }
        });
    });
    (send, failed)
}

/// Why it was not sent.
#[component]
pub(super) fn NotSent(failed: RwSignal<Option<String>>) -> impl IntoView {
    move || {
        failed.get().map(|it| view! { <Notice tone=Tone::Error title=text::not_sent()><p>{it}</p></Notice> })
    }
}

/// A matter that takes no electronic signature: sent without one. Signed at the window when that is visited at all.
#[component]
fn Unsigned(open: OpenDraft, guide: Arc<Guide>, hall: Arc<Discovery>) -> impl IntoView {
    let (title, words) = match guide.visits {
        0 => (text::unsigned(), text::unsigned_text()),
        _ => (text::no_esign(), text::no_esign_text()),
    };
    let (send, failed) = sender(open, guide, hall);
    view! {
        <Notice tone=Tone::Info title=title><p>{words}</p></Notice>
        <NotSent failed/>
        <div class="action-bar">
            <button class="button button--primary button--wide" type="button" on:click=move |_| send.run(None)>{text::send()}</button>
        </div>
    }
}

/// The one signed in signs. What they drew stays with their draft.
#[component]
fn Here(
    open: OpenDraft,
    guide: Arc<Guide>,
    hall: Arc<Discovery>,
    consent: LegalText,
    signer: Signer,
) -> impl IntoView {
    let (send, failed) = sender(open, guide, hall);
    let name = open.now().actor.name;
    let asked = Asked {
        hint: text::typed_name_hint().to_owned(),
        differs: text::name_differs(&name),
        confirm: text::sign_and_send(),
        name,
    };
    let wording = consent.clone();
    let on_will = Callback::new(move |will| {
        send.run(Some(Signing { will, consent: wording.clone(), signer: Some(signer.clone()) }));
    });
    let ink = Signal::derive(move || open.with(|it| it.ink.clone()));
    let on_ink = Callback::new(move |log| {
        open.edit(|it| it.ink = log);
        // A signature is not left to the timer; a failure is shown by the line below.
        task::spawn(async move { open.save().await.unwrap_or_default() });
    });
    view! {
        <NotSent failed/>
        <Ways asked consent ink on_ink on_will foot=std::sync::Arc::new(move || view! { <SavedLine open/> }.into_any())/>
    }
}
