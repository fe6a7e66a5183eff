//! `/guides?q=` — title, plain words, pinyin, initials: whatever a person types.

use std::sync::Arc;

use client::CallError;
use contract::GuideSummary;
use guide_index::{Hit, Index, Why};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::components::{CallProblem, Empty, Icon, PageHead, Skeleton};
use crate::edge::{fetch, task};
use crate::route::Route;
use crate::store::hall::HallStore;
use crate::store::store;
use crate::text;

/// Most hits shown; a person who does not find it among these types another letter.
const SHOWN: usize = 30;
/// The address follows the typing after this long, so that history and screen readers are not flooded.
const SETTLED_MS: u32 = 250;

/// The catalogue with its index.
struct Catalogue {
    guides: Vec<GuideSummary>,
    index: Index,
}

async fn catalogue() -> Result<Arc<Catalogue>, CallError> {
    let mut guides = Vec::new();
    let mut cursor = None;
    loop {
        let page = fetch::send(client::guides::page(cursor.as_deref())).await?;
        guides.extend(page.items);
        match page.next {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    Ok(Arc::new(Catalogue { index: Index::new(&guides), guides }))
}

/// Search and browse.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|it| it.get("q").unwrap_or_default()));
    let words = RwSignal::new(asked.get_untracked());
    // Back, forward and topic links change the address; the box follows.
    Effect::new(move |_| words.set(asked.get()));
    let found = LocalResource::new(catalogue);
    view! {
        <div class="page stack">
            <PageHead title=text::search_title()/>
            <Box words/>
            <Transition fallback=|| view! { <Skeleton/> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(catalogue) => view! { <Hits catalogue words/> }.into_any(),
                        Err(error) => view! { <CallProblem error retry=Callback::new(move |()| found.refetch())/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Box(words: RwSignal<String>) -> impl IntoView {
    let navigate = use_navigate();
    let typed = StoredValue::new(0u32);
    let take = move |text: String| {
        words.set(text.clone());
        typed.update_value(|it| *it = it.wrapping_add(1));
        let (navigate, this) = (navigate.clone(), typed.get_value());
        task::spawn(async move {
            task::sleep(SETTLED_MS).await;
            if typed.try_get_value() == Some(this) {
                let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                navigate(&Route::Guides(text).href(), options);
            }
        });
    };
    let clear = take.clone();
    view! {
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <div class="search__box">
                <span class="search__icon"><Icon name="search"/></span>
                <input class="search__input" type="search" aria-label=text::search_label() placeholder=text::search_hint()
                    autocomplete="off" enterkeyhint="search" prop:value=words
                    on:input=move |event| take(event_target_value(&event))/>
                <button class="search__clear" type="button" aria-label=text::search_clear()
                    hidden=move || words.with(String::is_empty) on:click=move |_| clear(String::new())><Icon name="x"/></button>
            </div>
        </form>
    }
}

#[component]
fn Hits(catalogue: Arc<Catalogue>, words: RwSignal<String>) -> impl IntoView {
    let shown = Memo::new({
        let catalogue = catalogue.clone();
        move |_| words.with(|it| catalogue.index.search(it, SHOWN))
    });
    let blank = move || words.with(|it| it.trim().is_empty());
    let row = {
        let catalogue = catalogue.clone();
        move |hit: Hit| {
            let guide = catalogue.guides.iter().find(|it| it.matter == hit.matter).cloned();
            guide.map(|guide| view! { <li><GuideCell guide hit=Some(hit)/></li> })
        }
    };
    let all = catalogue.guides.clone();
    view! {
        <p class="visually-hidden" role="status">
            {move || (!blank()).then(|| text::hits(&shown.with(Vec::len).to_string()))}
        </p>
        {move || match (blank(), shown.get()) {
            (true, _) => view! {
                <h2 class="section-title">{text::all_guides()}</h2>
                <ul class="list">{all.clone().into_iter().map(|guide| view! { <li><GuideCell guide hit=None/></li> }).collect_view()}</ul>
            }.into_any(),
            (false, hits) if hits.is_empty() => view! { <NothingFound/> }.into_any(),
            (false, hits) => view! { <ul class="list">{hits.into_iter().map(row.clone()).collect_view()}</ul> }.into_any(),
        }}
    }
}

#[component]
fn NothingFound() -> impl IntoView {
    let hotline = store::<HallStore>().found().and_then(Result::ok).and_then(|it| it.hotline);
    view! {
        <Empty title=text::nothing_found() text=text::nothing_found_text()>
            {hotline.map(|it| view! { <a class="button" href=["tel:", &it].concat()><Icon name="phone"/>{text::hotline(&it)}</a> })}
        </Empty>
    }
}

#[component]
fn GuideCell(guide: GuideSummary, hit: Option<Hit>) -> impl IntoView {
    let title = match &hit {
        Some(hit) if hit.why == Why::Title => marked(&hit.text, &hit.ranges),
        _ => guide.title.clone().into_any(),
    };
    // A hit that is not visible in the title says why it is here.
    let reason = hit.filter(|it| it.why == Why::Alias).map(
        |it| view! { <span class="cell__meta">{text::also_called()}{marked(&it.text, &it.ranges)}</span> },
    );
    let meta =
        [guide.department.as_str(), " · ", &guide.depth.text, " · ", &text::promised_words(&guide.promised)]
            .concat();
    view! {
        <A href=Route::Guide(guide.matter, Default::default()).href() attr:class="cell">
            <span class="cell__body">
                <span class="cell__title">{title}</span>
                {reason}
                <span class="cell__meta">{meta}</span>
            </span>
            <span class="cell__end"><Icon name="chevron-right"/></span>
        </A>
    }
}

/// A text with its matching ranges (in characters) marked.
fn marked(text: &str, ranges: &[(usize, usize)]) -> AnyView {
    let characters: Vec<char> = text.chars().collect();
    let piece =
        |from: usize, to: usize| characters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mut parts = Vec::new();
    let mut at = 0;
    for (from, to) in ranges {
        parts.push(piece(at, *from).into_any());
        parts.push(view! { <mark>{piece(*from, *to)}</mark> }.into_any());
        at = *to;
    }
    parts.push(piece(at, characters.len()).into_any());
    parts.collect_view().into_any()
}
