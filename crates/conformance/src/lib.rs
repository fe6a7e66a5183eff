//! The conformance kit: plays the client against any hall and says, requirement by requirement, what holds.
//!
//! It knows the contract and nothing of any hall: discovery, the document, and two test persons are all it is given.
//! [`checks`] try the requirements one by one on a [`Bench`]; every exchange is recorded, and [`judges`] look at all
//! of them; [`run`] gives each requirement its verdict, and `report` prints them.

pub mod adversary;
pub mod answer;
pub mod ask;
pub mod bench;
pub mod check;
pub mod checks;
pub mod document;
pub mod filing;
pub mod judges;
mod paging;
mod puts;
pub mod race;
pub mod record;
pub mod report;
pub mod run;
mod samples;
pub mod stream;
pub mod trouble;
pub mod verdict;
pub mod visitor;
mod wire;

pub use answer::Answer;
pub use ask::Ask;
pub use bench::{Bench, Options, Unreachable};
pub use check::Check;
pub use run::{Choice, Run, run};
pub use trouble::{Outcome, Trouble, ensure};
pub use verdict::{Finding, Reason, Verdict};
pub use visitor::Visitor;
