//! Picked files: checked against the published limits, kept on the device, shown as pictures.

use std::collections::{BTreeMap, BTreeSet};

use contract::{Limits, Material, MaterialId};
use leptos::prelude::*;

use super::drafts::{DraftFile, OpenDraft};
use crate::edge::disk::DiskError;
use crate::edge::file::{self, BrowserFile, PickError};
use crate::edge::{crypto, task};

/// Why a picked file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It could not be read.
    Pick(PickError),
    /// No bytes.
    Empty,
    /// More bytes than this.
    TooLarge(u64),
    /// A type the hall does not take.
    Type,
    /// There are as many files as this already.
    TooMany(u32),
    /// The same bytes are here already.
    Twice,
    /// It could not be kept.
    Disk(DiskError),
}

/// A listed file, with an address of its picture once it came off the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The file.
    pub file: DraftFile,
    /// Address of a picture of it, if it is one.
    pub picture: Option<String>,
}

/// Reads a file, checks it, keeps its bytes, lists it.
///
/// # Errors
///
/// Why not, and the file's name; nothing has changed then.
pub async fn take(
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
        if !limits.file_types.contains(&picked.media_type)
            || !is_what_it_says(&picked.media_type, &picked.bytes)
        {
            return refuse(Refusal::Type);
        }
        let most = material.max_files.unwrap_or(limits.files_per_material).min(limits.files_per_material);
        if open.now().files_of(&material.id).count() >= most as usize {
            return refuse(Refusal::TooMany(most));
        }
    }
    let Ok(digest) = crypto::sha256(&picked.bytes).await else {
        return refuse(Refusal::Pick(PickError::Unreadable));
    };
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

/// A name and a declared type are claims; the hall looks at the first bytes, so they are looked at here first.
/// Pictures were opened and redrawn already.
fn is_what_it_says(media_type: &str, bytes: &[u8]) -> bool {
    media_type != "application/pdf" || bytes.starts_with(b"%PDF-")
}

/// The files of a material. Pictures come as they are read; their addresses are freed with the caller's view.
#[must_use]
pub fn listed(open: OpenDraft, material: MaterialId) -> Signal<Vec<Paper>> {
    let pictures = RwSignal::new(BTreeMap::<String, String>::new());
    let asked = StoredValue::new(BTreeSet::<String>::new());
    on_cleanup(move || pictures.with_untracked(|all| all.values().for_each(|it| file::forget_address(it))));
    let files = Memo::new(move |_| open.with(|it| it.files_of(&material).cloned().collect::<Vec<_>>()));
    // Reads pictures off the disk; what is shown is derived below.
    Effect::new(move |_| {
        for file in files.get() {
            let picture = file.media_type.starts_with("image/") && !file.at_hall;
            if picture && asked.try_update_value(|it| it.insert(file.sha256.clone())) == Some(true) {
                task::spawn(show(open, file, pictures));
            }
        }
    });
    Signal::derive(move || {
        let paper =
            |file: DraftFile| Paper { picture: pictures.with(|all| all.get(&file.sha256).cloned()), file };
        files.get().into_iter().map(paper).collect()
    })
}

async fn show(open: OpenDraft, file: DraftFile, pictures: RwSignal<BTreeMap<String, String>>) {
    // A picture that cannot be shown is still listed by its name.
    let Ok(Some(bytes)) = open.bytes(&file.sha256).await else { return };
    if let Some(address) = file::address(&bytes, &file.media_type) {
        let _ = pictures.try_update(|it| it.insert(file.sha256, address));
    }
}
