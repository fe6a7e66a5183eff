//! Guides that were read here stay readable without a network: from the hall when it answers, else as they were kept.

use std::sync::Arc;

use client::{CallError, guides};
use contract::{Guide, MatterId};
use serde::{Deserialize, Serialize};

use crate::edge::disk::DiskError;
use crate::edge::public_disk::{Kind, PublicDisk};
use crate::edge::{clock, fetch, task};

/// Most guides that are kept because they were opened; those somebody saved are kept besides.
const MOST_OPENED: usize = 60;
/// So long the hall is waited for when there is a copy here, in milliseconds.
const PATIENCE_MS: u32 = 4_000;
/// Where the list of them lies.
const LIST: &str = "guides";

/// A guide, and where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptGuide {
    /// The guide.
    pub guide: Arc<Guide>,
    /// Where it is from.
    pub from: Source,
    /// The version that was kept here when this one was read; nothing when it was never read here.
    pub before: Option<u32>,
}

/// Where a guide is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The hall, just now.
    Hall,
    /// This device.
    Device {
        /// When the hall gave it, in milliseconds of the device's clock.
        kept_ms: i64,
        /// Why it is not from the hall: [`CallError::NotFound`] when the hall does not offer the matter any more.
        why: CallError,
    },
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    matter: MatterId,
    version: u32,
    kept_ms: i64,
    /// Somebody saved it: it is not cleared for newer ones.
    #[serde(default)]
    saved: bool,
}

/// The guide of a matter: the hall's, or this device's copy where the hall does not answer, or not in time.
///
/// # Errors
///
/// What the hall answered, when there is no copy here.
pub async fn kept_guide(matter: &MatterId) -> Result<KeptGuide, CallError> {
    let disk = PublicDisk::open().await.ok();
    let kept = match &disk {
        Some(disk) => read(disk, matter).await,
        None => None,
    };
    let asked = fetch::send(guides::by_matter(matter));
    let answer = match &kept {
        Some(_) => task::within(PATIENCE_MS, asked).await.unwrap_or(Err(CallError::TimedOut)),
        None => asked.await,
    };
    let before = kept.as_ref().map(|it| it.0.version);
    match (answer, kept) {
        (Ok(guide), _) => {
            if let Some(disk) = &disk {
                // Without room it is read again from the hall; nothing is said of it here.
                let _ = keep(disk, &guide, None).await;
            }
            Ok(KeptGuide { guide: Arc::new(guide), from: Source::Hall, before })
        }
        (Err(why), Some((guide, kept_ms))) => {
            Ok(KeptGuide { guide: Arc::new(guide), from: Source::Device { kept_ms, why }, before })
        }
        (Err(error), None) => Err(error),
    }
}

async fn read(disk: &PublicDisk, matter: &MatterId) -> Option<(Guide, i64)> {
    let line = list(disk).await.into_iter().find(|it| it.matter == *matter)?;
    let bytes = disk.get(Kind::Guides, matter.as_str()).await.ok()??;
    let guide: Guide = serde_json::from_slice(&bytes).ok()?;
    (guide.matter == *matter).then_some((guide, line.kept_ms))
}

/// Keeps a guide on this device; `saved` says whether somebody wants it kept for good, nothing leaves that as it is.
///
/// # Errors
///
/// [`DiskError`]; what was kept before is still there.
pub(super) async fn keep_saved(guide: &Guide, saved: bool) -> Result<(), DiskError> {
    keep(&PublicDisk::open().await?, guide, Some(saved)).await
}

async fn keep(disk: &PublicDisk, guide: &Guide, saved: Option<bool>) -> Result<(), DiskError> {
    let bytes = serde_json::to_vec(guide).map_err(|_| DiskError::Unreadable)?;
    disk.put(Kind::Guides, guide.matter.as_str(), &bytes).await?;
    let line =
        Line { matter: guide.matter.clone(), version: guide.version, kept_ms: clock::now_ms(), saved: false };
    let (lines, gone) = with(list(disk).await, line, saved);
    let lines = serde_json::to_vec(&lines).map_err(|_| DiskError::Unreadable)?;
    disk.put(Kind::Meta, LIST, &lines).await?;
    for matter in gone {
        disk.delete(Kind::Guides, matter.as_str()).await?;
    }
    Ok(())
}

async fn list(disk: &PublicDisk) -> Vec<Line> {
    let bytes = disk.get(Kind::Meta, LIST).await.ok().flatten();
    bytes.and_then(|it| serde_json::from_slice(&it).ok()).unwrap_or_default()
}

/// The list with a line in it, the newest first, and the matters that had to go for it.
fn with(lines: Vec<Line>, mut line: Line, saved: Option<bool>) -> (Vec<Line>, Vec<MatterId>) {
    let (same, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|it| it.matter == line.matter);
    line.saved = saved.unwrap_or_else(|| same.iter().any(|it| it.saved));
    let mut opened = 0;
    let (stay, go): (Vec<_>, Vec<_>) = std::iter::once(line).chain(others).partition(|it| {
        opened += usize::from(!it.saved);
        it.saved || opened <= MOST_OPENED
    });
    (stay, go.into_iter().map(|it| it.matter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(matter: usize, saved: bool) -> Line {
        Line { matter: ["m", &matter.to_string()].concat().parse().unwrap(), version: 1, kept_ms: 0, saved }
    }

    #[test]
    fn the_newest_sixty_stay_and_every_saved_one() {
        let mut lines = Vec::new();
        for n in 0..70 {
            lines = with(lines, line(n, false), (n % 20 == 0).then_some(true)).0;
        }
        let saved: Vec<&Line> = lines.iter().filter(|it| it.saved).collect();
        assert_eq!((saved.len(), lines.len()), (4, MOST_OPENED + 4));
        let (lines, gone) = with(lines, line(100, false), None);
        assert_eq!(gone, [line(7, false).matter], "the oldest that nobody saved");
        assert_eq!(lines.first().map(|it| it.matter.clone()), Some(line(100, false).matter));
    }

    #[test]
    fn what_is_read_again_stays_saved_until_somebody_says_otherwise() {
        let saved = with(Vec::new(), line(1, false), Some(true)).0;
        let again = with(saved, line(1, false), None).0;
        assert_eq!(again, [line(1, true)]);
        assert_eq!(with(again, line(1, false), Some(false)).0, [line(1, false)]);
    }
}
