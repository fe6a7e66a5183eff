//! Regions.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::ProblemCode;
use serde::Deserialize;

use crate::error::Refusal;
use crate::json::{Asked, Keep, tagged};
use crate::state::Shared;
use crate::store::{region_words, regions};

/// Longest search, in characters.
const LONGEST: usize = 64;

/// Which regions; at most one of the three.
#[derive(Debug, Deserialize)]
pub(crate) struct Which {
    parent: Option<String>,
    of: Option<String>,
    q: Option<String>,
}

/// `GET /api/v1/regions`
pub(crate) async fn list(
    State(hall): State<Shared>,
    headers: HeaderMap,
    Asked(which): Asked<Which>,
) -> Result<Response, Refusal> {
    if let Which { parent: None, of: None, q: None } = which {
        return tagged(&headers, Keep::Public, &hall.regions);
    }
    let mut db = hall.readers.acquire().await?;
    let found = match (which.parent, which.of, which.q) {
        (Some(code), None, None) => regions::under(&mut db, &code).await?,
        (None, Some(code), None) => regions::way(&mut db, &code).await?,
        (None, None, Some(words)) if words.trim().is_empty() || words.chars().count() > LONGEST => {
            return Err(malformed(format!("q 要有 1 到 {LONGEST} 个字")));
        }
        (None, None, Some(words)) => Some(region_words::find(&mut db, &words).await?),
        _ => return Err(malformed("parent、of、q 一次只能用一个".to_owned())),
    };
    tagged(&headers, Keep::Public, &found.ok_or_else(|| Refusal::new(ProblemCode::NotFound))?)
}

fn malformed(why: String) -> Refusal {
    Refusal::new(ProblemCode::Malformed).detail(why)
}
