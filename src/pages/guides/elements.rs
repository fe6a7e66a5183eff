//! The other elements of a guide, in the order people need them. What a department has not published is said, not hidden.

use std::sync::Arc;

use contract::{Fee, Guide, ResultDocument};
use leptos::prelude::*;

use super::flow::flow;
use super::limits::limits;
use super::places::places;
use crate::text::{self, Said};

/// Limits, place, conditions, flow, fees, results, facts, basis, questions, remedies.
#[component]
pub(super) fn Elements(guide: Arc<Guide>) -> impl IntoView {
    let lang = text::lang_of(guide.lang.as_deref());
    view! {
        <div class="stack guide__more">{limits(&guide, lang)}</div>
        <div class="stack">{places(&guide, lang)}</div>
        <div class="stack guide__more">
            <h2 class="section-title">{text::conditions()}</h2>
            {texts(&guide.conditions, lang)}
            {flow(&guide, lang)}
            <h2 class="section-title">{text::fees()}</h2>
            {fees(&guide.fees, lang)}
            <h2 class="section-title">{text::results()}</h2>
            {results(&guide, lang)}
            {facts(&guide, lang)}
            <Folded guide=guide.clone()/>
        </div>
    }
}

/// What the department says of something, or what it means that it says nothing.
fn published(said: Option<&String>, lang: Option<&'static str>, nothing: &str) -> Said {
    said.filter(|it| !it.is_empty()).map_or_else(|| Said::ours(nothing), |it| Said::theirs(it.clone(), lang))
}

fn facts(guide: &Guide, lang: Option<&'static str>) -> AnyView {
    let names = |all: Vec<String>| Said::ours(all.join(text::mandate_list_comma()));
    let region = guide.region.as_ref().map(|it| it.name.clone());
    let rows = [
        (text::department(), published(Some(&guide.department.name), lang, text::not_published())),
        (text::offered_in(), published(region.as_ref(), text::hall_lang(), text::not_published())),
        (text::audiences(), names(guide.audiences.iter().map(text::audience).collect())),
        (text::handling(), text::coded(&guide.handling)),
        (text::channels(), names(guide.channels.iter().map(text::channel).collect())),
        (text::village_can(), Said::ours(if guide.village { text::yes() } else { text::no() })),
        (text::cross_region(), published(guide.cross_region.as_ref(), lang, text::not_published())),
        (text::quota(), published(guide.quota.as_ref(), lang, text::no_quota())),
        (text::matter_kind(), text::coded(&guide.kind)),
        (text::level(), text::coded(&guide.level)),
    ];
    let codes = [(text::catalog_code(), &guide.catalog_code), (text::task_code(), &guide.task_code)];
    let codes = codes.into_iter().filter_map(|(term, code)| Some((term, Said::ours(code.clone()?))));
    let rows = rows.into_iter().chain(codes).filter(|it| !it.1.text.is_empty());
    let rows =
        rows.map(|(term, said)| view! { <div><dt>{term}</dt><dd lang=said.lang>{said.text}</dd></div> });
    view! { <h2 class="section-title">{text::matter_facts()}</h2><dl class="facts">{rows.collect_view()}</dl> }
        .into_any()
}

fn results(guide: &Guide, lang: Option<&'static str>) -> AnyView {
    let ways = guide.deliveries.iter().map(text::delivery_kind).collect::<Vec<_>>().join(text::semicolon());
    let row = |it: &ResultDocument| {
        let valid = it
            .validity
            .as_ref()
            .map(|it| view! { <span class="facts__note" lang=lang>{text::result_valid(it)}</span> });
        view! { <div><dt lang=lang>{it.kind.clone()}</dt><dd lang=lang>{it.name.clone()}{valid}</dd></div> }
    };
    let rows = guide.results.iter().map(row).collect_view();
    view! {
        {guide.results.is_empty().then(|| view! { <p>{text::not_published()}</p> })}
        <dl class="facts">
            {rows}
            {(!ways.is_empty()).then(|| view! { <div><dt>{text::result_delivery()}</dt><dd>{ways}</dd></div> })}
        </dl>
    }
    .into_any()
}

#[component]
fn Folded(guide: Arc<Guide>) -> impl IntoView {
    let lang = text::lang_of(guide.lang.as_deref());
    let faq =
        guide.faq.iter().map(|it| view! { <dt>{it.q.clone()}</dt><dd>{it.a.clone()}</dd> }).collect_view();
    let no_faq = guide.faq.is_empty().then(|| view! { <p>{text::not_published()}</p> });
    let remedies = published(guide.remedies.as_ref(), lang, text::not_published());
    let supervise = published(Some(&guide.supervise), lang, text::not_published());
    let others = if guide.intermediaries.is_empty() {
        view! { <p>{text::none_needed()}</p> }.into_any()
    } else {
        texts(&guide.intermediaries, lang)
    };
    view! {
        <details class="fold"><summary>{text::legal_basis()}</summary>{texts(&guide.legal_basis, lang)}</details>
        <details class="fold"><summary>{text::intermediaries()}</summary>{others}</details>
        <details class="fold"><summary>{text::faq()}</summary>{no_faq}<dl class="prose" lang=lang>{faq}</dl></details>
        <details class="fold"><summary>{text::remedies()}</summary><p lang=remedies.lang>{remedies.text}</p></details>
        <details class="fold"><summary>{text::supervise()}</summary><p lang=supervise.lang>{supervise.text}</p></details>
    }
}

fn texts(lines: &[String], lang: Option<&'static str>) -> AnyView {
    if lines.is_empty() {
        return view! { <p>{text::not_published()}</p> }.into_any();
    }
    view! { <ul class="prose" lang=lang>{lines.iter().map(|it| view! { <li>{it.clone()}</li> }).collect_view()}</ul> }
        .into_any()
}

fn fees(fees: &[Fee], lang: Option<&'static str>) -> AnyView {
    if fees.is_empty() {
        return view! { <p>{text::free_of_charge()}</p> }.into_any();
    }
    let note = move |term: &'static str, said: &str| {
        let said = said.to_owned();
        (!said.is_empty()).then(
            || view! { <span class="facts__note"><span>{term}</span>" "<span lang=lang>{said}</span></span> },
        )
    };
    let row = |it: &Fee| {
        let relief = it.relief.as_deref().unwrap_or_default();
        view! {
            <div><dt lang=lang>{it.name.clone()}</dt>
                <dd><span lang=lang>{it.standard.clone()}</span>{note(text::fee_relief(), relief)}{note(text::basis(), &it.basis)}</dd></div>
        }
    };
    view! { <dl class="facts">{fees.iter().map(row).collect_view()}</dl> }.into_any()
}
