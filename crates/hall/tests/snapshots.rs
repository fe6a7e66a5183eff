//! The catalogue as files: what they hold, how they are fetched, and how long they stay.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::body::Body;
use axum::http::Request;
use contract::{GuidePage, GuideSnapshot, GuideSnapshots, GuideSummary, ProblemCode};
use guide_index::Index;
use hall::testing::{Answer, Draft, TestHall};

const LIST: &str = "/api/v1/guide-snapshots";
/// Seconds of a day.
const DAY: i64 = 86_400;

async fn list(hall: &TestHall) -> GuideSnapshots {
    hall.stranger().get(LIST).await.unwrap().json().unwrap()
}

/// Sends a request without a body.
async fn ask(hall: &TestHall, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = Request::builder().method(method).uri(path);
    let request = headers.iter().fold(request, |it, (name, value)| it.header(*name, *value));
    hall.send(request.body(Body::empty()).unwrap()).await.unwrap()
}

fn path(it: &GuideSnapshot) -> String {
    format!("{LIST}/{}", it.sha256)
}

async fn index(hall: &TestHall, it: &GuideSnapshot) -> Index {
    let answer = ask(hall, "GET", &path(it), &[]).await;
    assert_eq!((answer.status, canon::sha256_hex(&answer.body)), (200, it.sha256.clone()));
    assert_eq!(answer.body.len() as u64, it.length);
    Index::open(answer.body).unwrap()
}

/// In the order of their matters: a snapshot has one of its own.
fn sorted(mut guides: Vec<GuideSummary>) -> Vec<GuideSummary> {
    guides.sort_by(|one, other| one.matter.as_str().cmp(other.matter.as_str()));
    guides
}

fn guides(index: &Index) -> Vec<GuideSummary> {
    sorted((0..index.len()).map(|at| index.guide(at).unwrap()).collect())
}

#[tokio::test]
async fn the_whole_says_of_every_guide_what_the_pages_say() {
    let hall = TestHall::start().await.unwrap();
    let list = list(&hall).await;
    assert_eq!(list.items[0].region, None);
    let index = index(&hall, &list.items[0]).await;
    let page: GuidePage = hall.stranger().get("/api/v1/guides?limit=200").await.unwrap().json().unwrap();
    let expected: Vec<_> =
        page.items.into_iter().map(|it| GuideSummary { pinyin: Vec::new(), ..it }).collect();
    assert_eq!(guides(&index), sorted(expected));
    assert_eq!((index.sync(), index.len() as u32), (page.sync.as_str(), list.items[0].guides));
    assert_eq!(list.sync, page.sync);
}

#[tokio::test]
async fn a_county_has_its_own_file_with_what_applies_there() {
    let hall = TestHall::start().await.unwrap();
    let list = list(&hall).await;
    let county = list.items.iter().find(|it| it.region.as_deref() == Some("990101")).unwrap();
    let offered: Vec<String> =
        guides(&index(&hall, county).await).into_iter().filter_map(|it| Some(it.region?.code)).collect();
    for (code, inside) in [("990101", true), ("990000", true), ("990101200201", true), ("990102", false)] {
        assert_eq!(offered.iter().any(|it| it == code), inside, "{code}");
    }
    assert!(county.guides <= list.items[0].guides);
}

#[tokio::test]
async fn nothing_is_made_twice_and_the_list_is_kept_by_its_tag() {
    let hall = TestHall::start().await.unwrap();
    let (one, other) = tokio::join!(ask(&hall, "GET", LIST, &[]), ask(&hall, "GET", LIST, &[]));
    assert_eq!(one.body, other.body);
    assert_eq!(one.header("cache-control"), "public, max-age=60");
    assert_eq!(ask(&hall, "GET", LIST, &[("if-none-match", one.header("etag"))]).await.status, 304);
    let again = hall.restart().await.unwrap();
    assert_eq!(ask(&again, "GET", LIST, &[]).await.body, one.body, "the same catalogue has the same digests");
}

#[tokio::test]
async fn a_file_is_fetched_whole_in_parts_or_not_at_all() {
    let hall = TestHall::start().await.unwrap();
    let it = list(&hall).await.items.swap_remove(0);
    let (path, tag, length) = (path(&it), format!("\"{}\"", it.sha256), it.length);
    let whole = ask(&hall, "GET", &path, &[]).await;
    for (name, expected) in [
        ("content-type", contract::GUIDE_INDEX_TYPE),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("accept-ranges", "bytes"),
        ("etag", &tag),
        ("vary", "accept-encoding"),
        ("content-encoding", ""),
    ] {
        assert_eq!(whole.header(name), expected, "{name}");
    }
    let last = length - 1;
    let weak = format!("W/{tag}");
    type Headers<'a> = &'a [(&'a str, &'a str)];
    let table: [(Headers<'_>, u16, String, &[u8]); 8] = [
        (&[("range", "bytes=0-9")], 206, format!("bytes 0-9/{length}"), &whole.body[..10]),
        (
            &[("range", "bytes=-1"), ("accept-encoding", "br")],
            206,
            format!("bytes {last}-{last}/{length}"),
            { &whole.body[whole.body.len() - 1..] },
        ),
        (
            &[("range", "bytes=0-9"), ("if-range", &tag)],
            206,
            format!("bytes 0-9/{length}"),
            &whole.body[..10],
        ),
        (&[("range", "bytes=0-9"), ("if-range", &weak)], 200, String::new(), &whole.body),
        (&[("range", "bytes=0-1,5-6")], 200, String::new(), &whole.body),
        (&[("range", "lines=0-9")], 200, String::new(), &whole.body),
        (&[("if-none-match", &weak)], 304, String::new(), &[]),
        (&[("range", "bytes=0-9"), ("if-none-match", &tag)], 304, String::new(), &[]),
    ];
    for (headers, status, place, bytes) in table {
        let answer = ask(&hall, "GET", &path, headers).await;
        assert_eq!((answer.status, answer.header("content-range")), (status, place.as_str()), "{headers:?}");
        assert_eq!(answer.body, bytes, "{headers:?}");
        assert_eq!(answer.header("etag"), tag, "{headers:?}");
    }
    let behind = ask(&hall, "GET", &path, &[("range", &format!("bytes={length}-"))]).await;
    let code = ProblemCode::RangeUnsatisfiable.to_string();
    assert_eq!(behind.refusal().unwrap(), (416, code));
    assert_eq!(behind.header("content-range"), format!("bytes */{length}"));
    let head = ask(&hall, "HEAD", &path, &[("range", "bytes=0-9")]).await;
    assert_eq!((head.status, head.body.len(), head.header("etag")), (200, 0, tag.as_str()));
    assert_eq!(head.header("content-length"), length.to_string());
}

#[tokio::test]
async fn who_takes_brotli_gets_fewer_bytes_under_another_tag() {
    let hall = TestHall::start().await.unwrap();
    let it = list(&hall).await.items.swap_remove(0);
    let packed = ask(&hall, "GET", &path(&it), &[("accept-encoding", "gzip, br")]).await;
    assert_eq!((packed.status, packed.header("content-encoding")), (200, "br"));
    assert_eq!(packed.header("etag"), format!("W/\"{}\"", it.sha256));
    assert!((packed.body.len() as u64) < it.length);
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut packed.body.as_slice(), &mut plain).unwrap();
    assert_eq!(canon::sha256_hex(&plain), it.sha256);
}

#[tokio::test]
async fn a_digest_is_served_until_the_catalogue_has_changed_twice() {
    let hall = TestHall::start().await.unwrap();
    let first = list(&hall).await;
    let without = |gone: &[&str]| {
        let all = fixtures::guides().unwrap().into_iter();
        Some(all.filter(|it| !gone.contains(&it.matter.as_str())).collect::<Vec<_>>())
    };
    let fewer = without(&["elder-card"]);
    let hall = hall.restart_with(|it| it.guides = fewer).await.unwrap();
    let second = list(&hall).await;
    assert_ne!(first.items[0].sha256, second.items[0].sha256);
    assert_eq!(second.items[0].guides + 1, first.items[0].guides);
    assert_eq!(index(&hall, &first.items[0]).await.sync(), first.sync);
    let fewer = without(&["elder-card", "dog-licence"]);
    let hall = hall.restart_with(|it| it.guides = fewer).await.unwrap();
    list(&hall).await;
    index(&hall, &second.items[0]).await;
    let gone = ask(&hall, "GET", &path(&first.items[0]), &[]).await;
    assert_eq!(gone.refusal().unwrap(), (404, "not-found".into()));
}

#[tokio::test]
async fn what_is_no_digest_names_nothing() {
    let hall = TestHall::start().await.unwrap();
    let never = "0".repeat(64);
    for name in [never.as_str(), "x", "..%2Fhall.db", "list.json"] {
        let answer = ask(&hall, "GET", &format!("{LIST}/{name}"), &[]).await;
        assert_eq!(answer.refusal().unwrap(), (404, "not-found".into()), "{name}");
    }
}

#[tokio::test]
async fn a_hall_without_guides_has_an_empty_snapshot() {
    let hall = TestHall::start_with(|it| it.guides = Some(Vec::new())).await.unwrap();
    let list = list(&hall).await;
    assert_eq!((list.items.len(), list.items[0].guides), (1, 0));
    assert_eq!(index(&hall, &list.items[0]).await.len(), 0);
}

async fn popularity(hall: &TestHall, matter: &str) -> Option<u32> {
    let page: GuidePage = hall.stranger().get("/api/v1/guides?limit=200").await.unwrap().json().unwrap();
    page.items.into_iter().find(|it| it.matter.as_str() == matter).unwrap().popularity
}

#[tokio::test]
async fn what_was_filed_counts_from_the_next_month_on_and_for_a_year() {
    const MATTER: &str = "food-business-licence";
    let hall = TestHall::start().await.unwrap();
    {
        let me = hall.sign_in("p-chenyu").await.unwrap();
        let mut draft = Draft::new(&hall, MATTER, me.party.as_ref().unwrap()).unwrap();
        assert_eq!(me.file(&mut draft).await.unwrap().status, 201);
    }
    let hall = hall.restart().await.unwrap();
    assert_eq!(popularity(&hall, MATTER).await, None);
    let before = list(&hall).await;
    hall.clock.advance(10 * DAY);
    let hall = hall.restart().await.unwrap();
    assert_eq!(popularity(&hall, MATTER).await, Some(1));
    let after = list(&hall).await;
    assert_ne!(after.items[0].sha256, before.items[0].sha256);
    hall.clock.advance(364 * DAY);
    let hall = hall.restart().await.unwrap();
    assert_eq!(popularity(&hall, MATTER).await, None);
}
