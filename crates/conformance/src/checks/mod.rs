//! The checks, class by class in the order of the document.

mod appointments;
mod bundles;
mod cases;
mod consultations;
mod core;
mod delivery;
mod drafts;
mod events;
mod filing;
mod guides;
mod intermediaries;
mod licences;
mod on_behalf;
mod payments;
mod policies;
mod projects;
mod public;
mod ratings;
mod signing;
mod snapshots;
mod uploads;

use contract::requirement::Requirement;
use contract::requirement::events::EVT_007;

use crate::check::Check;

pub(crate) use cases::Corrected;
pub(crate) use licences::Early;
pub(crate) use ratings::Services;

use guides::{catalogue, changes};

/// The tables after those of `core`, `guides` and `snapshots`, in the order of the document.
const TABLES: [&[Check]; 17] = [
    filing::CHECKS,
    uploads::CHECKS,
    cases::CHECKS,
    events::CHECKS,
    signing::CHECKS,
    on_behalf::CHECKS,
    drafts::CHECKS,
    projects::CHECKS,
    bundles::CHECKS,
    ratings::CHECKS,
    appointments::CHECKS,
    payments::CHECKS,
    delivery::CHECKS,
    licences::CHECKS,
    consultations::CHECKS,
    intermediaries::CHECKS,
    policies::CHECKS,
];

/// Every check.
pub fn all() -> impl Iterator<Item = &'static Check> {
    core::TABLES.into_iter().chain(guides::TABLES).chain(snapshots::TABLES).chain(TABLES).flatten()
}

/// Whether a check wants everything else to have run: it looks at what the others were let into.
pub(crate) fn is_last(of: &Requirement) -> bool {
    core::LAST.iter().chain(licences::LAST).any(|it| it.id == of.id)
}

/// Whether a check waits, for as long as the document lets a hall be silent, and disturbs nothing meanwhile.
pub(crate) fn is_slow(of: &Requirement) -> bool {
    of.id == EVT_007.id
}
