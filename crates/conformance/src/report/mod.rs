//! A run on paper: for people, for programs, for build servers, and against an earlier run.

pub mod baseline;
pub mod json;
pub mod junit;
pub mod table;

pub use baseline::Baseline;
