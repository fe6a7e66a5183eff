//! What a check comes back with when a requirement does not hold, or could not be tried.

use std::fmt;

/// What one check found: nothing to say, or trouble.
pub type Outcome = Result<(), Trouble>;

/// Why a check did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The hall does not do it: a failure of a Must, a warning for a Should.
    Broken(String),
    /// It could not be exercised here, and why: a warning. Nothing is said about the hall.
    NotTried(String),
}

impl Trouble {
    /// The hall does not do it.
    pub fn broken(why: impl Into<String>) -> Self {
        Self::Broken(why.into())
    }

    /// It could not be tried here.
    pub fn not_tried(why: impl Into<String>) -> Self {
        Self::NotTried(why.into())
    }

    /// The same trouble, said of `what`: `what: …`.
    #[must_use]
    pub fn of(self, what: impl fmt::Display) -> Self {
        match self {
            Self::Broken(why) => Self::Broken(format!("{what}: {why}")),
            Self::NotTried(why) => Self::NotTried(format!("{what}: {why}")),
        }
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> &str {
        match self {
            Self::Broken(why) | Self::NotTried(why) => why,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.why())
    }
}

impl std::error::Error for Trouble {}

/// Nothing to say when it holds, otherwise [`Trouble::Broken`] with what `why` says.
///
/// # Errors
///
/// When it does not hold.
pub fn ensure(holds: bool, why: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(Trouble::Broken(why())) }
}
