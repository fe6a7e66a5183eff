//! `/filing/:filing/sign` — sign what was reviewed, and send it.

use std::sync::Arc;

use contract::{Discovery, Guide, LegalText, LegalUse};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::open::{SavedLine, WithDraft};
use super::steps;
use crate::components::{Icon, InkPad, Notice, PageHead, Steps, TextInput, Tone};
use crate::edge::task;
use crate::route::Route;
use crate::store::deliveries::{Deliveries, Will};
use crate::store::drafts::{Drafts, OpenDraft};
use crate::store::hall::HallStore;
use crate::store::{manifest, store};
use crate::text;

/// Signing a draft.
#[component]
pub fn SignPage() -> impl IntoView {
    view! { <WithDraft title=text::sign_title() page=|open| view! { <Sign open/> }.into_any()/> }
}

#[component]
fn Sign(open: OpenDraft) -> impl IntoView {
    let hall = store::<HallStore>();
    let guide = open.guide();
    let draft = open.now();
    let consent = hall.legal(&LegalUse::Signing).filter(|_| guide.esign);
    let body = match (hall.now(), consent) {
        (Some(found), Some(consent)) => view! { <Ways open guide hall=Arc::new(found) consent/> }.into_any(),
        (Some(found), None) if !guide.esign => view! { <Unsigned open guide hall=Arc::new(found)/> }.into_any(),
        _ => view! { <Notice tone=Tone::Warn title=text::unreachable_title()><p>{text::unreachable_next()}</p></Notice> }.into_any(),
    };
    view! {
        <div class="page stack">
            <PageHead title=text::sign_title() back=(Route::Review(draft.id).href(), text::step_review().to_owned())/>
            <Steps names=steps() at=3/>
            {body}
        </div>
    }
}

/// The signer's will, and the wording they agreed to.
type Signing = (Will, LegalText);

/// Sends what was reviewed. Pressing twice is one send.
fn sender(
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
            let hash = canon::content_hash(&manifest);
            let kept = match hash {
                Ok(hash) => deliveries
                    .send(&draft, manifest, hash, signing)
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

#[component]
fn NotSent(failed: RwSignal<Option<String>>) -> impl IntoView {
    move || {
        failed.get().map(|it| view! { <Notice tone=Tone::Error title=text::not_sent()><p>{it}</p></Notice> })
    }
}

/// A matter for which no electronic signature is accepted: sent without one, signed at the window.
#[component]
fn Unsigned(open: OpenDraft, guide: Arc<Guide>, hall: Arc<Discovery>) -> impl IntoView {
    let (send, failed) = sender(open, guide, hall);
    view! {
        <Notice tone=Tone::Info title=text::no_esign()><p>{text::no_esign_text()}</p></Notice>
        <NotSent failed/>
        <div class="action-bar">
            <button class="button button--primary button--wide" type="button" on:click=move |_| send.run(None)>{text::send()}</button>
        </div>
    }
}

/// Two equal ways to sign.
#[component]
fn Ways(open: OpenDraft, guide: Arc<Guide>, hall: Arc<Discovery>, consent: LegalText) -> impl IntoView {
    let typing = RwSignal::new(false);
    let padding = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let said = RwSignal::new(None::<String>);
    let (send, failed) = sender(open, guide, hall);
    let wording = consent.clone();
    let name = open.now().actor.name;
    let confirm = move |_| {
        let will = if typing.get_untracked() {
            let entered = manifest::clean(&typed.get_untracked(), None);
            if entered != name {
                said.set(Some(text::name_differs(&name)));
                return;
            }
            Will::Typed(entered)
        } else {
            match open.now().ink.filter(|it| ink::Log::parse(it).is_ok_and(|it| it.gate().is_ok())) {
                Some(ink) => Will::Drawn(ink),
                None => {
                    said.set(Some(text::ink_empty().to_owned()));
                    return;
                }
            }
        };
        send.run(Some((will, wording.clone())));
    };
    let closed = Callback::new(move |(log, _): (Option<String>, bool)| {
        padding.set(false);
        said.set(None);
        open.edit(|it| it.ink = log);
        // A signature is not left to the timer; a failure is shown by the line below.
        task::spawn(async move { open.save().await.unwrap_or_default() });
    });
    let way = move |this: bool, label: &'static str| {
        view! {
            <label class="choice">
                <input type="radio" name="way" prop:checked=move || typing.get() == this on:change=move |_| { typing.set(this); said.set(None); }/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <details class="fold"><summary>{consent.title.clone()}</summary><p class="prose">{consent.text.clone()}</p></details>
        <fieldset class="choices">
            <legend class="field__label">{text::ways()}</legend>
            {way(false, text::way_draw())}{way(true, text::way_type())}
        </fieldset>
        {move || if typing.get() {
            view! { <TextInput id="typed-name" label=text::typed_name() hint=text::typed_name_hint() error=said value=typed/> }.into_any()
        } else {
            view! { <Drawn open padding said/> }.into_any()
        }}
        <NotSent failed/>
        <div class="action-bar">
            <SavedLine open/>
            <button class="button button--primary button--wide" type="button" on:click=confirm>{text::sign_and_send()}</button>
        </div>
        {move || padding.get().then(|| view! { <InkPad log=open.now().ink on_close=closed/> })}
    }
}

/// What was drawn, and the way to the pad.
#[component]
fn Drawn(open: OpenDraft, padding: RwSignal<bool>, said: RwSignal<Option<String>>) -> impl IntoView {
    let drawn = Memo::new(move |_| {
        open.with(|it| it.ink.as_ref().and_then(|it| ink::Log::parse(it).ok())).filter(|it| it.gate().is_ok())
    });
    let preview = move || {
        drawn.get().map(|log| {
        let pad = log.pad();
        let view_box = ["0 0 ", &(pad.w * 32).to_string(), " ", &(pad.h * 32).to_string()].concat();
        let paths = log.visible().map(|it| view! { <path class="pad__stroke" d=ink::path(it)></path> }).collect_view();
        view! { <svg class="signature" viewBox=view_box role="img" aria-label=text::your_signature()>{paths}</svg> }
    })
    };
    view! {
        {preview}
        <p class="field__error" role="alert">{move || said.get()}</p>
        <button class="button button--wide" type="button" on:click=move |_| { said.set(None); padding.set(true); }>
            <Icon name="pen"/>{move || if drawn.with(Option::is_some) { text::sign_again() } else { text::open_pad() }}
        </button>
    }
}
