//! A request before it is sent.

use serde::Serialize;

use crate::trouble::Trouble;

/// A request. The visitor who sends it adds the session's cookie and, to writes, the CSRF header, unless told not to.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Method, in capitals.
    pub method: String,
    /// Path with query, from the origin: `/api/v1/cases?limit=2`.
    pub path: String,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Body; empty sends none.
    pub body: Vec<u8>,
    /// Whether the visitor's cookie goes along.
    pub cookie: bool,
    /// Whether the visitor's CSRF value goes along with a write.
    pub csrf: bool,
}

impl Ask {
    /// A request without a body.
    pub fn new(method: &str, path: impl Into<String>) -> Self {
        Self {
            method: method.to_ascii_uppercase(),
            path: path.into(),
            headers: Vec::new(),
            body: Vec::new(),
            cookie: true,
            csrf: true,
        }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.into()));
        self
    }

    /// With these bytes.
    #[must_use]
    pub fn body(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = bytes.into();
        self
    }

    /// With a JSON body and its media type.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when the value cannot be written as JSON, which is the kit's own fault.
    pub fn json<T: Serialize + ?Sized>(self, value: &T) -> Result<Self, Trouble> {
        let bytes = serde_json::to_vec(value).map_err(|it| Trouble::not_tried(it.to_string()))?;
        Ok(self.header("content-type", "application/json").body(bytes))
    }

    /// Without the visitor's cookie, as a stranger would send it.
    #[must_use]
    pub fn without_cookie(mut self) -> Self {
        self.cookie = false;
        self
    }

    /// Without the CSRF header, as another site's form would send it.
    #[must_use]
    pub fn without_csrf(mut self) -> Self {
        self.csrf = false;
        self
    }

    /// True for the methods that change something.
    #[must_use]
    pub fn writes(&self) -> bool {
        matches!(self.method.as_str(), "POST" | "PUT" | "PATCH" | "DELETE")
    }
}
