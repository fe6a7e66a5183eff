//! A snapshot on its way: in pieces that are kept as they come, so that a cut costs what was not here yet.

use client::{CallError, snapshots};
use contract::GuideSnapshot;
use guide_index::Index;

use super::ledger::{Coming, Files, Ledger};
use super::{CatalogueStore, Course};
use crate::edge::download::Download;
use crate::edge::{clock, crypto};

/// Bytes of a piece: what a slow link brings in some seconds.
const PIECE: usize = 256 << 10;

/// Why a file is not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The hall did not answer, or refused.
    Call(CallError),
    /// What came is not what the hall said it would be.
    Damaged,
}

impl From<CallError> for Trouble {
    fn from(error: CallError) -> Self {
        Self::Call(error)
    }
}

/// Brings a file here, checks it, keeps it whole.
pub(super) async fn file(
    store: CatalogueStore,
    files: &mut Files,
    ledger: &mut Ledger,
    item: &GuideSnapshot,
) -> Result<Index, Trouble> {
    if let Some(other) = ledger.coming.take_if(|it| it.name != item.sha256) {
        files.drop_pieces(&other.name).await;
    }
    let mut bytes = pieces(files, &item.sha256, item.length).await;
    store.mark(|it| it.course = Course::Coming(bytes.len() as u64, item.length));
    let come = rest(store, files, ledger, item, &mut bytes).await;
    if bytes.len() as u64 != item.length {
        let error = come.err().unwrap_or(CallError::Unreachable);
        if !is_other_length(&error) {
            // The pieces stay; the next try goes on behind them.
            return Err(error.into());
        }
        return Err(throw_away(files, ledger, item).await);
    }
    match open(item, bytes, files).await {
        Some(index) => {
            ledger.coming = None;
            Ok(index)
        }
        None => Err(throw_away(files, ledger, item).await),
    }
}

/// Whether the file goes on behind its end, or ends before it (RFC 9110 §15.5.17): it is not the one of the list.
fn is_other_length(error: &CallError) -> bool {
    matches!(error, CallError::TooLarge | CallError::Status(416))
}

/// What is not what the hall said it would be is not kept, and for a while not fetched.
async fn throw_away(files: &mut Files, ledger: &mut Ledger, item: &GuideSnapshot) -> Trouble {
    ledger.coming = None;
    files.drop_file(&item.sha256).await;
    ledger.damaged = Some((item.sha256.clone(), clock::now_ms()));
    files.keep_ledger(ledger).await;
    Trouble::Damaged
}

/// What is here of it.
async fn pieces(files: &Files, name: &str, length: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(piece) = files.piece(name, bytes.len() as u64).await {
        if piece.is_empty() || (bytes.len() + piece.len()) as u64 > length {
            break;
        }
        bytes.extend_from_slice(&piece);
    }
    bytes
}

async fn rest(
    store: CatalogueStore,
    files: &mut Files,
    ledger: &mut Ledger,
    item: &GuideSnapshot,
    bytes: &mut Vec<u8>,
) -> Result<(), CallError> {
    let have = bytes.len() as u64;
    if have == item.length {
        return Ok(());
    }
    let path = snapshots::path(&item.sha256);
    let mut download = Download::begin(&path, have, item.length - have).await?;
    while let Some(piece) = download.next(PIECE).await? {
        let from = bytes.len() as u64;
        bytes.extend_from_slice(&piece);
        files.keep_piece(&item.sha256, from, &piece).await;
        let have = bytes.len() as u64;
        ledger.coming = Some(Coming { name: item.sha256.clone(), have, ..Coming::default() });
        files.keep_ledger(ledger).await;
        store.mark(|it| it.course = Course::Coming(have, item.length));
    }
    Ok(())
}

/// The index in these bytes, if they are those of the digest; they are kept then.
async fn open(item: &GuideSnapshot, bytes: Vec<u8>, files: &mut Files) -> Option<Index> {
    let digest = crypto::sha256(&bytes).await.ok()?;
    if crypto::hex(&digest) != item.sha256 {
        return None;
    }
    files.keep_file(&item.sha256, &bytes).await;
    Index::open(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_length_is_thrown_away_and_one_that_was_cut_is_not() {
        let table = [
            (CallError::TooLarge, true),
            (CallError::Status(416), true),
            (CallError::Status(503), false),
            (CallError::Unreachable, false),
            (CallError::TimedOut, false),
        ];
        for (error, thrown_away) in table {
            assert_eq!(is_other_length(&error), thrown_away, "{error:?}");
        }
    }
}
