//! Choosing a region: a chip, and a sheet that steps down from the province to the village or finds a place by its name.

mod walk;
mod words;

use contract::Region;
use leptos::prelude::*;

use crate::components::{Icon, Sheet};
use crate::edge::page;
use crate::store::hall::HallStore;
use crate::store::{regions, store};
use crate::text;

use walk::Walk;
use words::{Looked, Results, WordBox};

/// Id of the sheet and beginning of the ids in it: one picker in a page.
const SHEET: &str = "regions";

/// A chip with the chosen region; it opens the sheet.
#[component]
pub fn RegionPicker(
    /// Code of the chosen one; `None` for all of them.
    value: Memo<Option<String>>,
    /// Another one was chosen.
    change: Callback<Option<String>>,
) -> impl IntoView {
    let hall = store::<HallStore>();
    // A hall that tells a level at a time has regions. Of another it is known once it has told them all.
    let asks = Memo::new(move |_| asks(hall));
    let any = LocalResource::new(move || {
        let asks = asks.get();
        async move {
            match asks {
                Some(false) => has_any().await,
                it => it == Some(true),
            }
        }
    });
    let shown = Memo::new(move |_| asks.get() == Some(true) || any.get().unwrap_or(false));
    move || shown.get().then(|| view! { <Chip value change/> })
}

/// Whether the hall answers what it is asked about regions, instead of telling them all at once; `None` until it has said
/// what it is. Reactive.
fn asks(hall: HallStore) -> Option<bool> {
    hall.found().map(|it| it.is_ok_and(|it| it.limits.regions_at_once.is_some()))
}

/// False for a hall that has none: there is nothing to choose from. One that cannot be asked now may have some.
async fn has_any() -> bool {
    regions::under(None).await.map_or(true, |it| !it.is_empty())
}

#[component]
fn Chip(value: Memo<Option<String>>, change: Callback<Option<String>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let way = LocalResource::new(move || {
        let code = value.get();
        async move {
            let Some(code) = code else { return Some(Vec::new()) };
            regions::path(&code).await.ok()
        }
    });
    let name = Memo::new(move |_| {
        let Some(code) = value.get() else { return text::region_all().to_owned() };
        let is_it = |way: &Vec<Region>| way.last().is_some_and(|it| it.code == code);
        let known = way.get().flatten();
        // Nothing is narrowed by a region that the hall does not have.
        let nowhere = known.as_ref().is_some_and(Vec::is_empty);
        let way = known.filter(is_it).or_else(|| Some(regions::chosen()).filter(is_it));
        let name = way.and_then(|mut it| it.pop()).map(|it| it.name);
        let other = if nowhere { text::region_all() } else { text::region_chosen() };
        name.unwrap_or_else(|| other.to_owned())
    });
    let current = move || value.with(Option::is_some).then_some("true");
    let choose = Callback::new(move |way: Vec<Region>| {
        page::close_modal(SHEET);
        let code = way.last().map(|it| it.code.clone());
        regions::choose(way);
        change.run(code);
    });
    view! {
        <button class="chip" type="button" aria-haspopup="dialog" aria-current=current
            aria-label=move || text::region_chip(&name.get()) on:click=move |_| open.set(true)>
            <Icon name="map-pin"/>{name}
        </button>
        <Sheet id=SHEET open title=Signal::stored(text::region_title().to_owned())>
            <Chooser value choose/>
        </Sheet>
    }
}

/// The box for names, and below it what was found, or the way down.
#[component]
fn Chooser(value: Memo<Option<String>>, choose: Callback<Vec<Region>>) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let looked = RwSignal::new(Looked::default());
    let blank = Memo::new(move |_| words.with(|it| it.trim().is_empty()));
    let way = RwSignal::new(None);
    view! {
        <WordBox words looked/>
        {move || if blank.get() {
            view! { <Again value choose/> <Walk value way choose/> }.into_any()
        } else {
            view! { <Results looked choose/> }.into_any()
        }}
    }
}

/// What was chosen the last time, when it is another.
#[component]
fn Again(value: Memo<Option<String>>, choose: Callback<Vec<Region>>) -> impl IntoView {
    let way = regions::chosen();
    let last = way.last().filter(|it| value.get_untracked().as_ref() != Some(&it.code))?;
    let name = text::region_last(&last.name);
    Some(view! {
        <button class="chip" type="button" on:click=move |_| choose.run(way.clone())><Icon name="map-pin"/>{name}</button>
    })
}

/// Puts the focus on what is about to be drawn.
fn focus_soon(id: &'static str) {
    request_animation_frame(move || page::focus(id));
}
