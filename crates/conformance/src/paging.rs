//! Lists, read page by page.

use contract::{GuidePage, Page};
use serde::de::DeserializeOwned;

use crate::trouble::{Trouble, ensure};
use crate::visitor::Visitor;

/// Most pages that are turned: a list that never ends is no list.
const MOST: usize = 500;

/// One page of a list, whatever else it says.
pub(crate) trait Turned: DeserializeOwned {
    /// The cursor of the page after it; nothing on the last.
    fn next(&self) -> Option<&str>;
}

impl<T: DeserializeOwned> Turned for Page<T> {
    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }
}

impl Turned for GuidePage {
    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }
}

/// The pages of a list in their order, each asked for when it is wanted. `address` may have a query. After trouble
/// nothing follows; a list that does not end is trouble.
pub(crate) fn pages<P: Turned>(
    who: &Visitor,
    address: &str,
    limit: usize,
) -> impl Iterator<Item = Result<P, Trouble>> {
    let joint = if address.contains('?') { '&' } else { '?' };
    let first = format!("{address}{joint}limit={limit}");
    let mut path = Some(first.clone());
    (0..=MOST).map_while(move |turned| {
        let path_now = path.take()?;
        if turned == MOST {
            return Some(Err(Trouble::broken(format!("GET {first}: no end after {MOST} pages"))));
        }
        let page: Result<P, _> = who.get(&path_now).and_then(|it| it.expect(200)?.json());
        let next = page.as_ref().ok().and_then(P::next);
        path = next.map(|it| format!("{first}&cursor={}", encoded(it)));
        Some(page)
    })
}

/// Everything in a list. `address` may have a query.
///
/// # Errors
///
/// [`Trouble::Broken`] when a page is none, or the list does not end.
pub(crate) fn all<T: DeserializeOwned>(
    who: &Visitor,
    address: &str,
    limit: usize,
) -> Result<Vec<T>, Trouble> {
    let mut found = Vec::new();
    for page in pages::<Page<T>>(who, address, limit) {
        found.extend(page?.items);
    }
    Ok(found)
}

/// A list in pages of one and of many: the same items in the same order, each once.
///
/// # Errors
///
/// [`Trouble::Broken`] when they differ.
pub(crate) fn steady<T: DeserializeOwned>(
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
pub(crate) fn encoded(text: &str) -> String {
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
