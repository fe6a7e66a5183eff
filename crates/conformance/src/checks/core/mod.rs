//! Checks of the class `core`: what holds for every address and every answer. Most are made from the document: they
//! try every operation of the classes that the hall offers.

mod bodies;
mod discovery;
mod doors;
mod lists;
mod matrix;
mod region_levels;
mod regions;
mod session;
mod tags;

use contract::requirement::Requirement;
use contract::requirement::core::{COR_043, COR_044, COR_045, COR_057};

use crate::check::Check;

/// The checks of this class, table by table.
pub(crate) const TABLES: [&[Check]; 9] = [
    discovery::CHECKS,
    doors::CHECKS,
    session::CHECKS,
    bodies::CHECKS,
    matrix::CHECKS,
    lists::CHECKS,
    tags::CHECKS,
    regions::CHECKS,
    region_levels::CHECKS,
];

/// Requirements that are tried when everything else was.
pub(crate) const LAST: &[&Requirement] = &[&COR_043, &COR_044, &COR_045, &COR_057];
