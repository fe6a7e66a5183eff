//! Everything that will be filed, in words: read on the review page, and again by whoever signs.

use std::sync::Arc;

use contract::{Guide, Manifest};
use leptos::prelude::*;
use leptos_router::components::A;
use serde_json::Value;

use crate::route::Route;
use crate::store::acting::ActingStore;
use crate::store::drafts::Draft;
use crate::store::store;
use crate::text::{self, Said};

/// A draft as its manifest says it.
#[component]
pub(super) fn Content(
    /// The draft.
    draft: Draft,
    /// The guide it is pinned to.
    guide: Arc<Guide>,
    /// What will be filed.
    manifest: Manifest,
    /// Whether each group leads back to where it is changed.
    editable: bool,
) -> impl IntoView {
    view! {
        <div class="manifest">
            <Parties manifest=manifest.clone()/>
            <Answers draft=draft.clone() guide=guide.clone() manifest=manifest.clone() editable/>
            <Files draft guide manifest editable/>
        </div>
    }
}

/// For whom, who acts, and on what ground.
#[component]
fn Parties(manifest: Manifest) -> impl IntoView {
    let mandate = store::<ActingStore>().mandate_now().filter(|it| manifest.mandate.as_ref() == Some(&it.id));
    let ground = mandate.map(|it| {
        let role = text::coded(&it.role);
        view! {
            <div><dt>{text::mandate_basis()}</dt>
                <dd><span lang=role.lang>{role.text}</span>" · "<span lang=text::hall_lang()>{it.basis.clone()}</span></dd></div>
        }
    });
    view! {
        <section class="manifest__group">
            <h2 class="section-title">{text::who()}</h2>
            <dl class="facts">
                <div><dt>{text::principal()}</dt><dd lang=text::hall_lang()>{manifest.principal.name}</dd></div>
                <div><dt>{text::actor()}</dt><dd lang=text::hall_lang()>{manifest.actor.name}</dd></div>
                {ground}
            </dl>
        </section>
    }
}

#[component]
fn Answers(draft: Draft, guide: Arc<Guide>, manifest: Manifest, editable: bool) -> impl IntoView {
    let sections = guide.form.iter().flat_map(|it| form::visible(it, &draft.scenario, &draft.answers));
    let lang = text::lang_of(guide.lang.as_deref());
    let scenario = form::asked(&guide.questions, &manifest.scenario).into_iter().filter_map(|question| {
        let answer = manifest.scenario.get(&question.id)?;
        let option = question.options.iter().find(|it| it.id == *answer)?;
        Some((question.text.clone(), Said::theirs(option.text.clone(), lang)))
    });
    let row = |(term, value): (String, Said)| view! { <div><dt lang=lang>{term}</dt><dd lang=value.lang>{value.text}</dd></div> };
    let group = |section: form::VisibleSection<'_>| {
        let edit = Route::Form(draft.id.clone(), Some(section.section.id.clone())).href();
        let rows = section.fields.iter().map(|it| {
            let value = manifest.answers.get(&it.field.name).map(|value| shown(it.property, value, lang));
            let unit = it.field.unit.as_ref().map(|it| [" ", it].concat()).unwrap_or_default();
            let with_unit = |it: Said| Said { text: it.text + &unit, ..it };
            row((it.property.title.clone(), value.map_or_else(|| Said::ours(text::not_filled()), with_unit)))
        });
        let label = text::edit_section(&section.section.title);
        view! {
            <section class="manifest__group">
                <div class="manifest__head">
                    <h2 class="section-title" lang=lang>{section.section.title.clone()}</h2>
                    {editable.then(|| view! { <A href=edit attr:class="manifest__edit" attr:aria-label=label>{text::edit()}</A> })}
                </div>
                <dl class="facts">{rows.collect_view()}</dl>
            </section>
        }
    };
    let scenario: Vec<_> = scenario.map(row).collect();
    view! {
        {(!scenario.is_empty()).then(|| view! {
            <section class="manifest__group"><h2 class="section-title">{text::your_situation()}</h2><dl class="facts">{scenario}</dl></section>
        })}
        {sections.map(group).collect_view()}
    }
}

/// An answer for people. What was typed is taken to be in the language of the form.
fn shown(property: &contract::Property, value: &Value, lang: Option<&'static str>) -> Said {
    match value {
        Value::Bool(true) => Said::ours(text::yes()),
        Value::Bool(false) => Said::ours(text::no()),
        Value::String(text) => {
            let listed = property.one_of.iter().find(|it| it.value == *text);
            Said::theirs(listed.map_or(text, |it| &it.title).clone(), lang)
        }
        other => Said::theirs(other.to_string(), lang),
    }
}

#[component]
fn Files(draft: Draft, guide: Arc<Guide>, manifest: Manifest, editable: bool) -> impl IntoView {
    let lang = text::lang_of(guide.lang.as_deref());
    let needed = form::checklist(&guide, &manifest.scenario);
    let row = |material: &contract::Material| {
        let files: Vec<_> = manifest.attachments.iter().filter(|it| it.material_id == material.id).collect();
        let promised = manifest.commitments.iter().any(|it| it.material_id.as_ref() == Some(&material.id));
        let value = if files.is_empty() {
            let word = if promised { text::promised_later() } else { text::no_file() };
            let fetched = material.necessity.code == contract::Necessity::Fetched;
            if fetched { text::coded(&material.necessity) } else { Said::ours(word) }
        } else {
            let named = files.iter().map(|it| text::file_and_size(&it.name, &text::size(it.length)));
            Said::ours(named.collect::<Vec<_>>().join(text::mandate_list_comma()))
        };
        view! { <div><dt lang=lang>{material.name.clone()}</dt><dd lang=value.lang>{value.text}</dd></div> }
    };
    let rows: Vec<_> = needed.into_iter().map(row).collect();
    view! {
        <section class="manifest__group">
            <div class="manifest__head">
                <h2 class="section-title">{text::materials_title()}</h2>
                {editable.then(|| view! {
                    <A href=Route::Materials(draft.id).href() attr:class="manifest__edit" attr:aria-label=text::edit_section(text::materials_title())>{text::edit()}</A>
                })}
            </div>
            <dl class="facts">{rows}</dl>
        </section>
    }
}
