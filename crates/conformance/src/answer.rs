//! An answer, read whole, and what a check may expect of it. Every complaint names the request.

use std::fmt::Write as _;
use std::sync::Arc;

use contract::{PROBLEM_TYPE, Problem, ProblemCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::trouble::Trouble;

/// How much of a body is quoted in a complaint, in characters.
const QUOTED: usize = 200;

/// What the hall answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Method of the request.
    pub method: String,
    /// Path of the request, with its query.
    pub path: String,
    /// HTTP status.
    pub status: u16,
    /// Headers in the order they came, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub bytes: Arc<[u8]>,
}

impl Answer {
    /// The first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.as_str())
    }

    /// Every header of this name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.as_str())
    }

    /// The media type without parameters, in lower case; empty when there is none.
    #[must_use]
    pub fn media_type(&self) -> String {
        let whole = self.header("content-type").unwrap_or_default();
        whole.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The body as text, damaged characters replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The answer itself when it has this status.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when it has another.
    pub fn expect(self, status: u16) -> Result<Self, Trouble> {
        if self.status == status { Ok(self) } else { Err(self.broken(&format!("{status}"))) }
    }

    /// The body as a `T` of a successful answer in JSON.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when it is a refusal, another media type, or not a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        if !(200..300).contains(&self.status) {
            return Err(self.broken("a success"));
        }
        if self.media_type() != "application/json" {
            return Err(self.broken("application/json"));
        }
        serde_json::from_slice(&self.bytes)
            .map_err(|it| self.broken(&format!("the JSON of the document ({it})")))
    }

    /// The body as JSON, whatever it says.
    ///
    /// # Errors
    ///
    /// As [`Self::json`].
    pub fn value(&self) -> Result<Value, Trouble> {
        self.json()
    }

    /// The problem, when this is a refusal with this status and code.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when it is anything else.
    pub fn problem(&self, status: u16, code: &ProblemCode) -> Result<Problem, Trouble> {
        let problem = self.refusal()?;
        if self.status == status && problem.code == *code {
            Ok(problem)
        } else {
            Err(self.broken(&format!("{status} `{code}`")))
        }
    }

    /// The problem, when this is a refusal at all.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when it is no refusal, or not sent as a problem.
    pub fn refusal(&self) -> Result<Problem, Trouble> {
        if self.status < 400 || self.media_type() != PROBLEM_TYPE {
            return Err(self.broken(&format!("a refusal in {PROBLEM_TYPE}")));
        }
        let problem: Problem =
            serde_json::from_slice(&self.bytes).map_err(|it| self.broken(&format!("a problem ({it})")))?;
        if problem.status == self.status { Ok(problem) } else { Err(self.broken("one status, not two")) }
    }

    /// The complaint that `expected` did not come.
    #[must_use]
    pub fn broken(&self, expected: &str) -> Trouble {
        Trouble::Broken(format!("{} {}: expected {expected}, came {}", self.method, self.path, self.came()))
    }

    /// What came, in few words.
    #[must_use]
    pub fn came(&self) -> String {
        let mut came = self.status.to_string();
        let media_type = self.media_type();
        if !media_type.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(came, " {media_type}");
        }
        let text: String = self.text().chars().take(QUOTED).collect();
        if !text.trim().is_empty() {
            let _ = write!(came, " {}", text.trim());
        }
        came
    }
}
