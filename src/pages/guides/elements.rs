//! The other elements of a guide. What a department has not published is said, not hidden.

use std::sync::Arc;

use contract::{Fee, FlowStep, Guide, Place};
use leptos::prelude::*;

use crate::components::Phone;
use crate::text::{self, Said};

/// Limits, conditions, flow, fees, place, basis, results, questions, remedies, version.
#[component]
pub fn Elements(guide: Arc<Guide>) -> impl IntoView {
    let limits = [(text::statutory_limit(), &guide.statutory), (text::promised_limit(), &guide.promised)];
    let lang = text::lang_of(guide.lang.as_deref());
    let limits = limits.map(|(term, limit)| {
        let note = limit.note.clone().map(|it| view! { <span class="facts__note" lang=lang>{it}</span> });
        view! { <div><dt>{term}</dt><dd>{text::limit(limit)}{note}</dd></div> }
    });
    let facts = [
        (text::handling(), text::coded(&guide.handling)),
        (text::department(), Said::theirs(guide.department.name.clone(), lang)),
        (text::level(), text::coded(&guide.level)),
        (text::matter_kind(), text::coded(&guide.kind)),
        (text::quota(), published(guide.quota.as_ref(), lang, text::no_quota())),
        (text::cross_region(), published(guide.cross_region.as_ref(), lang, text::not_published())),
    ];
    view! {
        <h2 class="section-title">{text::time_and_department()}</h2>
        <dl class="facts">
            {limits.collect_view()}
            {facts.map(|(term, value)| view! { <div><dt>{term}</dt><dd lang=value.lang>{value.text}</dd></div> }).collect_view()}
        </dl>
        <h2 class="section-title">{text::conditions()}</h2>
        {texts(&guide.conditions, lang)}
        <h2 class="section-title">{text::flow()}</h2>
        {flow(&guide.steps, lang)}
        {special(&guide, lang)}
        <h2 class="section-title">{text::fees()}</h2>
        {fees(&guide.fees, lang)}
        <h2 class="section-title">{text::where_and_when()}</h2>
        {places(&guide.places, lang)}
        <dl class="facts">
            <div><dt>{text::consult()}</dt><dd lang=lang>{guide.consult.clone()}</dd></div>
            <div><dt>{text::supervise()}</dt><dd lang=lang>{guide.supervise.clone()}</dd></div>
        </dl>
        <Folded guide/>
    }
}

/// What the department says of something, or what it means that it says nothing.
fn published(said: Option<&String>, lang: Option<&'static str>, nothing: &str) -> Said {
    said.map_or_else(|| Said::ours(nothing), |it| Said::theirs(it.clone(), lang))
}

#[component]
fn Folded(guide: Arc<Guide>) -> impl IntoView {
    let lang = text::lang_of(guide.lang.as_deref());
    let results = guide.results.iter().map(|it| {
        let validity = it.validity.as_ref().map(|it| [" · ", it].concat()).unwrap_or_default();
        [it.name.as_str(), "（", &it.kind, "）", &validity].concat()
    });
    let results: Vec<_> = results.collect();
    let faq =
        guide.faq.iter().map(|it| view! { <dt>{it.q.clone()}</dt><dd>{it.a.clone()}</dd> }).collect_view();
    let remedies = published(guide.remedies.as_ref(), lang, text::not_published());
    let version =
        text::version(&guide.version.to_string(), &text::full_date(guide.updated_on), &guide.department.name);
    view! {
        <details class="fold"><summary>{text::results()}</summary>{texts(&results, lang)}</details>
        <details class="fold"><summary>{text::legal_basis()}</summary>{texts(&guide.legal_basis, lang)}</details>
        {(!guide.intermediaries.is_empty()).then(|| view! {
            <details class="fold"><summary>{text::intermediaries()}</summary>{texts(&guide.intermediaries, lang)}</details>
        })}
        <details class="fold"><summary>{text::faq()}</summary><dl class="prose" lang=lang>{faq}</dl></details>
        <details class="fold"><summary>{text::remedies()}</summary>
            <p lang=remedies.lang>{remedies.text}</p>
        </details>
        <p class="page__lead">{version}</p>
    }
}

fn texts(lines: &[String], lang: Option<&'static str>) -> AnyView {
    if lines.is_empty() {
        return view! { <p>{text::not_published()}</p> }.into_any();
    }
    view! { <ul class="prose" lang=lang>{lines.iter().map(|it| view! { <li>{it.clone()}</li> }).collect_view()}</ul> }
        .into_any()
}

fn flow(steps: &[FlowStep], lang: Option<&'static str>) -> AnyView {
    let step = |it: &FlowStep| {
        // What takes minutes is no limit in days: the hall's own words say how long.
        let limit = it.limit.as_ref().map(|it| match &it.note {
            Some(note) if it.n == 0 => view! { " · "<span lang=lang>{note.clone()}</span> }.into_any(),
            _ => [" · ", &text::limit(it)].concat().into_any(),
        });
        view! {
            <li class="timeline__item timeline__item--todo">
                <span class="timeline__mark" aria-hidden="true"></span>
                <p class="timeline__what" lang=lang>{it.name.clone()}</p>
                <p class="timeline__time"><span lang=lang>{it.by.clone()}</span>{limit}</p>
                <p class="timeline__note" lang=lang>{it.text.clone()}</p>
            </li>
        }
    };
    view! { <ol class="timeline">{steps.iter().map(step).collect_view()}</ol> }.into_any()
}

fn special(guide: &Guide, lang: Option<&'static str>) -> Option<AnyView> {
    let lines: Vec<_> =
        guide.special_procedures.iter().map(|it| [&it.name, "：", &it.note].concat()).collect();
    (!lines.is_empty()).then(|| {
        view! { <h3 class="section-title">{text::special_procedures()}</h3>{texts(&lines, lang)} }.into_any()
    })
}

fn fees(fees: &[Fee], lang: Option<&'static str>) -> AnyView {
    if fees.is_empty() {
        return view! { <p>{text::free_of_charge()}</p> }.into_any();
    }
    let row = |it: &Fee| {
        view! { <div><dt>{it.name.clone()}</dt><dd>{it.standard.clone()}<br/>{it.basis.clone()}<br/>{it.relief.clone()}</dd></div> }
    };
    view! { <dl class="facts" lang=lang>{fees.iter().map(row).collect_view()}</dl> }.into_any()
}

fn places(places: &[Place], lang: Option<&'static str>) -> AnyView {
    if places.is_empty() {
        return view! { <p>{text::not_published()}</p> }.into_any();
    }
    let card = |it: &Place| {
        view! {
            <div class="card" lang=lang>
                <p class="cell__title">{it.name.clone()}</p>
                <p class="cell__meta">{it.address.clone()}</p>
                <p class="cell__meta">{it.hours.clone()}</p>
                <Phone number=it.phone.clone()/>
            </div>
        }
    };
    places.iter().map(card).collect_view().into_any()
}
