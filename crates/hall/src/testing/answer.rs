//! An answer, read whole.

use axum::http::HeaderMap;
use contract::Problem;
use serde::de::DeserializeOwned;

use super::Tried;

/// What the hall answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header as text; empty when it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as a `T`, of an answer that is no refusal.
    ///
    /// # Errors
    ///
    /// When it is a refusal, or not a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Tried<T> {
        if self.status >= 300 {
            return Err(format!("{}: {}", self.status, self.text()).into());
        }
        Ok(serde_json::from_slice(&self.body)?)
    }

    /// The problem of a refusal.
    ///
    /// # Errors
    ///
    /// When it is none, or not sent as one.
    pub fn problem(&self) -> Tried<Problem> {
        if self.header("content-type") != contract::PROBLEM_TYPE {
            return Err(format!("no problem: {} {}", self.status, self.text()).into());
        }
        let problem: Problem = serde_json::from_slice(&self.body)?;
        if problem.status == self.status { Ok(problem) } else { Err("two statuses".into()) }
    }

    /// Status and code of a refusal, for tables.
    ///
    /// # Errors
    ///
    /// As [`Self::problem`].
    pub fn refusal(&self) -> Tried<(u16, String)> {
        Ok((self.status, self.problem()?.code.to_string()))
    }
}
