//! The list of guides: one entry for each matter, with the levels it is offered at.

use contract::{Coded, GuideSummary};
use guide_index::{Hit, Why};
use leptos::prelude::*;

use crate::components::Chevron;
use crate::route::Route;
use crate::store::catalogue::{is_plain, plain};
use crate::text::{self, Named, Said};

/// Most other places of one matter that are named: a province has a hundred counties.
pub const MOST_OTHERS: usize = 6;

/// One matter. Its first guide is the entry; the others stand under it as links by level.
#[component]
pub fn Family(guides: Vec<Hit>) -> impl IntoView {
    let mut guides = guides.into_iter();
    let first = guides.next();
    let others: Vec<GuideSummary> = guides.map(|it| it.guide).collect();
    let tagged = !others.is_empty();
    let unnamed = others.len().saturating_sub(MOST_OTHERS);
    view! {
        <li class="family">
            {first.map(|hit| view! { <GuideCell hit tagged/> })}
            {tagged.then(|| view! {
                <ul class="family__levels" aria-label=text::other_levels()>
                    {others.into_iter().take(MOST_OTHERS).map(|guide| view! { <li><OtherLevel guide/></li> }).collect_view()}
                    {(unnamed > 0).then(|| view! { <li class="family__more">{text::more_places(&unnamed.to_string())}</li> })}
                </ul>
            })}
        </li>
    }
}

/// The same matter elsewhere: by its level and its region, or by who handles it there.
#[component]
fn OtherLevel(guide: GuideSummary) -> impl IntoView {
    let place = guide.region.map_or(guide.department, |it| it.name);
    let lang = text::hall_lang();
    let level = guide.level.map(|it| named(&it));
    let title = text::title(&guide.title, &guide.titles, lang);
    let level = level.map(|it| view! { <span lang=it.lang>{it.text}</span>" " });
    view! {
        <a class="chip" href=Route::Guide(guide.matter, Default::default(), None).href()>
            {level}<span lang=lang>{plain(&place)}</span>
            // Behind the words that are seen, for who speaks to the phone (WCAG 2.5.3).
            <span class="visually-hidden" lang=title.lang>" "{plain(&title.text)}</span>
        </a>
    }
}

#[component]
fn GuideCell(hit: Hit, tagged: bool) -> impl IntoView {
    let Hit { guide, why, text: found_in, ranges } = hit;
    let lang = text::hall_lang();
    let title = text::title(&guide.title, &guide.titles, lang);
    // What is not visible in the title says why it is here. Another language's title is another name.
    let in_title = found_in == title.text;
    let words = if in_title { marked(&found_in, &ranges) } else { plain(&title.text).into_any() };
    let reason = reason(why, in_title).filter(|_| !ranges.is_empty()).map(|label| {
        let found = (!in_title).then(|| view! { <span lang=lang>{marked(&found_in, &ranges)}</span> });
        view! { <span class="cell__meta">{label}{found}</span> }
    });
    let depth = named(&guide.depth);
    let level = guide.level.filter(|_| tagged).map(|it| named(&it));
    let level = level.map(|it| view! { <span class="tag" lang=it.lang>{it.text}</span> });
    view! {
        <a class="cell" href=Route::Guide(guide.matter, Default::default(), None).href()>
            <span class="cell__body">
                <span class="cell__title" lang=title.lang>{words}</span>
                {reason}
                <span class="cell__meta dots"><span lang=lang>{plain(&guide.department)}</span>" "<span lang=depth.lang>{depth.text}</span>
                    " "<span>{plain(&text::promised_words(&guide.promised))}</span></span>
            </span>
            <span class="cell__end">{level}<Chevron/></span>
        </a>
    }
}

/// A name of the contract in the hall's words, out of a file of the hall.
pub fn named<T: Named>(it: &Coded<T>) -> Said {
    let said = text::coded(it);
    Said { text: plain(&said.text), ..said }
}

/// Why a guide is in the list, before the words it was found in; nothing when that is plain to see.
fn reason(why: Why, in_title: bool) -> Option<&'static str> {
    let (alone, before_text) = match why {
        Why::Title | Why::Alias => (None, text::also_called()),
        Why::Everyday => (Some(text::why_everyday()), text::also_called()),
        Why::Pinyin => (Some(text::why_pinyin()), text::why_pinyin_of()),
        Why::Initials => (Some(text::why_initials()), text::why_initials_of()),
        Why::Typo => (Some(text::why_typo()), text::why_typo_of()),
        Why::Sound => (Some(text::why_sound()), text::why_sound_of()),
        Why::Part => (Some(text::why_part()), text::why_part_of()),
        Why::Department => (None, text::why_department()),
        Why::Topic => (None, text::why_topic()),
        Why::Code => (None, text::why_code()),
    };
    if in_title { alone } else { Some(before_text) }
}

/// A text with its matching ranges (in characters) marked.
fn marked(text: &str, ranges: &[(usize, usize)]) -> AnyView {
    let characters: Vec<char> = text.chars().collect();
    let piece = |from: usize, to: usize| {
        let piece = characters.get(from..to).unwrap_or_default();
        piece.iter().filter(|it| is_plain(**it)).collect::<String>()
    };
    let mut parts = Vec::new();
    let mut at = 0;
    for (from, to) in ranges {
        parts.push(piece(at, *from).into_any());
        parts.push(view! { <mark>{piece(*from, *to)}</mark> }.into_any());
        at = *to;
    }
    parts.push(piece(at, characters.len()).into_any());
    parts.collect_view().into_any()
}

/// A guide as a line of a short list: its name and who handles it.
pub fn short_cell(guide: GuideSummary) -> AnyView {
    let text = guide.title.clone();
    view! { <GuideCell hit=Hit { guide, why: Why::Title, text, ranges: Vec::new() } tagged=false/> }
        .into_any()
}
