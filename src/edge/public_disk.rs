//! What the hall tells everybody, kept on this device: one IndexedDB database that is nobody's.

use super::disk::{Disk, DiskError};

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Catalogues: whole ones by SHA-256, those on their way in pieces under it.
    Files,
    /// Guides that were read here, by matter.
    Guides,
    /// What is known of the others.
    Meta,
}

impl Kind {
    const NAMES: [&'static str; 3] = [Self::Files.name(), Self::Guides.name(), Self::Meta.name()];

    const fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Guides => "guides",
            Self::Meta => "meta",
        }
    }
}

/// The database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDisk(Disk);

impl PublicDisk {
    /// Opens, or makes it.
    ///
    /// # Errors
    ///
    /// [`DiskError`], when this browser keeps nothing.
    pub async fn open() -> Result<Self, DiskError> {
        Ok(Self(Disk::open_as("hall-catalogue".to_owned(), &Kind::NAMES).await?))
    }

    /// Keeps a record.
    ///
    /// # Errors
    ///
    /// [`DiskError`]; what was there before is still there.
    pub async fn put(&self, kind: Kind, key: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.0.put_in(kind.name(), key, bytes).await
    }

    /// Reads a record.
    ///
    /// # Errors
    ///
    /// [`DiskError::Unreadable`] when it was written by a newer version of the app.
    pub async fn get(&self, kind: Kind, key: &str) -> Result<Option<Vec<u8>>, DiskError> {
        self.0.get_in(kind.name(), key).await
    }

    /// Removes a record.
    ///
    /// # Errors
    ///
    /// [`DiskError`].
    pub async fn delete(&self, kind: Kind, key: &str) -> Result<(), DiskError> {
        self.0.delete_in(kind.name(), key).await
    }

    /// Removes every record whose key begins with `prefix`, which ends in `/`.
    ///
    /// # Errors
    ///
    /// [`DiskError`].
    pub async fn delete_under(&self, kind: Kind, prefix: &str) -> Result<(), DiskError> {
        self.0.delete_under_in(kind.name(), prefix).await
    }
}
