//! Your situation → exactly what to bring. Evaluated here, without a network.

use std::sync::Arc;

use contract::{Guide, ProjectCode, Question, ScenarioAnswers};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::change::{Change, Named, change, named};
use super::checklist::Checklist;
use super::parts::Parts;
use crate::components::{Notice, Tone};
use crate::route::Route;
use crate::store::session::SessionStore;
use crate::store::store;
use crate::store::ticks::Ticks;
use crate::text;

/// The questions, then the checklist. The answers live in the address.
#[component]
pub(super) fn Situation(
    guide: Arc<Guide>,
    answers: Memo<ScenarioAnswers>,
    project: Memo<Option<ProjectCode>>,
    /// Opens the sheet for sharing.
    share: RwSignal<bool>,
) -> impl IntoView {
    let ticks = Ticks::open(store::<SessionStore>(), &guide.matter);
    let answer = answering(&guide, answers, project, ticks);
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
    let said = changes(guide.clone(), answers);
    view! {
        {has_questions.then(|| view! { <h2 class="section-title">{text::your_situation()}</h2> })}
        <Resume guide=guide.clone() answers project ticks/>
        <For each=move || asked.get() key=|it| it.id.clone() let:question>
            <Ask question lang answers answer/>
        </For>
        {move || stop().map(|it| view! { <Notice tone=Tone::Warn title=text::not_here()><p lang=lang>{it}</p></Notice> })}
        <p class="checklist__change" role="status">{move || said.get()}</p>
        <Parts guide=guide.clone() answers/>
        <Checklist guide answers ticks share/>
    }
}

/// Takes an answer: into the address, without a new entry in the history. What is ready stays ready.
fn answering(
    guide: &Guide,
    answers: Memo<ScenarioAnswers>,
    project: Memo<Option<ProjectCode>>,
    ticks: Ticks,
) -> Callback<(String, String)> {
    let navigate = use_navigate();
    let (matter, questions) = (guide.matter.clone(), guide.questions.clone());
    Callback::new(move |(question, option): (String, String)| {
        let before = answers.get_untracked();
        let mut next = before.clone();
        next.insert(question, option);
        let next = form::prune(&questions, &next);
        ticks.carry(&before, &next);
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&Route::Guide(matter.clone(), next, project.get_untracked()).href(), options);
    })
}

/// A list, and what of it another answer changed.
type Shown = (Vec<Named>, Option<Change>);

/// What the last answer changed, in words: until the next one.
fn changes(guide: Arc<Guide>, answers: Memo<ScenarioAnswers>) -> Signal<Option<String>> {
    let shown = Memo::new(move |before: Option<&Shown>| {
        let list = answers.with(|it| named(&form::checklist(&guide, it)));
        let changed = before.map(|it| change(&it.0, &list));
        (list, changed)
    });
    Signal::derive(move || shown.with(|it| it.1.as_ref().map(Change::words)))
}

/// The way back to the list that was prepared for last, where the address says no situation.
#[component]
fn Resume(
    guide: Arc<Guide>,
    answers: Memo<ScenarioAnswers>,
    project: Memo<Option<ProjectCode>>,
    ticks: Ticks,
) -> impl IntoView {
    let last = move || {
        let last = form::prune(&guide.questions, &ticks.last()?);
        let href = || Route::Guide(guide.matter.clone(), last.clone(), project.get()).href();
        (answers.with(ScenarioAnswers::is_empty) && !last.is_empty()).then(href)
    };
    move || last().map(|href| view! { <A href attr:class="button button--quiet">{text::resume_list()}</A> })
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
