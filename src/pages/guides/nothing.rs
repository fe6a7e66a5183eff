//! Nothing was found: what hides it, where else to look, whom to ask.

use contract::Class;
use leptos::prelude::*;

use super::asked::{Dropped, counting, found, wider};
use super::filter::narrow_name;
use super::search::Looking;
use crate::components::{Empty, Hotline, ways};
use crate::route::Wanted;
use crate::store::catalogue::{CatalogueStore, plain};
use crate::store::hall::HallStore;
use crate::store::store;
use crate::text;

/// The ways on from an empty list, as it is narrowed now.
#[component]
pub fn Nothing(looking: Looking) -> impl IntoView {
    move || {
        let wanted = looking.narrow.get();
        let narrowed = wanted.narrows();
        let (title, body) = if narrowed {
            (text::nothing_near(), text::nothing_near_text())
        } else {
            (text::nothing_found(), text::nothing_found_text())
        };
        let everywhere = narrowed.then(|| {
            let all = move |_| looking.change.run(Wanted::default());
            view! { <button class="button" type="button" on:click=all>{text::look_everywhere()}</button> }
        });
        view! {
            <Empty title text=body>
                {hidden_by(looking, &wanted)}
                {everywhere}
                <Ask/>
            </Empty>
        }
    }
}

/// A button for each thing that hides something, with how much. Reactive.
fn hidden_by(looking: Looking, wanted: &Wanted) -> impl IntoView + use<> {
    let catalogue = store::<CatalogueStore>();
    let words = looking.words.get();
    let count = |wanted: &Wanted| {
        let asked = counting(&words, wanted, &looking.here.get(), &looking.at.get());
        catalogue.look_now(|it| found(it, &asked).total)
    };
    let all = wider(wanted).into_iter();
    let all =
        all.filter_map(|(dropped, wanted)| Some((dropped, count(&wanted).filter(|it| *it > 0)?, wanted)));
    let button = |(dropped, number, wanted): (Dropped, usize, Wanted)| {
        let words = text::drop_filter(&name(&dropped), &number.to_string());
        view! { <button class="button" type="button" on:click=move |_| looking.change.run(wanted.clone())>{words}</button> }
    };
    all.map(button).collect_view()
}

/// People who know: the hall's own way to ask, and its number.
#[component]
pub(super) fn Ask() -> impl IntoView {
    let hall = store::<HallStore>();
    move || {
        let outward = hall.outward();
        view! {
            {ways(outward.links.into_iter().filter(|it| it.class == Class::Consultations))}
            {outward.hotline.map(|number| view! { <Hotline number/> })}
        }
    }
}

fn name(dropped: &Dropped) -> String {
    match dropped {
        Dropped::At => text::filter_at().to_owned(),
        Dropped::Level => text::level_label().to_owned(),
        Dropped::Who => text::who_label().to_owned(),
        Dropped::Topic(name) | Dropped::Department(name) => plain(&text::short(name)),
        Dropped::Only(narrow) => narrow_name(*narrow).to_owned(),
    }
}
