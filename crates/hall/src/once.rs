//! What people create beside filings: the client mints the id and `PUT`s it, as often as it must until it is answered.
//! The first one that arrives makes it; the same content again finds it made; other content is told so.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contract::{PersonId, ProblemCode};
use serde::Serialize;
use sqlx::{Row, SqliteConnection};

use crate::error::Refusal;
use crate::json::personal;

/// One `PUT` of something whose id its client minted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    kind: &'static str,
    id: String,
    person: PersonId,
    hash: String,
}

/// Whether something was made just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made<T> {
    /// It was: 201.
    New(T),
    /// It was there, by the same content: 200.
    Same(T),
}

impl Put {
    /// That `person` puts `body` as the `kind` with this id. The hash covers the members this contract knows.
    ///
    /// # Errors
    ///
    /// `malformed` when the body has no canonical form (RFC 8785, restricted).
    pub fn new<T: Serialize>(
        kind: &'static str,
        id: &str,
        person: &PersonId,
        body: &T,
    ) -> Result<Self, Refusal> {
        Ok(Self { kind, id: id.to_owned(), person: person.clone(), hash: hash(body)? })
    }

    /// Takes the id, in the writer's savepoint: true when nobody had it. Then the caller makes the thing, in the same
    /// savepoint; a refusal there gives the id back.
    ///
    /// # Errors
    ///
    /// `not-allowed` when the id is another person's, `content-conflict` when it was put with other content.
    pub async fn claim(&self, db: &mut SqliteConnection) -> Result<bool, Refusal> {
        let sql =
            "INSERT INTO once (kind, id, person_id, hash) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        let new = sqlx::query(sql)
            .bind(self.kind)
            .bind(&self.id)
            .bind(self.person.as_str())
            .bind(&self.hash)
            .execute(&mut *db)
            .await?;
        if new.rows_affected() == 1 {
            return Ok(true);
        }
        let sql = "SELECT person_id, hash FROM once WHERE kind = ?1 AND id = ?2";
        let held = sqlx::query(sql).bind(self.kind).bind(&self.id).fetch_one(db).await?;
        if held.try_get::<String, _>("person_id")? != self.person.as_str() {
            return Err(Refusal::new(ProblemCode::NotAllowed).detail("这个编号已经有人用了，请换一个"));
        }
        same(&held.try_get::<String, _>("hash")?, &self.hash)?;
        Ok(false)
    }
}

impl<T> Made<T> {
    /// `it`, and whether it is new.
    pub fn of(new: bool, it: T) -> Self {
        if new { Self::New(it) } else { Self::Same(it) }
    }
}

impl<T: Serialize> IntoResponse for Made<T> {
    fn into_response(self) -> Response {
        match self {
            Self::New(it) => personal(StatusCode::CREATED, it),
            Self::Same(it) => personal(StatusCode::OK, it),
        }
    }
}

/// SHA-256 over the canonical form of a body, 64 lower-case hex digits.
///
/// # Errors
///
/// `malformed` when it has none.
pub fn hash<T: Serialize>(body: &T) -> Result<String, Refusal> {
    let bytes = canon::canonical_of(body)
        .map_err(|why| Refusal::new(ProblemCode::Malformed).detail(format!("请求体没有规范形式：{why}")))?;
    Ok(canon::sha256_hex(&bytes))
}

/// Whether what is sent is what is held.
///
/// # Errors
///
/// `content-conflict` with both hashes when it is not.
pub fn same(held: &str, sent: &str) -> Result<(), Refusal> {
    if held == sent { Ok(()) } else { Err(Refusal::new(ProblemCode::ContentConflict).hashes(held, sent)) }
}

/// Refuses a text that is empty or longer than `most` characters, at its place in the body.
///
/// # Errors
///
/// `invalid` at `pointer`, with the code `required` or `max-length`.
pub fn text(pointer: &str, text: &str, most: usize) -> Result<(), Refusal> {
    let refused = |code, say: String| Err(Refusal::new(ProblemCode::Invalid).at(pointer, code, say));
    if text.trim().is_empty() {
        return refused("required", "请写明内容".to_owned());
    }
    if text.chars().count() > most {
        return refused("max-length", format!("最多 {most} 个字"));
    }
    Ok(())
}
