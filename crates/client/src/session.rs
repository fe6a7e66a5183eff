//! Who is signed in.

use contract::{CSRF_HEADER, DevelopmentSignIn, PersonId, Session};

use crate::call::get;
use crate::{Answer, Call, Method};

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
