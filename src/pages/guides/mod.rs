//! Finding a guide and reading it.

mod begin;
mod elements;
mod families;
mod filter;
mod guide;
mod hits;
mod lacking;
mod scenario;
mod search;

pub use guide::GuidePage;
pub use search::SearchPage;
