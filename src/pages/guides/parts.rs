//! The matters of a bundle (一件事): which of them the answers ask for, and which material is for which.

use std::sync::Arc;

use contract::{BundlePart, Guide, MaterialId, ScenarioAnswers};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::Chevron;
use crate::route::Route;
use crate::text;

/// Whether a part belongs to the filing for these answers, which are those that are asked for.
fn belongs(part: &BundlePart, answers: &ScenarioAnswers) -> bool {
    part.when.as_ref().is_none_or(|it| form::holds(it, &|name| answers.get(name).cloned()))
}

/// Titles of the matters that need a material; none for a guide that is no bundle.
pub(super) fn needing(guide: &Guide, material: &MaterialId, answers: &ScenarioAnswers) -> Vec<String> {
    let parts = guide.parts.iter().filter(|it| it.materials.contains(material));
    parts.filter(|it| belongs(it, answers)).map(|it| text::short(&it.title)).collect()
}

/// Every matter of a bundle, with its own guide; those the answers leave out are said to be left out.
#[component]
pub(super) fn Parts(guide: Arc<Guide>, answers: Memo<ScenarioAnswers>) -> impl IntoView {
    let lang = text::lang_of(guide.lang.as_deref());
    let parts = guide.parts.clone();
    let row = move |part: BundlePart| {
        let this = part.clone();
        let out = move || {
            let out = answers.with(|it| !belongs(&this, it));
            out.then(|| view! { <span class="tag tag--amber">{text::part_not_needed()}</span> })
        };
        let href = Route::Guide(part.matter, ScenarioAnswers::new(), None).href();
        view! {
            <li><A href attr:class="cell">
                <span class="cell__body">
                    <span class="cell__title" lang=lang>{text::short(&part.title)}</span>
                    <span class="cell__meta badges">
                        <span lang=lang>{part.department}</span><span>{text::promised_words(&part.promised)}</span>
                    </span>
                </span>
                <span class="cell__end">{out}<Chevron/></span>
            </A></li>
        }
    };
    (!parts.is_empty()).then(|| {
        view! {
            <h2 class="section-title" id="parts-title">{text::case_parts()}</h2>
            <ul class="list" aria-labelledby="parts-title">{parts.into_iter().map(row).collect_view()}</ul>
        }
    })
}
