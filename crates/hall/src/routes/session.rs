//! Signing in and out.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{DevelopmentSignIn, ProblemCode, Session};

use crate::error::Refusal;
use crate::json::{Body, personal};
use crate::session::{SIGNED_OUT_CSRF, Signed, current, sign_in, sign_out};
use crate::state::Shared;

const CLEAR: HeaderName = HeaderName::from_static("clear-site-data");

/// `GET /api/v1/session`
pub(crate) async fn show(State(hall): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    let signed_out = || Session { csrf: SIGNED_OUT_CSRF.to_owned(), person: None, expires_at: None };
    let session = current(&hall, &headers).await?.map_or_else(signed_out, |it| it.session());
    Ok(personal(StatusCode::OK, session))
}

/// `POST /api/v1/session`: as a sample person, in a demo only.
pub(crate) async fn open(
    State(hall): State<Shared>,
    headers: HeaderMap,
    Body(asked): Body<DevelopmentSignIn>,
) -> Result<Response, Refusal> {
    if !hall.config.demo {
        return Err(Refusal::new(ProblemCode::NotFound));
    }
    let (session, cookie) = sign_in(&hall, &headers, asked.person_id.as_str()).await?;
    Ok(([(header::SET_COOKIE, cookie)], personal(StatusCode::OK, session)).into_response())
}

/// `DELETE /api/v1/session`. Clears the browser's cache, not its storage: drafts outlive a sign-out unless the
/// person says otherwise.
pub(crate) async fn close(State(hall): State<Shared>, Signed(caller): Signed) -> Result<Response, Refusal> {
    let cookie = sign_out(&hall, caller).await?;
    let headers = [
        (header::SET_COOKIE, cookie),
        (CLEAR, "\"cache\"".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}
