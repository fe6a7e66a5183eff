//! Finding a guide and reading it.

mod elements;
mod guide;
mod scenario;
mod search;

pub use guide::GuidePage;
pub use search::SearchPage;
