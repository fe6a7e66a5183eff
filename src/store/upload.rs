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

/// The chunk to go on with after one that did not get through: half of it, where it may have been too large for the
/// network or for something before the hall.
fn smaller(most: usize, error: &CallError) -> Option<usize> {
    let large = matches!(error, CallError::TimedOut | CallError::Status(413)) && most > LEAST_CHUNK;
    large.then(|| (most / 2).max(LEAST_CHUNK))
}

/// Whether these are the bytes that were picked; `digest` is their SHA-256.
fn is_picked(file: &DraftFile, length: usize, digest: &[u8]) -> bool {
    length as u64 == file.length && crypto::hex(digest) == file.sha256
}

/// Where the hall is with an upload of so many bytes.
async fn offset_of(path: &str, length: u64) -> Result<u64, CallError> {
    let offset = fetch::send(uploads::offset(path)).await?;
    if offset > length { Err(CallError::Unreadable) } else { Ok(offset) }
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
    let mut offset = offset_of(&path, file.length).await?;
    let most = limits.map_or(CHUNK, |it| usize::try_from(it.chunk_bytes).unwrap_or(CHUNK));
    let mut most = most.clamp(LEAST_CHUNK, CHUNK);
    if offset < file.length {
        let found = disk.get(Store::Blobs, &blob_key(id, &file.sha256)).await;
        let bytes = found.map_err(|_| Stopped::Device)?.ok_or(Stopped::Gone)?;
        let digest = crypto::sha256(&bytes).await.map_err(|_| Stopped::Device)?;
        if !is_picked(file, bytes.len(), &digest) {
            return Err(Stopped::Gone);
        }
        while offset < file.length {
            if !go_on(offset) {
                return Err(Stopped::Left);
            }
            let from = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
            let chunk = bytes[from..bytes.len().min(from + most)].to_vec();
            let digest = crypto::sha256(&chunk).await.map_err(|_| Stopped::Device)?;
            let expected = offset + chunk.len() as u64;
            let call = uploads::append(&path, offset, chunk, &crypto::base64(&digest));
            offset = match fetch::send(call).await {
                Ok(told) => moved(told, expected)?,
                Err(error) => {
                    most = smaller(most, &error).ok_or(error)?;
                    // What of it arrived, only the hall knows.
                    offset_of(&path, file.length).await?
                }
            };
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
    fn a_chunk_that_does_not_get_through_is_halved_down_to_the_least() {
        let table = [
            (CHUNK, CallError::TimedOut, Some(CHUNK / 2)),
            (CHUNK, CallError::Status(413), Some(CHUNK / 2)),
            (LEAST_CHUNK + 2, CallError::TimedOut, Some(LEAST_CHUNK)),
            (LEAST_CHUNK, CallError::TimedOut, None),
            (CHUNK, CallError::Status(502), None),
            (CHUNK, CallError::Unreachable, None),
        ];
        for (most, error, half) in table {
            assert_eq!(smaller(most, &error), half, "{most} {error:?}");
        }
    }

    #[test]
    fn only_the_bytes_that_were_picked_are_sent() {
        let bytes = b"picked";
        let file = DraftFile {
            sha256: canon::sha256_hex(bytes),
            length: 6,
            name: "a.pdf".into(),
            media_type: "application/pdf".into(),
            material_id: "id-card".parse().unwrap(),
            at_hall: false,
        };
        for (found, good) in [(&b"picked"[..], true), (b"", false), (b"picke", false), (b"kicked", false)] {
            assert_eq!(is_picked(&file, found.len(), &canon::sha256(found)), good, "{found:?}");
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
