//! The principal signs in person on the agent's device: handed over, read in large type, signed, handed back.
//!
//! What was drawn or typed is kept nowhere but on this page until it is sent: it means this content, seen now.

use std::sync::Arc;

use contract::{Discovery, Guide, LegalText, LegalUse, Party, Signer};
use leptos::prelude::*;

use super::content::Content;
use super::sign::{NotSent, Signing, sender};
use super::will::{Asked, Signature, Ways};
use crate::components::{Icon, Notice, Tone};
use crate::edge::page;
use crate::store::deliveries::Will;
use crate::store::drafts::OpenDraft;
use crate::store::kept::Kept;
use crate::store::{manifest, store};
use crate::text;

/// Who holds the device.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    /// The agent, who is to hand it over.
    Agent,
    /// The signer, who reads and signs.
    Signer,
    /// The agent again, who sends.
    AgentAgain,
}

/// Signing in person.
#[component]
pub(super) fn InPerson(
    /// The draft.
    open: OpenDraft,
    /// Its guide.
    guide: Arc<Guide>,
    /// The hall.
    hall: Arc<Discovery>,
    /// What the signer agrees to.
    consent: LegalText,
    /// Who signs.
    party: Party,
    /// In which role.
    signer: Signer,
) -> impl IntoView {
    let will = will_of_this_page();
    let holder = RwSignal::new(holder_of_this_page());
    store::<Kept>().hand_over("holder", move || holder.get_untracked().name());
    let (send, failed) = sender(open, guide.clone(), hall.clone());
    let hand = Callback::new(move |to: Holder| {
        holder.set(to);
        // Each step begins at its heading, for eyes and for screen readers.
        request_animation_frame(|| page::focus("hand-over"));
    });
    let names = (party.name, open.now().actor.name);
    let wording = consent.clone();
    let give = move || {
        let (signing, signer) = (wording.clone(), signer.clone());
        let will = will.get_untracked();
        send.run(will.map(|will| Signing { will, consent: signing, signer: Some(signer.clone()) }));
    };
    move || match holder.get() {
        Holder::Agent => view! { <ToSigner name=names.0.clone() hand/> }.into_any(),
        Holder::Signer => {
            let (guide, hall, consent) = (guide.clone(), hall.clone(), consent.clone());
            view! { <Reads open guide hall consent names=names.clone() will hand/> }.into_any()
        }
        Holder::AgentAgain => {
            let give = give.clone();
            view! {
                <Back names=names.clone() will hand/>
                <NotSent failed/>
                <div class="action-bar">
                    <button class="button button--primary button--wide" type="button" on:click=move |_| give()>{text::send()}</button>
                </div>
            }
            .into_any()
        }
    }
}

impl Holder {
    /// For the next drawing of this page; nothing for who has it at first.
    fn name(self) -> Option<String> {
        match self {
            Self::Agent => None,
            Self::Signer => Some("signer".into()),
            Self::AgentAgain => Some("agent".into()),
        }
    }
}

/// Who held the device when this page was drawn in another language; the agent at first.
fn holder_of_this_page() -> Holder {
    match store::<Kept>().take("holder").as_deref() {
        Some("signer") => Holder::Signer,
        Some(_) => Holder::AgentAgain,
        None => Holder::Agent,
    }
}

/// What was signed; it outlives this page only while it is drawn again in another language.
fn will_of_this_page() -> RwSignal<Option<Will>> {
    let kept = store::<Kept>();
    let typed = || kept.take("will-typed").map(Will::Typed);
    let will = RwSignal::new(kept.take("will-drawn").map(Will::Drawn).or_else(typed));
    kept.hand_over("will-drawn", move || match will.get_untracked() {
        Some(Will::Drawn(log)) => Some(log),
        _ => None,
    });
    kept.hand_over("will-typed", move || match will.get_untracked() {
        Some(Will::Typed(name)) => Some(name),
        _ => None,
    });
    will
}

#[component]
fn ToSigner(name: String, hand: Callback<Holder>) -> impl IntoView {
    let (words, label) = (text::in_person_text(&name), text::in_person_given(&name));
    view! {
        <Notice tone=Tone::Info title=text::in_person_title(&name)><p>{words}</p></Notice>
        <div class="action-bar">
            <button class="button button--primary button--wide" type="button" on:click=move |_| hand.run(Holder::Signer)>
                {label}
            </button>
        </div>
    }
}

/// Everything that will be filed, in large type, and the two ways to sign it.
#[component]
fn Reads(
    open: OpenDraft,
    guide: Arc<Guide>,
    hall: Arc<Discovery>,
    consent: LegalText,
    names: (String, String),
    will: RwSignal<Option<Will>>,
    hand: Callback<Holder>,
) -> impl IntoView {
    let (name, agent) = names;
    let draft = open.now();
    let commitment = hall.legal.iter().find(|it| it.purpose == LegalUse::Commitment);
    let content = manifest::build(&draft, &guide, &hall.hall, commitment);
    let asked = Asked {
        hint: text::signer_typed_hint(&name),
        differs: text::signer_name_differs(&name),
        confirm: text::signer_done(),
        name: name.clone(),
    };
    let kept = store::<Kept>();
    let ink = RwSignal::new(kept.take("ink").or_else(|| match will.get_untracked() {
        Some(Will::Drawn(log)) => Some(log),
        _ => None,
    }));
    kept.hand_over("ink", move || ink.get_untracked());
    let on_will = Callback::new(move |signed: Will| {
        will.set(Some(signed));
        hand.run(Holder::AgentAgain);
    });
    view! {
        <section class="hand-over stack" aria-labelledby="hand-over">
            <h2 class="hand-over__title" id="hand-over" tabindex="-1">{text::signer_title(&name)}</h2>
            <p>{text::signer_text(&agent)}</p>
            <p class="hand-over__matter" lang=text::hall_lang()>{draft.title.clone()}</p>
            <Content draft guide manifest=content editable=false/>
            <Ways asked consent whole=true ink on_ink=Callback::new(move |log| ink.set(log)) on_will/>
        </section>
    }
}

/// Signed; the device goes back to the agent, who sends.
#[component]
fn Back(names: (String, String), will: RwSignal<Option<Will>>, hand: Callback<Holder>) -> impl IntoView {
    let (name, agent) = names;
    let ink = Signal::derive(move || match will.get() {
        Some(Will::Drawn(log)) => Some(log),
        _ => None,
    });
    let typed = {
        let name = name.clone();
        move || match will.get() {
            Some(Will::Typed(typed)) => Some(text::typed_of(&name, &typed)),
            _ => None,
        }
    };
    view! {
        <section class="hand-over stack" aria-labelledby="hand-over">
            <h2 class="hand-over__title" id="hand-over" tabindex="-1">{text::hand_back_title(&agent)}</h2>
            <p>{text::hand_back_text(&agent, &name)}</p>
            <Signature ink/>
            <p>{typed}</p>
            <button class="button" type="button" on:click=move |_| hand.run(Holder::Signer)><Icon name="undo"/>{text::sign_over()}</button>
        </section>
    }
}
