//! Bringing one picked file to the hall.

use client::{CallError, uploads};
use contract::{FilingId, Limits, ProblemCode, UploadMetadata};

use super::drafts::{DraftFile, blob_key};
use crate::edge::disk::{Disk, Store};
use crate::edge::{crypto, fetch};

/// Chunk of an upload, in bytes: lost at most once when a network drops, small enough for 256 kbit/s.
const CHUNK: usize = 256 * 1024;
/// Smallest chunk: a hall that publishes a smaller limit does not mean it.
const LEAST_CHUNK: usize = 4 * 1024;

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
        // What an upload lost is brought again from its beginning, a while later; no person can mend it.
        let lost = [ProblemCode::UploadExpired, ProblemCode::OffsetMismatch, ProblemCode::ChecksumMismatch];
        let is_lost = error.problem().is_some_and(|it| lost.contains(&it.code));
        Self::Call(if is_lost { CallError::Unreadable } else { error })
    }
}

/// The hall's new offset, if it is where what was sent must have brought it: one that does not move, or moves beyond
/// the file, would be sent to for ever.
fn moved(told: u64, expected: u64) -> Result<u64, CallError> {
    if told == expected { Ok(told) } else { Err(CallError::Unreadable) }
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
    limits: Option<&Limits>,
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
    if offset > file.length {
        return Err(CallError::Unreadable.into());
    }
    let most = limits.map_or(CHUNK, |it| usize::try_from(it.chunk_bytes).unwrap_or(CHUNK));
    let most = most.clamp(LEAST_CHUNK, CHUNK);
    if offset < file.length {
        let found = disk.get(Store::Blobs, &blob_key(id, &file.sha256)).await;
        let bytes = found.map_err(|_| Stopped::Device)?.ok_or(Stopped::Gone)?;
        while offset < file.length {
            if !go_on(offset) {
                return Err(Stopped::Left);
            }
            let from = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
            let chunk = bytes[from..bytes.len().min(from + most)].to_vec();
            let digest = crypto::sha256(&chunk).await.map_err(|_| Stopped::Device)?;
            let expected = offset + chunk.len() as u64;
            let call = uploads::append(&path, offset, chunk, &crypto::base64(&digest));
            offset = moved(fetch::send(call).await?, expected)?;
        }
    }
    if go_on(file.length) { Ok(()) } else { Err(Stopped::Left) }
}

#[cfg(test)]
mod tests {
    use contract::{Problem, Retry};

    use super::*;

    #[test]
    fn an_offset_counts_only_where_the_chunk_brought_it() {
        for (told, expected, good) in
            [(512, 512, true), (256, 512, false), (0, 512, false), (9_999, 512, false)]
        {
            assert_eq!(moved(told, expected).is_ok(), good, "{told}");
        }
    }

    #[test]
    fn what_an_upload_lost_is_brought_again_and_other_refusals_are_told() {
        let refused = |code: ProblemCode| {
            let problem = Problem {
                code,
                status: 400,
                title: String::new(),
                detail: None,
                retry: Retry::AfterEdit,
                retry_after: None,
                errors: Vec::new(),
                filing_id: None,
                case_id: None,
                held_hash: None,
                sent_hash: None,
            };
            let Stopped::Call(error) = CallError::Refused(Box::new(problem)).into() else { panic!() };
            error.retry()
        };
        assert_eq!(refused(ProblemCode::UploadExpired), Retry::Later);
        assert_eq!(refused(ProblemCode::OffsetMismatch), Retry::Later);
        assert_eq!(refused(ProblemCode::FileType), Retry::AfterEdit);
    }
}
