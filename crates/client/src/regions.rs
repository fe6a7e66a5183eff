//! Regions.

use contract::Regions;

use crate::call::get;
use crate::{Budget, Call, encode};

/// Longest search that a hall takes, in characters.
const LONGEST: usize = 64;

/// `GET /api/v1/regions`: the regions of this hall, or as many of its highest levels as it answers at once.
#[must_use]
pub fn highest() -> Call<Regions> {
    get("/api/v1/regions".into()).within(Budget::PAGE)
}

/// `GET /api/v1/regions?parent=`: those that lie directly in one.
#[must_use]
pub fn under(parent: &str) -> Call<Regions> {
    get(["/api/v1/regions?parent=", &encode(parent)].concat())
        .within(Budget::PAGE)
        .about(&parent, |it, parent| it.regions.iter().all(|it| it.parent.as_deref() == Some(parent)))
}

/// `GET /api/v1/regions?of=`: the way from the highest to one; a hall that tells everything at once does so here, too.
#[must_use]
pub fn way(code: &str) -> Call<Regions> {
    get(["/api/v1/regions?of=", &encode(code)].concat()).within(Budget::PAGE)
}

/// `GET /api/v1/regions?q=`: those that may be meant, and what they lie in.
#[must_use]
pub fn find(words: &str) -> Call<Regions> {
    let words: String = words.chars().take(LONGEST).collect();
    get(["/api/v1/regions?q=", &encode(&words)].concat())
}
