//! What of the catalogue lies on this device, and how far it got.

use contract::GuideChange;
use serde::{Deserialize, Serialize};

use super::held;
use crate::edge::disk::DiskError;
use crate::edge::public_disk::{Kind, PublicDisk};

/// Where the ledger lies.
const KEY: &str = "catalogue";

/// The ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// Whose catalogue it is: another hall at this address has another.
    pub hall: String,
    /// The file that is searched.
    pub held: Option<Held>,
    /// The one on its way.
    pub coming: Option<Coming>,
    /// When the hall last said what changed, in milliseconds of the device's clock; 0 for never.
    pub checked_ms: i64,
    /// The file that came last and was not what the hall said it would be, and when.
    #[serde(default)]
    pub damaged: Option<(String, i64)>,
}

/// A file that is here, whole and checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Held {
    /// Its name on the disk: its digest, or [`PAGES`].
    pub name: String,
    /// The region it is of; nothing when it holds every guide.
    pub region: Option<String>,
    /// Where the hall's changes go on.
    pub since: String,
    /// How many pages of changes lie beside it.
    pub changes: u32,
    /// Whether the hall had more than was read.
    #[serde(default)]
    pub cut: bool,
}

/// The name of what was made here of the catalogue's pages.
pub(super) const PAGES: &str = "pages";

/// A file of which a part is here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Coming {
    /// As [`Held::name`].
    pub name: String,
    /// Bytes that are here, or pages.
    pub have: u64,
    /// Of pages: where they go on, and where their changes do.
    #[serde(default)]
    pub cursor: Option<String>,
    #[serde(default)]
    pub sync: String,
}

/// The disk, or none: everything works without, until the page ends.
#[derive(Debug, Clone)]
pub(super) struct Files {
    disk: Option<PublicDisk>,
    /// What went wrong. From then on nothing more is written: half of what belongs together would be of no use.
    pub failed: Option<DiskError>,
}

impl Files {
    /// Opens the disk, unless it `failed` before.
    pub(super) async fn open(failed: Option<DiskError>) -> Self {
        match PublicDisk::open().await {
            Ok(disk) => Self { disk: Some(disk), failed },
            Err(error) => Self { disk: None, failed: Some(error) },
        }
    }

    /// The ledger as it is on the disk now, for another tab may have written it; the one in memory where the disk does
    /// not keep it. What nobody can read counts as none.
    pub(super) async fn ledger(&self) -> Ledger {
        if let Some(ledger) = held::ledger().filter(|_| self.failed.is_some()) {
            return ledger;
        }
        let bytes = self.read(Kind::Meta, KEY).await;
        bytes.and_then(|it| serde_json::from_slice(&it).ok()).unwrap_or_default()
    }

    pub(super) async fn keep_ledger(&mut self, ledger: &Ledger) {
        held::set_ledger(ledger.clone());
        if let Ok(bytes) = serde_json::to_vec(ledger) {
            self.write(Kind::Meta, KEY, &bytes).await;
        }
    }

    /// A file that is here whole.
    pub(super) async fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.read(Kind::Files, name).await
    }

    pub(super) async fn keep_file(&mut self, name: &str, bytes: &[u8]) {
        self.write(Kind::Files, name, bytes).await;
        self.drop_pieces(name).await;
    }

    /// A piece of a file, by where it begins.
    pub(super) async fn piece(&self, name: &str, from: u64) -> Option<Vec<u8>> {
        self.read(Kind::Files, &piece(name, from)).await
    }

    pub(super) async fn keep_piece(&mut self, name: &str, from: u64, bytes: &[u8]) {
        self.write(Kind::Files, &piece(name, from), bytes).await;
    }

    pub(super) async fn drop_pieces(&self, name: &str) {
        if let Some(disk) = &self.disk {
            // What stays lies there unread until the next one is cleared away.
            let _ = disk.delete_under(Kind::Files, &[name, "/"].concat()).await;
        }
    }

    /// Clears a file away, with its pieces and its changes.
    pub(super) async fn drop_file(&self, name: &str) {
        let Some(disk) = &self.disk else { return };
        self.drop_pieces(name).await;
        let _ = disk.delete(Kind::Files, name).await;
        let _ = disk.delete_under(Kind::Meta, &[name, "/"].concat()).await;
    }

    /// A page of changes beside a file.
    pub(super) async fn changes(&self, name: &str, page: u32) -> Option<Vec<GuideChange>> {
        serde_json::from_slice(&self.read(Kind::Meta, &piece(name, page.into())).await?).ok()
    }

    pub(super) async fn keep_changes(&mut self, name: &str, page: u32, changes: &[GuideChange]) {
        if let Ok(bytes) = serde_json::to_vec(changes) {
            self.write(Kind::Meta, &piece(name, page.into()), &bytes).await;
        }
    }

    async fn read(&self, kind: Kind, key: &str) -> Option<Vec<u8>> {
        self.disk.as_ref()?.get(kind, key).await.ok()?
    }

    async fn write(&mut self, kind: Kind, key: &str, bytes: &[u8]) {
        if let Some(disk) = self.disk.as_ref().filter(|_| self.failed.is_none()) {
            self.failed = disk.put(kind, key, bytes).await.err();
        }
    }
}

/// The key of a part: in the order of the parts.
fn piece(name: &str, at: u64) -> String {
    let digits = at.to_string();
    [name, "/", &"0".repeat(12_usize.saturating_sub(digits.len())), &digits].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_in_their_order() {
        let keys = [0, 9, 10, 262_144, 6_000_000].map(|it| piece("f", it));
        assert!(keys.is_sorted());
        assert_eq!(keys[3], "f/000000262144");
    }

    #[test]
    fn a_ledger_of_before_is_read() {
        let before = br#"{"hall":"h","held":{"name":"a","region":null,"since":"s","changes":2},"coming":{"name":"b","have":5},"checked_ms":7}"#;
        let ledger: Ledger = serde_json::from_slice(before).unwrap();
        let held = Held { name: "a".into(), since: "s".into(), changes: 2, ..Held::default() };
        let coming = Coming { name: "b".into(), have: 5, ..Coming::default() };
        assert_eq!(
            ledger,
            Ledger { hall: "h".into(), held: Some(held), coming: Some(coming), checked_ms: 7, damaged: None }
        );
    }
}
