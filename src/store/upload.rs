//! Bringing one picked file to the hall.

use client::{CallError, uploads};
use contract::{FilingId, UploadMetadata};

use super::drafts::{DraftFile, blob_key};
use crate::edge::disk::{Disk, Store};
use crate::edge::{crypto, fetch};

/// Chunk of an upload, in bytes: lost at most once when a network drops, small enough for 256 kbit/s.
const CHUNK: usize = 256 * 1024;

/// Why a file did not get there.
pub(super) enum Stopped {
    /// What the hall answered, or that it did not.
    Call(CallError),
    /// This device no longer has its bytes: trying again cannot help, picking it again can.
    Gone,
    /// This device could not read or hash it just now.
    Device,
    /// `go_on` said no.
    Left,
}

impl From<CallError> for Stopped {
    fn from(error: CallError) -> Self {
        Self::Call(error)
    }
}

/// Brings a file of the draft `id` to the hall, under `filing`; what is there already is only counted.
///
/// `go_on` is told how many bytes are there, before every chunk and at the end, and may stop it: nobody sends under
/// another's name.
pub(super) async fn bring(
    disk: &Disk,
    id: &FilingId,
    filing: &FilingId,
    file: &DraftFile,
    go_on: impl Fn(u64) -> bool,
) -> Result<(), Stopped> {
    let meta = UploadMetadata {
        filename: file.name.clone(),
        filetype: file.media_type.clone(),
        material_id: file.material_id.clone(),
        filing_id: filing.clone(),
        sha256: file.sha256.clone(),
    };
    let path = fetch::send(uploads::create(file.length, &meta, crypto::base64)).await?;
    let mut offset = fetch::send(uploads::offset(&path)).await?;
    if offset < file.length {
        let found = disk.get(Store::Blobs, &blob_key(id, &file.sha256)).await;
        let bytes = found.map_err(|_| Stopped::Device)?.ok_or(Stopped::Gone)?;
        while offset < file.length {
            if !go_on(offset) {
                return Err(Stopped::Left);
            }
            let from = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
            let chunk = bytes[from..bytes.len().min(from + CHUNK)].to_vec();
            let digest = crypto::sha256(&chunk).await.map_err(|_| Stopped::Device)?;
            offset = fetch::send(uploads::append(&path, offset, chunk, &crypto::base64(&digest))).await?;
        }
    }
    if go_on(file.length) { Ok(()) } else { Err(Stopped::Left) }
}
