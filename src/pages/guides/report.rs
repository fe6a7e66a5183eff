//! 报错: telling the department that something in its guide is wrong, and reading what it answers.

use std::sync::Arc;

use client::CallError;
use contract::{Guide, GuidePart, GuideReport, PutGuideReport};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::components::{Icon, Notice, Tone};
use crate::edge::{page, task};
use crate::route::Route;
use crate::store::reports::{self, MOST};
use crate::store::session::{SessionStore, Who};
use crate::store::store;
use crate::text;

/// The parts there are to choose from, what is wrong most often first.
const PARTS: [GuidePart; 9] = [
    GuidePart::Materials,
    GuidePart::Places,
    GuidePart::Conditions,
    GuidePart::TimeLimits,
    GuidePart::Steps,
    GuidePart::Fees,
    GuidePart::LegalBasis,
    GuidePart::Form,
    GuidePart::General,
];

/// Id of the text, for the error that leads to it.
const TEXT: &str = "report-text";

/// Why a text is not sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    Empty,
    TooLong(usize),
}

fn fault(text: &str) -> Option<Fault> {
    match text.trim().chars().count() {
        0 => Some(Fault::Empty),
        n if n > MOST => Some(Fault::TooLong(n)),
        _ => None,
    }
}

/// The way to report, folded away until somebody wants it or has written something already.
#[component]
pub(super) fn Report(guide: Arc<Guide>) -> impl IntoView {
    let session = store::<SessionStore>();
    let sent = RwSignal::new(None::<GuideReport>);
    let matter = guide.matter.clone();
    // What was reported before, once it is known who is here.
    Effect::new(move |_| {
        let (known, matter) = (matches!(session.who(), Who::Somebody(_)), matter.clone());
        if known {
            task::spawn(async move {
                if let Some(found) = reports::mine(session, &matter).await {
                    let _ = sent.try_set(Some(found));
                }
            });
        }
    });
    let of = guide.clone();
    // Drawn anew when it is known who is here: what is written belongs to somebody.
    let who = Memo::new(move |_| match session.who() {
        Who::Loading => None,
        Who::Somebody(person) => Some(Some(person.id.to_string())),
        Who::Nobody | Who::Unknown(_) => Some(None),
    });
    move || {
        let known = who.get()?;
        let written = reports::written(session, &of.matter).filter(|it| !it.1.is_empty());
        let open = written.is_some();
        let guide = guide.clone();
        Some(view! {
            <details class="fold" id="report" open=open>
                <summary>{text::report_title()}</summary>
                <div class="stack">
                    {move || sent.get().map(|report| view! { <Sent report/> })}
                    <Write guide written signed_in=known.is_some() sent/>
                </div>
            </details>
        })
    }
}

/// What was reported, and what the department says to it.
#[component]
fn Sent(report: GuideReport) -> impl IntoView {
    let state = text::coded(&report.state);
    let tone = if report.answer.is_some() { Tone::Ok } else { Tone::Info };
    let lang = text::hall_lang();
    let answer = match report.answer {
        Some(answer) => view! {
            <p>{text::report_answered(&text::short(&answer.by), &text::moment(answer.at))}</p>
            <p lang=lang>{answer.text}</p>
        }
        .into_any(),
        None => view! { <p>{text::report_received()}</p> }.into_any(),
    };
    view! {
        <Notice tone title=state.text lang=state.lang>
            <p>{text::report_yours()}" · "{text::guide_part(&report.part)}</p>
            <p>{report.text}</p>
            {answer}
        </Notice>
    }
}

#[component]
fn Write(
    guide: Arc<Guide>,
    written: Option<(GuidePart, String)>,
    signed_in: bool,
    sent: RwSignal<Option<GuideReport>>,
) -> impl IntoView {
    let kept = written.is_some();
    let (part, words) = written.unwrap_or((GuidePart::Materials, String::new()));
    let part = RwSignal::new(part);
    let words = RwSignal::new(words);
    let failed = RwSignal::new(None::<CallError>);
    let wrong = RwSignal::new(None::<Fault>);
    let submit = submitting(&guide, signed_in, part, words, wrong, failed, sent);
    let typed = {
        let matter = guide.matter.clone();
        let session = store::<SessionStore>();
        move || words.with_untracked(|it| reports::write(session, &matter, &part.get_untracked(), it))
    };
    let (chosen, wrote) = (typed.clone(), typed);
    let said = move || wrong.get().map(words_of);
    let option = move |it: GuidePart| {
        let (value, name) = (it.as_str().to_owned(), text::guide_part(&it));
        view! { <option value=value prop:selected=move || part.get() == it>{name}</option> }
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        part.set(PARTS.into_iter().find(|it| it.as_str() == value).unwrap_or(GuidePart::General));
        chosen();
    };
    view! {
        <p class="field__hint">{if kept && signed_in { text::report_kept() } else { text::report_lead() }}</p>
        <div class="field">
            <label class="field__label" for="report-part">{text::report_part()}</label>
            <div class="field__control">
                <select class="field__input" id="report-part" on:change=choose>{PARTS.map(option).collect_view()}</select>
            </div>
        </div>
        <div class=move || if wrong.with(Option::is_some) { "field field--error" } else { "field" }>
            <label class="field__label" for=TEXT>{text::report_text()}</label>
            <p class="field__hint" id="report-text-hint">{text::report_hint()}</p>
            <p class="field__error" id="report-text-error" role="alert">{said}</p>
            <div class="field__control">
                <textarea class="field__input" id=TEXT rows="4" aria-describedby="report-text-hint report-text-error"
                    aria-invalid=move || wrong.with(|it| it.is_some().then_some("true")) prop:value=words
                    on:input=move |event| { words.set(event_target_value(&event)); wrote(); }></textarea>
            </div>
        </div>
        {move || failed.get().map(problem)}
        <button class="button" type="button" on:click=move |_| submit.run(())>
            <Icon name="pen"/>{if signed_in { text::report_send() } else { text::report_sign_in() }}
        </button>
    }
}

fn words_of(fault: Fault) -> String {
    match fault {
        Fault::Empty => text::report_empty().to_owned(),
        Fault::TooLong(n) => text::report_too_long(&n.to_string()),
    }
}

fn problem(error: CallError) -> AnyView {
    let (title, next) = text::call_error(&error);
    let lang = text::call_lang(&error);
    view! { <Notice tone=Tone::Error title lang><p lang=lang>{next}</p></Notice> }.into_any()
}

/// Sends what is written; for a visitor, signs in first and comes back to it.
fn submitting(
    guide: &Guide,
    signed_in: bool,
    part: RwSignal<GuidePart>,
    words: RwSignal<String>,
    wrong: RwSignal<Option<Fault>>,
    failed: RwSignal<Option<CallError>>,
    sent: RwSignal<Option<GuideReport>>,
) -> Callback<()> {
    let session = store::<SessionStore>();
    let (matter, version) = (guide.matter.clone(), guide.version);
    let navigate = use_navigate();
    let location = use_location();
    let busy = RwSignal::new(false);
    Callback::new(move |()| {
        let found = words.with_untracked(|it| fault(it));
        let is_wrong = found.is_some();
        wrong.set(found);
        if is_wrong {
            return page::focus(TEXT);
        }
        if !signed_in {
            let query = location.search.get_untracked();
            let mark = if query.is_empty() { "" } else { "?" };
            let here = [&location.pathname.get_untracked(), mark, query.trim_start_matches('?')].concat();
            return navigate(&Route::SignIn(here).href(), NavigateOptions::default());
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let text = words.with_untracked(|it| it.trim().to_owned());
        let report = PutGuideReport { matter: matter.clone(), version, part: part.get_untracked(), text };
        task::spawn(async move {
            let done = reports::send(session, report).await;
            let _ = busy.try_set(false);
            match done {
                Ok(received) => {
                    let _ = words.try_set(String::new());
                    let _ = sent.try_set(Some(received));
                }
                Err(error) => {
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_one_to_a_thousand_characters() {
        let table = [
            ("", Some(Fault::Empty)),
            (" \n　", Some(Fault::Empty)),
            ("错", None),
            (&"字".repeat(1000), None),
            (&"字".repeat(1001), Some(Fault::TooLong(1001))),
        ];
        for (text, expected) in table {
            assert_eq!(fault(text), expected, "{}", text.len());
        }
    }

    #[test]
    fn every_part_can_be_chosen_once() {
        let mut names: Vec<_> = PARTS.iter().map(|it| it.as_str().to_owned()).collect();
        names.sort_unstable();
        let mut known: Vec<_> = GuidePart::KNOWN.iter().map(|it| (*it).to_owned()).collect();
        known.sort_unstable();
        assert_eq!(names, known);
    }
}
