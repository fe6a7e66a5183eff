//! `/filing/:filing/materials` — a photo or file for each material.

use contract::{Class, Material, Necessity};
use form::Heap;
use leptos::prelude::*;
use leptos_router::components::A;

use super::open::{CorrectionAsked, SavedLine, WithDraft};
use super::pen::Needs;
use super::steps;
use crate::components::{PageHead, Steps, Upload, UploadedFile};
use crate::edge::file::{BrowserFile, PickError};
use crate::edge::task;
use crate::route::Route;
use crate::store::drafts::OpenDraft;
use crate::store::hall::HallStore;
use crate::store::papers::{self, Refusal};
use crate::store::store;
use crate::text;

/// The materials of a draft.
#[component]
pub fn MaterialsPage() -> impl IntoView {
    view! { <WithDraft title=text::materials_title() needs=Needs::Pen page=|open| view! { <Materials open/> }.into_any()/> }
}

#[component]
fn Materials(open: OpenDraft) -> impl IntoView {
    let guide = open.guide();
    let draft = open.now();
    let lang = text::lang_of(guide.lang.as_deref());
    let wanted: Vec<Material> = form::slots(&guide, &draft.scenario).into_iter().cloned().collect();
    let fetched =
        form::checklist(&guide, &draft.scenario).into_iter().filter(|it| Heap::of(it) == Heap::Fetched);
    let fetched: Vec<Material> = fetched.cloned().collect();
    let required: Vec<_> =
        wanted.iter().filter(|it| it.necessity.code == Necessity::Required).cloned().collect();
    let missing = move || {
        open.with(|draft| required.iter().filter(|it| draft.files_of(&it.id).next().is_none()).count())
    };
    let uploads = untrack(|| store::<HallStore>().offers(&Class::Uploads));
    let words = move || match missing() {
        0 => text::materials_complete().to_owned(),
        n => text::materials_missing(&n.to_string()),
    };
    view! {
        <div class="page stack">
            <PageHead title=text::materials_title() back=(Route::Form(draft.id.clone(), None).href(), text::step_form().to_owned())/>
            <Steps names=steps(&guide) at=1/>
            <p class="page__lead" role="status">{words}</p>
            <CorrectionAsked open/>
            {if uploads {
                wanted.into_iter().map(|material| view! { <Slot open material lang/> }).collect_view().into_any()
            } else {
                view! { <AtTheWindow wanted open lang/> }.into_any()
            }}
            {(!fetched.is_empty()).then(|| view! {
                <h2 class="section-title">{text::fetched_title()}</h2>
                <ul class="checklist">{fetched.into_iter().map(|it| view! {
                    <li class="checklist__item checklist__item--done"><span class="checklist__name" lang=lang>{it.name}</span><span class="tag tag--jade">{text::coded(&it.necessity).text}</span></li>
                }).collect_view()}</ul>
            })}
            <div class="action-bar">
                <SavedLine open/>
                <A href=Route::Review(draft.id).href() attr:class="button button--primary button--wide">{text::to_review()}</A>
            </div>
        </div>
    }
}

/// At a hall that takes no files: what may be brought to the window, and what may be promised.
#[component]
fn AtTheWindow(wanted: Vec<Material>, open: OpenDraft, lang: Option<&'static str>) -> impl IntoView {
    let row = move |material: Material| {
        let tag = text::coded(&material.necessity);
        view! {
            <li class="checklist__item">
                <span class="checklist__name" lang=lang>{material.name.clone()}</span><span class="tag" lang=tag.lang>{tag.text}</span>
                <Later open material/>
            </li>
        }
    };
    (!wanted.is_empty()).then(|| {
        view! {
            <p class="field__hint">{text::no_uploads()}</p>
            <ul class="checklist">{wanted.into_iter().map(row).collect_view()}</ul>
        }
    })
}

/// Why a picked file was not taken, and what to do.
fn words(refusal: &Refusal, name: &str) -> String {
    match refusal {
        Refusal::Pick(PickError::Unreadable) => text::file_unreadable(name),
        Refusal::Pick(PickError::NotAPicture) => text::file_not_a_picture(name),
        Refusal::Empty => text::file_empty(name),
        Refusal::TooLarge(limit) => text::file_too_large(name, &text::size(*limit)),
        Refusal::Type => text::file_type(name),
        Refusal::TooMany(n) => text::too_many_files(&n.to_string()),
        Refusal::Twice => text::file_twice(name),
        Refusal::Disk(error) => text::disk_error(*error).to_owned(),
    }
}

#[component]
fn Slot(open: OpenDraft, material: Material, lang: Option<&'static str>) -> impl IntoView {
    let hall = store::<HallStore>().now();
    let accept = hall.as_ref().map(|it| it.limits.file_types.join(",")).unwrap_or_default();
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let listed = papers::listed(open, material.id.clone());
    let files = Signal::derive(move || {
        let shown = |it: papers::Paper| UploadedFile {
            picture: it.picture,
            name: it.file.name,
            length: it.file.length,
            at_hall: it.file.at_hall,
        };
        listed.get().into_iter().map(shown).collect::<Vec<_>>()
    });
    let pick = {
        let material = material.clone();
        Callback::new(move |picked: Vec<BrowserFile>| {
            let (material, hall) = (material.clone(), hall.clone());
            error.set(None);
            busy.set(true);
            task::spawn(async move {
                let limits = hall.as_ref().map(|it| &it.limits);
                for file in picked {
                    if let Err((refusal, name)) = papers::take(open, &material, limits, &file).await {
                        error.set(Some(words(&refusal, &name)));
                    }
                }
                busy.set(false);
            });
        })
    };
    let remove = {
        let id = material.id.clone();
        Callback::new(move |nth: usize| {
            let all = open.now().files;
            let at = all.iter().enumerate().filter(|(_, it)| it.material_id == id).nth(nth).map(|(at, _)| at);
            if let Some(at) = at {
                open.remove_file(at);
            }
        })
    };
    let tone = match material.necessity.code {
        Necessity::MayFollow => "amber",
        _ => "qing",
    };
    let id = ["m-", material.id.as_str()].concat();
    view! {
        <Upload id lang name=material.name.clone() standard=material.standard.clone() tag=(text::coded(&material.necessity).text, tone)
            files error busy accept on_pick=pick on_remove=remove/>
        <Later open material/>
    }
}

/// The promise to bring a material later (容缺后补), where it is possible.
#[component]
fn Later(open: OpenDraft, material: Material) -> impl IntoView {
    let may = material.necessity.code == Necessity::MayFollow;
    let (id, has) = (material.id.clone(), material.id.clone());
    let days = material.later_days.unwrap_or_default().to_string();
    let promised = {
        let id = id.clone();
        move || open.with(|it| it.later.contains(&id))
    };
    let none = move || open.with(|it| it.files_of(&has).next().is_none());
    let set = move |on: bool| {
        open.edit(|draft| {
            if on {
                draft.later.insert(id.clone())
            } else {
                draft.later.remove(&id)
            };
        });
    };
    move || {
        let (promised, set, label) =
            (promised.clone(), set.clone(), text::promise_later(&material.name, &days));
        (may && none()).then(|| view! {
            <label class="choice">
                <input type="checkbox" prop:checked=promised on:change=move |event| set(event_target_checked(&event))/>
                <span>{label}</span>
            </label>
        })
    }
}
