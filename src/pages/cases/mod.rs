//! Where my cases stand.

mod case;
mod correct;
mod list;

pub use case::CasePage;
pub use correct::CorrectPage;
pub use list::CasesPage;
