//! The flow of a matter: as a picture to take in at a glance, and in words with all that is said of it.
//!
//! The picture is drawn in percent and em, not in a box that is scaled: its letters are as large as the others on every
//! screen and in elder mode.

use contract::{FlowStep, Guide, SpecialProcedure};
use leptos::prelude::*;

use super::wrap::balanced;
use crate::text;

/// Steps a picture has; with more, only the words are clear.
const MOST_STEPS: usize = 12;
/// Room in a line of a box, in halves of a letter's height, and lines of it.
const LINE: usize = 16;
const LINES: usize = 2;
/// Height of a box and of what lies between two, in tenths of the letters' height.
const BOX: usize = 48;
const GAP: usize = 14;

/// The flow of a guide.
pub(super) fn flow(guide: &Guide, lang: Option<&'static str>) -> AnyView {
    let steps = &guide.steps;
    if steps.is_empty() {
        return view! { <h2 class="section-title">{text::flow()}</h2><p>{text::not_published()}</p> }
            .into_any();
    }
    let drawn = (2..=MOST_STEPS).contains(&steps.len());
    view! {
        <h2 class="section-title">{text::flow()}</h2>
        {drawn.then(|| picture(steps, &guide.special_procedures, lang))}
        <ol class="timeline">{steps.iter().map(|it| in_words(it, lang)).collect_view()}</ol>
    }
    .into_any()
}

fn in_words(step: &FlowStep, lang: Option<&'static str>) -> AnyView {
    // What takes minutes is no limit in days: the hall's own words say how long.
    let limit = step.limit.as_ref().map(|it| match &it.note {
        Some(note) if it.n == 0 => view! { " · "<span lang=lang>{note.clone()}</span> }.into_any(),
        _ => [" · ", &text::limit(it)].concat().into_any(),
    });
    view! {
        <li class="timeline__item timeline__item--todo">
            <span class="timeline__mark" aria-hidden="true"></span>
            <p class="timeline__what" lang=lang>{step.name.clone()}</p>
            <p class="timeline__time"><span lang=lang>{step.by.clone()}</span>{limit}</p>
            <p class="timeline__note" lang=lang>{step.text.clone()}</p>
        </li>
    }
    .into_any()
}

/// Boxes one below the other, joined by arrows; beside them, dashed, what may stop the clock.
fn picture(steps: &[FlowStep], special: &[SpecialProcedure], lang: Option<&'static str>) -> AnyView {
    let names: Vec<_> = steps.iter().map(|it| it.name.as_str()).collect();
    let label = text::flow_picture(&names.join(" → "));
    let paused =
        special.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(text::mandate_list_comma());
    let rows = steps.len() + usize::from(!paused.is_empty());
    let height = em(rows * BOX + (rows - 1) * GAP + 2);
    let boxes = steps.iter().enumerate().map(|(at, step)| boxed(at, step, at + 1 < steps.len()));
    let aside = (!paused.is_empty()).then(|| pause(steps.len(), &paused));
    view! {
        <svg class="flow" width="100%" height=height role="img" aria-label=label lang=lang>
            {boxes.collect_view()}{aside}
        </svg>
    }
    .into_any()
}

fn boxed(at: usize, step: &FlowStep, arrow: bool) -> AnyView {
    let top = at * (BOX + GAP) + 1;
    let middle = top + BOX / 2;
    let limit = step.limit.as_ref().filter(|it| it.n > 0).map(text::limit);
    let arrow = arrow.then(|| {
        let (from, to) = (em(top + BOX), em(top + BOX + GAP - 1));
        let (left, right, barb) = (em(15), em(25), em(top + BOX + GAP - 6));
        view! {
            <line class="flow__line" x1=em(20) y1=from x2=em(20) y2=to.clone()></line>
            <line class="flow__line" x1=left y1=barb.clone() x2=em(20) y2=to.clone()></line>
            <line class="flow__line" x1=right y1=barb x2=em(20) y2=to></line>
        }
    });
    view! {
        <rect class="flow__box" x="1" y=em(top) width="100%" height=em(BOX) rx="8"></rect>
        <circle class="flow__mark" cx=em(20) cy=em(middle) r=em(11)></circle>
        <text class="flow__number" x=em(20) y=em(middle) dy="0.35em" text-anchor="middle">{(at + 1).to_string()}</text>
        {words(&step.name, limit, em(40), middle)}
        {arrow}
    }
    .into_any()
}

/// What may stop the clock: at the end, dashed, joined to nothing.
fn pause(rows: usize, names: &str) -> AnyView {
    let top = rows * (BOX + GAP) + 1;
    let middle = top + BOX / 2;
    view! {
        <rect class="flow__box flow__box--pause" x="1" y=em(top) width="100%" height=em(BOX) rx="8"></rect>
        <text class="flow__limit" x=em(10) y=em(middle) dy="0.35em">{text::clock_may_stop()}</text>
        {words(names, None, em(70), middle)}
    }
    .into_any()
}

/// A name in one or two lines around a height, and below it how long that takes: beside it there is no room for large
/// letters.
fn words(name: &str, limit: Option<String>, x: String, middle: usize) -> AnyView {
    let lines = balanced(name, LINE, LINES).into_iter().map(|it| ("flow__name", it));
    let lines: Vec<_> = lines.chain(limit.map(|it| ("flow__limit", it))).collect();
    let first = middle + 4 - lines.len().saturating_sub(1) * 6;
    let line = |(at, (class, text)): (usize, (&'static str, String))| {
        view! { <text class=class x=x.clone() y=em(first + at * 12)>{text}</text> }
    };
    lines.into_iter().enumerate().map(line).collect_view().into_any()
}

/// Tenths of the letters' height as a length.
fn em(tenths: usize) -> String {
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), "em"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_written_without_a_float() {
        assert_eq!(
            (em(0), em(7), em(36), em(104)),
            ("0.0em".into(), "0.7em".into(), "3.6em".into(), "10.4em".into())
        );
    }
}
