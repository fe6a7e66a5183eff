//! `/guides/:matter?s=` — what a matter needs for *this* situation, and the way in.

use std::sync::Arc;

use client::CallError;
use contract::{Guide, MatterId, ProjectCode, ScenarioAnswers};
use leptos::prelude::*;
use leptos_router::components::A;

use super::begin::{Begin, Mandated, lacks};
use super::checklist::unsorted;
use super::elements::Elements;
use super::report::Report;
use super::scenario::Situation;
use super::share::{Share, address};
use super::stamp::{Stamp, is_withdrawn};
use super::tools::Tools;
use crate::components::{CallProblem, Empty, Notice, PageHead, Qr, Skeleton, Tone, own_path, own_query};
use crate::route::{Route, read_answers, subject};
use crate::store::guides::{KeptGuide, kept_guide};
use crate::store::hall::HallStore;
use crate::store::shelf::Shelf;
use crate::store::store;
use crate::text::{self, Said};

/// Loads the guide the address names; shows it, or why it cannot be shown.
#[component]
pub fn GuidePage() -> impl IntoView {
    let path = own_path();
    let matter = Memo::new(move |_| path.with(|it| subject(it).unwrap_or_default().to_owned()));
    let guide = LocalResource::new(move || {
        let matter = matter.get().parse::<MatterId>();
        async move {
            match matter {
                Ok(matter) => kept_guide(&matter).await,
                Err(_) => Err(CallError::NotFound),
            }
        }
    });
    let shelf = store::<Shelf>();
    shelf.follow();
    let retry = Callback::new(move |()| guide.refetch());
    view! {
        <Transition fallback=|| view! { <Skeleton/> }>
            {move || Suspend::new(async move {
                match guide.await {
                    Ok(kept) => {
                        shelf.seen(&kept.guide);
                        view! { <GuideSheet kept retry/> }.into_any()
                    }
                    Err(error) => view! { <NoGuide error retry/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Why there is no guide to show, and the way on.
#[component]
fn NoGuide(error: CallError, retry: Callback<()>) -> impl IntoView {
    let search = Route::Guides(String::new()).href();
    let back = (search.clone(), text::back_to_guides().to_owned());
    let body = if error == CallError::NotFound {
        view! {
            <Empty title=text::guide_missing_title() text=text::guide_missing_text()>
                <A href=search attr:class="button button--primary">{text::back_to_guides()}</A>
            </Empty>
        }
        .into_any()
    } else {
        view! { <CallProblem error retry/> }.into_any()
    };
    view! { <div class="page stack"><PageHead title=text::guide_title() back/>{body}</div> }
}

/// Depth, visits, promise and fees, each in a word.
pub(super) fn facts_of(guide: &Guide) -> [Said; 4] {
    [
        text::coded(&guide.depth),
        Said::ours(text::visits(&guide.visits.to_string())),
        Said::ours(text::promised_words(&guide.promised)),
        Said::ours(if guide.fees.is_empty() { text::free_of_charge() } else { text::has_fees() }),
    ]
}

/// Version, date and department.
pub(super) fn version_of(guide: &Guide) -> String {
    text::version(&guide.version.to_string(), &text::full_date(guide.updated_on), &guide.department.name)
}

/// The situation and the project that the address says.
fn said_by_address(guide: Arc<Guide>) -> (Memo<ScenarioAnswers>, Memo<Option<ProjectCode>>) {
    let query = own_query();
    let answers = Memo::new(move |_| {
        let read = query.with(|it| it.get("s").map(|it| read_answers(&it)).unwrap_or_default());
        form::prune(&guide.questions, &read)
    });
    let project = Memo::new(move |_| query.with(|it| it.get("project")?.parse::<ProjectCode>().ok()));
    (answers, project)
}

#[component]
fn GuideSheet(kept: KeptGuide, retry: Callback<()>) -> impl IntoView {
    let guide = kept.guide.clone();
    let (answers, project) = said_by_address(guide.clone());
    let share = RwSignal::new(false);
    // Said once: a demo's bar says it on every page.
    let demo = untrack(|| store::<HallStore>().notice().is_some());
    let sample = guide.sample_notice.clone().filter(|_| !demo);
    let facts = facts_of(&guide).map(|it| view! { <li lang=it.lang>{it.text}</li> });
    let lang = text::lang_of(guide.lang.as_deref());
    let title = text::title(&guide.title, &guide.titles, lang);
    // What cannot be filled in can still be read; what is withdrawn cannot be filed.
    let fillable = form::unfillable(&guide).is_none();
    let withdrawn = is_withdrawn(&kept);
    let beyond = (!fillable).then(|| text::beyond_title(&title.text));
    let (filing, tools) = (guide.clone(), guide.clone());
    let lacks = lacks(guide.clone(), answers);
    let back = (Route::Guides(String::new()).href(), text::back_to_guides().to_owned());
    view! {
        <article class="page page--aside stack">
            <PageHead title=title.text lang=title.lang back><Tools guide=tools share/></PageHead>
            <ul class="badges">{facts.collect_view()}</ul>
            {sample.map(|it| view! { <p class="page__lead" lang=lang>{it}</p> })}
            <Stamp kept retry/>
            {beyond.map(|title| view! { <Notice tone=Tone::Warn title><p>{text::beyond_next()}</p></Notice> })}
            {fillable.then(|| view! {
                <Mandated guide=guide.clone() lacks/>
                <Situation guide=guide.clone() answers project share/>
            })}
            {(!fillable).then(|| unsorted(&guide))}
            <Elements guide=guide.clone()/>
            <Report guide=guide.clone()/>
            <Foot guide=guide.clone() answers/>
            <Share guide=guide.clone() answers open=share/>
            {(fillable && !withdrawn).then(|| view! { <div class="page__aside stack"><Begin guide=filing answers lacks project/></div> })}
        </article>
    }
}

/// Which version this is; on paper with the code that leads to it.
#[component]
fn Foot(guide: Arc<Guide>, answers: Memo<ScenarioAnswers>) -> impl IntoView {
    let version = version_of(&guide);
    let code = move || {
        let value = answers.with(|it| address(&guide, it));
        view! { <Qr value label=text::share_qr()/> }
    };
    view! {
        <div class="guide__foot">
            <p class="page__lead">{version}</p>
            <div class="guide__code" aria-hidden="true">{code}</div>
        </div>
    }
}
