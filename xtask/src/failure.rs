//! Why a command could not go on, in words that say what to do next.

use std::path::{Path, PathBuf};

/// The reasons a command stops.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command line makes no sense.
    #[error("{0}\nRun `cargo xtask help` for the commands.")]
    Usage(String),
    /// Something outside this repository is needed.
    #[error("missing: {what}\n{remedy}")]
    Missing {
        /// What is missing.
        what: String,
        /// How to get it.
        remedy: String,
    },
    /// A program could not be started.
    #[error("could not start `{program}`: {source}")]
    NotStarted {
        /// Its name.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program ended with a failure; its own output has been shown.
    #[error("`{program}` failed ({status})")]
    Failed {
        /// Its name and arguments.
        program: String,
        /// How it ended.
        status: std::process::ExitStatus,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{path}: {reason}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The hall ended before it was ready; what it said is given.
    #[error("the hall did not start.\n{0}")]
    Hall(String),
    /// The app is larger than its budget.
    #[error("first load is {actual} bytes of brotli; the budget is {budget}")]
    OverBudget {
        /// Bytes measured.
        actual: u64,
        /// Bytes allowed.
        budget: u64,
    },
}

impl Failure {
    /// Exit status: 2 for a wrong command line, 1 for the rest.
    pub(crate) fn code(&self) -> u8 {
        if matches!(self, Self::Usage(_)) { 2 } else { 1 }
    }

    /// For `map_err` on file operations.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}
