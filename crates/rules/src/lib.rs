//! Working days and due dates, the life of a case, identifiers, and the tree of regions.
//!
//! Every function here is a function of its arguments: the day it is, the calendar and the table of
//! pauses come in. [`Calendar`] knows which days count, [`fn@clock`] what is used and left of a promised
//! limit, [`after`] which state follows which act, [`bundle`] what becomes of several cases together, [`mandate`] who may act for whom, [`verdict`] whether a text is an
//! identifier.

pub mod bundle;
pub mod calendar;
pub mod clock;
pub mod due;
pub mod identifiers;
pub mod lifecycle;
pub mod mandate;
pub mod project;
pub mod regions;

pub use calendar::{Calendar, NoCalendar, YearOverrides};
pub use clock::clock;
pub use due::{Due, due};
pub use identifiers::{mask_id_number, mask_mobile, mask_name, mask_organisation, normalise, verdict};
pub use lifecycle::{Action, GRAPH, actions_for_applicant, after, is_final};
