//! What was found, thirty entries at a time.

use std::sync::Arc;

use guide_index::{Catalogue, Hit};
use leptos::prelude::*;

use super::asked::{ask, found};
use super::families::{families, in_steps};
use super::hits::{Family, MOST_OTHERS};
use super::nothing::Nothing;
use super::search::Looking;
use crate::components::{CallProblem, Notice, Skeleton, Tone};
use crate::edge::task;
use crate::route::{Route, Wanted};
use crate::store::catalogue::{CatalogueStore, Course, plain};
use crate::store::store;
use crate::text;

/// Entries that are shown, and that are added at a time.
const PAGE: usize = 30;
/// So many guides are drawn at a time while somebody types: what a slow phone draws between two letters.
const STEP: usize = 4;
/// How many times the entries wanted may be looked through for entries: a county's matter is offered in every county.
const MOST_KIN: usize = 16;

/// A list, as far as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    families: Vec<Vec<Hit>>,
    /// Matters in it altogether.
    total: usize,
    /// Whether it goes on.
    more: bool,
    /// What was understood instead of the words.
    meant: Option<String>,
}

/// The list under the box.
#[component]
pub fn Results(looking: Looking, browsing: Memo<bool>) -> impl IntoView {
    let catalogue = store::<CatalogueStore>();
    let shown = Memo::new(move |_| {
        let words = looking.words.get();
        let list = |it: &Catalogue| Arc::new(list(it, &words, &looking));
        catalogue.look(list)
    });
    let number = Memo::new(move |_| shown.with(|it| it.as_ref().map(|it| it.total)));
    let more = Memo::new(move |_| shown.with(|it| it.as_ref().is_some_and(|it| it.more)));
    // Said when the address has followed: not at every letter.
    let said = Memo::new(move |before: Option<&Option<String>>| {
        let (narrows, settled) = looking.wanted.with(|it| {
            (it.narrows() || !it.words.is_empty(), looking.words.with(|words| *words == it.words))
        });
        if !settled {
            return before.cloned().flatten();
        }
        let number = if narrows { number.get() } else { None };
        number.map(|it| text::hits(&it.to_string()))
    });
    let go_on = move |_| {
        let wanted = looking.wanted.get_untracked();
        looking.change.run(Wanted { more: wanted.more + 1, ..wanted });
    };
    let heading = move || match (browsing.get(), number.get()) {
        (_, None | Some(0)) => None,
        (true, Some(n)) => Some(text::all_matters(&n.to_string())),
        (false, Some(n)) => Some(text::hits(&n.to_string())),
    };
    // Whoever comes back, or asks for more, sees all of the list at once, and stays where they are in it.
    let before = StoredValue::new(None::<String>);
    let list = move |shown: Arc<Shown>| {
        let words = looking.words.get_untracked();
        let typing = before.with_value(|it| it.as_ref().is_some_and(|it| *it != words));
        before.set_value(Some(words));
        view! { <List shown typing looking/> }.into_any()
    };
    view! {
        <p class="visually-hidden" role="status">{said}</p>
        {move || heading().map(|it| view! { <h2 class="section-title">{it}</h2> })}
        {move || shown.get().map_or_else(|| view! { <NoneYet/> }.into_any(), list)}
        <Show when=move || more.get()>
            <button class="button button--wide" type="button" on:click=go_on>{text::more_hits(&PAGE.to_string())}</button>
        </Show>
    }
}

#[component]
fn List(
    shown: Arc<Shown>,
    /// Whether another letter may come while it is drawn.
    typing: bool,
    looking: Looking,
) -> impl IntoView {
    let meant = shown.meant.clone().map(|meant| {
        let words = meant.clone();
        let href = move || {
            let wanted = Wanted { words: words.clone(), more: 0, ..looking.wanted.get() };
            Route::Find(wanted).href()
        };
        view! { <p>{text::meant()}" "<a href=href>{plain(&text::short(&meant))}</a></p> }
    });
    if shown.families.is_empty() {
        return view! { {meant}<Nothing looking/> }.into_any();
    }
    let in_steps = in_steps(&shown.families, STEP, 1 + MOST_OTHERS);
    let steps = in_steps.len();
    let drawn = RwSignal::new(if typing { 1 } else { steps });
    draw(drawn, steps);
    let class = if typing { "list list--wide list--ahead" } else { "list list--wide" };
    let step = |(number, families): (usize, &[Vec<Hit>])| {
        let families = families.to_vec();
        let entry = |guides: Vec<Hit>| view! { <Family guides/> };
        let on = Memo::new(move |_| drawn.get() > number);
        move || on.get().then(|| families.iter().cloned().map(entry).collect_view())
    };
    view! {
        {meant}
        <ul class=class aria-label=text::list_label()>
            {in_steps.into_iter().enumerate().map(step).collect_view()}
        </ul>
    }
    .into_any()
}

/// Draws a list step by step, each in a frame of its own, as long as it is there.
fn draw(drawn: RwSignal<usize>, steps: usize) {
    let first = drawn.get_untracked();
    if first >= steps {
        return;
    }
    task::spawn(async move {
        for number in first + 1..=steps {
            task::shown().await;
            if drawn.try_set(number).is_some() {
                return;
            }
        }
    });
}

/// Before anything can be searched: on its way, or why it is not.
#[component]
fn NoneYet() -> impl IntoView {
    let catalogue = store::<CatalogueStore>();
    let retry = Callback::new(move |()| catalogue.retry());
    let course = Memo::new(move |_| match catalogue.state().course {
        ended @ (Course::Failed(_) | Course::Damaged) => ended,
        _ => Course::Asking,
    });
    move || {
        match course.get() {
        Course::Failed(error) => view! { <CallProblem error retry/> }.into_any(),
        Course::Damaged => {
            view! {
                <Notice tone=Tone::Error title=text::catalogue_damaged()>
                    <div class="notice__actions">
                        <button class="button" type="button" on:click=move |_| retry.run(())>{text::try_again()}</button>
                    </div>
                </Notice>
            }
            .into_any()
        }
        _ => view! { <Skeleton/> }.into_any(),
    }
    }
}

/// What is shown for these words: everything, or the best hits. Reactive.
fn list(catalogue: &Catalogue, words: &str, looking: &Looking) -> Shown {
    let wanted = looking.narrow.get();
    let entries = PAGE * (wanted.more + 1);
    let mut limit = entries * 2;
    loop {
        let asked = ask(words, &wanted, &looking.here.get(), &looking.at.get(), limit);
        let found = found(catalogue, &asked);
        let number = found.hits.len();
        let mut families = families(found.hits);
        let all = number < limit;
        if families.len() > entries || all || limit >= entries * MOST_KIN {
            let more = families.len() > entries || !all;
            families.truncate(entries);
            return Shown { families, total: found.total, more, meant: found.meant };
        }
        limit *= 4;
    }
}
