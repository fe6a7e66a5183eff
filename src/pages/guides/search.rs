//! `/guides?q=&at=&level=` — title, plain words, pinyin, initials: whatever a person types; near where they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use client::CallError;
use contract::{GuideSummary, MatterId, Region};
use guide_index::Index;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use rules::regions;

use super::families::{Found, families};
use super::filter::{Filter, fits, levels};
use super::hits::Family;
use crate::components::{CallProblem, Empty, Hotline, Icon, Notice, PageHead, Skeleton, Tone, own_query};
use crate::edge::{fetch, task};
use crate::route::{Route, Wanted};
use crate::store::hall::HallStore;
use crate::store::kept::Kept;
use crate::store::paged::{Whole, every};
use crate::store::prefs::Prefs;
use crate::store::store;
use crate::text;

/// Most matters shown for words; a person who does not find it among these types another letter.
const SHOWN: usize = 30;
/// Most matters shown at all: a page of more is no list a person reads, and slow to draw.
const LISTED: usize = 400;
/// The address follows the typing after this long, so that history and screen readers are not flooded.
const SETTLED_MS: u32 = 250;

/// The catalogue with its index.
struct Catalogue {
    guides: Vec<GuideSummary>,
    index: Index,
    /// Where each matter stands in `guides`.
    places: BTreeMap<MatterId, usize>,
    /// False when the hall had more.
    complete: bool,
}

async fn catalogue() -> Result<Arc<Catalogue>, CallError> {
    let Whole { items: mut guides, complete } = every(client::guides::page).await?;
    for guide in &mut guides {
        // Who reads another language than the hall's looks for the title they see.
        guide.aliases.extend(guide.titles.get(text::spoken().tag()).cloned());
    }
    let places = guides.iter().enumerate().map(|(at, it)| (it.matter.clone(), at)).collect();
    Ok(Arc::new(Catalogue { index: Index::new(&guides), places, complete, guides }))
}

/// The hall's regions; without an answer there is nothing to choose from, and the guides are shown all the same.
async fn all_regions() -> Arc<Vec<Region>> {
    Arc::new(fetch::send(client::regions::all()).await.map(|it| it.regions).unwrap_or_default())
}

/// Search and browse.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = own_query();
    let wanted = Memo::new(move |_| query.with(|it| Wanted::read(|name| it.get(name))));
    let kept = store::<Kept>();
    let words =
        RwSignal::new(kept.take("words").unwrap_or_else(|| wanted.with_untracked(|it| it.words.clone())));
    kept.hand_over("words", move || Some(words.get_untracked()));
    // Back, forward and topic links change the address; the box follows.
    Effect::new(move |before: Option<String>| {
        let now = wanted.with(|it| it.words.clone());
        if before.is_some_and(|it| it != now) {
            words.set(now.clone());
        }
        now
    });
    let navigate = use_navigate();
    let change = Callback::new(move |to: Wanted| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        // What is typed counts, though the address may not have followed yet.
        navigate(&Route::Find(Wanted { words: words.get_untracked(), ..to }).href(), options);
    });
    let found = LocalResource::new(catalogue);
    let regions = LocalResource::new(all_regions);
    view! {
        <div class="page page--wide stack">
            <PageHead title=text::search_title()/>
            <Box words wanted change/>
            <ElderHint words/>
            <Transition fallback=|| view! { <Skeleton/> }>
                {move || Suspend::new(async move {
                    let regions = regions.await;
                    match found.await {
                        Ok(catalogue) => view! { <Hits catalogue regions words wanted change/> }.into_any(),
                        Err(error) => view! { <CallProblem error retry=Callback::new(move |()| found.refetch())/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Box(words: RwSignal<String>, wanted: Memo<Wanted>, change: Callback<Wanted>) -> impl IntoView {
    let typed = StoredValue::new(0u32);
    let take = move |text: String| {
        words.set(text);
        typed.update_value(|it| *it = it.wrapping_add(1));
        let this = typed.get_value();
        task::spawn(async move {
            task::sleep(SETTLED_MS).await;
            if typed.try_get_value() == Some(this) {
                change.run(wanted.get_untracked());
            }
        });
    };
    view! {
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <div class="search__box">
                <span class="search__icon"><Icon name="search"/></span>
                <input class="search__input" type="search" aria-label=text::search_label() placeholder=text::search_hint()
                    autocomplete="off" enterkeyhint="search" prop:value=words
                    on:input=move |event| take(event_target_value(&event))/>
                <button class="search__clear" type="button" aria-label=text::search_clear()
                    hidden=move || words.with(String::is_empty) on:click=move |_| take(String::new())><Icon name="x"/></button>
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

#[component]
fn Hits(
    catalogue: Arc<Catalogue>,
    regions: Arc<Vec<Region>>,
    words: RwSignal<String>,
    wanted: Memo<Wanted>,
    change: Callback<Wanted>,
) -> impl IntoView {
    let filter = (!regions.is_empty())
        .then(|| view! { <Filter regions=regions.clone() levels=levels(&catalogue.guides) wanted change/> });
    let cut = (!catalogue.complete).then(|| text::catalogue_cut(&catalogue.guides.len().to_string()));
    let blank = Memo::new(move |_| words.with(|it| it.trim().is_empty()));
    let shown =
        Memo::new(move |_| words.with(|words| wanted.with(|it| list(&catalogue, &regions, words, it))));
    let narrowed = move || wanted.with(|it| it.at.is_some() || it.level.is_some());
    view! {
        {filter}
        {cut.map(|it| view! { <p class="field__hint">{it}</p> })}
        <p class="visually-hidden" role="status">
            {move || (!blank.get() || narrowed()).then(|| text::hits(&shown.with(Vec::len).to_string()))}
        </p>
        {move || blank.get().then(|| view! { <h2 class="section-title">{text::all_guides()}</h2> })}
        {move || match shown.get() {
            families if families.is_empty() && narrowed() => view! { <NothingHere change/> }.into_any(),
            families if families.is_empty() => view! { <NothingFound/> }.into_any(),
            families => view! {
                {(families.len() == LISTED).then(|| view! { <p class="field__hint">{text::listed_cut(&LISTED.to_string())}</p> })}
                <ul class="list list--wide">{families.into_iter().map(|guides| view! { <Family guides/> }).collect_view()}</ul>
            }.into_any(),
        }}
    }
}

/// What is shown for these words: everything, or the best hits.
fn list(catalogue: &Catalogue, regions: &[Region], words: &str, wanted: &Wanted) -> Vec<Vec<Found>> {
    let path = wanted.at.as_deref().map(|it| regions::path(regions, it)).unwrap_or_default();
    let fits = |it: &Found| fits(&it.guide, &path, wanted);
    if words.trim().is_empty() {
        let all = catalogue.guides.iter().map(|it| Found { guide: it.clone(), hit: None });
        let mut all = families(all.filter(fits));
        all.truncate(LISTED);
        return all;
    }
    let hits = catalogue.index.search(words, catalogue.guides.len()).into_iter().filter_map(|hit| {
        let guide = catalogue.guides.get(*catalogue.places.get(&hit.matter)?)?.clone();
        Some(Found { guide, hit: Some(hit) })
    });
    let mut found = families(hits.filter(fits));
    found.truncate(SHOWN);
    found
}

#[component]
fn NothingFound() -> impl IntoView {
    let hotline = store::<HallStore>().outward().hotline;
    view! {
        <Empty title=text::nothing_found() text=text::nothing_found_text()>
            {hotline.map(|number| view! { <Hotline number/> })}
        </Empty>
    }
}

/// Nothing in this region or at this level; there may be elsewhere.
#[component]
fn NothingHere(change: Callback<Wanted>) -> impl IntoView {
    view! {
        <Empty title=text::nothing_near() text=text::nothing_near_text()>
            <button class="button" type="button" on:click=move |_| change.run(Wanted::default())>{text::look_everywhere()}</button>
        </Empty>
    }
}
