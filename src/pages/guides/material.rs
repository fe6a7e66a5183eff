//! One line of the checklist: a material to tick off, and everything that is known of it.

use client::guides::document;
use contract::{DocumentKind, GuideDocument, Material, MatterId, Necessity, ScenarioAnswers};
use form::Heap;
use leptos::prelude::*;

use crate::components::Icon;
use crate::store::ticks::Ticks;
use crate::text::{self, Said};

/// What every line of a list shares.
#[derive(Clone)]
pub(super) struct Lines {
    pub(super) matter: MatterId,
    pub(super) lang: Option<&'static str>,
    pub(super) answers: Memo<ScenarioAnswers>,
    pub(super) ticks: Ticks,
}

/// A material; `for_parts` names the matters of a bundle that need it.
#[component]
pub(super) fn MaterialLine(material: Material, lines: Lines, for_parts: Vec<String>) -> impl IntoView {
    let Lines { matter, lang, answers, ticks } = lines;
    let id = StoredValue::new(material.id.clone());
    let fetched = Heap::of(&material) == Heap::Fetched;
    let ready = Memo::new(move |_| !fetched && id.with_value(|id| answers.with(|it| ticks.has(it, id))));
    let class = move || match (fetched, ready.get()) {
        (true, _) => "checklist__item checklist__item--done",
        (false, true) => "checklist__item checklist__item--tick checklist__item--ready",
        (false, false) => "checklist__item checklist__item--tick",
    };
    let tick = move |event| {
        let on = event_target_checked(&event);
        id.with_value(|id| answers.with_untracked(|it| ticks.set(it, id, on)));
    };
    let name = material.name.clone();
    let head = if fetched {
        view! { <span class="checklist__name" lang=lang>{name}</span> }.into_any()
    } else {
        view! {
            <label class="checklist__tick">
                <input type="checkbox" prop:checked=ready on:change=tick/>
                <span class="checklist__name" lang=lang>{name}</span>
            </label>
        }
        .into_any()
    };
    let needed = (!for_parts.is_empty()).then(|| {
        let names = text::needed_for(&for_parts.join(text::mandate_list_comma()));
        view! { <p class="checklist__meta" lang=lang>{names}</p> }
    });
    view! {
        <li class=class data-material=material.id.to_string()>
            {head}
            {tag(&material)}
            {meta(&material, lang)}
            {needed}
            {files(&material.documents, &matter, lang)}
            {asked(&material, lang)}
        </li>
    }
}

/// By when it may follow; the hall's own word for a necessity nobody here knows. The heap says the rest.
fn tag(material: &Material) -> Option<AnyView> {
    let (class, said) = match (&material.necessity.code, material.later_days) {
        (Necessity::MayFollow, Some(days)) => {
            ("tag tag--amber", Said::ours(text::follows_within(&days.to_string())))
        }
        (Necessity::Other(_), _) => ("tag", text::coded(&material.necessity)),
        _ => return None,
    };
    Some(view! { <span class=class lang=said.lang>{said.text}</span> }.into_any())
}

/// Original or copy, how many for the window, the size, and who gives it out.
fn meta(material: &Material, lang: Option<&'static str>) -> AnyView {
    let copies = (material.paper_copies > 0)
        .then(|| Said::ours(text::paper_copies(&material.paper_copies.to_string())));
    let size = material.size.clone().map(|it| Said::theirs(it, lang));
    let source = match &material.issuer {
        Some(issuer) => Said::theirs(issuer.clone(), lang),
        None => text::coded(&material.source),
    };
    let parts = [Some(Said::theirs(material.original.clone(), lang)), copies, size, Some(source)];
    let parts = parts.into_iter().flatten().filter(|it| !it.text.is_empty());
    let parts = parts.map(|it| view! { <span lang=it.lang>{it.text}</span> });
    view! { <p class="checklist__meta badges">{parts.collect_view()}</p> }.into_any()
}

/// Blank and sample forms, to be fetched as files.
fn files(documents: &[GuideDocument], matter: &MatterId, lang: Option<&'static str>) -> Option<AnyView> {
    let file = |it: &GuideDocument| {
        let kind = match &it.kind {
            DocumentKind::Blank => text::document_blank().to_owned(),
            DocumentKind::Sample => text::document_sample().to_owned(),
            DocumentKind::Other(name) => text::short(name),
        };
        let href = document(matter, &it.id);
        view! {
            <a class="checklist__file" href=href rel="external" download=it.name.clone() type=it.media_type.clone()>
                <Icon name="download"/><span>{kind}" · "<span lang=lang>{text::short(&it.name)}</span>" · "{text::size(it.length)}</span>
            </a>
        }
    };
    (!documents.is_empty()).then(|| documents.iter().map(file).collect_view().into_any())
}

/// How to prepare it, what is accepted, and on what basis it is asked for.
fn asked(material: &Material, lang: Option<&'static str>) -> Option<AnyView> {
    let row = |class: Option<&'static str>, term: &'static str, said: &Option<String>| {
        let said = said.clone().filter(|it| !it.is_empty())?;
        Some(view! { <div class=class><dt>{term}</dt><dd lang=lang>{said}</dd></div> })
    };
    let rows: Vec<_> = [
        row(Some("facts__reading"), text::material_notes(), &material.notes),
        row(None, text::material_standard(), &material.standard),
        row(Some("facts__reading"), text::basis(), &material.basis),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="fold fold--plain"><summary>{text::what_counts()}</summary><dl class="facts">{rows}</dl></details>
        }
        .into_any()
    })
}
