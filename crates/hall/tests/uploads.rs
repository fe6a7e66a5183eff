//! Resumable uploads, tus 1.0.0.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hall::testing::{Answer, Draft, File, TestHall, Visitor, pdf};

fn file() -> File {
    pdf("lease", 0, &"合同".repeat(40)).unwrap()
}

/// A PATCH with any of its headers changed; an empty value leaves the header out.
async fn patch(me: &Visitor<'_>, location: &str, bytes: &[u8], changed: &[(&str, &str)]) -> Answer {
    let digest = format!("sha256 {}", STANDARD.encode(canon::sha256(bytes)));
    let usual = [
        ("tus-resumable", "1.0.0"),
        ("content-type", "application/offset+octet-stream"),
        ("upload-offset", "0"),
        ("upload-checksum", digest.as_str()),
    ];
    let mut request = me.request("PATCH", location);
    for (name, value) in usual {
        let value = changed.iter().find(|it| it.0 == name).map_or(value, |it| it.1);
        if !value.is_empty() {
            request = request.header(name, value);
        }
    }
    me.send(request, bytes.to_vec()).await.unwrap()
}

async fn head(me: &Visitor<'_>, location: &str) -> Answer {
    let request = me.request("HEAD", location).header("tus-resumable", "1.0.0");
    me.send(request, Body::empty()).await.unwrap()
}

async fn remove(me: &Visitor<'_>, location: &str) -> Answer {
    let request = me.request("DELETE", location).header("tus-resumable", "1.0.0");
    me.send(request, Body::empty()).await.unwrap()
}

#[tokio::test]
async fn the_hall_says_what_it_speaks() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.stranger();
    let answer = me.send(me.request("OPTIONS", "/api/v1/uploads"), Body::empty()).await.unwrap();
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("tus-version"), "1.0.0");
    assert_eq!(answer.header("tus-extension"), "creation,checksum,expiration,termination");
    assert_eq!(answer.header("tus-max-size"), hall.hall.config.limits.file_bytes.to_string());
    assert_eq!(answer.header("tus-checksum-algorithm"), "sha256");
}

#[tokio::test]
async fn a_file_arrives_in_pieces_and_is_given_back_to_its_owner_only() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let file = file();
    let begun = me.begin("f1", &file).await.unwrap();
    assert_eq!(begun.status, 201);
    let location = begun.header("location").to_owned();
    assert!(location.starts_with("/api/v1/uploads/"));
    let (one, two) = file.bytes.split_at(10);
    let answer = me.append(&location, 0, one).await.unwrap();
    assert_eq!((answer.status, answer.header("upload-offset")), (204, "10"));
    let standing = head(&me, &location).await;
    assert_eq!((standing.status, standing.header("upload-offset")), (200, "10"));
    assert_eq!(standing.header("upload-length"), file.bytes.len().to_string());
    assert_eq!(standing.header("cache-control"), "no-store");
    assert!(!standing.header("upload-expires").is_empty());
    assert_eq!(me.get(&location).await.unwrap().refusal().unwrap().1, "wrong-state");
    assert_eq!(me.append(&location, 10, two).await.unwrap().status, 204);

    let answer = me.get(&location).await.unwrap();
    assert_eq!((answer.status, &answer.body), (200, &file.bytes));
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("content-disposition"), "attachment");
    assert_eq!(answer.header("content-security-policy"), "default-src 'none'; sandbox");
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    assert_eq!(other.get(&location).await.unwrap().status, 404);
    assert_eq!(head(&other, &location).await.status, 404);
    assert_eq!(other.append(&location, 0, b"x").await.unwrap().status, 404);
    assert_eq!(remove(&other, &location).await.status, 404);
}

#[tokio::test]
async fn every_wrong_chunk_has_its_own_code_and_changes_nothing() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let location = me.begin("f1", &file()).await.unwrap().header("location").to_owned();
    let other = format!("sha256 {}", STANDARD.encode([0; 32]));
    let table: [(&str, &str, u16, &str); 8] = [
        ("tus-resumable", "", 412, "tus-version"),
        ("tus-resumable", "0.2.2", 412, "tus-version"),
        ("content-type", "application/octet-stream", 415, "media-type"),
        ("upload-offset", "", 400, "malformed"),
        ("upload-offset", "4", 409, "offset-mismatch"),
        ("upload-checksum", "", 400, "malformed"),
        ("upload-checksum", "md5 AAAA", 400, "malformed"),
        ("upload-checksum", &other, 460, "checksum-mismatch"),
    ];
    for (name, value, status, code) in table {
        let answer = patch(&me, &location, b"%PDF", &[(name, value)]).await;
        assert_eq!(answer.refusal().unwrap(), (status, code.into()), "{name}: {value}");
        assert_eq!(answer.header("tus-resumable"), "1.0.0");
    }
    assert_eq!(head(&me, &location).await.header("upload-offset"), "0");
}

#[tokio::test]
async fn more_than_was_declared_or_published_is_too_large() {
    let hall = TestHall::start_with(|it| it.limits.file_bytes = 1000).await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut big = file();
    big.about.length = 1001;
    assert_eq!(me.begin("f1", &big).await.unwrap().refusal().unwrap(), (413, "too-large".into()));
    let file = file();
    let location = me.begin("f1", &file).await.unwrap().header("location").to_owned();
    let mut longer = file.bytes.clone();
    longer.push(b'!');
    assert_eq!(me.append(&location, 0, &longer).await.unwrap().refusal().unwrap(), (413, "too-large".into()));
}

#[tokio::test]
async fn a_chunk_beyond_the_limit_is_too_large() {
    let small = |it: &mut hall::Config| (it.limits.chunk_bytes, it.limits.body_bytes) = (64, 64);
    let hall = TestHall::start_with(small).await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let file = file();
    let location = me.begin("f1", &file).await.unwrap().header("location").to_owned();
    let answer = me.append(&location, 0, &file.bytes[..65]).await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (413, "too-large".into()));
    assert_eq!(me.append(&location, 0, &file.bytes[..64]).await.unwrap().status, 204);
}

#[tokio::test]
async fn what_cannot_be_a_file_is_refused_at_once() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut empty = file();
    empty.about.length = 0;
    assert_eq!(me.begin("f1", &empty).await.unwrap().refusal().unwrap(), (422, "empty-file".into()));
    let mut odd = file();
    odd.media_type = "application/zip";
    assert_eq!(me.begin("f1", &odd).await.unwrap().refusal().unwrap(), (415, "file-type".into()));
    let mut bad = file();
    bad.about.sha256 = "F".repeat(64);
    assert_eq!(me.begin("f1", &bad).await.unwrap().refusal().unwrap(), (400, "malformed".into()));
}

#[tokio::test]
async fn a_whole_file_that_is_not_the_declared_one_is_discarded() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut wrong = file();
    wrong.about.sha256 = "0".repeat(64);
    let mut disguised = file();
    disguised.media_type = "image/png";
    for (file, status, code) in [(wrong, 460, "checksum-mismatch"), (disguised, 415, "file-type")] {
        let location = me.begin("f1", &file).await.unwrap().header("location").to_owned();
        let answer = me.append(&location, 0, &file.bytes).await.unwrap();
        assert_eq!(answer.refusal().unwrap(), (status, code.into()));
        assert_eq!(head(&me, &location).await.status, 404);
    }
}

#[tokio::test]
async fn the_same_file_begun_twice_goes_on_where_it_was() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let file = file();
    let first = me.begin("f1", &file).await.unwrap();
    me.append(first.header("location"), 0, &file.bytes[..5]).await.unwrap();
    let again = me.begin("f1", &file).await.unwrap();
    assert_eq!(again.status, 201);
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(again.header("upload-offset"), "5");
    assert_ne!(me.begin("f2", &file).await.unwrap().header("location"), first.header("location"));
}

#[tokio::test]
async fn an_unfinished_upload_can_be_removed_and_a_finished_one_cannot() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let file = file();
    let location = me.begin("f1", &file).await.unwrap().header("location").to_owned();
    assert_eq!(remove(&me, &location).await.status, 204);
    assert_eq!(head(&me, &location).await.status, 404);
    let location = me.begin("f1", &file).await.unwrap().header("location").to_owned();
    me.append(&location, 0, &file.bytes).await.unwrap();
    assert_eq!(remove(&me, &location).await.refusal().unwrap(), (409, "wrong-state".into()));
}

#[tokio::test]
async fn an_unfinished_upload_lives_seven_days() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let file = file();
    let location = me.begin("f1", &file).await.unwrap().header("location").to_owned();
    hall.clock.advance(7 * 86_400 - 1);
    let me = hall.sign_in("p-chenyu").await.unwrap();
    assert_eq!(head(&me, &location).await.status, 200);
    hall.clock.advance(1);
    assert_eq!(
        me.append(&location, 0, &file.bytes).await.unwrap().refusal().unwrap(),
        (410, "upload-expired".into())
    );
    let again = me.begin("f1", &file).await.unwrap();
    assert_ne!(again.header("location"), location);
}

#[tokio::test]
async fn another_persons_filing_takes_no_upload() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    me.begin("f1", &file()).await.unwrap();
    assert_eq!(other.begin("f1", &file()).await.unwrap().refusal().unwrap(), (403, "not-allowed".into()));
}

#[tokio::test]
async fn one_chunk_sent_twice_at_once_is_kept_once() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let draft = Draft::new(&hall, "elder-card", me.party.as_ref().unwrap()).unwrap();
    let file = &draft.files[0];
    let location = me.begin(&draft.filing_id, file).await.unwrap().header("location").to_owned();
    let half = &file.bytes[..8];
    let (one, two) = tokio::join!(me.append(&location, 0, half), me.append(&location, 0, half));
    let mut statuses = [one.unwrap().status, two.unwrap().status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
    assert_eq!(head(&me, &location).await.header("upload-offset"), "8");
}

#[tokio::test]
async fn tidying_removes_what_nobody_comes_back_for_and_nothing_else() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, "elder-card", me.party.as_ref().unwrap()).unwrap();
    me.file(&mut draft).await.unwrap();
    let named = me.begin(&draft.filing_id, &draft.files[0]).await.unwrap().header("location").to_owned();
    let half = me.begin("f1", &file()).await.unwrap().header("location").to_owned();
    let whole = me.begin("f2", &file()).await.unwrap().header("location").to_owned();
    me.append(&whole, 0, &file().bytes).await.unwrap();
    assert_eq!(hall::uploads::tidy(&hall.hall).await.unwrap(), 0);
    for (days, removed) in [(7, 0), (2, 1), (60, 0), (40, 1), (1000, 0)] {
        hall.clock.advance(days * 86_400);
        assert_eq!(hall::uploads::tidy(&hall.hall).await.unwrap(), removed, "after {days} more days");
    }
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let standing = [&named, &half, &whole].map(|it| head(&me, it));
    let [named, half, whole] = standing;
    assert_eq!((named.await.status, half.await.status, whole.await.status), (200, 404, 404));
}
