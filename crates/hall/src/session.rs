//! Who asks. A session is a random token in a `__Host-` cookie; only its SHA-256 is kept. Every write must
//! also carry the session's CSRF value in a header, which another origin can neither read nor send.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use contract::{CSRF_HEADER, Party, PartyKind, ProblemCode, SESSION_COOKIE, Session, SignedIn};
use fixtures::Person;

use crate::clock;
use crate::error::Refusal;
use crate::random;
use crate::state::{Hall, Shared};
use crate::store::sessions::SessionRow;
use crate::store::{people, sessions};

/// A session ends this long after it was last used, in seconds.
const LASTS: i64 = 12 * 3600;
/// The end is moved only when this much of it is used up, so that reading does not write every time.
const EXTEND_AFTER: i64 = 10 * 60;

/// The CSRF value of someone who is not signed in. It protects nothing secret: that the header is there at
/// all makes the request one that a form on another site cannot send, which keeps others from signing a
/// person in as somebody else.
pub const SIGNED_OUT_CSRF: &str = "sign-in";

/// A person as a party on a record.
///
/// # Errors
///
/// Never for an id of this hall.
pub fn natural(person: &Person) -> Result<Party, Refusal> {
    Ok(Party { id: person.id.as_str().parse()?, kind: PartyKind::Person, name: person.name.clone() })
}

/// The person who asks. As an extractor it refuses with `session-required`.
pub struct Caller {
    /// Who.
    pub person: Person,
    token_hash: String,
    csrf: String,
    expires_s: i64,
}

impl Caller {
    /// This person as a party on a record.
    ///
    /// # Errors
    ///
    /// Never for an id of this hall.
    pub fn party(&self) -> Result<Party, Refusal> {
        natural(&self.person)
    }

    /// Whether this session has not ended meanwhile.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn is_signed_in(&self, hall: &Hall) -> Result<bool, Refusal> {
        let mut db = hall.readers.acquire().await?;
        Ok(sessions::find(&mut db, &self.token_hash, hall.clock().unix()).await?.is_some())
    }

    /// The session as its owner sees it.
    #[must_use]
    pub fn session(&self) -> Session {
        let person = &self.person;
        Session {
            csrf: self.csrf.clone(),
            person: Some(SignedIn {
                id: person.id.clone(),
                name: person.name.clone(),
                id_number_masked: rules::mask_id_number(&person.id_number),
                mobile_masked: Some(rules::mask_mobile(&person.mobile)),
                profile: person.profile(),
            }),
            expires_at: Some(clock::instant(self.expires_s)),
        }
    }
}

/// The person who writes: signed in, and the CSRF header is this session's.
pub struct Signed(pub Caller);

impl FromRequestParts<Shared> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, hall: &Shared) -> Result<Self, Refusal> {
        current(hall, &parts.headers).await?.ok_or_else(|| Refusal::new(ProblemCode::SessionRequired))
    }
}

impl FromRequestParts<Shared> for Signed {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, hall: &Shared) -> Result<Self, Refusal> {
        let caller = Caller::from_request_parts(parts, hall).await?;
        check_csrf(&parts.headers, &caller.csrf)?;
        Ok(Self(caller))
    }
}

/// Whoever writes where nobody needs to be signed in: the CSRF header is the session's, or, without one, the literal
/// [`SIGNED_OUT_CSRF`].
pub struct Anyone;

impl FromRequestParts<Shared> for Anyone {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, hall: &Shared) -> Result<Self, Refusal> {
        let session = current(hall, &parts.headers).await?;
        check_csrf(&parts.headers, session.as_ref().map_or(SIGNED_OUT_CSRF, |it| it.csrf.as_str()))?;
        Ok(Self)
    }
}

/// Somebody who writes without an account: the CSRF header is that of their session, when they have one, and
/// [`SIGNED_OUT_CSRF`] otherwise.
///
/// # Errors
///
/// `csrf-mismatch`.
pub async fn anybody(hall: &Hall, headers: &HeaderMap) -> Result<Option<Caller>, Refusal> {
    let caller = current(hall, headers).await?;
    check_csrf(headers, caller.as_ref().map_or(SIGNED_OUT_CSRF, |it| it.csrf.as_str()))?;
    Ok(caller)
}

fn check_csrf(headers: &HeaderMap, expected: &str) -> Result<(), Refusal> {
    let sent = headers.get(CSRF_HEADER).and_then(|it| it.to_str().ok());
    // Compared by digest: the time it takes tells nothing about the value.
    let same = sent.is_some_and(|it| canon::sha256(it.as_bytes()) == canon::sha256(expected.as_bytes()));
    if same { Ok(()) } else { Err(Refusal::new(ProblemCode::CsrfMismatch)) }
}

/// Whose session the request carries.
///
/// # Errors
///
/// When the database fails; having no session is no error.
pub async fn current(hall: &Hall, headers: &HeaderMap) -> Result<Option<Caller>, Refusal> {
    let Some(token) = cookie(headers) else { return Ok(None) };
    let token_hash = canon::sha256_hex(token.as_bytes());
    let now = hall.clock().unix();
    let mut db = hall.readers.acquire().await?;
    let Some(row) = sessions::find(&mut db, &token_hash, now).await? else { return Ok(None) };
    let Some(person) = people::by_id(&mut db, &row.person_id).await? else { return Ok(None) };
    drop(db);
    let mut expires_s = row.expires_s;
    if expires_s - now < LASTS - EXTEND_AFTER {
        expires_s = now + LASTS;
        let hash = token_hash.clone();
        hall.writer
            .run(move |db| Box::pin(async move { sessions::extend(db, &hash, expires_s).await }))
            .await?;
    }
    Ok(Some(Caller { person, token_hash, csrf: row.csrf, expires_s }))
}

/// Signs a person in: a session of its own, with the cookie that carries its token.
///
/// # Errors
///
/// `csrf-mismatch` without the header; `not-found` when there is no such person.
pub async fn sign_in(
    hall: &Hall,
    headers: &HeaderMap,
    person_id: &str,
) -> Result<(Session, String), Refusal> {
    let before = anybody(hall, headers).await?;
    let mut db = hall.readers.acquire().await?;
    let person = people::by_id(&mut db, person_id).await?;
    drop(db);
    let person = person.ok_or_else(|| Refusal::new(ProblemCode::NotFound).detail("示例人物里没有这个人"))?;
    let token = random::secret()?;
    let token_hash = canon::sha256_hex(token.as_bytes());
    let now = hall.clock().unix();
    let row =
        SessionRow { person_id: person.id.to_string(), csrf: random::secret()?, expires_s: now + LASTS };
    let caller = Caller { person, token_hash, csrf: row.csrf.clone(), expires_s: row.expires_s };
    let session = caller.session();
    hall.writer
        .run(move |db| {
            Box::pin(async move {
                if let Some(before) = before {
                    sessions::close(db, &before.token_hash).await?;
                }
                sessions::open(db, &caller.token_hash, &row, now).await
            })
        })
        .await?;
    Ok((session, format!("{SESSION_COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax")))
}

/// Ends a session; the cookie that takes it from the browser.
///
/// # Errors
///
/// When the database fails.
pub async fn sign_out(hall: &Hall, caller: Caller) -> Result<String, Refusal> {
    hall.writer.run(move |db| Box::pin(async move { sessions::close(db, &caller.token_hash).await })).await?;
    Ok(format!("{SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"))
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    sent.flat_map(|it| it.split(';'))
        .filter_map(|it| it.trim().split_once('='))
        .find_map(|(name, value)| (name == SESSION_COOKIE).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookie_table() {
        let table = [
            ("__Host-hall=abc", Some("abc")),
            ("a=b; __Host-hall=abc; c=d", Some("abc")),
            ("__Host-hall2=abc", None),
            ("hall=abc", None),
            ("", None),
        ];
        for (sent, token) in table {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, sent.parse().unwrap());
            assert_eq!(cookie(&headers), token, "{sent}");
        }
    }

    #[test]
    fn a_csrf_value_is_needed_and_must_be_the_sessions_own() {
        let mut headers = HeaderMap::new();
        assert!(check_csrf(&headers, "v").is_err());
        headers.insert(CSRF_HEADER, "w".parse().unwrap());
        assert!(check_csrf(&headers, "v").is_err());
        headers.insert(CSRF_HEADER, "v".parse().unwrap());
        assert!(check_csrf(&headers, "v").is_ok());
    }
}
