//! The files that may be asked for: those of the list as it stands, and those of the one before, so that a download in
//! progress ends well after the catalogue changed. They lie in a folder of the hall, because the catalogue changes
//! while the hall is stopped.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use contract::GuideSnapshots;

/// The list as it stands, and the one before.
const LISTS: [&str; 2] = ["list.json", "before.json"];

/// Brotli's quality and window: nearly the smallest, in a second for megabytes.
const QUALITY: u32 = 9;
const WINDOW: u32 = 22;

/// A snapshot's bytes.
pub(crate) struct File {
    pub(crate) bytes: Bytes,
    packed: OnceLock<Option<Bytes>>,
}

impl File {
    fn new(bytes: Vec<u8>) -> Arc<Self> {
        Arc::new(Self { bytes: bytes.into(), packed: OnceLock::new() })
    }

    /// The bytes packed with brotli, once for all; `None` when that does not make them smaller. Takes its time.
    pub(crate) fn packed(&self) -> Option<Bytes> {
        self.packed.get_or_init(|| brotli(&self.bytes).filter(|it| it.len() < self.bytes.len())).clone()
    }
}

fn brotli(bytes: &[u8]) -> Option<Bytes> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, QUALITY, WINDOW);
    writer.write_all(bytes).ok()?;
    Some(writer.into_inner().into())
}

/// The list, and every file that may be asked for.
pub(crate) struct Shelf {
    pub(crate) list: GuideSnapshots,
    files: HashMap<String, Arc<File>>,
}

impl Shelf {
    /// A shelf with what was just made, and with what `folder` has of the list before. What cannot be read or written
    /// there costs somebody the rest of a download, and nobody the snapshots.
    pub(super) fn new(folder: &Path, list: GuideSnapshots, made: HashMap<String, Vec<u8>>) -> Self {
        let files = made.into_iter().map(|(digest, bytes)| (digest, File::new(bytes))).collect();
        let mut shelf = Self { list, files };
        if let Err(error) = shelf.keep(folder) {
            tracing::warn!(%error, "snapshots are not kept on the disk");
        }
        shelf
    }

    /// The file with this digest.
    pub(crate) fn file(&self, digest: &str) -> Option<Arc<File>> {
        self.files.get(digest).cloned()
    }

    /// Packs every file, one after the other.
    pub(super) fn pack(&self) {
        self.files.values().for_each(|it| drop(it.packed()));
    }

    fn keep(&mut self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let [last, older] = LISTS.map(|it| fs::read(folder.join(it)).ok());
        let read = |it: Vec<u8>| serde_json::from_slice::<GuideSnapshots>(&it).ok();
        let last = last.and_then(read);
        let again = last.as_ref() == Some(&self.list);
        let before = if again { older.and_then(read) } else { last };
        let digests = before.iter().flat_map(|it| &it.items).map(|it| it.sha256.clone());
        for digest in digests.collect::<HashSet<_>>() {
            let found = fs::read(folder.join(&digest)).ok().filter(|it| canon::sha256_hex(it) == digest);
            if let Some(bytes) = found {
                self.files.entry(digest).or_insert_with(|| File::new(bytes));
            }
        }
        for (digest, file) in &self.files {
            let at = folder.join(digest);
            // One that was cut off while it was written is written again.
            if !fs::metadata(&at).is_ok_and(|it| it.len() == file.bytes.len() as u64) {
                fs::write(at, &file.bytes)?;
            }
        }
        if !again {
            for (name, list) in LISTS.iter().zip([Some(&self.list), before.as_ref()]) {
                fs::write(folder.join(name), serde_json::to_vec(&list)?)?;
            }
        }
        self.sweep(folder)
    }

    /// Leaves nothing in the folder that nobody can ask for.
    fn sweep(&self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !LISTS.contains(&name.as_str()) && !self.files.contains_key(&name) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use contract::{GuideSnapshot, SnapshotKind};

    use super::*;

    /// A shelf of one file with this content.
    fn shelf(folder: &Path, text: &str) -> Shelf {
        let sha256 = canon::sha256_hex(text.as_bytes());
        let made = HashMap::from([(sha256.clone(), text.as_bytes().to_vec())]);
        let length = text.len() as u64;
        let item =
            GuideSnapshot { kind: SnapshotKind::Guides, region: None, format: 1, guides: 1, length, sha256 };
        Shelf::new(folder, GuideSnapshots { sync: text.to_owned(), items: vec![item] }, made)
    }

    fn has(shelf: &Shelf, text: &str) -> bool {
        shelf.file(&canon::sha256_hex(text.as_bytes())).is_some_and(|it| it.bytes == text)
    }

    #[test]
    fn a_file_is_served_until_the_list_has_changed_twice() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("snapshots");
        assert!(has(&shelf(&at, "one"), "one"));
        // The hall is started again and again, and nothing has changed.
        let second = [shelf(&at, "two"), shelf(&at, "two"), shelf(&at, "two")];
        for it in second {
            assert!(has(&it, "one") && has(&it, "two"));
        }
        let third = shelf(&at, "three");
        assert!(!has(&third, "one") && has(&third, "two") && has(&third, "three"));
        let mut left: Vec<_> = fs::read_dir(&at).unwrap().map(|it| it.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left.len(), 4, "{left:?}");
    }

    #[test]
    fn what_was_damaged_on_the_disk_is_not_served() {
        let folder = tempfile::tempdir().unwrap();
        drop(shelf(folder.path(), "one"));
        fs::write(folder.path().join(canon::sha256_hex(b"one")), "won").unwrap();
        assert!(shelf(folder.path(), "two").file(&canon::sha256_hex(b"one")).is_none());
    }

    #[test]
    fn a_folder_that_cannot_be_written_costs_nobody_the_snapshots() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(has(&shelf(&file, "one"), "one"));
    }

    #[test]
    fn bytes_are_packed_when_that_makes_them_smaller() {
        let folder = tempfile::tempdir().unwrap();
        let text = "政务服务".repeat(200);
        let long = shelf(folder.path(), &text);
        let packed = long.file(&canon::sha256_hex(text.as_bytes())).unwrap().packed();
        assert!(packed.is_some_and(|it| it.len() < 100));
        let short = shelf(folder.path(), "a");
        assert!(short.file(&canon::sha256_hex(b"a")).unwrap().packed().is_none());
    }
}
