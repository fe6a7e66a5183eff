//! What one sees before a word is typed: read lately, saved, asked for most, topics, departments.

use contract::GuideSummary;
use guide_index::{Ask, Catalogue, Group};
use leptos::prelude::*;
use leptos_router::components::A;

use super::asked::ask;
use super::hits::short_cell;
use super::search::Looking;
use crate::components::Chevron;
use crate::route::{Route, Wanted};
use crate::store::catalogue::{CatalogueStore, plain};
use crate::store::shelf::{Shelf, Shelved};
use crate::store::store;
use crate::text;

/// Most matters of a list here: a glance, not a search.
const MOST: usize = 6;
/// How many of a hall's matters are looked through for those asked for most.
const LOOKED_THROUGH: usize = 200;
/// Topics that are shown at once.
const MOST_TOPICS: usize = 16;
/// Departments that are listed at all.
const MOST_DEPARTMENTS: usize = 200;

/// The ways in besides words.
#[component]
pub fn Browse(looking: Looking) -> impl IntoView {
    let shelf = store::<Shelf>();
    let catalogue = store::<CatalogueStore>();
    let asked =
        move || ask("", &looking.wanted.get(), &looking.here.get(), &looking.at.get(), LOOKED_THROUGH);
    let popular = Memo::new(move |_| {
        catalogue.look(|it| popular(it.browse(&asked()).hits.into_iter().map(|it| it.guide)))
    });
    let topics = groups(looking, Catalogue::topics);
    let departments = groups(looking, Catalogue::departments);
    let saved = move || shelved(catalogue, text::saved_title(), shelf.saved());
    let recent = move || shelved(catalogue, text::recent_title(), shelf.recent());
    let most_asked = move || {
        let all = popular.get().unwrap_or_default();
        (!all.is_empty()).then(|| section(text::popular_title(), all.into_iter().map(short_cell).collect()))
    };
    view! {
        {recent}
        {saved}
        {most_asked}
        {move || topics.get().map(|all| view! { <Topics all looking/> })}
        {move || departments.get().map(|all| view! { <Departments all looking/> })}
    }
}

/// Groups under what narrows the list, when there is a choice among them.
fn groups(looking: Looking, of: fn(&Catalogue, &Ask) -> Vec<Group>) -> Memo<Option<Vec<(String, usize)>>> {
    let catalogue = store::<CatalogueStore>();
    Memo::new(move |_| {
        let asked = ask("", &looking.wanted.get(), &looking.here.get(), &looking.at.get(), 0);
        let all: Vec<(String, usize)> =
            catalogue.look(|it| of(it, &asked))?.into_iter().map(|it| (it.name, it.count)).collect();
        (all.len() > 1).then_some(all)
    })
}

/// Those asked for most, in this order.
fn popular(all: impl Iterator<Item = GuideSummary>) -> Vec<GuideSummary> {
    let mut all: Vec<GuideSummary> = all.filter(|it| it.popularity.is_some_and(|it| it > 0)).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.popularity));
    all.truncate(MOST);
    all
}

/// Matters of the shelf, as the catalogue has them now.
fn shelved(catalogue: CatalogueStore, title: &'static str, all: Vec<Shelved>) -> Option<impl IntoView> {
    let cell = |it: Shelved| {
        match catalogue.look(|all| all.by_matter(&it.matter)).flatten() {
        Some(guide) => short_cell(guide),
        // Not in the district that is here, or not offered any more: its page knows.
        None => view! {
            <A href=Route::Guide(it.matter, Default::default(), None).href() attr:class="cell">
                <span class="cell__body"><span class="cell__title" lang=text::hall_lang()>{plain(&text::short(&it.title))}</span></span>
                <span class="cell__end"><Chevron/></span>
            </A>
        }
        .into_any(),
    }
    };
    let cells: Vec<AnyView> = all.into_iter().take(MOST).map(cell).collect();
    (!cells.is_empty()).then(|| section(title, cells))
}

fn section(title: &'static str, cells: Vec<AnyView>) -> impl IntoView {
    view! {
        <section aria-label=title>
            <h2 class="section-title">{title}</h2>
            <ul class="list list--wide">{cells.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
        </section>
    }
}

/// The address of the list with something more that narrows it; it follows what narrows it meanwhile.
fn href(
    looking: Looking,
    narrow: impl Fn(&mut Wanted) + Send + Sync + 'static,
) -> impl Fn() -> String + Send + Sync {
    move || {
        let mut wanted = Wanted { words: String::new(), more: 0, ..looking.wanted.get() };
        narrow(&mut wanted);
        Route::Find(wanted).href()
    }
}

// The links below are plain: the router's own would say of each that one is there already.
#[component]
fn Topics(all: Vec<(String, usize)>, looking: Looking) -> impl IntoView {
    let chip = move |(name, count): (String, usize)| {
        let topic = name.clone();
        let href = href(looking, move |wanted| wanted.topic = Some(topic.clone()));
        view! {
            <li><a href=href class="chip">
                <span lang=text::hall_lang()>{plain(&text::short(&name))}</span><span class="chip__count">{count}</span>
            </a></li>
        }
    };
    let mut all = all;
    let rest = all.split_off(all.len().min(MOST_TOPICS));
    view! {
        <section>
            <h2 class="section-title">{text::topics_title()}</h2>
            <ul class="chips">{all.into_iter().map(chip).collect_view()}</ul>
            {(!rest.is_empty()).then(|| view! {
                <details class="fold fold--plain"><summary>{text::more_topics(&rest.len().to_string())}</summary>
                    <ul class="chips">{rest.into_iter().map(chip).collect_view()}</ul>
                </details>
            })}
        </section>
    }
}

#[component]
fn Departments(all: Vec<(String, usize)>, looking: Looking) -> impl IntoView {
    let line = move |(name, count): (String, usize)| {
        let department = name.clone();
        let href = href(looking, move |wanted| wanted.department = Some(department.clone()));
        view! {
            <li><a href=href class="cell">
                <span class="cell__body"><span class="cell__title" lang=text::hall_lang()>{plain(&text::short(&name))}</span></span>
                <span class="cell__end">{text::matters(&count.to_string())}<Chevron/></span>
            </a></li>
        }
    };
    let number = all.len().to_string();
    view! {
        <details class="fold"><summary>{text::by_department(&number)}</summary>
            <ul class="list list--wide">{all.into_iter().take(MOST_DEPARTMENTS).map(line).collect_view()}</ul>
        </details>
    }
}
