//! Who is signed in.

use contract::{CSRF_HEADER, DevelopmentSignIn, PersonId, SignedIn};
use serde::Deserialize;

use crate::call::get;
use crate::{Answer, Call, Method};

/// What this client reads of a [`contract::Session`]. When it ends is the hall's business: it is told by a 401, and a
/// reader of instants is not loaded for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Session {
    /// The value to send in `X-Hall-CSRF` with every write.
    pub csrf: String,
    /// Who is signed in; absent when nobody is.
    #[serde(default)]
    pub person: Option<SignedIn>,
}

/// `GET /api/v1/session`.
#[must_use]
pub fn current() -> Call<Session> {
    get("/api/v1/session".into())
}

/// `POST /api/v1/session`: development sign-in as a seeded person.
#[must_use]
pub fn sign_in_for_development(person: &PersonId) -> Call<Session> {
    Call::new(Method::Post, "/api/v1/session".into(), Answer::json)
        .header(CSRF_HEADER, "sign-in".into())
        .json(&DevelopmentSignIn { person_id: person.clone() })
}

/// `DELETE /api/v1/session`.
#[must_use]
pub fn sign_out() -> Call<()> {
    Call::new(Method::Delete, "/api/v1/session".into(), |_| Ok(()))
}
