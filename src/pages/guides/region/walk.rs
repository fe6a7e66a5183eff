//! Level by level: where one is, what lies in it, and the way back up. A level is asked for when it is opened.

use client::CallError;
use contract::Region;
use leptos::prelude::*;

use super::focus_soon;
use crate::components::{CallProblem, Chevron, Icon, Skeleton};
use crate::store::regions;
use crate::text;

/// Says where one is; takes the focus after each step.
const HERE: &str = "regions-here";
/// Most steps that are gone unasked.
const UNASKED: usize = 8;

/// From the highest region down to where one is; nothing at the top.
type Way = Vec<Region>;

/// Where the sheet opens: at the chosen region when something lies in it, else one above; without a choice where the tree
/// first parts, for a step with one way is no choice.
async fn begin(chosen: Option<String>) -> Result<Way, CallError> {
    let mut way = match chosen {
        Some(code) => regions::path(&code).await.unwrap_or_default(),
        None => Way::new(),
    };
    if let Some(last) = way.last() {
        if !last.more {
            way.pop();
        }
        return Ok(way);
    }
    for _ in 0..UNASKED {
        let level = regions::under(code(&way).as_deref()).await?;
        let [only] = level.as_slice() else { break };
        if !only.more {
            break;
        }
        way.push(only.clone());
    }
    Ok(way)
}

fn code(way: &Way) -> Option<String> {
    way.last().map(|it| it.code.clone())
}

/// The way down; `way` is where one went, nothing before the first step.
#[component]
pub(super) fn Walk(
    value: Memo<Option<String>>,
    way: RwSignal<Option<Way>>,
    choose: Callback<Way>,
) -> impl IntoView {
    let start = LocalResource::new(move || begin(value.get_untracked()));
    let at = Memo::new(move |_| way.get().or_else(|| start.get()?.ok()));
    let go = Callback::new(move |to: Way| {
        way.set(Some(to));
        // The button that was pressed is gone; what is new is read from its heading on.
        focus_soon(HERE);
    });
    move || match at.get() {
        Some(way) => view! { <Level way value go choose/> }.into_any(),
        None => match start.get() {
            Some(Err(error)) => {
                view! { <CallProblem error retry=Callback::new(move |()| start.refetch())/> }.into_any()
            }
            _ => view! { <Skeleton/> }.into_any(),
        },
    }
}

/// The path, the region one is in, and those in it.
#[component]
fn Level(way: Way, value: Memo<Option<String>>, go: Callback<Way>, choose: Callback<Way>) -> impl IntoView {
    let here = way.last().map_or_else(|| text::region_all().to_owned(), |it| it.name.clone());
    let lang = way.last().and_then(|_| text::hall_lang());
    let above = way.split_last().map(|(_, above)| above.to_vec());
    let asked = code(&way);
    let level = LocalResource::new(move || {
        let asked = asked.clone();
        async move { regions::under(asked.as_deref()).await }
    });
    let taken = way.clone();
    let list = move |found: Vec<Region>| {
        let way = way.clone();
        let row = move |region: Region| {
            let mut way = way.clone();
            way.push(region);
            view! { <Row way value go choose/> }
        };
        (!found.is_empty())
            .then(|| view! { <ul class="list">{found.into_iter().map(row).collect_view()}</ul> })
    };
    let shown = move |level_now: Result<Vec<Region>, CallError>| match level_now {
        Ok(found) => list.clone()(found).into_any(),
        Err(error) => {
            view! { <CallProblem error retry=Callback::new(move |()| level.refetch())/> }.into_any()
        }
    };
    view! {
        {above.map(|way| view! { <Crumbs way go/> })}
        <div class="row">
            <h3 class="dialog__here" id=HERE tabindex="-1" lang=lang>{here.clone()}</h3>
            <button class="button button--primary" type="button" on:click=move |_| choose.run(taken.clone())>
                {text::region_take(&here)}
            </button>
        </div>
        <Transition fallback=|| view! { <Skeleton/> }>
            {let shown = shown.clone(); move || level.get().map(shown.clone())}
        </Transition>
    }
}

/// The way here: each step leads back to it.
#[component]
fn Crumbs(way: Way, go: Callback<Way>) -> impl IntoView {
    let step = |at: usize| {
        let to: Way = way.iter().take(at + 1).cloned().collect();
        let name = to.last().map(|it| it.name.clone());
        view! {
            <li><button class="crumbs__step" type="button" lang=text::hall_lang()
                on:click=move |_| go.run(to.clone())>{name}</button></li>
        }
    };
    view! {
        <nav aria-label=text::region_path()>
            <ol class="crumbs">
                <li><button class="crumbs__step" type="button" on:click=move |_| go.run(Way::new())>{text::region_all()}</button></li>
                {(0..way.len()).map(step).collect_view()}
            </ol>
        </nav>
    }
}

/// One region under the current: a step down, or at the end a choice.
#[component]
fn Row(way: Way, value: Memo<Option<String>>, go: Callback<Way>, choose: Callback<Way>) -> impl IntoView {
    let region = way.last().cloned()?;
    let is_chosen = value.get_untracked().as_ref() == Some(&region.code);
    let end = match (region.more, is_chosen) {
        (true, _) => Some(view! { <Chevron/> }.into_any()),
        (false, true) => Some(view! { <Icon name="check"/> }.into_any()),
        (false, false) => None,
    };
    let lang = text::hall_lang();
    let press = move |_| if region.more { go.run(way.clone()) } else { choose.run(way.clone()) };
    Some(view! {
        <li><button class="cell" type="button" aria-current=is_chosen.then_some("true") on:click=press>
            <span class="cell__body"><span class="cell__title" lang=lang>{region.name}</span></span>
            <span class="cell__end"><span lang=lang>{region.level.text}</span>{end}</span>
        </button></li>
    })
}
