//! Laws of this repository, checked by a program.
//!
//! Each law is a pure function from text to [`Broken`] places with a table of bad examples beside it;
//! `tests/laws.rs` applies them to the files that are there. The laws and their reasons are in
//! ARCHITECTURE.md.

pub mod code;
pub mod contrast;
pub mod files;
pub mod imports;
pub mod licences;
pub mod manifests;
pub mod pins;
pub mod rust;
pub mod sentences;
pub mod styles;
pub mod words;

/// A place where a law is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The file, from the root of the repository.
    pub path: String,
    /// The line, from 1; 0 when it is about the whole file.
    pub line: usize,
    /// What is wrong, and what to do instead.
    pub why: String,
}

impl Broken {
    /// A broken place.
    #[must_use]
    pub fn new(path: &str, line: usize, why: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, why: why.into() }
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.why)
    }
}
