//! How a signer shows their will: two equal ways, drawn or typed.

use contract::{CaptureKind, LegalText};
use leptos::prelude::*;

use crate::components::{Icon, InkPad, Notice, TextInput, Tone};
use crate::store::deliveries::Will;
use crate::store::hall::HallStore;
use crate::store::kept::Kept;
use crate::store::{manifest, store};
use crate::text;

/// Who signs, and the words that differ with it.
#[derive(Clone)]
pub(super) struct Asked {
    /// The name that has to be typed.
    pub(super) name: String,
    /// Beside the line to type it on.
    pub(super) hint: String,
    /// When another name was typed.
    pub(super) differs: String,
    /// The button.
    pub(super) confirm: &'static str,
}

/// Two equal ways to sign. What is drawn lies with the caller, who knows how long it may be kept.
#[component]
pub(super) fn Ways(
    /// Who signs.
    asked: Asked,
    /// What they agree to.
    consent: LegalText,
    /// Whether the consent is read in full, not behind a fold.
    #[prop(optional)]
    whole: bool,
    /// The ink log so far.
    #[prop(into)]
    ink: Signal<Option<String>>,
    /// The pad was closed with this ink log.
    on_ink: Callback<Option<String>>,
    /// Signed.
    on_will: Callback<Will>,
    /// What stands above the button.
    #[prop(optional)]
    foot: Option<ChildrenFn>,
) -> impl IntoView {
    let typing = store::<Kept>().flag("typing");
    // A hall that names its ways takes no other; one that names none takes both.
    let hall = store::<HallStore>().now();
    let terms = hall.as_ref().and_then(|it| it.signing.as_ref());
    let takes = |way: &CaptureKind| terms.is_none_or(|it| it.methods.contains(way));
    let (draws, types) = (takes(&CaptureKind::Draw), takes(&CaptureKind::Type));
    if !draws && !types {
        return view! { <Notice tone=Tone::Warn title=text::no_way_to_sign()><p>{text::not_offered_text()}</p></Notice> }.into_any();
    }
    if !draws || !types {
        typing.set(types);
    }
    let padding = RwSignal::new(false);
    let typed = store::<Kept>().text("typed-name");
    let said = RwSignal::new(None::<String>);
    let (hint, label) = (asked.hint.clone(), asked.confirm);
    let confirm = move |_| {
        let will =
            if typing.get_untracked() { typed_name(&typed.get_untracked(), &asked) } else { drawn(ink) };
        match will {
            Ok(will) => on_will.run(will),
            Err(why) => said.set(Some(why)),
        }
    };
    let closed = Callback::new(move |(log, _): (Option<String>, bool)| {
        padding.set(false);
        said.set(None);
        on_ink.run(log);
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
        <Wording consent whole/>
        <fieldset class="choices">
            <legend class="field__label">{text::ways()}</legend>
            {draws.then(|| way(false, text::way_draw()))}{types.then(|| way(true, text::way_type()))}
        </fieldset>
        {move || if typing.get() {
            view! { <TextInput id="typed-name" label=text::typed_name() hint=hint.clone() error=said value=typed/> }.into_any()
        } else {
            view! { <Drawn ink padding said/> }.into_any()
        }}
        <div class="action-bar">
            {foot.map(|it| it())}
            <button class="button button--primary button--wide" type="button" on:click=confirm>{label}</button>
        </div>
        {move || padding.get().then(|| view! { <InkPad log=ink.get_untracked() on_close=closed/> })}
    }
    .into_any()
}

fn typed_name(typed: &str, asked: &Asked) -> Result<Will, String> {
    let entered = manifest::clean(typed, None);
    if entered == asked.name { Ok(Will::Typed(entered)) } else { Err(asked.differs.clone()) }
}

fn drawn(ink: Signal<Option<String>>) -> Result<Will, String> {
    let log = ink.get_untracked().filter(|it| ink::Log::parse(it).is_ok_and(|it| it.gate().is_ok()));
    log.map(Will::Drawn).ok_or_else(|| text::ink_empty().to_owned())
}

#[component]
fn Wording(consent: LegalText, whole: bool) -> impl IntoView {
    let lang = text::hall_lang();
    if whole {
        return view! { <h3 class="section-title" lang=lang>{consent.title}</h3><p class="prose" lang=lang>{consent.text}</p> }
            .into_any();
    }
    view! { <details class="fold" lang=lang><summary>{consent.title}</summary><p class="prose">{consent.text}</p></details> }
        .into_any()
}

/// What was drawn, and the way to the pad.
#[component]
fn Drawn(
    ink: Signal<Option<String>>,
    padding: RwSignal<bool>,
    said: RwSignal<Option<String>>,
) -> impl IntoView {
    let there = Memo::new(move |_| readable(ink.get().as_deref()).is_some());
    view! {
        {move || there.get().then(|| view! { <Signature ink/> })}
        <p class="field__error" role="alert">{move || said.get()}</p>
        <button class="button button--wide" type="button" on:click=move |_| { said.set(None); padding.set(true); }>
            <Icon name="pen"/>{move || if there.get() { text::sign_again() } else { text::open_pad() }}
        </button>
    }
}

fn readable(ink: Option<&str>) -> Option<ink::Log> {
    ink.and_then(|it| ink::Log::parse(it).ok()).filter(|it| it.gate().is_ok())
}

/// The picture of a signature.
#[component]
pub(super) fn Signature(#[prop(into)] ink: Signal<Option<String>>) -> impl IntoView {
    move || {
        readable(ink.get().as_deref()).map(|log| {
            let pad = log.pad();
            let view_box = ["0 0 ", &(pad.w * 32).to_string(), " ", &(pad.h * 32).to_string()].concat();
            let paths = log.visible().map(|it| view! { <path class="pad__stroke" d=ink::path(it)></path> }).collect_view();
            view! { <svg class="signature" viewBox=view_box role="img" aria-label=text::your_signature()>{paths}</svg> }
        })
    }
}
