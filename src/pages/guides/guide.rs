//! `/guides/:matter?s=` — what a matter needs for *this* situation, and the way in.

use std::sync::Arc;

use client::CallError;
use contract::{Guide, MatterId, ProjectCode};
use leptos::prelude::*;

use super::begin::{Begin, Mandated};
use super::elements::Elements;
use super::scenario::Situation;
use crate::components::{CallProblem, Notice, PageHead, Skeleton, Tone, own_path, own_query};
use crate::edge::fetch;
use crate::route::{Route, read_answers, subject};
use crate::store::hall::HallStore;
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
                Ok(matter) => fetch::send(client::guides::by_matter(&matter)).await,
                Err(_) => Err(CallError::NotFound),
            }
        }
    });
    view! {
        <Transition fallback=|| view! { <Skeleton/> }>
            {move || Suspend::new(async move {
                match guide.await {
                    Ok(guide) => view! { <GuideSheet guide=Arc::new(guide)/> }.into_any(),
                    Err(error) => view! {
                        <div class="page stack">
                            <PageHead title=text::guide_title() back=(Route::Guides(String::new()).href(), text::back_to_guides().into())/>
                            <CallProblem error retry=Callback::new(move |()| guide.refetch())/>
                        </div>
                    }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn GuideSheet(guide: Arc<Guide>) -> impl IntoView {
    let query = own_query();
    let answers = {
        let guide = guide.clone();
        Memo::new(move |_| {
            let read = query.with(|it| it.get("s").map(|it| read_answers(&it)).unwrap_or_default());
            form::prune(&guide.questions, &read)
        })
    };
    let project = Memo::new(move |_| query.with(|it| it.get("project")?.parse::<ProjectCode>().ok()));
    // Said once: a demo's bar says it on every page.
    let demo = store::<HallStore>().now().is_some_and(|it| it.demo.is_some());
    let sample = guide.sample_notice.clone().filter(|_| !demo);
    let badges = [
        text::coded(&guide.depth),
        Said::ours(text::visits(&guide.visits.to_string())),
        Said::ours(text::promised_words(&guide.promised)),
        Said::ours(if guide.fees.is_empty() { text::free_of_charge() } else { text::has_fees() }),
    ];
    let lang = text::lang_of(guide.lang.as_deref());
    let title = text::title(&guide.title, &guide.titles, lang);
    // What cannot be filled in can still be read.
    let fillable = form::unfillable(&guide).is_none();
    let beyond = (!fillable).then(|| text::beyond_title(&title.text));
    let filing = guide.clone();
    view! {
        <article class="page page--aside stack">
            <PageHead title=title.text lang=title.lang back=(Route::Guides(String::new()).href(), text::back_to_guides().into())/>
            <ul class="badges">{badges.map(|it| view! { <li lang=it.lang>{it.text}</li> }).collect_view()}</ul>
            {sample.map(|it| view! { <p class="page__lead" lang=lang>{it}</p> })}
            {beyond.map(|title| view! { <Notice tone=Tone::Warn title><p>{text::beyond_next()}</p></Notice> })}
            {fillable.then(|| view! {
                <Mandated guide=guide.clone()/>
                <Situation guide=guide.clone() answers project/>
            })}
            <Elements guide=guide.clone()/>
            {fillable.then(|| view! { <div class="page__aside stack"><Begin guide=filing answers project/></div> })}
        </article>
    }
}
