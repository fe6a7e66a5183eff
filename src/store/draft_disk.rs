//! Where a draft lies on the disk: its record, the bytes of its files, and the guide it is pinned to.

use contract::FilingId;

use super::draft::Draft;
use super::draft_pen;
use super::drafts::OpenError;
use crate::edge::disk::{Disk, DiskError, Store};
use crate::edge::{clock, ids};

/// Where the bytes of a draft's file lie.
#[must_use]
pub fn blob_key(draft: &FilingId, sha256: &str) -> String {
    format!("{draft}/{sha256}")
}

/// Removes a draft's record and every file that was ever picked for it, listed or not.
///
/// # Errors
///
/// [`DiskError`].
pub(super) async fn erase(disk: &Disk, id: &FilingId) -> Result<(), DiskError> {
    draft_pen::end(disk, id).await?;
    disk.delete(Store::Drafts, id.as_str()).await?;
    disk.delete_under(Store::Blobs, &blob_key(id, "")).await
}

pub(super) fn guide_key(draft: &Draft) -> String {
    format!("guide/{}/{}", draft.matter, draft.guide_version)
}

pub(super) async fn read(disk: &Disk, id: &FilingId) -> Result<Draft, OpenError> {
    let bytes = disk.get(Store::Drafts, id.as_str()).await?.ok_or(OpenError::Missing)?;
    Ok(serde_json::from_slice(&bytes).map_err(|_| DiskError::Unreadable)?)
}

/// Keeps a copy under an id of its own, with the files whose bytes lie here.
pub(super) async fn keep_copy(disk: &Disk, mine: Draft, title: String) -> Result<Draft, DiskError> {
    let Some(id) = ids::filing() else { return Err(DiskError::Unavailable) };
    let from = mine.id.clone();
    let files = mine.files.clone();
    let updated_ms = clock::now_ms();
    // A first filing becomes another one; what answers a notice still answers it.
    let filing_id = if mine.correction.is_some() { mine.filing_id.clone() } else { id.clone() };
    let mut copy = Draft { id, filing_id, title, files: Vec::new(), ink: None, updated_ms, ..mine };
    // What only the hall has belongs to the other filing; what was picked here comes along.
    for file in files {
        if let Some(bytes) = disk.get(Store::Blobs, &blob_key(&from, &file.sha256)).await? {
            disk.put(Store::Blobs, &blob_key(&copy.id, &file.sha256), &bytes).await?;
            copy.files.push(file);
        }
    }
    keep(disk, &copy).await?;
    Ok(copy)
}

pub(super) async fn keep(disk: &Disk, draft: &Draft) -> Result<(), DiskError> {
    let bytes = serde_json::to_vec(draft).map_err(|_| DiskError::Unreadable)?;
    disk.put(Store::Drafts, draft.id.as_str(), &bytes).await
}
