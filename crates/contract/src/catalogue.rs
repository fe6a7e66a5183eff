//! The catalogue of guides: its pages, and what changed in it since a client last looked.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{GuideSummary, MatterId};

/// `GET /api/v1/guides`: one page of current guides, in the hall's own order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuidePage {
    /// The guides.
    pub items: Vec<GuideSummary>,
    /// What to send as `cursor` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// What to send as `since` to learn what changed after the first page was read; the same on every page that
    /// follows from it.
    pub sync: String,
}

names! {
    /// What became of a guide.
    GuideChangeKind {
        /// A version was published; it is the current one.
        Published = "published",
        /// The matter is no longer offered.
        Withdrawn = "withdrawn",
    }
}

/// One change. A matter that changed more than once is told once, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideChange {
    /// The matter.
    pub matter: MatterId,
    /// What became of its guide.
    pub change: GuideChangeKind,
    /// The current guide, with [`GuideChangeKind::Published`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideSummary>,
}

/// `GET /api/v1/guides/changes?since=…`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideChanges {
    /// The changes, oldest first.
    pub items: Vec<GuideChange>,
    /// What to send as `since` next.
    pub next: String,
    /// True when there are more to be had at once.
    pub more: bool,
}
