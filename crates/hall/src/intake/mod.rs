//! Intake (收件): one commit takes a filing, or the answer to a correction notice, and gives a receipt.
//!
//! The rules themselves lie in the pure crates; here they are asked in order, and what they allow is written
//! in one transaction. Replays come first: the same id with the same content gets the same receipt for ever.

mod answer;
mod content;
pub(crate) mod direct;
mod filing;
mod kept;
mod precheck;
mod sentences;
mod signatures;

use contract::{CaseId, Channel, Finalize, ProblemCode};

use crate::acting::Authority;
use crate::error::Refusal;
use crate::store::submissions::Held;

pub use answer::{answer, answer_receipt};
pub use filing::{filing_receipt, finalize};
pub use precheck::pre_check;
pub(crate) use signatures::expectation;

/// A submission that is on record.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The receipt, a compact JWS, byte for byte as first given.
    pub receipt: String,
    /// The case.
    pub case_id: CaseId,
}

/// How a submission reached the hall.
#[derive(Debug, Clone)]
pub(crate) enum Way {
    /// Sent by whoever is signed in.
    Online,
    /// Handed in at a window, signed there on paper.
    Window {
        /// The clerk who took it in.
        by: String,
    },
}

impl Way {
    fn channel(&self) -> Channel {
        match self {
            Self::Online => Channel::Mobile,
            Self::Window { .. } => Channel::Window,
        }
    }

    /// How the case's history names whoever brought it in.
    fn by(&self, authority: &Authority) -> String {
        match self {
            Self::Online => authority.by(),
            Self::Window { by } => by.clone(),
        }
    }
}

/// What is held under the same address: the receipt when the content is the same, a conflict when not.
fn replay(held: Held, body: &Finalize) -> Result<Accepted, Refusal> {
    let case_id: CaseId = held.case_id.parse()?;
    if held.content_hash == body.content_hash {
        return Ok(Accepted { receipt: held.receipt, case_id });
    }
    let conflict = Refusal::new(ProblemCode::ContentConflict);
    Err(conflict.hashes(&held.content_hash, &body.content_hash).case(&case_id))
}
