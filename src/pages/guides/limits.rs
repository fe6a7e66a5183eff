//! Both limits with what they mean, and what may stop the clock.

use contract::{Guide, SpecialProcedure, TimeLimit, TimeUnit};
use leptos::prelude::*;

use crate::text;

/// The law's limit, the promise, and the procedures that are not counted.
pub(super) fn limits(guide: &Guide, lang: Option<&'static str>) -> AnyView {
    let rows = [
        (text::promised_limit(), &guide.promised, text::limit_promised_means()),
        (text::statutory_limit(), &guide.statutory, text::limit_statutory_means()),
    ];
    let rows = rows.map(|(term, limit, means)| {
        let note = limit.note.clone().map(|it| view! { <span class="facts__note" lang=lang>{it}</span> });
        view! {
            <div><dt>{term}</dt><dd><strong>{text::limit(limit)}</strong>{note}<span class="facts__note">{means}</span></dd></div>
        }
    });
    let working = [&guide.promised, &guide.statutory].into_iter().any(is_in_working_days);
    view! {
        <h2 class="section-title">{text::time_limits()}</h2>
        <dl class="facts">{rows.collect_view()}</dl>
        {working.then(|| view! { <p class="field__hint">{text::working_day_means()}</p> })}
        {special(&guide.special_procedures, lang)}
    }
    .into_any()
}

fn is_in_working_days(limit: &TimeLimit) -> bool {
    limit.n > 0 && limit.unit == TimeUnit::WorkingDay
}

fn special(all: &[SpecialProcedure], lang: Option<&'static str>) -> Option<AnyView> {
    let row = |it: &SpecialProcedure| {
        let most = it.limit.as_ref().map(|it| text::at_most(&text::limit(it)));
        view! {
            <div><dt lang=lang>{it.name.clone()}</dt>
                <dd><span lang=lang>{it.note.clone()}</span>{most.map(|it| view! { <span class="facts__note">{it}</span> })}</dd></div>
        }
    };
    (!all.is_empty()).then(|| {
        view! {
            <h3 class="section-title">{text::special_procedures()}</h3>
            <p class="field__hint">{text::clock_stops_means()}</p>
            <dl class="facts">{all.iter().map(row).collect_view()}</dl>
        }
        .into_any()
    })
}
