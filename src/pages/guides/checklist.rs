//! 照单抓药: exactly what to bring for these answers, heap by heap, to be ticked off. The same materials in the same order as
//! the upload slots of the filing and the hall's intake: all three are `form::checklist`.

use std::sync::Arc;

use contract::{Guide, Material, ScenarioAnswers};
use form::Heap;
use leptos::prelude::*;

use super::material::{Lines, MaterialLine};
use super::parts::needing;
use crate::components::Icon;
use crate::edge::page;
use crate::store::ticks::Ticks;
use crate::text;

/// The list, and how much of it is ready.
#[component]
pub(super) fn Checklist(
    guide: Arc<Guide>,
    answers: Memo<ScenarioAnswers>,
    ticks: Ticks,
    /// Opens the sheet for sharing.
    share: RwSignal<bool>,
) -> impl IntoView {
    let needed = {
        let guide = guide.clone();
        Memo::new(move |_| {
            answers.with(|it| form::checklist(&guide, it).into_iter().cloned().collect::<Vec<_>>())
        })
    };
    let open = {
        let guide = guide.clone();
        move || answers.with(|it| form::unanswered(&guide.questions, it).len())
    };
    let summary = move || needed.with(|it| title(it));
    let hint = move || match open() {
        0 => None,
        n => Some(view! { <p class="field__hint">{text::checklist_open(&n.to_string())}</p> }),
    };
    let ready = move || needed.with(|list| answers.with(|it| ready(list, it, ticks)));
    let empty = empty_words(&guide);
    view! {
        <section class="stack" aria-labelledby="checklist-title">
            <h2 class="section-title" id="checklist-title">{summary}</h2>
            {hint}
            <p class="checklist__ready" role="status">{ready}</p>
            {move || needed.with(Vec::is_empty).then(|| view! { <p>{empty}</p> })}
            <div class="checklist__heaps stack"><Heaps guide needed answers ticks/></div>
            <div class="button-row">
                <button class="button button--quiet" type="button" on:click=|_| page::print()><Icon name="printer"/>{text::print_checklist()}</button>
                <button class="button button--quiet" type="button" on:click=move |_| share.set(true)><Icon name="share"/>{text::share_title()}</button>
            </div>
        </section>
    }
}

/// A list without a line: for this situation, or because the department has not said what to bring.
fn empty_words(guide: &Guide) -> &'static str {
    if guide.materials.is_empty() { text::not_published() } else { text::nothing_to_bring() }
}

fn title(list: &[Material]) -> String {
    let count = form::count(&list.iter().collect::<Vec<_>>());
    text::checklist_title(&(list.len() - count.fetched).to_string(), &count.fetched.to_string())
}

/// `已备齐 3/5`; nothing while nothing is ticked off.
fn ready(list: &[Material], answers: &ScenarioAnswers, ticks: Ticks) -> Option<String> {
    let slots = || list.iter().filter(|it| Heap::of(it) != Heap::Fetched);
    let ready = slots().filter(|it| ticks.has(answers, &it.id)).count();
    (ready > 0).then(|| text::ready_count(&ready.to_string(), &slots().count().to_string()))
}

#[component]
fn Heaps(
    guide: Arc<Guide>,
    needed: Memo<Vec<Material>>,
    answers: Memo<ScenarioAnswers>,
    ticks: Ticks,
) -> impl IntoView {
    let lang = text::lang_of(guide.lang.as_deref());
    let lines = Lines { matter: guide.matter.clone(), lang, answers, ticks };
    let heap = move |heap: Heap| {
        let list: Vec<_> = needed.with(|all| all.iter().filter(|it| Heap::of(it) == heap).cloned().collect());
        let title = text::heap_title(heap_name(heap), &list.len().to_string());
        let line = |material: Material| {
            let for_parts = answers.with(|it| needing(&guide, &material.id, it));
            view! { <MaterialLine material lines=lines.clone() for_parts/> }
        };
        (!list.is_empty()).then(|| {
            view! {
                <h3 class="checklist__heap">{title}</h3>
                <ul class="checklist">{list.into_iter().map(line).collect_view()}</ul>
            }
        })
    };
    move || Heap::ALL.map(&heap).collect_view()
}

/// Every material of a guide whose questions cannot be asked here: what is published is shown all the same.
pub(super) fn unsorted(guide: &Guide) -> AnyView {
    let lang = text::lang_of(guide.lang.as_deref());
    let line = |it: &Material| {
        let tag = text::coded(&it.necessity);
        view! {
            <li class="checklist__item"><span class="checklist__name" lang=lang>{text::short(&it.name)}</span>
                <span class="tag" lang=tag.lang>{tag.text}</span></li>
        }
    };
    let lines: Vec<_> = guide.materials.iter().take(form::limits::MATERIALS).map(line).collect();
    view! { <h2 class="section-title">{text::part_materials()}</h2><ul class="checklist">{lines}</ul> }
        .into_any()
}

/// What a heap is called.
pub(super) fn heap_name(heap: Heap) -> &'static str {
    match heap {
        Heap::Required => text::heap_required(),
        Heap::MayFollow => text::heap_may_follow(),
        Heap::Optional => text::heap_optional(),
        Heap::Fetched => text::heap_fetched(),
    }
}
