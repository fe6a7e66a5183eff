//! Your situation → exactly what to bring. Evaluated here, without a network.

use std::sync::Arc;

use contract::{Guide, Material, Necessity, ProjectCode, Question, ScenarioAnswers};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::{Icon, Notice, Tone};
use crate::edge::page;
use crate::route::Route;
use crate::text::{self, Said};

/// The questions, then the checklist. The answers live in the address.
#[component]
pub fn Situation(
    guide: Arc<Guide>,
    answers: Memo<ScenarioAnswers>,
    project: Memo<Option<ProjectCode>>,
) -> impl IntoView {
    let navigate = use_navigate();
    let matter = guide.matter.clone();
    let questions = guide.questions.clone();
    let answer = Callback::new(move |(question, option): (String, String)| {
        let mut next = answers.get_untracked();
        next.insert(question, option);
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(
            &Route::Guide(matter.clone(), form::prune(&questions, &next), project.get_untracked()).href(),
            options,
        );
    });
    let asked = {
        let questions = guide.questions.clone();
        Memo::new(move |_| {
            answers.with(|it| form::asked(&questions, it).into_iter().cloned().collect::<Vec<_>>())
        })
    };
    let stop = {
        let questions = guide.questions.clone();
        move || answers.with(|it| form::stop(&questions, it).map(str::to_owned))
    };
    let lang = text::lang_of(guide.lang.as_deref());
    let has_questions = !guide.questions.is_empty();
    view! {
        {has_questions.then(|| view! { <h2 class="section-title">{text::your_situation()}</h2> })}
        <For each=move || asked.get() key=|it| it.id.clone() let:question>
            <Ask question lang answers answer/>
        </For>
        {move || stop().map(|it| view! { <Notice tone=Tone::Warn title=text::not_here()><p lang=lang>{it}</p></Notice> })}
        <Checklist guide answers/>
    }
}

#[component]
fn Ask(
    question: Question,
    lang: Option<&'static str>,
    answers: Memo<ScenarioAnswers>,
    answer: Callback<(String, String)>,
) -> impl IntoView {
    let id = question.id.clone();
    let option = move |option: contract::Choice| {
        let (question, this) = (id.clone(), option.id.clone());
        let (name, chosen, taken) = (["s-", &id].concat(), this.clone(), question.clone());
        let checked = move || answers.with(|it| it.get(&taken).is_some_and(|it| *it == chosen));
        view! {
            <label class="choice">
                <input type="radio" name=name prop:checked=checked on:change=move |_| answer.run((question.clone(), this.clone()))/>
                <span lang=lang>{option.text}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend class="field__label" lang=lang>{question.text}</legend>
            {question.hint.map(|it| view! { <p class="field__hint" lang=lang>{it}</p> })}
            {question.options.into_iter().map(option).collect_view()}
        </fieldset>
    }
}

/// The exact list for these answers: the same ids as the upload slots and the hall's intake list.
#[component]
fn Checklist(guide: Arc<Guide>, answers: Memo<ScenarioAnswers>) -> impl IntoView {
    let needed = {
        let guide = guide.clone();
        Memo::new(move |_| {
            answers.with(|it| form::checklist(&guide, it).into_iter().cloned().collect::<Vec<_>>())
        })
    };
    let open = {
        let questions = guide.questions.clone();
        move || answers.with(|it| form::unanswered(&questions, it).len())
    };
    let lang = text::lang_of(guide.lang.as_deref());
    let summary = move || {
        let list = needed.get();
        let count = form::count(&list.iter().collect::<Vec<_>>());
        text::checklist_title(&(list.len() - count.fetched).to_string(), &count.fetched.to_string())
    };
    view! {
        <section class="stack" aria-labelledby="checklist-title">
            <h2 class="section-title" id="checklist-title">{summary}</h2>
            {move || match open() {
                0 => None,
                n => Some(view! { <p class="field__hint" role="status">{text::checklist_open(&n.to_string())}</p> }),
            }}
            <ul class="checklist">{move || needed.get().into_iter().map(|it| view! { <MaterialRow material=it lang/> }).collect_view()}</ul>
            <button class="button button--quiet" type="button" on:click=|_| page::print()><Icon name="printer"/>{text::print_checklist()}</button>
        </section>
    }
}

#[component]
fn MaterialRow(material: Material, lang: Option<&'static str>) -> impl IntoView {
    let tone = match material.necessity.code {
        Necessity::Required => "tag tag--qing",
        Necessity::Fetched => "tag tag--jade",
        Necessity::MayFollow => "tag tag--amber",
        Necessity::Optional | Necessity::Other(_) => "tag",
    };
    let necessity = text::coded(&material.necessity);
    let tag = match material.later_days {
        Some(days) if material.necessity.code == Necessity::MayFollow => {
            Said::ours(text::later_within(&necessity.text, &days.to_string()))
        }
        _ => necessity,
    };
    let copies = match material.paper_copies {
        0 => None,
        n => Some([" · ", &text::paper_copies(&n.to_string())].concat()),
    };
    let source = text::coded(&material.source);
    let issuer = material.issuer.map_or(source, |it| Said::theirs(it, lang));
    let more = [material.notes, material.standard, material.basis].into_iter().flatten().collect::<Vec<_>>();
    view! {
        <li class="checklist__item" data-material=material.id.to_string()>
            <span class="checklist__name" lang=lang>{material.name}</span>
            <span class=tone lang=tag.lang>{tag.text}</span>
            <p class="checklist__meta"><span lang=lang>{material.original}</span>{copies}" · "<span lang=issuer.lang>{issuer.text}</span></p>
            {(!more.is_empty()).then(|| view! {
                <details class="fold fold--plain"><summary>{text::what_counts()}</summary>
                    {more.into_iter().map(|it| view! { <p lang=lang>{it}</p> }).collect_view()}
                </details>
            })}
        </li>
    }
}
