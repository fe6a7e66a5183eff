//! Where and at which level: what narrows the list of guides. Both are kept in the address.

use std::sync::Arc;

use contract::{Coded, GuideSummary, Level, Region};
use leptos::prelude::*;
use rules::regions;

use crate::components::RegionPicker;
use crate::route::Wanted;
use crate::text;

/// The region's chip and the level's list. A hall without regions has no use for either.
#[component]
pub fn Filter(
    regions: Arc<Vec<Region>>,
    levels: Vec<Coded<Level>>,
    wanted: Memo<Wanted>,
    change: Callback<Wanted>,
) -> impl IntoView {
    let at = Signal::derive(move || wanted.with(|it| it.at.clone()));
    let choose = Callback::new(move |at| change.run(Wanted { at, ..wanted.get_untracked() }));
    let several = levels.len() > 1;
    view! {
        <div class="filters">
            <RegionPicker regions chosen=at on_choose=choose/>
            {several.then(|| view! { <LevelList levels wanted change/> })}
        </div>
    }
}

#[component]
fn LevelList(levels: Vec<Coded<Level>>, wanted: Memo<Wanted>, change: Callback<Wanted>) -> impl IntoView {
    let chosen = move || wanted.with(|it| it.level.clone().unwrap_or_default());
    let pick = move |event| {
        let level = Some(event_target_value(&event)).filter(|it| !it.is_empty());
        change.run(Wanted { level, ..wanted.get_untracked() });
    };
    let current = move || wanted.with(|it| it.level.is_some()).then_some("true");
    let option = move |level: Coded<Level>| {
        let code = level.code.to_string();
        let this = code.clone();
        let words = text::coded(&level);
        view! { <option value=code lang=words.lang prop:selected=move || chosen() == this>{words.text}</option> }
    };
    view! {
        <select class="filter" aria-label=text::level_label() aria-current=current prop:value=chosen on:change=pick>
            <option value="">{text::level_all()}</option>
            {levels.into_iter().map(option).collect_view()}
        </select>
    }
}

/// Whether a guide is wanted: offered in the chosen region or around it, at the chosen level.
#[must_use]
pub fn fits(guide: &GuideSummary, path: &[&Region], wanted: &Wanted) -> bool {
    // A region nobody knows narrows nothing: an old address still shows the guides.
    let near = path.is_empty() || regions::serves(guide.region.as_ref(), path);
    let level = wanted.level.as_deref();
    near && level.is_none_or(|level| guide.level.as_ref().is_some_and(|it| it.code.as_str() == level))
}

/// The levels that occur, from the highest down, in the hall's words.
#[must_use]
pub fn levels(guides: &[GuideSummary]) -> Vec<Coded<Level>> {
    let mut found: Vec<Coded<Level>> = Vec::new();
    for level in guides.iter().filter_map(|it| it.level.clone()) {
        if !found.iter().any(|it| it.code == level.code) {
            found.push(level);
        }
    }
    found.sort_by_key(|it| rank(&it.code));
    found
}

/// Its place from the nation down; what nobody here knows comes last.
fn rank(level: &Level) -> usize {
    Level::KNOWN.iter().position(|it| *it == level.as_str()).unwrap_or(Level::KNOWN.len())
}
