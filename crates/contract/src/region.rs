//! Regions (行政区划): the tree from province to village that matters are offered in.

use serde::{Deserialize, Serialize};

use crate::{Coded, Level};

/// A region by code and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionName {
    /// GB/T 2260 with 6 digits, or GB/T 10114 filled up to 12 digits below the county.
    pub code: String,
    /// Name for people.
    pub name: String,
}

/// One region of `GET /api/v1/regions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Its code, as in [`RegionName::code`].
    pub code: String,
    /// Name for people.
    pub name: String,
    /// Which level it is.
    pub level: Coded<Level>,
    /// The region it lies in; absent on the highest one the hall knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Whether regions lie directly in it that the answer it came with does not have; `?parent=` has them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
}

/// `GET /api/v1/regions`: regions of this hall, each after the one it lies in. With `ETag`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regions {
    /// The regions.
    pub regions: Vec<Region>,
    /// In the answer to `?q=`: codes of those that were found, the best first; the others are what they lie in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<String>,
}
