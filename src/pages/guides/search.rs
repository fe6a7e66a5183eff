//! `/guides?q=&at=&…` — title, plain words, pinyin, initials: whatever a person types; near where they are. Searched on
//! the device, at every letter.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::answers::Answers;
use super::asked::clean;
use super::browse::Browse;
use super::filter::Filter;
use super::place::{at, here};
use super::results::Results;
use super::standing::Standing;
use crate::components::{Icon, Notice, PageHead, Tone, own_query};
use crate::edge::task;
use crate::route::{MOST_LETTERS, Route, Wanted};
use crate::store::catalogue::{CatalogueStore, Reach};
use crate::store::kept::Kept;
use crate::store::prefs::Prefs;
use crate::store::shelf::Shelf;
use crate::store::{Online, store};
use crate::text;

/// The address follows the typing after this long, so that history and screen readers are not flooded.
const SETTLED_MS: u32 = 250;

/// What somebody looks for, and how they look for something else.
#[derive(Clone, Copy)]
pub struct Looking {
    /// What is looked for: what is in the box, as soon as the letter can be seen there.
    pub words: RwSignal<String>,
    /// What the address says.
    pub wanted: Memo<Wanted>,
    /// The same without the words, which the box has: when the address follows it, nothing is looked for again.
    pub narrow: Memo<Wanted>,
    /// The region the person is in and those it lies in, innermost first.
    pub here: Signal<Vec<String>>,
    /// The region they look in, the same way; empty for everywhere.
    pub at: Signal<Vec<String>>,
    /// Changes the address, but for the words.
    pub change: Callback<Wanted>,
}

impl Looking {
    /// Whether there are no words to look for. Reactive.
    pub fn is_blank(self) -> bool {
        self.words.with(|it| clean(it).is_empty())
    }
}

/// Search and browse.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = own_query();
    let wanted = Memo::new(move |_| query.with(|it| Wanted::read(|name| it.get(name))));
    let kept = store::<Kept>();
    // What is in the box: ahead of the address while somebody types.
    let typed =
        RwSignal::new(kept.take("words").unwrap_or_else(|| wanted.with_untracked(|it| it.words.clone())));
    kept.hand_over("words", move || Some(typed.get_untracked()));
    // Back, forward and links change the address; the box follows.
    Effect::new(move |before: Option<String>| {
        let now = wanted.with(|it| it.words.clone());
        if before.is_some_and(|it| it != now) {
            typed.set(now.clone());
        }
        now
    });
    let navigate = use_navigate();
    let change = Callback::new(move |to: Wanted| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        // What is typed counts, though the address may not have followed yet.
        navigate(&Route::Find(Wanted { words: typed.get_untracked(), ..to }).href(), options);
    });
    let at = at(wanted);
    let narrow = Memo::new(move |_| wanted.with(|it| Wanted { words: String::new(), ..it.clone() }));
    let looking = Looking { words: followed(typed), wanted, narrow, here: here(at), at, change };
    keep_up(looking);
    // One glance at what there is; whoever looks for something sees what was found.
    let browsing = Memo::new(move |_| {
        looking.is_blank() && wanted.with(|it| it.topic.is_none() && it.department.is_none())
    });
    // It goes with the first letter, the list follows in a task of its own.
    let glancing = Memo::new(move |_| browsing.get() && typed.with(|it| clean(it).is_empty()));
    view! {
        <div class="page page--wide stack">
            <PageHead title=text::search_title()/>
            <Box typed looking/>
            <ElderHint words=typed/>
            <Filter looking/>
            <Standing/>
            {move || glancing.get().then(|| view! { <Browse looking/> })}
            <Answers looking/>
            <Results looking browsing/>
        </div>
    }
}

/// The same words, once they have been seen in the box: no letter waits for the list of the one before, and a list that
/// a slow phone cannot draw between two letters is not drawn.
fn followed(typed: RwSignal<String>) -> RwSignal<String> {
    let words = RwSignal::new(typed.get_untracked());
    let due = StoredValue::new(false);
    Effect::new(move |_| {
        if typed.with(|it| words.with_untracked(|words| it == words)) || due.get_value() {
            return;
        }
        due.set_value(true);
        task::spawn(async move {
            task::shown().await;
            due.try_set_value(false);
            if let Some(now) = typed.try_get_untracked() {
                words.try_set(now);
            }
        });
    });
    words
}

/// Opens the catalogue, brings it up to date, and again whenever the network is back or the place is another.
fn keep_up(looking: Looking) {
    let catalogue = store::<CatalogueStore>();
    let online = store::<Online>();
    store::<Shelf>().follow();
    Effect::new(move |_| catalogue.be_at(looking.here.get()));
    Effect::new(move |before: Option<bool>| {
        let now = online.get();
        match before {
            None => catalogue.begin(Reach::Whole),
            Some(before) if before != now => catalogue.again(),
            Some(_) => {}
        }
        now
    });
}

#[component]
fn Box(typed: RwSignal<String>, looking: Looking) -> impl IntoView {
    let Looking { wanted, change, .. } = looking;
    let turn = StoredValue::new(0u32);
    // While a word is composed out of letters, what is in the box is looked for and the address waits.
    let composing = StoredValue::new(false);
    let settle = move || {
        turn.update_value(|it| *it = it.wrapping_add(1));
        let this = turn.get_value();
        task::spawn(async move {
            task::sleep(SETTLED_MS).await;
            if turn.try_get_value() == Some(this) && !composing.get_value() {
                change.run(Wanted { more: 0, ..wanted.get_untracked() });
            }
        });
    };
    let take = move |text: String| {
        let long = !composing.get_value() && text.chars().nth(MOST_LETTERS).is_some();
        typed.set(if long { text.chars().take(MOST_LETTERS).collect() } else { text });
        settle();
    };
    let composed = move |event: leptos::ev::CompositionEvent| {
        composing.set_value(false);
        take(event_target_value(&event));
    };
    view! {
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <div class="search__box">
                <span class="search__icon"><Icon name="search"/></span>
                <input class="search__input" type="search" aria-label=text::search_label() placeholder=text::search_hint()
                    autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" prop:value=typed
                    on:input=move |event| take(event_target_value(&event))
                    on:compositionstart=move |_| composing.set_value(true) on:compositionend=composed/>
                <button class="search__clear" type="button" aria-label=text::search_clear()
                    hidden=move || typed.with(String::is_empty) on:click=move |_| take(String::new())><Icon name="x"/></button>
            </div>
        </form>
    }
}

/// Who looks for large letters finds the switch: its names are a rule of the national specification for old people's
/// apps (工信部《移动互联网应用（APP）适老化通用设计规范》).
#[component]
fn ElderHint(words: RwSignal<String>) -> impl IntoView {
    let prefs = store::<Prefs>();
    let asked = Memo::new(move |_| {
        let words = words.with(|it| it.to_lowercase().split_whitespace().collect::<String>());
        !words.is_empty() && text::elder_names().split(' ').any(|it| words.contains(it))
    });
    let switch = move || if prefs.elder() { text::elder_off() } else { text::elder_on() };
    move || {
        asked.get().then(|| {
            view! {
                <Notice tone=Tone::Info title=text::elder_found()>
                    <p>{text::me_elder_text()}</p>
                    <div class="notice__actions">
                        <button class="button" type="button" on:click=move |_| prefs.set_elder(!prefs.elder())>{switch}</button>
                    </div>
                </Notice>
            }
        })
    }
}
