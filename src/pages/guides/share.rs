//! Passing a checklist on: a link, a code, a picture, paper. The link has the situation that was chosen and nothing of a
//! person: no name, no project, nothing that was ticked off.

use std::sync::Arc;

use contract::{Guide, ScenarioAnswers};
use form::Heap;
use leptos::prelude::*;

use super::card::{self, MOST_NAMES, Words};
use super::checklist::heap_name;
use super::guide::facts_of;
use crate::components::{Icon, Qr, Sheet, qr_rows};
use crate::edge::page::{self, share};
use crate::edge::task;
use crate::route::Route;
use crate::store::hall::HallStore;
use crate::store::store;
use crate::store::toast::Toasts;
use crate::text;

/// Id of the sheet, and of the link in it.
const SHEET: &str = "share";
const LINK: &str = "share-link";

/// The address of a list, for others.
pub(super) fn address(guide: &Guide, answers: &ScenarioAnswers) -> String {
    [page::origin(), Route::Guide(guide.matter.clone(), answers.clone(), None).href()].concat()
}

/// What is left of a picture that is drawn.
#[derive(Clone, PartialEq, Eq)]
enum Picture {
    /// Nobody asked for one.
    None,
    /// At this address.
    Here(String),
    /// This device cannot draw.
    Cannot,
}

/// The sheet.
#[component]
pub(super) fn Share(
    guide: Arc<Guide>,
    answers: Memo<ScenarioAnswers>,
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Sheet id=SHEET open title=text::share_title()>
            <Ways guide=guide.clone() answers/>
        </Sheet>
    }
}

#[component]
fn Ways(guide: Arc<Guide>, answers: Memo<ScenarioAnswers>) -> impl IntoView {
    let url = StoredValue::new(address(&guide, &answers.get_untracked()));
    let title = StoredValue::new(text::short(&guide.title));
    let toasts = store::<Toasts>();
    let copy = move |_| {
        task::spawn(async move {
            let done = share::copy(&url.get_value()).await;
            if !done {
                share::select(LINK);
            }
            toasts.say(if done { text::copied() } else { text::copy_failed() }.to_owned());
        });
    };
    let send = move |_| task::spawn(async move { share::share(&title.get_value(), &url.get_value()).await });
    view! {
        <p class="field__hint">{text::share_lead()}</p>
        <Qr value=url.get_value() label=text::share_qr()/>
        <div class="field">
            <label class="field__label" for=LINK>{text::share_link()}</label>
            <div class="field__control"><input class="field__input" id=LINK type="text" readonly prop:value=url.get_value()/></div>
        </div>
        <div class="button-row">
            {share::can_share().then(|| view! {
                <button class="button button--primary" type="button" on:click=send><Icon name="share"/>{text::share_on()}</button>
            })}
            <button class="button" type="button" on:click=copy>{text::copy_link()}</button>
            <button class="button" type="button" on:click=|_| print()><Icon name="printer"/>{text::print_checklist()}</button>
        </div>
        <AsPicture guide answers/>
    }
}

/// Prints the page, not the sheet over it.
fn print() {
    page::close_modal(SHEET);
    task::spawn(async {
        task::tick().await;
        page::print();
    });
}

#[component]
fn AsPicture(guide: Arc<Guide>, answers: Memo<ScenarioAnswers>) -> impl IntoView {
    let drawn = RwSignal::new(Picture::None);
    let forget = move || {
        if let Some(Picture::Here(old)) = drawn.try_get_untracked() {
            page::card::forget(&old);
        }
    };
    on_cleanup(forget);
    let label = text::share_picture_of(&text::short(&guide.title));
    let file = [&text::short(&guide.title), ".png"].concat();
    let hall = store::<HallStore>();
    let draw = move |_| {
        let answers = answers.get_untracked();
        let words = words(&guide, &answers, &hall.name());
        let card = card::lay(&words, qr_rows(&address(&guide, &answers)));
        task::spawn(async move {
            let made = page::card::png(&card).await.map_or(Picture::Cannot, Picture::Here);
            forget();
            let _ = drawn.try_set(made);
        });
    };
    view! {
        <button class="button" type="button" on:click=draw><Icon name="image"/>{text::share_picture()}</button>
        <div role="status">{move || match drawn.get() {
            Picture::None => None,
            Picture::Cannot => Some(view! { <p class="field__error">{text::share_no_picture()}</p> }.into_any()),
            Picture::Here(src) => Some(view! {
                <p class="field__hint">{text::share_picture_next()}</p>
                <img class="share__picture" src=src.clone() alt=label.clone()/>
                <a class="button button--wide" href=src rel="external" download=file.clone()><Icon name="download"/>{text::download_picture()}</a>
            }.into_any()),
        }}</div>
    }
}

/// What the picture of a list says.
fn words(guide: &Guide, answers: &ScenarioAnswers, hall: &str) -> Words {
    let list = form::checklist(guide, answers);
    let mut left = MOST_NAMES;
    let heap = |heap: Heap| {
        let all: Vec<_> = list.iter().filter(|it| Heap::of(it) == heap).collect();
        let mark = if heap == Heap::Fetched { "✓ " } else { "□ " };
        let names: Vec<_> = all.iter().take(left).map(|it| [mark, &text::short(&it.name)].concat()).collect();
        left -= names.len();
        (!names.is_empty()).then(|| (text::heap_title(heap_name(heap), &all.len().to_string()), names))
    };
    let heaps = Heap::ALL.into_iter().filter_map(heap);
    let heaps: Vec<_> = heaps.collect();
    let asked = form::asked(&guide.questions, answers);
    let chosen = asked.into_iter().filter_map(|it| {
        let option = answers.get(&it.id)?;
        it.options.iter().find(|it| it.id == *option).map(|it| it.text.clone())
    });
    let facts = facts_of(guide).map(|it| it.text);
    Words {
        title: text::title(&guide.title, &guide.titles, text::lang_of(guide.lang.as_deref())).text,
        facts: facts.join(" · "),
        situation: chosen.collect::<Vec<_>>().join(text::semicolon()),
        more: list
            .len()
            .checked_sub(MOST_NAMES)
            .filter(|it| *it > 0)
            .map(|it| text::card_more(&it.to_string())),
        heaps,
        place: guide.places.first().map(|it| vec![it.name.clone(), it.hours.clone()]).unwrap_or_default(),
        foot: [hall, " · ", &super::guide::version_of(guide)].concat(),
    }
}
