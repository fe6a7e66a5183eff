//! The promised time: used, paused, left — one bar, and the same in words.

use contract::Clock;
use leptos::prelude::*;

use crate::text;

/// The clock of a case.
#[component]
pub fn ClockBar(
    /// As the hall counts it.
    clock: Clock,
    /// The year that needs no saying.
    this_year: i32,
    /// Whether the case has come to its end.
    #[prop(optional)]
    over: bool,
) -> impl IntoView {
    let left = clock.left.max(0).unsigned_abs();
    let (used, paused, left_words) = (clock.used.to_string(), clock.paused.to_string(), left.to_string());
    let words = if over {
        text::clock_ended(&used, &clock.total.to_string())
    } else if clock.left < 0 {
        text::clock_overdue(&clock.left.unsigned_abs().to_string())
    } else {
        text::clock_words(&used, &paused, &left_words)
    };
    let class = if clock.left < 0 { "clock clock--late" } else { "clock" };
    let due = text::date(clock.due_on, this_year);
    let due = if clock.estimate { text::clock_due_estimate(&due) } else { text::clock_due(&due) };
    view! {
        <div class=class>
            <div class="clock__bar" aria-hidden="true">
                <span class="clock__used" style:--n=used></span>
                <span class="clock__paused" style:--n=paused></span>
                <span class="clock__left" style:--n=left_words></span>
            </div>
            <p class="clock__words">{words}</p>
            {(!over).then(|| view! { <p class="clock__words">{due}{clock.stopped.then(text::clock_stopped)}</p> })}
        </div>
    }
}
