//! Parts of a file (RFC 9110 §14), as far as a download that broke off needs them: one part of bytes.

use std::ops::Range;

use axum::http::{HeaderMap, header};

/// What of a file was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// All of it: no part, one that cannot be read, several at once, or a part of what the file is not.
    Whole,
    /// These bytes.
    Part(Range<usize>),
    /// Bytes behind its end.
    Behind,
}

/// What is asked of a file of `length` bytes whose strong tag is `tag`.
pub(crate) fn asked(headers: &HeaderMap, tag: &str, length: usize) -> Asked {
    let text = |name| headers.get(name).and_then(|it| it.to_str().ok());
    // If-Range compares strongly (§13.1.5); a date never fits, for the file has none.
    let same = !headers.contains_key(header::IF_RANGE) || text(header::IF_RANGE) == Some(tag);
    if !same || headers.get_all(header::RANGE).iter().count() > 1 {
        return Asked::Whole;
    }
    text(header::RANGE).and_then(|it| part(it, length)).unwrap_or(Asked::Whole)
}

/// `bytes=0-99`, `bytes=100-`, `bytes=-100`; `None` for everything else.
fn part(text: &str, length: usize) -> Option<Asked> {
    let (unit, set) = text.split_once('=')?;
    let (first, last) = set.trim().split_once('-')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (start, end) = match (first, last) {
        ("", last) => (length.saturating_sub(number(last)?), length),
        (first, "") => (number(first)?, length),
        (first, last) if number(first)? <= number(last)? => {
            (number(first)?, length.min(number(last)?.saturating_add(1)))
        }
        _ => return None,
    };
    Some(if start < end { Asked::Part(start..end) } else { Asked::Behind })
}

/// A number; one that is too large for this machine is larger than any file on it.
fn number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: &str = "\"abc\"";

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn range_table() {
        let table = [
            ("bytes=0-0", Asked::Part(0..1)),
            ("bytes=0-99", Asked::Part(0..100)),
            ("bytes=0-100", Asked::Part(0..100)),
            ("bytes=40-", Asked::Part(40..100)),
            ("bytes=-10", Asked::Part(90..100)),
            ("bytes=-1000", Asked::Part(0..100)),
            ("Bytes=99-99", Asked::Part(99..100)),
            ("bytes=5-99999999999999999999999", Asked::Part(5..100)),
            ("bytes=100-", Asked::Behind),
            ("bytes=100-200", Asked::Behind),
            ("bytes=99999999999999999999999-", Asked::Behind),
            ("bytes=-0", Asked::Behind),
            ("bytes=9-5", Asked::Whole),
            ("bytes=0-1,4-5", Asked::Whole),
            ("bytes=", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("lines=0-5", Asked::Whole),
            ("0-5", Asked::Whole),
            ("", Asked::Whole),
        ];
        for (range, expected) in table {
            assert_eq!(asked(&headers(&[("range", range)]), TAG, 100), expected, "{range}");
        }
        assert_eq!(asked(&headers(&[("range", "bytes=0-")]), TAG, 0), Asked::Behind);
        assert_eq!(asked(&headers(&[]), TAG, 100), Asked::Whole);
    }

    #[test]
    fn a_part_of_another_file_is_the_whole_of_this_one() {
        let table = [(TAG, true), ("W/\"abc\"", false), ("\"abd\"", false), ("abc", false)];
        for (tag, fits) in table {
            let found = asked(&headers(&[("range", "bytes=0-9"), ("if-range", tag)]), TAG, 100);
            assert_eq!(found == Asked::Part(0..10), fits, "{tag}");
        }
        let dated = [("range", "bytes=0-9"), ("if-range", "Sun, 06 Nov 1994 08:49:37 GMT")];
        assert_eq!(asked(&headers(&dated), TAG, 100), Asked::Whole);
    }

    #[test]
    fn two_ranges_in_two_headers_are_the_whole() {
        let twice = headers(&[("range", "bytes=0-9"), ("range", "bytes=20-29")]);
        assert_eq!(asked(&twice, TAG, 100), Asked::Whole);
    }
}
