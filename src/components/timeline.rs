//! What happened, top to bottom, as sentences.

use contract::{CaseEvent, EventKind};
use leptos::prelude::*;

use super::Icon;
use crate::text;

/// A shape before a colour: done, or standing still. What is going on now has its dot from the style sheet.
fn mark(kind: &EventKind, last: bool) -> Option<&'static str> {
    match kind {
        EventKind::Suspended | EventKind::CorrectionAsked => Some("pause"),
        _ if last => None,
        _ => Some("check"),
    }
}

fn class(kind: &EventKind, last: bool) -> &'static str {
    match kind {
        EventKind::Suspended | EventKind::CorrectionAsked => "timeline__item timeline__item--stopped",
        _ if last => "timeline__item timeline__item--now",
        _ => "timeline__item timeline__item--done",
    }
}

/// The events of a case, oldest first.
#[component]
pub fn Timeline(
    /// The events.
    events: Vec<CaseEvent>,
    /// The year that needs no saying.
    this_year: i32,
) -> impl IntoView {
    let count = events.len();
    let lang = text::hall_lang();
    let item = move |(at, event): (usize, CaseEvent)| {
        let what = text::coded(&event.kind);
        view! {
            <li class=class(&event.kind.code, at + 1 == count)>
                <span class="timeline__mark" aria-hidden="true">
                    {mark(&event.kind.code, at + 1 == count).map(|name| view! { <Icon name/> })}
                </span>
                <p class="timeline__what" lang=what.lang>{what.text}</p>
                <p class="timeline__time">{text::moment_in(event.at, this_year)}</p>
                <p class="timeline__who" lang=lang>{event.by}</p>
                {event.note.map(|it| view! { <p class="timeline__note" lang=lang>{it}</p> })}
            </li>
        }
    };
    view! { <ol class="timeline">{events.into_iter().enumerate().map(item).collect_view()}</ol> }
}
