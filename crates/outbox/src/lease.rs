//! Which tab leads. The lease lies on the disk beside the deliveries; who takes it raises its epoch, and every write
//! of a delivery compares it in the same transaction. So a tab that slept through its loss can harm nothing.
//!
//! Clocks only say when to offer oneself. A wrong one makes two tabs take turns, never two lead at once.

use serde::{Deserialize, Serialize};

use crate::Epoch;

/// A leader writes the time so often, in milliseconds.
pub const RENEW_MS: u32 = 5_000;
/// A lease this old was left behind, in milliseconds: its tab crashed or sleeps.
const STALE_MS: u64 = 15_000;
/// The same, seen by a tab nobody looks at: browsers let hidden tabs run once a minute.
const STALE_HIDDEN_MS: u64 = 180_000;

/// Who leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lease {
    /// The number of the lead.
    pub epoch: Epoch,
    /// When its leader was last seen, milliseconds since 1970 on this device.
    pub seen_ms: u64,
}

impl Lease {
    /// The lease after it was taken from whoever had it. A disk that lost it begins where no tab can have been.
    #[must_use]
    pub fn taken(stored: Option<Self>, now_ms: u64) -> Self {
        Self { epoch: stored.map_or(now_ms, |it| it.epoch.saturating_add(1)), seen_ms: now_ms }
    }

    /// Whether a tab of this lead may write. Nothing stored means that the disk lost it: then nobody may.
    #[must_use]
    pub fn admits(stored: Option<Self>, epoch: Epoch) -> bool {
        stored.is_some_and(|it| it.epoch == epoch)
    }

    /// Whether it was left behind. A time to come is as good as none: the clock was set back.
    #[must_use]
    pub const fn is_stale(self, now_ms: u64, hidden: bool) -> bool {
        let limit = if hidden { STALE_HIDDEN_MS } else { STALE_MS };
        self.seen_ms.abs_diff(now_ms) > limit
    }
}
