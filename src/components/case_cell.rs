//! A case in a list.

use contract::{Acting, CaseSummary, PartyKind};
use leptos::prelude::*;
use leptos_router::components::A;

use super::Chevron;
use crate::route::Route;
use crate::text;

/// Who filed for another, in words; nothing when one filed for oneself.
#[must_use]
pub fn who_filed(acting: &Acting) -> Option<String> {
    let actor = &acting.actor;
    (actor.id != acting.principal.id).then(|| match acting.principal.kind {
        PartyKind::Organisation => text::handled_by(&actor.name),
        PartyKind::Person | PartyKind::Other(_) => text::filed_by(&actor.name),
    })
}

/// Title, where it stands, and what is left.
#[component]
pub fn CaseCell(
    /// The case.
    case: CaseSummary,
    /// The year that needs no saying.
    this_year: i32,
) -> impl IntoView {
    let due = case.action_due.map(|it| text::please_by(&text::date(it, this_year)));
    let running = case.clock.as_ref().filter(|it| !it.stopped && !text::is_over(&case.state.code));
    let left = running.map(|it| match it.left {
        0 => text::due_today().to_owned(),
        1.. => text::days_left(&it.left.to_string()),
        _ => text::clock_overdue(&it.left.unsigned_abs().to_string()),
    });
    let meta =
        due.or(left).unwrap_or_else(|| text::received_on(&text::moment_in(case.received_at, this_year)));
    let class = if case.action_due.is_some() { "cell cell--attention" } else { "cell" };
    let tag = ["tag tag--", text::tone(&case.state.code)].concat();
    let title = text::title(&case.title, &case.titles, text::hall_lang());
    let state = text::coded(&case.state);
    view! {
        <A href=Route::Case(case.id).href() attr:class=class>
            <span class="cell__body">
                <span class="cell__title" lang=title.lang>{title.text}</span>
                <span class="cell__meta">{meta}</span>
                {who_filed(&case.acting).map(|it| view! { <span class="cell__meta">{it}</span> })}
            </span>
            <span class="cell__end"><span class=tag lang=state.lang>{state.text}</span><Chevron/></span>
        </A>
    }
}
