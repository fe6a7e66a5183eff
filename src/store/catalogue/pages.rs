//! The catalogue of a hall that has no snapshots: its pages, one after the other, kept as they come, packed here.

use std::collections::BTreeSet;

use client::{CallError, guides};
use contract::GuideSummary;
use guide_index::{Index, pack};

use super::ledger::{Coming, Files, Held, Ledger, PAGES};
use super::{CatalogueStore, Course, Reach, held};
use crate::edge::{fetch, task};
use crate::store::paged::goes_on;

/// Reads the pages that are not here yet; the index made of all of them, and what is to be known of it.
pub(super) async fn all(
    store: CatalogueStore,
    files: &mut Files,
    ledger: &mut Ledger,
) -> Result<(Index, Held), CallError> {
    let mut coming = ledger.coming.take().filter(|it| it.name == PAGES).unwrap_or_else(begin);
    let mut found = kept(files, &mut coming).await;
    let mut followed: BTreeSet<String> = coming.cursor.iter().cloned().collect();
    let mut cut = false;
    // A page that came already is not asked for again; with none, the first one is.
    while coming.have == 0 || coming.cursor.is_some() {
        let page = fetch::send(guides::catalogue(coming.cursor.as_deref())).await?;
        files.keep_piece(PAGES, coming.have, &serde_json::to_vec(&page.items).unwrap_or_default()).await;
        if coming.have == 0 {
            coming.sync = page.sync;
        }
        coming.have += 1;
        found.extend(page.items);
        cut = page.next.as_ref().is_some_and(|it| !goes_on(&mut followed, found.len(), it));
        coming.cursor = page.next.filter(|_| !cut);
        ledger.coming = Some(coming.clone());
        files.keep_ledger(ledger).await;
        if coming.have == 1 && coming.cursor.is_some() {
            show(store, &found, &coming.sync);
        }
        task::sleep(0).await;
    }
    ledger.coming = None;
    let bytes = pack(&found, &coming.sync);
    files.keep_file(PAGES, &bytes).await;
    let index = Index::open(bytes).map_err(|_| CallError::Unreadable)?;
    let held = Held { name: PAGES.to_owned(), since: coming.sync, cut, ..Held::default() };
    Ok((index, held))
}

fn begin() -> Coming {
    Coming { name: PAGES.to_owned(), ..Coming::default() }
}

/// The first page can be searched while the others come, unless there is more here already.
fn show(store: CatalogueStore, first: &[GuideSummary], sync: &str) {
    if held::with(|_| ()).is_none()
        && let Ok(index) = Index::open(pack(first, sync))
    {
        held::set(index);
        store.mark(|it| (it.reach, it.course) = (Reach::District, Course::Asking));
        store.turned();
    }
}

/// The guides of the pages that are here; when one is missing, all are read again.
async fn kept(files: &Files, coming: &mut Coming) -> Vec<GuideSummary> {
    let mut found = Vec::new();
    for page in 0..coming.have {
        let items = files.piece(PAGES, page).await.and_then(|it| serde_json::from_slice(&it).ok());
        let Some(items): Option<Vec<GuideSummary>> = items else {
            *coming = begin();
            return Vec::new();
        };
        found.extend(items);
        task::sleep(0).await;
    }
    found
}
