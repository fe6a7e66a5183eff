//! Choosing a region: a sheet that steps down from the province to the village, and up again by its path.

use std::sync::Arc;

use contract::Region;
use leptos::prelude::*;
use rules::regions;

use super::{Icon, Sheet};
use crate::edge::page;
use crate::text;

/// Id of the sheet and beginning of the ids in it: one picker in a page.
const SHEET: &str = "regions";
/// Says where one is; takes the focus after each step.
const HERE: &str = "regions-here";

/// All regions, shared by the parts of the picker.
type All = Arc<Vec<Region>>;

/// A chip with the chosen region; it opens the sheet.
#[component]
pub fn RegionPicker(
    /// Every region of the hall.
    regions: All,
    /// Code of the chosen one; `None` for all of them.
    #[prop(into)]
    chosen: Signal<Option<String>>,
    /// Another one was chosen.
    on_choose: Callback<Option<String>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let all = regions.clone();
    let name = Memo::new(move |_| {
        let code = chosen.get();
        let region = code.and_then(|code| all.iter().find(|it| it.code == code).map(|it| it.name.clone()));
        region.unwrap_or_else(|| text::region_all().to_owned())
    });
    let choose = Callback::new(move |code| {
        page::close_modal(SHEET);
        on_choose.run(code);
    });
    let current = move || chosen.with(Option::is_some).then_some("true");
    view! {
        <button class="chip" type="button" aria-haspopup="dialog" aria-current=current
            aria-label=move || text::region_chip(&name.get()) on:click=move |_| open.set(true)>
            <Icon name="map-pin"/>{name}
        </button>
        <Sheet id=SHEET open title=Signal::stored(text::region_title().to_owned())>
            <Levels regions=regions.clone() chosen choose/>
        </Sheet>
    }
}

/// The path, the region one is in, and those under it.
#[component]
fn Levels(regions: All, chosen: Signal<Option<String>>, choose: Callback<Option<String>>) -> impl IntoView {
    let at = RwSignal::new(begin(&regions, chosen.get_untracked().as_deref()));
    let go = Callback::new(move |code: Option<String>| {
        at.set(code);
        // The button that was pressed is gone; what is new is read from its heading on.
        request_animation_frame(|| page::focus(HERE));
    });
    move || {
        let code = at.get();
        let path = code.as_deref().map(|it| regions::path(&regions, it)).unwrap_or_default();
        let here = path.last().map_or_else(|| text::region_all().to_owned(), |it| it.name.clone());
        let under: Vec<Region> = regions::under(&regions, code.as_deref()).into_iter().cloned().collect();
        let has_more = !under.is_empty();
        let above = path.split_last().map(|(_, above)| above.iter().copied().cloned().collect());
        let all = regions.clone();
        let row = move |region: Region| view! { <Row regions=all.clone() region chosen go choose/> };
        let lang = code.as_ref().and_then(|_| text::hall_lang());
        view! {
            {above.map(|path| view! { <Crumbs path go/> })}
            <div class="row">
                <h3 class="dialog__here" id=HERE tabindex="-1" lang=lang>{here.clone()}</h3>
                <button class="button button--primary" type="button" on:click=move |_| choose.run(code.clone())>
                    {text::region_take(&here)}
                </button>
            </div>
            {has_more.then(|| view! { <ul class="list">{under.into_iter().map(row).collect_view()}</ul> })}
        }
    }
}

/// Where the sheet opens: at the chosen region when there is something under it, else one above; without a choice
/// where the tree first parts, for a step with one way is no choice.
fn begin(all: &[Region], chosen: Option<&str>) -> Option<String> {
    let path = chosen.map(|it| regions::path(all, it)).unwrap_or_default();
    match path.as_slice() {
        [] => first_parting(all),
        [.., above, last] if regions::under(all, Some(&last.code)).is_empty() => Some(above.code.clone()),
        [.., last] => Some(last.code.clone()),
    }
}

fn first_parting(all: &[Region]) -> Option<String> {
    let mut at = None;
    // No path is longer than the list: a hall that repeats a code must not keep a phone busy.
    for _ in all {
        match regions::under(all, at.as_deref()).as_slice() {
            [only] if !regions::under(all, Some(&only.code)).is_empty() => at = Some(only.code.clone()),
            _ => break,
        }
    }
    at
}

/// The way here: each step leads back to it.
#[component]
fn Crumbs(path: Vec<Region>, go: Callback<Option<String>>) -> impl IntoView {
    let step = move |region: Region| {
        view! {
            <li><button class="crumbs__step" type="button" lang=text::hall_lang()
                on:click=move |_| go.run(Some(region.code.clone()))>{region.name}</button></li>
        }
    };
    view! {
        <nav aria-label=text::region_path()>
            <ol class="crumbs">
                <li><button class="crumbs__step" type="button" on:click=move |_| go.run(None)>{text::region_all()}</button></li>
                {path.into_iter().map(step).collect_view()}
            </ol>
        </nav>
    }
}

/// One region under the current: a step down, or at the end a choice.
#[component]
fn Row(
    regions: All,
    region: Region,
    chosen: Signal<Option<String>>,
    go: Callback<Option<String>>,
    choose: Callback<Option<String>>,
) -> impl IntoView {
    let deeper = !regions::under(&regions, Some(&region.code)).is_empty();
    let is_chosen = chosen.get_untracked().as_deref() == Some(region.code.as_str());
    let icon = match (deeper, is_chosen) {
        (true, _) => Some("chevron-right"),
        (false, true) => Some("check"),
        (false, false) => None,
    };
    let lang = text::hall_lang();
    let code = region.code;
    let press = move |_| if deeper { go.run(Some(code.clone())) } else { choose.run(Some(code.clone())) };
    view! {
        <li><button class="cell" type="button" aria-current=is_chosen.then_some("true") on:click=press>
            <span class="cell__body"><span class="cell__title" lang=lang>{region.name}</span></span>
            <span class="cell__end"><span lang=lang>{region.level.text}</span>{icon.map(|name| view! { <Icon name/> })}</span>
        </button></li>
    }
}

#[cfg(test)]
mod tests {
    use contract::{Coded, Level};

    use super::*;

    #[test]
    fn the_sheet_opens_where_something_can_be_chosen() {
        let region = |code: &str, parent: Option<&str>| Region {
            code: code.into(),
            name: code.into(),
            level: Coded::new(Level::County, ""),
            parent: parent.map(Into::into),
        };
        let all =
            ["p", "c", "t1", "t2", "v"].into_iter().zip([None, Some("p"), Some("c"), Some("c"), Some("t1")]);
        let all: Vec<Region> = all.map(|(code, parent)| region(code, parent)).collect();
        let table = [
            (None, Some("c")),
            (Some("?"), Some("c")),
            (Some("p"), Some("p")),
            (Some("t1"), Some("t1")),
            (Some("t2"), Some("c")),
            (Some("v"), Some("t1")),
        ];
        for (chosen, expected) in table {
            assert_eq!(begin(&all, chosen).as_deref(), expected, "{chosen:?}");
        }
    }
}
