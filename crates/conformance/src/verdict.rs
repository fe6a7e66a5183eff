//! What is said of a requirement.

use contract::requirement::Requirement;

/// From the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The hall does not declare the class.
    Skipped,
    /// Every check of it passed.
    Pass,
    /// It could not be tried, or the hall does not do what it should.
    Warn,
    /// The hall does not do what it must.
    Fail,
}

impl Verdict {
    /// The word for it in every report.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Skipped => "skipped",
            Self::Pass => "pass",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// Why a requirement did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What was tried.
    pub tried: &'static str,
    /// What was expected and what came, or why it could not be tried.
    pub why: String,
}

/// One requirement and what is said of it.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The requirement.
    pub of: &'static Requirement,
    /// The worst of its checks.
    pub verdict: Verdict,
    /// Why it did not pass; empty when it did, or was skipped.
    pub reasons: Vec<Reason>,
    /// How long its checks took, in milliseconds.
    pub took_ms: u64,
}
