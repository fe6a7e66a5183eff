//! A bundle's case (一件事) and its parts: from the whole to each, and back.

use contract::{CaseId, CasePart};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::Chevron;
use crate::route::Route;
use crate::text;

/// The parts of a bundle with where each stands; nothing for a single matter.
#[component]
pub(super) fn Parts(parts: Vec<CasePart>) -> impl IntoView {
    let lang = text::hall_lang();
    let cells: Vec<_> = parts.into_iter().map(|it| view! { <li>{cell(it, lang)}</li> }).collect();
    (!cells.is_empty()).then(|| {
        view! {
            <h2 class="section-title" id="parts">{text::case_parts()}</h2>
            <ul class="list" aria-labelledby="parts">{cells}</ul>
        }
    })
}

fn cell(part: CasePart, lang: Option<&'static str>) -> impl IntoView {
    let tag = ["tag tag--", text::tone(&part.state.code)].concat();
    let state = text::coded(&part.state);
    view! {
        <A href=Route::Case(part.case_id).href() attr:class="cell">
            <span class="cell__body">
                <span class="cell__title" lang=lang>{part.title}</span>
                <span class="cell__meta" lang=lang>{part.department}</span>
            </span>
            <span class="cell__end"><span class=tag lang=state.lang>{state.text}</span><Chevron/></span>
        </A>
    }
}

/// The way from a part to the whole.
#[component]
pub(super) fn Whole(id: CaseId) -> impl IntoView {
    view! { <p><A href=Route::Case(id).href()>{text::case_whole()}</A></p> }
}
