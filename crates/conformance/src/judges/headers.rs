//! What stands beside the body.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use contract::requirement::core::{
    COR_012, COR_013, COR_023, COR_024, COR_025, COR_026, COR_027, COR_028, COR_058,
};

use super::{Judge, of_contract};
use crate::answer::Answer;
use crate::bench::Bench;
use crate::record::Exchange;
use crate::trouble::{Outcome, ensure};

pub(super) const JUDGES: &[Judge] = &[
    Judge { of: &COR_012, tries: "`Date` of every answer", judge: date },
    Judge { of: &COR_013, tries: "`Date` of every answer against the kit's clock", judge: in_time },
    Judge { of: &COR_023, tries: "every answer to somebody signed in", judge: not_kept },
    Judge { of: &COR_024, tries: "every answer that may be kept", judge: no_cookie },
    Judge { of: &COR_025, tries: "the status of every answer", judge: no_redirect },
    Judge { of: &COR_026, tries: "every `Location`", judge: location },
    Judge { of: &COR_058, tries: "every cursor, also decoded", judge: cursor },
    Judge { of: &COR_027, tries: "every answer", judge: no_sniffing },
    Judge { of: &COR_028, tries: "what every answer says to other origins", judge: closed },
];

/// How far the hall's clock may be from the kit's.
const OFF: Duration = Duration::from_secs(300);

/// An HTTP date (RFC 9110 §5.6.7) in its preferred form.
pub(crate) fn http_date(text: &str) -> Option<SystemTime> {
    let read = chrono::NaiveDateTime::parse_from_str(text, "%a, %d %b %Y %H:%M:%S GMT").ok()?;
    Some(DateTime::<Utc>::from_naive_utc_and_offset(read, Utc).into())
}

/// `GET /api/v1/cases/…`, without the ids that make a thousand complaints of one.
fn place(bench: &Bench, answer: &Answer) -> String {
    let known = bench.contract().operation(&answer.method, &answer.path);
    format!("{} {} {}", answer.method, known.map_or(answer.path.as_str(), |it| it.path), answer.status)
}

fn date(bench: &Bench, exchange: &Exchange) -> Outcome {
    let said = exchange.answer.header("date");
    ensure(said.and_then(http_date).is_some(), || {
        format!("{}: `Date` is {}", place(bench, &exchange.answer), said.unwrap_or("missing"))
    })
}

fn in_time(bench: &Bench, exchange: &Exchange) -> Outcome {
    let Some(said) = exchange.answer.header("date").and_then(http_date) else { return Ok(()) };
    let early = exchange.sent_at.duration_since(said).unwrap_or_default();
    let late = said.duration_since(exchange.read_at).unwrap_or_default();
    ensure(early < OFF && late < OFF, || {
        format!("{}: `Date` is {} s off", place(bench, &exchange.answer), early.max(late).as_secs())
    })
}

/// Whether an answer holds something of a person: the operation needs a session, or says who is signed in.
fn is_personal(bench: &Bench, exchange: &Exchange) -> bool {
    let answer = &exchange.answer;
    let known = bench.contract().operation(&answer.method, &answer.path);
    let session = answer.path.starts_with("/api/v1/session");
    exchange.signed_in && known.is_some_and(|it| it.session) || session && of_contract(exchange)
}

fn not_kept(bench: &Bench, exchange: &Exchange) -> Outcome {
    let answer = &exchange.answer;
    let has_body = (200..300).contains(&answer.status) && (exchange.streamed || !answer.bytes.is_empty());
    if !has_body || !is_personal(bench, exchange) {
        return Ok(());
    }
    let said = answer.header("cache-control").unwrap_or_default();
    ensure(said.split(',').any(|it| it.trim().eq_ignore_ascii_case("no-store")), || {
        format!("{}: expected `Cache-Control: no-store`, came `{said}`", place(bench, answer))
    })
}

fn no_cookie(bench: &Bench, exchange: &Exchange) -> Outcome {
    let answer = &exchange.answer;
    let said = answer.header("cache-control").unwrap_or_default().to_ascii_lowercase();
    let kept = said.contains("public") || said.contains("max-age") && !said.contains("private");
    ensure(!kept || answer.header("set-cookie").is_none(), || {
        format!("{}: `Cache-Control: {said}` and `Set-Cookie`", place(bench, answer))
    })
}

fn no_redirect(bench: &Bench, exchange: &Exchange) -> Outcome {
    let answer = &exchange.answer;
    let redirects = (300..400).contains(&answer.status) && answer.status != 304;
    ensure(!redirects || !of_contract(exchange), || {
        let to = answer.header("location").unwrap_or("nowhere");
        format!("{}: a redirect to {to}", place(bench, answer))
    })
}

fn location(bench: &Bench, exchange: &Exchange) -> Outcome {
    let Some(to) = exchange.answer.header("location").filter(|_| of_contract(exchange)) else {
        return Ok(());
    };
    let own = bench.first().origin();
    let here = to.starts_with('/') && !to.starts_with("//")
        || to.strip_prefix(own).is_some_and(|it| it.starts_with('/'));
    ensure(here, || format!("{}: {to} is another origin", place(bench, &exchange.answer)))?;
    let plain = percent_decoded(to);
    let told = told(bench, &plain);
    ensure(told.is_empty(), || format!("{}: {to} holds {}", place(bench, &exchange.answer), told.join(", ")))
}

/// What a text holds of the test persons: names, and what a form may prefill.
fn told(bench: &Bench, text: &str) -> Vec<String> {
    let people = bench.people();
    let known = people.iter().filter_map(|it| it.person()).flat_map(|it| {
        let profile = it.profile.values().filter(|it| it.chars().count() > 1);
        profile.chain([&it.name])
    });
    known.filter(|it| text.contains(it.as_str())).cloned().collect()
}

/// Members of an answer that a client sends back in an address.
const CURSORS: [&str; 2] = ["next", "sync"];

fn cursor(bench: &Bench, exchange: &Exchange) -> Outcome {
    let answer = &exchange.answer;
    if exchange.streamed || !of_contract(exchange) || answer.media_type() != "application/json" {
        return Ok(());
    }
    // Most answers have no such member, and are not read for it.
    let has = |name: &str| answer.bytes.windows(name.len()).any(|it| it == name.as_bytes());
    if !CURSORS.iter().any(|it| has(it)) {
        return Ok(());
    }
    let Ok(value) = answer.value() else { return Ok(()) };
    for text in CURSORS.iter().filter_map(|it| value[*it].as_str()) {
        let decoded = [URL_SAFE_NO_PAD.decode(text), STANDARD.decode(text)];
        let decoded = decoded.iter().flatten().map(|it| String::from_utf8_lossy(it).into_owned());
        for plain in decoded.chain([percent_decoded(text)]) {
            let told = told(bench, &plain);
            ensure(told.is_empty(), || {
                format!("{}: a cursor holds {}", place(bench, answer), told.join(", "))
            })?;
        }
    }
    Ok(())
}

/// `%E9%99%88` as the character it stands for.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = (first == b'%').then(|| after.get(..2)).flatten();
        let value =
            pair.and_then(|it| std::str::from_utf8(it).ok()).and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(value.unwrap_or(first));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn no_sniffing(bench: &Bench, exchange: &Exchange) -> Outcome {
    let said = exchange.answer.header("x-content-type-options");
    let ok = said.is_some_and(|it| it.eq_ignore_ascii_case("nosniff")) || !of_contract(exchange);
    ensure(ok, || format!("{}: no `X-Content-Type-Options: nosniff`", place(bench, &exchange.answer)))
}

fn closed(bench: &Bench, exchange: &Exchange) -> Outcome {
    let answer = &exchange.answer;
    let credentials = answer.header("access-control-allow-credentials");
    ensure(!credentials.is_some_and(|it| it.eq_ignore_ascii_case("true")), || {
        format!("{}: `Access-Control-Allow-Credentials: true`", place(bench, answer))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_dates_are_read() {
        let table = [
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Sun, 06 Nov 1994 08:49:37 CST", None),
            ("1994-11-06T08:49:37Z", None),
            ("Mon, 06 Nov 1994 08:49:37 GMT", None),
        ];
        for (text, expected) in table {
            let read = http_date(text).map(|it| it.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs());
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn addresses_are_decoded_before_names_are_looked_for() {
        let table = [("/c/%E9%99%88", "/c/陈"), ("/a%2", "/a%2"), ("/%zz", "/%zz"), ("", "")];
        for (text, expected) in table {
            assert_eq!(percent_decoded(text), expected);
        }
    }
}
