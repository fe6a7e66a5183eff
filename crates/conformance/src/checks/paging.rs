//! Lists read to their end.

use contract::Page;
use serde::de::DeserializeOwned;

use crate::trouble::{Trouble, ensure};
use crate::visitor::Visitor;

/// Most pages that are turned: a list that never ends is no list.
const PAGES: usize = 400;

/// Everything in a list, page by page. `address` may have a query.
///
/// # Errors
///
/// [`Trouble::Broken`] when a page is none, or the list does not end.
pub(super) fn all<T: DeserializeOwned>(
    who: &Visitor,
    address: &str,
    limit: usize,
) -> Result<Vec<T>, Trouble> {
    let joint = if address.contains('?') { '&' } else { '?' };
    let (mut found, mut cursor) = (Vec::new(), String::new());
    for _ in 0..PAGES {
        let page: Page<T> =
            who.get(&format!("{address}{joint}limit={limit}{cursor}"))?.expect(200)?.json()?;
        found.extend(page.items);
        match page.next {
            Some(next) => cursor = format!("&cursor={}", encoded(&next)),
            None => return Ok(found),
        }
    }
    Err(Trouble::broken(format!("GET {address}: no end after {PAGES} pages")))
}

/// A list in pages of one and of many: the same items in the same order, each once.
///
/// # Errors
///
/// [`Trouble::Broken`] when they differ.
pub(super) fn steady<T: DeserializeOwned>(
    who: &Visitor,
    address: &str,
    name: impl Fn(&T) -> String,
) -> Result<Vec<T>, Trouble> {
    let one_by_one: Vec<String> = all(who, address, 1)?.iter().map(&name).collect();
    let whole: Vec<T> = all(who, address, 200)?;
    let names: Vec<String> = whole.iter().map(&name).collect();
    ensure(names == one_by_one, || format!("GET {address}: pages of one and of 200 differ"))?;
    let mut sorted = names.clone();
    sorted.sort();
    let twice = sorted.windows(2).find(|it| it[0] == it[1]);
    ensure(twice.is_none(), || format!("GET {address}: {} twice", twice.map_or("", |it| &it[0])))?;
    Ok(whole)
}

/// A text as a value of a query (RFC 3986 §2.1).
pub(super) fn encoded(text: &str) -> String {
    let keep = |it: u8| it.is_ascii_alphanumeric() || b"-._~".contains(&it);
    text.bytes().map(|it| if keep(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_value_of_a_query() {
        for (text, value) in [("a-1", "a-1"), ("水", "%E6%B0%B4"), ("a&b=c", "a%26b%3Dc")] {
            assert_eq!(encoded(text), value);
        }
    }
}
