//! How old what is searched is, where that is to be said, and what is still on its way.

use leptos::prelude::*;

use crate::edge::clock;
use crate::store::catalogue::{CatalogueStore, Course, Reach, State};
use crate::store::store;
use crate::text;

const HOUR_MS: i64 = 3_600_000;

/// A line under the box; nothing while everything is as it should be.
#[component]
pub fn Standing() -> impl IntoView {
    let catalogue = store::<CatalogueStore>();
    let lines = Memo::new(move |_| lines(&catalogue.state(), clock::now_ms()));
    let failed = Memo::new(move |_| {
        let state = catalogue.state();
        state.reach != Reach::Nothing && matches!(state.course, Course::Failed(_) | Course::Damaged)
    });
    let again = move || {
        failed.get().then(|| {
            view! { <button class="button" type="button" on:click=move |_| catalogue.retry()>{text::catalogue_again()}</button> }
        })
    };
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            view! {
                <div class="row">
                    {lines.into_iter().map(|it| view! { <p class="field__hint">{it}</p> }).collect_view()}
                    {again}
                </div>
            }
        })
    }
}

fn lines(state: &State, now_ms: i64) -> Vec<String> {
    if state.reach == Reach::Nothing {
        return Vec::new();
    }
    // Nobody's matter changed within the hour.
    let age = state.age_to_say(now_ms).map(|it| now_ms - it).filter(|it| *it >= HOUR_MS);
    let age = age.map(|it| text::catalogue_age(&text::ago(it)));
    let part = (state.reach == Reach::District).then(|| match state.course {
        Course::Coming(have, of) if of > 0 => text::catalogue_coming(&(have * 100 / of).to_string()),
        Course::Resting | Course::Failed(_) | Course::Damaged => text::catalogue_district().to_owned(),
        _ => text::catalogue_more_coming().to_owned(),
    });
    let damaged = (state.course == Course::Damaged).then(|| text::catalogue_damaged().to_owned());
    let cut = state.cut.then(|| text::catalogue_cut().to_owned());
    let not_kept = state.not_kept.is_some().then(|| text::catalogue_not_kept().to_owned());
    [age, part, damaged, cut, not_kept].into_iter().flatten().collect()
}
