//! Finding a guide and reading it.

mod answers;
mod asked;
mod begin;
mod brief;
mod browse;
mod card;
mod change;
mod checklist;
mod elements;
mod families;
mod filter;
mod flow;
mod guide;
mod hits;
mod lacking;
mod limits;
mod material;
mod nothing;
mod parts;
mod place;
mod places;
mod region;
mod report;
mod results;
mod scenario;
mod search;
mod share;
mod stamp;
mod standing;
mod tools;
mod wrap;

pub use guide::GuidePage;
pub use search::SearchPage;
