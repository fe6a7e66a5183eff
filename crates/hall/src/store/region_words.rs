//! Regions by what people type: the beginning of a name, of its pinyin or initials, after names of what it lies in.

use contract::Regions;
use sqlx::{Row, SqliteConnection};

use super::regions::{around, plain};
use crate::error::Refusal;

/// Most regions that are found: who looks for another one types another word.
const FOUND: u32 = 20;
/// Most villages that are looked at for one word: the commonest names are had by less than a thousand.
const LOOKED_AT: u32 = 2_000;

/// Regions of which `$whole` or `$begin` is true, and every word of `?3` stands in the names or the pinyin of what they
/// lie in; whole names first, then the larger. Counties and what is above them are all looked at (`$large` without an
/// index: there are few), of what is below them no more than `?5`.
macro_rules! those_that {
    ($large:literal, $whole:literal, $begin:literal) => {
        concat!(
            "SELECT code FROM regions AS it WHERE position IN (
                SELECT position FROM regions WHERE depth <= 2 AND (",
            $large,
            ")
                UNION SELECT position FROM (SELECT position FROM regions WHERE ",
            $whole,
            " LIMIT ?5)
                UNION SELECT position FROM (SELECT position FROM regions WHERE ",
            $begin,
            " LIMIT ?5)
            ) AND NOT EXISTS (
                SELECT 1 FROM json_each(?3) AS word WHERE 0 = instr((
                    WITH RECURSIVE up (names, parent) AS (
                        SELECT '', it.parent
                        UNION ALL
                        SELECT ifnull(one.plain, '') || ' ' || ifnull(one.pinyin, ''), one.parent
                        FROM up JOIN regions AS one ON one.code = up.parent
                    )
                    SELECT group_concat(names, ' ') FROM up
                ), word.value)
            )
            ORDER BY ?1 NOT IN (ifnull(plain, ''), ifnull(pinyin, '')), depth, position LIMIT ?4"
        )
    };
}

const NAMED: &str = those_that!("+plain >= ?1 AND +plain < ?2", "plain = ?1", "plain >= ?1 AND plain < ?2");
const SPELT: &str = those_that!(
    "+pinyin >= ?1 AND +pinyin < ?2 OR +initials >= ?1 AND +initials < ?2",
    "pinyin = ?1 OR initials = ?1",
    "pinyin >= ?1 AND pinyin < ?2 OR initials >= ?1 AND initials < ?2"
);
/// Nothing begins so: the word may stand inside.
const INSIDE: &str = those_that!("instr(plain, ?1) > 0", "0 AND ?2", "instr(plain, ?1) > 0");

/// What may be meant by these words, with everything it lies in.
///
/// # Errors
///
/// When the database fails.
pub async fn find(db: &mut SqliteConnection, words: &str) -> Result<Regions, Refusal> {
    let words: Vec<String> = words.split_whitespace().map(plain).filter(|it| !it.is_empty()).collect();
    let found = look(db, &words).await?;
    if !found.is_empty() {
        return Ok(Regions { found: found.clone(), ..around(db, &found).await? });
    }
    // An address is seldom typed with spaces.
    let parts: Vec<String> = words.iter().flat_map(|it| parted(it)).collect();
    let found = if parts.len() > words.len() { look(db, &parts).await? } else { Vec::new() };
    Ok(Regions { found: found.clone(), ..around(db, &found).await? })
}

/// Codes of what is found.
async fn look(db: &mut SqliteConnection, words: &[String]) -> Result<Vec<String>, Refusal> {
    let Some((last, above)) = words.split_last() else { return Ok(Vec::new()) };
    let above = serde_json::to_string(above)?;
    let after = [last.as_str(), "\u{10FFFF}"].concat();
    let ways = if last.is_ascii() { [NAMED, SPELT] } else { [NAMED, INSIDE] };
    for sql in ways {
        // One letter, or one character somewhere, says nothing.
        let looked_at = if sql != NAMED && last.chars().count() < 2 { 0 } else { LOOKED_AT };
        let query = sqlx::query(sql).bind(last).bind(&after).bind(&above).bind(FOUND).bind(looked_at);
        let rows = query.fetch_all(&mut *db).await?;
        if !rows.is_empty() {
            return rows.iter().map(|it| Ok(it.try_get("code")?)).collect();
        }
    }
    Ok(Vec::new())
}

/// An address in its parts, each of which ends as a region's name does.
fn parted(address: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = address.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(part) = parts.last_mut() else { break };
        part.push(letter);
        let ends = matches!(letter, '省' | '市' | '州' | '盟' | '县' | '区' | '旗' | '镇' | '乡' | '道');
        if ends && part.chars().count() > 1 && letters.peek().is_some() {
            parts.push(String::new());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keyboards_put_between_letters_is_left_out() {
        for (typed, word) in [("tao'wu", "taowu"), ("桃坞村。", "桃坞村"), ("TWC", "twc"), ("'", "")] {
            assert_eq!(plain(typed), word, "{typed}");
        }
    }

    #[test]
    fn an_address_is_parted_after_each_name() {
        let table = [
            ("白鹭乡桃坞村", "白鹭乡 桃坞村"),
            ("云岭省岫川市云岫县", "云岭省 岫川市 云岫县"),
            ("市北区", "市北区"),
            ("桃坞村", "桃坞村"),
            ("", ""),
        ];
        for (address, parts) in table {
            assert_eq!(parted(address).join(" "), parts, "{address}");
        }
    }
}
