//! One matter of a project: its case, its draft, the way in, or why there is nothing to do.

use contract::{CaseSummary, DraftSummary, ProjectCode, ProjectMatter};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::Chevron;
use crate::edge::clock;
use crate::route::Route;
use crate::text::{self, Said};

/// A matter in its stage.
#[component]
pub(super) fn MatterRow(matter: ProjectMatter, waits: bool, code: ProjectCode) -> impl IntoView {
    let lang = text::hall_lang();
    let ProjectMatter { matter: id, title, department, needed, note, case, draft } = matter;
    if let Some(case) = case {
        return of_case(title, &department, case);
    }
    if let Some(draft) = draft {
        return of_draft(title, &department, draft);
    }
    if needed && !waits {
        return view! {
            <A href=Route::Guide(id, Default::default(), Some(code)).href() attr:class="cell">
                <span class="cell__body">
                    <span class="cell__title" lang=lang>{title}</span>
                    <span class="cell__meta" lang=lang>{note.unwrap_or(department)}</span>
                </span>
                <span class="cell__end"><span class="stage__begin">{text::matter_begin()}</span><Chevron/></span>
            </A>
        }
        .into_any();
    }
    let why = note.map_or_else(|| Said::ours(text::matter_waits()), |it| Said::theirs(it, lang));
    let tag = (!needed).then(|| view! { <span class="tag">{text::matter_not_needed()}</span> });
    view! {
        <div class="cell">
            <span class="cell__body">
                <span class="cell__title" lang=lang>{title}</span>
                <span class="cell__meta" lang=why.lang>{why.text}</span>
            </span>
            <span class="cell__end">{tag}</span>
        </div>
    }
    .into_any()
}

/// A running or decided case: state and clock, as the hall counts it.
fn of_case(title: String, department: &str, case: CaseSummary) -> AnyView {
    let this_year = chrono::Datelike::year(&clock::now());
    let running = case.clock.as_ref().filter(|_| !text::is_over(&case.state.code));
    let clock = running.map(|it| text::clock_left(it, this_year));
    let left = clock.as_ref().map(|(_, words)| [" · ", words].concat());
    let class = match clock {
        _ if case.action_due.is_some() => "cell cell--attention",
        Some((text::Urgency::Soon, _)) => "cell cell--attention",
        Some((text::Urgency::Late, _)) => "cell cell--overdue",
        _ => "cell",
    };
    let (state, title) = (text::coded(&case.state), text::title(&title, &case.titles, text::hall_lang()));
    let department = department.to_owned();
    let tag = ["tag tag--", text::tone(&case.state.code)].concat();
    view! {
        <A href=Route::Case(case.id).href() attr:class=class>
            <span class="cell__body"><span class="cell__title" lang=title.lang>{title.text}</span>
                <span class="cell__meta"><span lang=text::hall_lang()>{department}</span>{left}</span></span>
            <span class="cell__end"><span class=tag lang=state.lang>{state.text}</span><Chevron/></span>
        </A>
    }
    .into_any()
}

/// What several people prepare: who writes now, or who changed it last.
fn of_draft(title: String, department: &str, draft: DraftSummary) -> AnyView {
    let (department, words) = (department.to_owned(), [" · ", &text::draft_words(&draft)].concat());
    view! {
        <A href=Route::Form(draft.filing_id, None).href() attr:class="cell">
            <span class="cell__body">
                <span class="cell__title" lang=text::hall_lang()>{title}</span>
                <span class="cell__meta"><span lang=text::hall_lang()>{department}</span>{words}</span>
            </span>
            <span class="cell__end"><span class="tag tag--qing">{text::draft_word()}</span><Chevron/></span>
        </A>
    }
    .into_any()
}
