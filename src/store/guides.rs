//! Guides that a draft is to be made of: those whose form this device can show.

use client::{CallError, guides};
use contract::{DeliveryKind, Guide, MatterId};

pub use super::kept_guides::{KeptGuide, Source, kept_guide};
use crate::edge::fetch;

/// The current version.
///
/// # Errors
///
/// What the hall answered; [`CallError::Beyond`] for a form beyond the contract's limits.
pub async fn current(matter: &MatterId) -> Result<Guide, CallError> {
    fillable(fetch::send(guides::by_matter(matter)).await?)
}

/// A published version, also one that was replaced since.
///
/// # Errors
///
/// As [`current`].
pub async fn version(matter: &MatterId, version: u32) -> Result<Guide, CallError> {
    fillable(fetch::send(guides::by_version(matter, version)).await?)
}

/// The ways of delivery it offers that this app knows what to ask for: one nobody here knows may need to be told things
/// nobody here asks for.
pub fn deliveries(guide: &Guide) -> impl Iterator<Item = &DeliveryKind> {
    guide.deliveries.iter().filter(|it| !matches!(it, DeliveryKind::Other(_)))
}

fn fillable(guide: Guide) -> Result<Guide, CallError> {
    match form::unfillable(&guide) {
        None => Ok(guide),
        Some(_) => Err(CallError::Beyond(guide.title)),
    }
}
