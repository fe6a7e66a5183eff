//! Regions.

use contract::Regions;

use crate::call::get;
use crate::{Budget, Call};

/// `GET /api/v1/regions`: every region of this hall, each after the one it lies in.
#[must_use]
pub fn all() -> Call<Regions> {
    get("/api/v1/regions".into()).within(Budget::PAGE)
}
