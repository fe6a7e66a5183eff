//! Finding a place by its name: people type 桃坞村 rather than walk five levels.

use contract::Region;
use leptos::prelude::*;

use super::{asks, focus_soon};
use crate::components::{Empty, Icon, Skeleton};
use crate::edge::task;
use crate::store::hall::HallStore;
use crate::store::regions::{self, Found};
use crate::store::store;
use crate::text;

/// The hall is asked when nothing was typed for so long, in milliseconds.
const SETTLED_MS: u32 = 250;
/// Id of the first that was found.
const FIRST: &str = "regions-first";

/// What was looked for so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Looked {
    found: Found,
    /// The hall is still to answer.
    pending: bool,
}

/// The box. What is here is found at each letter, what the hall finds a moment later.
#[component]
pub(super) fn WordBox(words: RwSignal<String>, looked: RwSignal<Looked>) -> impl IntoView {
    let hall = store::<HallStore>();
    let typed = StoredValue::new(0u32);
    let take = move |text: String| {
        let asks = untrack(|| asks(hall)) == Some(true);
        let found = Found { ways: regions::find_here(&text), complete: true };
        looked.set(Looked { found, pending: asks });
        words.set(text.clone());
        typed.update_value(|it| *it = it.wrapping_add(1));
        let this = typed.get_value();
        if !asks || text.trim().is_empty() {
            return;
        }
        task::spawn(async move {
            task::sleep(SETTLED_MS).await;
            if typed.try_get_value() != Some(this) {
                return;
            }
            let found = regions::find(&text).await;
            if typed.try_get_value() == Some(this) {
                looked.set(Looked { found, pending: false });
            }
        });
    };
    let leave = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        focus_soon(FIRST);
    };
    view! {
        <form class="search" role="search" on:submit=leave>
            <div class="search__box">
                <span class="search__icon"><Icon name="search"/></span>
                <input class="search__input" type="search" aria-label=text::region_find() placeholder=text::region_find_hint()
                    autocomplete="off" enterkeyhint="search" prop:value=words
                    on:input=move |event| take(event_target_value(&event))/>
                <button class="search__clear" type="button" aria-label=text::search_clear()
                    hidden=move || words.with(String::is_empty) on:click=move |_| take(String::new())><Icon name="x"/></button>
            </div>
        </form>
    }
}

/// What was found, each with what it lies in.
#[component]
pub(super) fn Results(looked: RwSignal<Looked>, choose: Callback<Vec<Region>>) -> impl IntoView {
    let ways = Memo::new(move |_| looked.with(|it| it.found.ways.clone()));
    let said = move || {
        looked.with(|it| match it.found.ways.len() {
            _ if it.pending => String::new(),
            0 => text::region_found_none().to_owned(),
            n => text::region_found(&n.to_string()),
        })
    };
    let waits = move || looked.with(|it| it.found.ways.is_empty() && it.pending);
    let none = move || looked.with(|it| it.found.ways.is_empty() && !it.pending);
    let alone = move || looked.with(|it| !it.found.complete && !it.pending);
    let row = move |(at, way): (usize, Vec<Region>)| view! { <Row way choose first=at == 0/> };
    view! {
        <p class="visually-hidden" role="status">{said}</p>
        {move || alone().then(|| view! { <p class="field__hint">{text::region_found_here()}</p> })}
        {move || waits().then(|| view! { <Skeleton/> })}
        {move || none().then(|| view! { <Empty title=text::region_found_none() text=text::region_found_none_text()/> })}
        {move || ways.with(|it| !it.is_empty()).then(|| {
            view! { <ul class="list">{ways.get().into_iter().enumerate().map(row).collect_view()}</ul> }
        })}
    }
}

#[component]
fn Row(way: Vec<Region>, choose: Callback<Vec<Region>>, first: bool) -> impl IntoView {
    let lang = text::hall_lang();
    let (name, above) = way.split_last().map(|(last, above)| {
        let above: Vec<&str> = above.iter().map(|it| it.name.as_str()).collect();
        (last.name.clone(), above.join(" "))
    })?;
    let id = first.then_some(FIRST);
    Some(view! {
        <li><button class="cell" type="button" id=id on:click=move |_| choose.run(way.clone())>
            <span class="cell__body">
                <span class="cell__title" lang=lang>{name}</span>
                <span class="cell__meta" lang=lang>{above}</span>
            </span>
        </button></li>
    })
}
