//! `/filing/:filing/form?section=` — one section at a time.

use std::collections::BTreeSet;
use std::sync::Arc;

use contract::{Guide, Section};
use form::FieldIssue;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use serde_json::Value;

use super::open::{CorrectionAsked, SavedLine, WithDraft};
use super::pen::Needs;
use super::steps;
use crate::components::{FieldView, PageHead, Steps, own_query};
use crate::edge::page;
use crate::route::Route;
use crate::store::drafts::{Draft, OpenDraft};
use crate::store::kept::Kept;
use crate::store::manifest::clean;
use crate::store::store;
use crate::text;

/// The form of a draft.
#[component]
pub fn FormPage() -> impl IntoView {
    view! { <WithDraft title=text::form_title() needs=Needs::Pen page=|open| view! { <Form open/> }.into_any()/> }
}

#[component]
fn Form(open: OpenDraft) -> impl IntoView {
    let guide = open.guide();
    let query = own_query();
    let asked = move || query.with(|it| it.get("section"));
    let sections = {
        let guide = guide.clone();
        Memo::new(move |_| open.with(|it| visible_sections(&guide, it)))
    };
    let at = Memo::new(move |_| {
        let asked = asked();
        sections.with(|all| all.iter().position(|it| Some(&it.id) == asked.as_ref()).unwrap_or(0))
    });
    // Rebuilt only when the section changes, not with every key.
    let section = Memo::new(move |_| sections.with(|all| all.get(at.get()).map(|it| it.id.clone())));
    move || {
        let guide = guide.clone();
        let id = section.get();
        let whole =
            guide.form.iter().flat_map(|it| &it.sections).find(|it| Some(&it.id) == id.as_ref()).cloned();
        let Some(section) = whole else { return view! { <NothingToFill open/> }.into_any() };
        let total = sections.with_untracked(Vec::len);
        view! { <SectionView open guide section at=at.get_untracked() total/> }.into_any()
    }
}

/// The form has no field for this situation: said, with the way on.
#[component]
fn NothingToFill(open: OpenDraft) -> impl IntoView {
    let (guide, draft) = (open.guide(), open.now());
    let back = back_of(&guide, &draft, 0);
    view! {
        <div class="page stack">
            <PageHead title=text::form_title() back/>
            <Steps names=steps(&guide) at=0/>
            <p class="page__lead">{text::nothing_to_fill()}</p>
            <div class="action-bar">
                <A href=Route::Materials(draft.id).href() attr:class="button button--primary button--wide">{text::next()}</A>
            </div>
        </div>
    }
}

fn visible_sections(guide: &Guide, draft: &Draft) -> Vec<Section> {
    let form = guide.form.iter();
    let visible = form.flat_map(|it| form::visible(it, &draft.scenario, &draft.answers));
    visible.map(|it| it.section.clone()).collect()
}

/// Everything wrong in one section.
fn issues(guide: &Guide, draft: &Draft, section: &str) -> Vec<FieldIssue> {
    let Some(form) = &guide.form else { return Vec::new() };
    let all = form::problems(form, &draft.scenario, &draft.answers, rules::verdict);
    all.into_iter().filter(|it| it.section == section).collect()
}

#[component]
fn SectionView(
    open: OpenDraft,
    guide: Arc<Guide>,
    section: Section,
    at: usize,
    total: usize,
) -> impl IntoView {
    let left = RwSignal::new(BTreeSet::<String>::new());
    let pressed_next = store::<Kept>().flag("pressed-next");
    let wrong = {
        let (guide, section) = (guide.clone(), section.id.clone());
        Memo::new(move |_| open.with(|it| issues(&guide, it, &section)))
    };
    let names = {
        let (guide, id) = (guide.clone(), section.id.clone());
        Memo::new(move |_| {
            open.with(|draft| {
                let visible =
                    guide.form.iter().flat_map(|it| form::visible(it, &draft.scenario, &draft.answers));
                let fields = visible.filter(|it| it.section.id == id).flat_map(|it| it.fields);
                fields.map(|it| it.field.name.clone()).collect::<Vec<_>>()
            })
        })
    };
    let draft = open.now();
    let (back, back_label) = back_of(&guide, &draft, at);
    let next = next_of(&guide, &draft, at);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if wrong.with_untracked(Vec::is_empty) {
            navigate(&next.href(), NavigateOptions::default());
        } else {
            pressed_next.set(true);
            // Hidden until the next frame: what is hidden takes no focus.
            request_animation_frame(|| page::focus("error-summary"));
        }
    };
    let field = {
        let guide = guide.clone();
        move |name: String| one_field(open, &guide, name, wrong, left, pressed_next)
    };
    let heading = section.title.clone();
    let lang = text::lang_of(guide.lang.as_deref());
    let matter = text::title(&guide.title, &guide.titles, lang).text;
    view! {
        <form class="page stack" novalidate on:submit=submit>
            <PageHead title=heading lang back=(back, back_label)/>
            <Steps names=steps(&guide) at=0/>
            <p class="page__lead">{text::section_of(&matter, &(at + 1).to_string(), &total.to_string())}</p>
            {section.hint.map(|it| view! { <p class="field__hint" lang=lang>{it}</p> })}
            <CorrectionAsked open/>
            <Summary guide=guide.clone() wrong shown=pressed_next/>
            <For each=move || names.get() key=Clone::clone let:name>{field(name)}</For>
            <div class="action-bar">
                <SavedLine open/>
                <button class="button button--primary button--wide" type="submit">{text::next()}</button>
            </div>
        </form>
    }
}

fn back_of(guide: &Guide, draft: &Draft, at: usize) -> (String, String) {
    let sections = visible_sections(guide, draft);
    match at.checked_sub(1).and_then(|it| sections.get(it)) {
        Some(before) => (Route::Form(draft.id.clone(), Some(before.id.clone())).href(), before.title.clone()),
        None => (
            Route::Guide(draft.matter.clone(), draft.scenario.clone(), draft.project.clone()).href(),
            text::back_to_guide().to_owned(),
        ),
    }
}

/// The next section; the list is read when the button is pressed, because an answer may have added one.
fn next_of(guide: &Guide, draft: &Draft, at: usize) -> Route {
    match visible_sections(guide, draft).get(at + 1) {
        Some(after) => Route::Form(draft.id.clone(), Some(after.id.clone())),
        None => Route::Materials(draft.id.clone()),
    }
}

fn one_field(
    open: OpenDraft,
    guide: &Guide,
    name: String,
    wrong: Memo<Vec<FieldIssue>>,
    left: RwSignal<BTreeSet<String>>,
    pressed_next: RwSignal<bool>,
) -> Option<AnyView> {
    let form = guide.form.as_ref()?;
    let property = form.schema.properties.get(&name)?.clone();
    let mut field = form.sections.iter().flat_map(|it| &it.fields).find(|it| it.name == name)?.clone();
    if open.now().mandate.is_some() {
        // The browser would offer what it knows of the agent.
        field.prefill = None;
    }
    let label = property.title.clone();
    let lang = text::lang_of(guide.lang.as_deref());
    let format = property.format.clone();
    let key = StoredValue::new(name);
    let value = Signal::derive(move || key.with_value(|name| open.with(|it| it.answers.get(name).cloned())));
    let error = Signal::derive(move || {
        key.with_value(|name| {
            let may_say = pressed_next.get() || left.with(|it| it.contains(name));
            let issue = wrong.with(|all| all.iter().find(|it| it.field == *name).map(|it| it.rule.clone()));
            issue.filter(|_| may_say).map(|it| text::rule(&it, &label))
        })
    });
    let on_value = Callback::new(move |value: Option<Value>| {
        open.edit(|draft| {
            match value {
                Some(value) => draft.answers.insert(key.get_value(), value),
                None => draft.answers.remove(&key.get_value()),
            };
        });
    });
    let on_left = Callback::new(move |()| {
        let name = key.get_value();
        // The one spelling that is sent is also the one that is shown.
        if let Some(Value::String(typed)) = open.now().answers.get(&name) {
            let cleaned = clean(typed, format.as_ref());
            if cleaned != *typed {
                open.edit(|draft| {
                    draft.answers.insert(name.clone(), Value::String(cleaned));
                });
            }
        }
        left.update(|it| {
            it.insert(name);
        });
    });
    Some(view! { <FieldView field lang property value error on_value on_left/> }.into_any())
}

/// What is wrong, as links to the fields.
#[component]
fn Summary(guide: Arc<Guide>, wrong: Memo<Vec<FieldIssue>>, shown: RwSignal<bool>) -> impl IntoView {
    let line = move |issue: FieldIssue| {
        let label = guide
            .form
            .as_ref()
            .and_then(|it| it.schema.properties.get(&issue.field))
            .map(|it| it.title.clone());
        let id = ["f-", &issue.field].concat();
        let href = ["#", &id].concat();
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            page::focus(&id);
        };
        view! { <li><a href=href on:click=go>{text::rule(&issue.rule, &label.unwrap_or_default())}</a></li> }
    };
    view! {
        <div class="error-summary" id="error-summary" tabindex="-1" role="alert"
            hidden=move || !shown.get() || wrong.with(Vec::is_empty)>
            <h2>{move || text::to_fix(&wrong.with(Vec::len).to_string())}</h2>
            <ul>{move || if shown.get() { wrong.get().into_iter().map(line.clone()).collect_view() } else { Vec::new() }}</ul>
        </div>
    }
}
