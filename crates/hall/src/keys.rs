//! The hall's own signing keys: one PEM file each in `keys/`, readable by its owner only. The newest signs,
//! all are published for ever, so that old receipts stay verifiable.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use contract::{Date, Jwk, Jwks, KeyId};
use esign::SigningKey;
use serde::Serialize;

use crate::error::Refusal;

/// Why the keys could not be read or made.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A file.
    #[error("keys: {0}")]
    File(#[from] std::io::Error),
    /// A file in the folder is not a key of this hall.
    #[error("{0} is not a P-256 private key in PEM")]
    NotAKey(String),
    /// The operating system gave no random numbers.
    #[error("no random numbers")]
    NoRandom,
}

/// All keys of the hall.
pub struct HallKeys {
    active: KeyId,
    signing: SigningKey,
    public: Jwks,
}

impl HallKeys {
    /// Reads the keys in `folder`; makes the first one when there is none.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or written, or is not a key.
    pub fn open(folder: &Path, today: Date) -> Result<Self, KeysError> {
        fs::create_dir_all(folder)?;
        let mut found = read(folder)?;
        if found.is_empty() {
            found.push(make(folder, today)?);
        }
        // Ids begin with the date they were made on, so the last is the newest.
        found.sort_by(|one, other| one.0.cmp(&other.0));
        let keys: Vec<Jwk> = found.iter().map(|(kid, key)| key.jwk(Some(kid.clone()))).collect();
        let Some((active, signing)) = found.pop() else { return Err(KeysError::NoRandom) };
        Ok(Self { active, signing, public: Jwks { keys } })
    }

    /// The public halves.
    #[must_use]
    pub fn public(&self) -> Jwks {
        self.public.clone()
    }

    /// A compact JWS over the canonical JSON of `payload`.
    ///
    /// # Errors
    ///
    /// `internal` when the payload has no canonical form.
    pub fn sign<T: Serialize>(&self, typ: &str, payload: &T) -> Result<String, Refusal> {
        self.signing.sign_json(typ, &self.active, payload).map_err(Refusal::internal)
    }
}

fn read(folder: &Path) -> Result<Vec<(KeyId, SigningKey)>, KeysError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|it| it != "pem") {
            continue;
        }
        let bad = || KeysError::NotAKey(path.display().to_string());
        let kid =
            path.file_stem().and_then(|it| it.to_str()).and_then(|it| it.parse().ok()).ok_or_else(bad)?;
        let key = SigningKey::from_pem(&fs::read_to_string(&path)?).map_err(|_| bad())?;
        found.push((kid, key));
    }
    Ok(found)
}

fn make(folder: &Path, today: Date) -> Result<(KeyId, SigningKey), KeysError> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|_| KeysError::NoRandom)?;
    // Once in 2³² draws the bytes are no key; the next start draws again.
    let key = SigningKey::generate(random).map_err(|_| KeysError::NoRandom)?;
    let print = esign::thumbprint(&key.jwk(None)).map_err(|_| KeysError::NoRandom)?;
    let kid: KeyId = format!("{today}-{}", &print[..8]).parse().map_err(|_| KeysError::NoRandom)?;
    let pem = key.to_pem().map_err(|_| KeysError::NoRandom)?;
    write_secret(&folder.join(format!("{kid}.pem")), &pem)?;
    Ok((kid, key))
}

/// Writes a file that only its owner may read, and that is whole or not there.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_secret(file: &Path, text: &str) -> std::io::Result<()> {
    let half = file.with_extension("part");
    let mut to = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&half)?;
    to.write_all(text.as_bytes())?;
    to.sync_all()?;
    fs::rename(&half, file)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_key_is_made_once_and_kept_private() {
        let folder = tempfile::tempdir().unwrap();
        let first = HallKeys::open(folder.path(), day("2026-01-05")).unwrap();
        let again = HallKeys::open(folder.path(), day("2026-02-05")).unwrap();
        assert_eq!(first.public(), again.public());
        let file = folder.path().join(format!("{}.pem", first.active));
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn the_newest_key_signs_and_the_old_one_stays_published() {
        let folder = tempfile::tempdir().unwrap();
        let old = HallKeys::open(folder.path(), day("2026-01-05")).unwrap();
        let (newer, _) = make(folder.path(), day("2026-03-01")).unwrap();
        let both = HallKeys::open(folder.path(), day("2026-03-01")).unwrap();
        assert_eq!(both.active, newer);
        assert_eq!(both.public().keys.len(), 2);
        assert!(both.public().keys.contains(&old.public().keys[0]));
    }

    #[test]
    fn a_file_that_is_no_key_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine.pem"), "hello").unwrap();
        let error = HallKeys::open(folder.path(), day("2026-01-05")).err().unwrap();
        assert!(error.to_string().contains("mine.pem"), "{error}");
    }
}
