//! The list of guides: one entry for each matter, with the levels it is offered at.

use contract::GuideSummary;
use guide_index::{Hit, Why};
use leptos::prelude::*;
use leptos_router::components::A;

use super::families::Found;
use crate::components::Icon;
use crate::route::Route;
use crate::text;

/// One matter. Its first guide is the entry; the others stand under it as links by level.
#[component]
pub fn Family(guides: Vec<Found>) -> impl IntoView {
    let mut guides = guides.into_iter();
    let first = guides.next();
    let others: Vec<GuideSummary> = guides.map(|it| it.guide).collect();
    let tagged = !others.is_empty();
    view! {
        <li class="family">
            {first.map(|Found { guide, hit }| view! { <GuideCell guide hit tagged/> })}
            {tagged.then(|| view! {
                <ul class="family__levels" aria-label=text::other_levels()>
                    {others.into_iter().map(|guide| view! { <li><OtherLevel guide/></li> }).collect_view()}
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
    let level = guide.level.map(|it| text::coded(&it));
    let title = text::title(&guide.title, &guide.titles, lang);
    let level = level.map(|it| view! { <span lang=it.lang>{it.text}</span>" " });
    view! {
        <A href=Route::Guide(guide.matter, Default::default(), None).href() attr:class="chip">
            {level}<span lang=lang>{place}</span>
            // Behind the words that are seen, for who speaks to the phone (WCAG 2.5.3).
            <span class="visually-hidden" lang=title.lang>" "{title.text}</span>
        </A>
    }
}

#[component]
fn GuideCell(guide: GuideSummary, hit: Option<Hit>, tagged: bool) -> impl IntoView {
    let lang = text::hall_lang();
    let title = text::title(&guide.title, &guide.titles, lang);
    // A hit that is not visible in the title says why it is here. Another language's title is another name.
    let named = hit.filter(|it| matches!(it.why, Why::Title | Why::Alias));
    let (in_title, elsewhere) = match named {
        Some(hit) if hit.text == title.text => (Some(hit), None),
        other => (None, other),
    };
    let words = match in_title {
        Some(hit) => marked(&hit.text, &hit.ranges),
        None => title.text.into_any(),
    };
    let reason = elsewhere.map(|it| view! {
        <span class="cell__meta">{text::also_called()}<span lang=lang>{marked(&it.text, &it.ranges)}</span></span>
    });
    let depth = text::coded(&guide.depth);
    let level = guide.level.filter(|_| tagged).map(|it| text::coded(&it));
    let level = level.map(|it| view! { <span class="tag" lang=it.lang>{it.text}</span> });
    view! {
        <A href=Route::Guide(guide.matter, Default::default(), None).href() attr:class="cell">
            <span class="cell__body">
                <span class="cell__title" lang=title.lang>{words}</span>
                {reason}
                <span class="cell__meta dots"><span lang=lang>{guide.department}</span>" "<span lang=depth.lang>{depth.text}</span>
                    " "<span>{text::promised_words(&guide.promised)}</span></span>
            </span>
            <span class="cell__end">{level}<Icon name="chevron-right"/></span>
        </A>
    }
}

/// A text with its matching ranges (in characters) marked.
fn marked(text: &str, ranges: &[(usize, usize)]) -> AnyView {
    let characters: Vec<char> = text.chars().collect();
    let piece =
        |from: usize, to: usize| characters.get(from..to).unwrap_or_default().iter().collect::<String>();
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
