//! The other elements of a guide. What a department has not published is said, not hidden.

use std::sync::Arc;

use contract::{Fee, FlowStep, Guide, Place};
use leptos::prelude::*;

use crate::text;

/// Limits, conditions, flow, fees, place, basis, results, questions, remedies, version.
#[component]
pub fn Elements(guide: Arc<Guide>) -> impl IntoView {
    let limits = [(text::statutory_limit(), &guide.statutory), (text::promised_limit(), &guide.promised)];
    let limits = limits.map(|(term, limit)| {
        let note = limit.note.clone().map(|it| view! { <span class="facts__note">{it}</span> });
        view! { <div><dt>{term}</dt><dd>{text::limit(limit)}{note}</dd></div> }
    });
    let facts = [
        (text::handling(), guide.handling.text.clone()),
        (text::department(), guide.department.name.clone()),
        (text::level(), guide.level.text.clone()),
        (text::matter_kind(), guide.kind.text.clone()),
        (text::quota(), guide.quota.clone().unwrap_or_else(|| text::no_quota().into())),
        (text::cross_region(), guide.cross_region.clone().unwrap_or_else(|| text::not_published().into())),
    ];
    view! {
        <h2 class="section-title">{text::time_and_department()}</h2>
        <dl class="facts">
            {limits.collect_view()}
            {facts.map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> }).collect_view()}
        </dl>
        <h2 class="section-title">{text::conditions()}</h2>
        {texts(&guide.conditions)}
        <h2 class="section-title">{text::flow()}</h2>
        {flow(&guide.steps)}
        {special(&guide)}
        <h2 class="section-title">{text::fees()}</h2>
        {fees(&guide.fees)}
        <h2 class="section-title">{text::where_and_when()}</h2>
        {places(&guide.places)}
        <dl class="facts">
            <div><dt>{text::consult()}</dt><dd>{guide.consult.clone()}</dd></div>
            <div><dt>{text::supervise()}</dt><dd>{guide.supervise.clone()}</dd></div>
        </dl>
        <Folded guide/>
    }
}

#[component]
fn Folded(guide: Arc<Guide>) -> impl IntoView {
    let results = guide.results.iter().map(|it| {
        let validity = it.validity.as_ref().map(|it| [" · ", it].concat()).unwrap_or_default();
        [it.name.as_str(), "（", &it.kind, "）", &validity].concat()
    });
    let results: Vec<_> = results.collect();
    let faq =
        guide.faq.iter().map(|it| view! { <dt>{it.q.clone()}</dt><dd>{it.a.clone()}</dd> }).collect_view();
    let version =
        text::version(&guide.version.to_string(), &text::full_date(guide.updated_on), &guide.department.name);
    view! {
        <details class="fold"><summary>{text::results()}</summary>{texts(&results)}</details>
        <details class="fold"><summary>{text::legal_basis()}</summary>{texts(&guide.legal_basis)}</details>
        {(!guide.intermediaries.is_empty()).then(|| view! {
            <details class="fold"><summary>{text::intermediaries()}</summary>{texts(&guide.intermediaries)}</details>
        })}
        <details class="fold"><summary>{text::faq()}</summary><dl class="prose">{faq}</dl></details>
        <details class="fold"><summary>{text::remedies()}</summary>
            <p>{guide.remedies.clone().unwrap_or_else(|| text::not_published().into())}</p>
        </details>
        <p class="page__lead">{version}</p>
    }
}

fn texts(lines: &[String]) -> AnyView {
    if lines.is_empty() {
        return view! { <p>{text::not_published()}</p> }.into_any();
    }
    view! { <ul class="prose">{lines.iter().map(|it| view! { <li>{it.clone()}</li> }).collect_view()}</ul> }
        .into_any()
}

fn flow(steps: &[FlowStep]) -> AnyView {
    let step = |it: &FlowStep| {
        let limit = it.limit.as_ref().map(|it| [" · ", &text::limit(it)].concat()).unwrap_or_default();
        view! {
            <li class="timeline__item timeline__item--todo">
                <span class="timeline__mark" aria-hidden="true"></span>
                <p class="timeline__what">{it.name.clone()}</p>
                <p class="timeline__time">{it.by.clone()}{limit}</p>
                <p class="timeline__note">{it.text.clone()}</p>
            </li>
        }
    };
    view! { <ol class="timeline">{steps.iter().map(step).collect_view()}</ol> }.into_any()
}

fn special(guide: &Guide) -> Option<AnyView> {
    let lines: Vec<_> =
        guide.special_procedures.iter().map(|it| [&it.name, "：", &it.note].concat()).collect();
    (!lines.is_empty()).then(|| {
        view! { <h3 class="section-title">{text::special_procedures()}</h3>{texts(&lines)} }.into_any()
    })
}

fn fees(fees: &[Fee]) -> AnyView {
    if fees.is_empty() {
        return view! { <p>{text::free_of_charge()}</p> }.into_any();
    }
    let row = |it: &Fee| {
        view! { <div><dt>{it.name.clone()}</dt><dd>{it.standard.clone()}<br/>{it.basis.clone()}<br/>{it.relief.clone()}</dd></div> }
    };
    view! { <dl class="facts">{fees.iter().map(row).collect_view()}</dl> }.into_any()
}

fn places(places: &[Place]) -> AnyView {
    if places.is_empty() {
        return view! { <p>{text::not_published()}</p> }.into_any();
    }
    let card = |it: &Place| {
        view! {
            <div class="card">
                <p class="cell__title">{it.name.clone()}</p>
                <p class="cell__meta">{it.address.clone()}</p>
                <p class="cell__meta">{it.hours.clone()}</p>
                <p class="cell__meta"><a href=["tel:", &it.phone].concat()>{it.phone.clone()}</a></p>
            </div>
        }
    };
    places.iter().map(card).collect_view().into_any()
}
