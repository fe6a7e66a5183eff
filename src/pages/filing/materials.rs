//! `/filing/:filing/materials` — a photo or file for each material.

use contract::{Limits, Material, Necessity};
use leptos::prelude::*;
use leptos_router::components::A;

use super::open::{CorrectionAsked, SavedLine, WithDraft};
use super::steps;
use crate::components::{PageHead, Steps, Upload, UploadedFile};
use crate::edge::file::{self, BrowserFile, PickError};
use crate::edge::{crypto, task};
use crate::route::Route;
use crate::store::drafts::{DraftFile, OpenDraft};
use crate::store::hall::HallStore;
use crate::store::store;
use crate::text;

/// The materials of a draft.
#[component]
pub fn MaterialsPage() -> impl IntoView {
    view! { <WithDraft title=text::materials_title() page=|open| view! { <Materials open/> }.into_any()/> }
}

#[component]
fn Materials(open: OpenDraft) -> impl IntoView {
    let guide = open.guide();
    let draft = open.now();
    let needed: Vec<Material> = form::checklist(&guide, &draft.scenario).into_iter().cloned().collect();
    let (fetched, wanted): (Vec<_>, Vec<_>) =
        needed.into_iter().partition(|it| it.necessity.code == Necessity::Fetched);
    let required: Vec<_> = wanted.iter().filter(|it| it.necessity.code == Necessity::Required).cloned().collect();
    let missing = move || {
        open.with(|draft| required.iter().filter(|it| draft.files_of(&it.id).next().is_none()).count())
    };
    let words = move || match missing() {
        0 => text::materials_complete().to_owned(),
        n => text::materials_missing(&n.to_string()),
    };
    view! {
        <div class="page stack">
            <PageHead title=text::materials_title() back=(Route::Form(draft.id.clone(), None).href(), text::step_form().to_owned())/>
            <Steps names=steps() at=1/>
            <p class="page__lead" role="status">{words}</p>
            <CorrectionAsked open/>
            {wanted.into_iter().map(|material| view! { <Slot open material/> }).collect_view()}
            {(!fetched.is_empty()).then(|| view! {
                <h2 class="section-title">{text::fetched_title()}</h2>
                <ul class="checklist">{fetched.into_iter().map(|it| view! {
                    <li class="checklist__item"><span class="checklist__name">{it.name}</span><span class="tag tag--jade">{it.necessity.text}</span></li>
                }).collect_view()}</ul>
            })}
            <div class="action-bar">
                <SavedLine open/>
                <A href=Route::Review(draft.id).href() attr:class="button button--primary button--wide">{text::to_review()}</A>
            </div>
        </div>
    }
}

/// Why a picked file was not taken.
enum Refusal {
    Pick(PickError),
    Empty,
    TooLarge(u64),
    Type,
    TooMany(u32),
    Twice,
    Disk(crate::edge::disk::DiskError),
}

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
fn Slot(open: OpenDraft, material: Material) -> impl IntoView {
    let limits = store::<HallStore>().now().map(|it| it.limits);
    let accept = limits.as_ref().map(|it| it.file_types.join(",")).unwrap_or_default();
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let files = files(open, material.clone());
    let pick = {
        let material = material.clone();
        Callback::new(move |picked: Vec<BrowserFile>| {
            let (material, limits) = (material.clone(), limits.clone());
            error.set(None);
            busy.set(true);
            task::spawn(async move {
                for file in picked {
                    if let Err((refusal, name)) = take(open, &material, limits.as_ref(), &file).await {
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
        <Upload id name=material.name.clone() standard=material.standard.clone() tag=(material.necessity.text.clone(), tone)
            files error busy accept on_pick=pick on_remove=remove/>
        <Later open material/>
    }
}

/// Reads a file, checks it against the published limits, keeps its bytes.
async fn take(
    open: OpenDraft,
    material: &Material,
    limits: Option<&Limits>,
    file: &BrowserFile,
) -> Result<(), (Refusal, String)> {
    let picked = file::read(file).await.map_err(|it| (Refusal::Pick(it), file.name()))?;
    let refuse = |it| Err((it, picked.name.clone()));
    let length = picked.bytes.len() as u64;
    if length == 0 {
        return refuse(Refusal::Empty);
    }
    if let Some(limits) = limits {
        if length > limits.file_bytes {
            return refuse(Refusal::TooLarge(limits.file_bytes));
        }
        if !limits.file_types.contains(&picked.media_type) {
            return refuse(Refusal::Type);
        }
        let most = material.max_files.unwrap_or(limits.files_per_material).min(limits.files_per_material);
        if open.now().files_of(&material.id).count() >= most as usize {
            return refuse(Refusal::TooMany(most));
        }
    }
    let Ok(digest) = crypto::sha256(&picked.bytes).await else { return refuse(Refusal::Pick(PickError::Unreadable)) };
    let sha256 = crypto::hex(&digest);
    if open.now().files_of(&material.id).any(|it| it.sha256 == sha256) {
        return refuse(Refusal::Twice);
    }
    let listed = DraftFile {
        material_id: material.id.clone(),
        name: picked.name.clone(),
        media_type: picked.media_type,
        length,
        sha256,
        at_hall: false,
    };
    open.add_file(listed, &picked.bytes).await.map_err(|it| (Refusal::Disk(it), picked.name))
}

/// The files of a material with pictures of them, as they come off the disk.
fn files(open: OpenDraft, material: Material) -> Signal<Vec<UploadedFile>> {
    let pictures = RwSignal::new(std::collections::BTreeMap::<String, String>::new());
    let asked = StoredValue::new(std::collections::BTreeSet::<String>::new());
    on_cleanup(move || pictures.with_untracked(|all| all.values().for_each(|it| file::forget_address(it))));
    let listed = Memo::new(move |_| open.with(|it| it.files_of(&material.id).cloned().collect::<Vec<_>>()));
    Effect::new(move |_| {
        for file in listed.get() {
            let new = file.media_type.starts_with("image/") && asked.try_update_value(|it| it.insert(file.sha256.clone())) == Some(true);
            if new && !file.at_hall {
                task::spawn(async move {
                    let Ok(Some(bytes)) = open.bytes(&file.sha256).await else { return };
                    if let Some(address) = file::address(&bytes, &file.media_type) {
                        pictures.try_update(|it| it.insert(file.sha256, address));
                    }
                });
            }
        }
    });
    Signal::derive(move || {
        let shown = |it: DraftFile| UploadedFile {
            picture: pictures.with(|all| all.get(&it.sha256).cloned()),
            name: it.name,
            length: it.length,
            at_hall: it.at_hall,
        };
        listed.get().into_iter().map(shown).collect()
    })
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
            if on { draft.later.insert(id.clone()) } else { draft.later.remove(&id) };
        });
    };
    move || {
        let (promised, set, label) = (promised.clone(), set.clone(), text::promise_later(&material.name, &days));
        (may && none()).then(|| view! {
            <label class="choice">
                <input type="checkbox" prop:checked=promised on:change=move |event| set(event_target_checked(&event))/>
                <span>{label}</span>
            </label>
        })
    }
}
