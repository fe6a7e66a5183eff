//! A case in a list.

use contract::CaseSummary;
use leptos::prelude::*;
use leptos_router::components::A;

use super::Icon;
use crate::route::Route;
use crate::text;

/// Title, where it stands, and what is left.
#[component]
pub fn CaseCell(
    /// The case.
    case: CaseSummary,
    /// The year that needs no saying.
    this_year: i32,
) -> impl IntoView {
    let due = case.action_due.map(|it| text::please_by(&text::date(it, this_year)));
    let left = case.clock.as_ref().filter(|it| !it.stopped).map(|it| match it.left {
        0.. => text::days_left(&it.left.to_string()),
        _ => text::clock_overdue(&it.left.unsigned_abs().to_string()),
    });
    let meta = due.or(left).unwrap_or_else(|| text::received_on(&text::moment(case.received_at)));
    let class = if case.action_due.is_some() { "cell cell--attention" } else { "cell" };
    let tag = ["tag tag--", text::tone(&case.state.code)].concat();
    view! {
        <A href=Route::Case(case.id).href() attr:class=class>
            <span class="cell__body">
                <span class="cell__title">{case.title}</span>
                <span class="cell__meta">{meta}</span>
            </span>
            <span class="cell__end"><span class=tag>{case.state.text}</span><Icon name="chevron-right"/></span>
        </A>
    }
}
