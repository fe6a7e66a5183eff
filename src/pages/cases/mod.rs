//! Where my cases stand.

mod by_project;
mod case;
mod correct;
mod list;
mod parts;
mod shared_drafts;

pub use case::CasePage;
pub use correct::CorrectPage;
pub use list::CasesPage;
