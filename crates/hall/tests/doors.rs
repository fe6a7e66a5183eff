//! The hall's doors: who gets in where, what every answer carries, and what is at no address.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::body::Body;
use contract::{Class, Discovery, Guide, GuideSummary, Page, Session};
use hall::testing::{Draft, TestHall};
use serde_json::json;

/// Addresses that anyone may read.
const OPEN: [&str; 19] = [
    "/.well-known/hall",
    "/healthz",
    "/api/v1/openapi.yaml",
    "/api/v1/session",
    "/api/v1/regions",
    "/api/v1/guides",
    "/api/v1/guides/{matter}",
    "/api/v1/guides/changes",
    "/api/v1/guides/{matter}/documents/{document_id}",
    "/api/v1/guide-snapshots",
    "/api/v1/guide-snapshots/{sha256}",
    "/api/v1/bundles",
    "/api/v1/intermediaries",
    "/api/v1/intermediaries/{intermediary_id}",
    "/api/v1/policies",
    "/api/v1/policies/{policy_id}",
    "/api/v1/public-consultations",
    "/api/v1/venues",
    "/api/v1/venues/{venue_id}/slots",
];

/// Addresses that anyone may write to, with the value that signed-out people have.
const ASKING: [&str; 2] = ["/api/v1/case-lookups", "/api/v1/licence-checks"];

/// A path template with something in every hole.
fn filled(path: &str, case: &str, filing: &str, upload: &str) -> String {
    let path = path
        .replace("{case_id}", case)
        .replace("{filing_id}", filing)
        .replace("{upload_id}", upload)
        .replace("{notice_id}", "n1")
        .replace("{mandate_id}", "m-zhang-wang")
        .replace("{matter}", "food-business-licence")
        .replace("{code}", "2609-990101-04-01-100016")
        .replace("{action}", "accept");
    // What else there may be: an id that nobody has.
    path.split('/').map(|it| if it.starts_with('{') { "x1" } else { it }).collect::<Vec<_>>().join("/")
}

/// A finalize body that is well-formed, so that only who asks can be wrong.
fn body_for(path: &str, draft: &Draft) -> serde_json::Value {
    match path {
        it if it.ends_with("/start") => json!({"acting": draft.manifest.acting()}),
        it if it.ends_with("/withdraw") => json!({"acting": draft.manifest.acting(), "reason": ""}),
        it if it.ends_with("/challenges") => {
            json!({"content_hash": "a".repeat(64), "key": hall::testing::Signer::new().unwrap().0.jwk(None)})
        }
        it if it.ends_with("/holder") => json!({"device": "device-1"}),
        it if it.ends_with("/{mandate_id}") => json!({
            "role": "relative", "principal": draft.manifest.principal.id, "agent": {"name": "买买提·吐尔逊", "mobile": "13800000003"},
            "scope": {"actions": ["file"]}, "valid_from": "2026-11-23", "valid_until": "2026-12-23", "place": "in-person",
        }),
        it if it.contains("/drafts/") => json!({
            "device": "device-1", "mandate": "m-luozhi-shanquan", "matter": "drainage-permit", "guide_version": 1,
            "ready_to_sign": false,
            "content": {"scenario": {}, "answers": {}, "files": [], "later": [], "delivery": {"kind": "window"}},
        }),
        it if it.ends_with("/session") => json!({"person_id": "p-chenyu"}),
        _ => serde_json::to_value(draft.body().unwrap()).unwrap(),
    }
}

#[tokio::test]
async fn every_route_that_is_not_open_wants_a_session_and_every_write_its_csrf_value() {
    let hall = TestHall::start().await.unwrap();
    let mut me = hall.sign_in("p-chenyu").await.unwrap();
    let draft = Draft::new(&hall, "elder-card", me.party.as_ref().unwrap()).unwrap();
    let stranger = hall.stranger();
    let closed = hall::ROUTES.iter().filter(|(method, path)| {
        *method != "OPTIONS"
            && !(*method == "GET" && OPEN.contains(path))
            && *path != "/api/v1/session"
            && !ASKING.contains(path)
    });
    me.csrf = "stale".into();
    let mut tried = 0;
    for (method, path) in closed {
        let at = filled(path, "c1", "f1", "u1");
        let send = |who: &hall::testing::Visitor<'_>| {
            let request = who.request(method, &at).header("tus-resumable", "1.0.0");
            request
                .header("content-type", "application/json")
                .body(Body::from(body_for(path, &draft).to_string()))
        };
        let answer = hall.send(send(&stranger).unwrap()).await.unwrap();
        assert_eq!(answer.status, 401, "{method} {path}");
        if *method != "GET" && *method != "HEAD" {
            let answer = hall.send(send(&me).unwrap()).await.unwrap();
            assert_eq!(answer.refusal().unwrap(), (403, "csrf-mismatch".into()), "{method} {path}");
        }
        tried += 1;
    }
    assert_eq!(tried, hall::ROUTES.len() - OPEN.len() - ASKING.len() - 3);
}

#[tokio::test]
async fn nothing_of_another_person_can_be_read_or_changed() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, "elder-card", me.party.as_ref().unwrap()).unwrap();
    let filed = me.file(&mut draft).await.unwrap();
    let case = filed.header("location").rsplit('/').next().unwrap().to_owned();
    let upload = me.begin(&draft.filing_id, &draft.files[0]).await.unwrap();
    let upload = upload.header("location").rsplit('/').next().unwrap().to_owned();
    let other = hall.sign_in("p-maimaiti").await.unwrap();
    // Things of other kinds have tests of their own beside what they are; here is what a filing leaves behind.
    let left = ["{case_id}", "{filing_id}", "{upload_id}", "{mandate_id}"];
    for (method, path) in hall::ROUTES.iter().filter(|it| left.iter().any(|id| it.1.contains(id))) {
        if path.ends_with("/receipt") {
            continue; // answers `unknown`: see tests/filing.rs
        }
        let at = filled(path, &case, &draft.filing_id, &upload);
        let (kind, body) = match *method {
            "PATCH" => ("application/offset+octet-stream", String::new()),
            _ => ("application/json", body_for(path, &draft).to_string()),
        };
        let request = other
            .request(method, &at)
            .header("tus-resumable", "1.0.0")
            .header("if-match", "*")
            .header("upload-offset", "0")
            .header("upload-checksum", "sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
            .header("content-type", kind);
        let answer = other.send(request, body).await.unwrap();
        assert!([403, 404].contains(&answer.status), "{method} {path}: {} {}", answer.status, answer.text());
        assert!(!answer.text().contains("陈屿"), "{method} {path}");
    }
}

#[tokio::test]
async fn staff_routes_want_the_staff_token() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    for (method, path) in hall::STAFF_ROUTES {
        let at = filled(path, "c1", "f1", "u1");
        for token in ["", "Bearer ", "Bearer guess", "Basic Zzz"] {
            let request = me.request(method, &at).header("content-type", "application/json");
            let request = if token.is_empty() { request } else { request.header("authorization", token) };
            let answer = me.send(request, "{}").await.unwrap();
            assert_eq!(answer.refusal().unwrap(), (403, "not-allowed".into()), "{method} {path} {token}");
        }
    }
    let queue = hall.staff("GET", "queue", &json!(null)).await.unwrap();
    assert_eq!(queue.status, 200);
}

#[tokio::test]
async fn a_session_lasts_twelve_hours_from_its_last_use_and_ends_when_signed_out() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    for _ in 0..3 {
        hall.clock.advance(11 * 3600);
        assert_eq!(me.get("/api/v1/cases").await.unwrap().status, 200);
    }
    hall.clock.advance(12 * 3600);
    assert_eq!(me.get("/api/v1/cases").await.unwrap().refusal().unwrap(), (401, "session-required".into()));
    let session: Session = me.get("/api/v1/session").await.unwrap().json().unwrap();
    assert_eq!((session.person, session.csrf.as_str()), (None, "sign-in"));

    let me = hall.sign_in("p-chenyu").await.unwrap();
    let gone = me.send(me.request("DELETE", "/api/v1/session"), Body::empty()).await.unwrap();
    assert_eq!((gone.status, gone.header("clear-site-data")), (204, "\"cache\""));
    assert!(gone.header("set-cookie").starts_with("__Host-hall=; "));
    assert!(gone.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(me.get("/api/v1/cases").await.unwrap().status, 401);
}

#[tokio::test]
async fn signing_in_wants_a_known_person_a_header_and_a_demo() {
    let hall = TestHall::start().await.unwrap();
    let mut stranger = hall.stranger();
    let path = "/api/v1/session";
    let answer = stranger.post(path, &json!({"person_id": "p-nobody"})).await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (404, "not-found".into()));
    let cookie = stranger.post(path, &json!({"person_id": "p-chenyu"})).await.unwrap();
    let cookie = cookie.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-hall="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"), "{cookie}");
    stranger.csrf = "other".into();
    let answer = stranger.post(path, &json!({"person_id": "p-chenyu"})).await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (403, "csrf-mismatch".into()));

    let real = TestHall::start_with(|it| it.demo = false).await.unwrap();
    let answer = real.stranger().post(path, &json!({"person_id": "p-chenyu"})).await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (404, "not-found".into()));
    let discovery: Discovery = real.stranger().get("/.well-known/hall").await.unwrap().json().unwrap();
    assert_eq!((discovery.demo, discovery.sign_in.development), (None, false));
}

#[tokio::test]
async fn discovery_says_what_is_served_and_published_keys_verify() {
    let hall = TestHall::start().await.unwrap();
    let answer = hall.stranger().get("/.well-known/hall").await.unwrap();
    let discovery: Discovery = answer.json().unwrap();
    assert!(discovery.classes.contains(&Class::Signing) && discovery.classes.contains(&Class::OnBehalf));
    assert!(discovery.classes.contains(&Class::Drafts) && discovery.classes.contains(&Class::Projects));
    assert_eq!(discovery.keys.keys.len(), 1);
    assert!(discovery.demo.unwrap().persons.len() >= 5);
    for text in &discovery.legal {
        assert_eq!(text.sha256, canon::sha256_hex(text.text.as_bytes()), "{}", text.id);
    }
}

#[tokio::test]
async fn the_catalogue_pages_through_all_guides_and_is_cacheable() {
    let hall = TestHall::start().await.unwrap();
    let stranger = hall.stranger();
    let mut seen = Vec::new();
    let mut path = "/api/v1/guides?limit=3".to_owned();
    loop {
        let answer = stranger.get(&path).await.unwrap();
        assert_eq!(answer.header("cache-control"), "public, max-age=60");
        let page: Page<GuideSummary> = answer.json().unwrap();
        seen.extend(page.items);
        let Some(next) = page.next else { break };
        path = format!("/api/v1/guides?limit=3&cursor={next}");
    }
    let guides = fixtures::guides().unwrap();
    assert_eq!(
        seen.iter().map(|it| &it.matter).collect::<Vec<_>>(),
        guides.iter().map(|it| &it.matter).collect::<Vec<_>>()
    );
    assert!(
        seen.iter().all(|it| it.pinyin.len() == 1 + it.aliases.len() && !it.pinyin.contains(&String::new()))
    );

    for guide in &guides {
        let path = format!("/api/v1/guides/{}", guide.matter);
        let answer = stranger.get(&path).await.unwrap();
        assert_eq!(answer.json::<Guide>().unwrap(), *guide);
        let tag = answer.header("etag").to_owned();
        let again = stranger
            .request("GET", &format!("{path}?version={}", guide.version))
            .header("if-none-match", tag);
        assert_eq!(stranger.send(again, Body::empty()).await.unwrap().status, 304);
        let unknown = stranger.get(&format!("{path}?version=999")).await.unwrap();
        assert_eq!(unknown.refusal().unwrap(), (404, "not-found".into()));
    }
}

#[tokio::test]
async fn every_answer_carries_the_date_and_the_security_headers() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    for path in ["/", "/healthz", "/api/v1/guides", "/api/v1/cases", "/api/v1/nothing", "/app.js"] {
        let answer = me.get(path).await.unwrap();
        assert_eq!(answer.header("date"), "Mon, 23 Nov 2026 01:00:00 GMT", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").starts_with("camera=(self)"), "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
    }
    for path in ["/api/v1/cases", "/api/v1/session", "/api/v1/filings/f1/receipt"] {
        assert_eq!(me.get(path).await.unwrap().header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn what_is_at_no_address_is_a_problem_and_so_is_a_wrong_method() {
    let hall = TestHall::start().await.unwrap();
    let stranger = hall.stranger();
    for path in
        ["/api/v1/nothing", "/api/", "/staff/v1/nothing", "/.well-known/other", "/api/v1/guides/no such"]
    {
        let answer = stranger.get(&path.replace(' ', "%20")).await.unwrap();
        assert_eq!(answer.refusal().unwrap(), (404, "not-found".into()), "{path}");
    }
    let table = [
        ("PUT", "/api/v1/session", "GET,HEAD,POST,DELETE"),
        ("DELETE", "/api/v1/guides", "GET,HEAD"),
        ("GET", "/api/v1/filings/f1/finalize", "POST"),
    ];
    for (method, path, allow) in table {
        let answer = stranger.send(stranger.request(method, path), Body::empty()).await.unwrap();
        assert_eq!(answer.refusal().unwrap(), (405, "method-not-allowed".into()), "{method} {path}");
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
    }
}

#[tokio::test]
async fn a_body_that_is_not_what_the_document_says_is_refused_by_its_kind() {
    let hall = TestHall::start_with(|it| (it.limits.body_bytes, it.limits.chunk_bytes) = (1000, 1000))
        .await
        .unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let long = "x".repeat(1001);
    let table = [
        ("application/json", "{", 400, "malformed"),
        ("application/json", "{}", 400, "malformed"),
        ("application/json", r#"{"content_hash": 7}"#, 400, "malformed"),
        ("text/plain", "{}", 415, "media-type"),
        ("", "{}", 415, "media-type"),
        ("application/json", long.as_str(), 413, "too-large"),
    ];
    for (kind, body, status, code) in table {
        let request = me.request("POST", "/api/v1/filings/f1/challenges");
        let request = if kind.is_empty() { request } else { request.header("content-type", kind) };
        let answer = me.send(request, body.to_owned()).await.unwrap();
        assert_eq!(answer.refusal().unwrap(), (status, code.into()), "{kind}: {body:.20}");
    }
    let answer = me.get("/api/v1/cases?limit=many").await.unwrap();
    assert_eq!(answer.refusal().unwrap(), (400, "malformed".into()));
}

#[tokio::test]
async fn the_built_app_is_served_with_its_pages_and_nothing_else() {
    let dist = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dist.path().join(name), text).unwrap();
    write("index.html", "<!doctype html><script>start()</script>");
    write("app-0123456789abcdef_bg.wasm", "\0asm");
    write("app-0123456789abcdef_bg.wasm.br", "squeezed");
    write("icons.svg", "<svg/>");
    let folder = dist.path().to_owned();
    let hall = TestHall::start_with(move |it| it.dist = Some(folder)).await.unwrap();
    let stranger = hall.stranger();
    let get = async |path: &str, accept: &str, encoding: &str| {
        let request =
            stranger.request("GET", path).header("accept", accept).header("accept-encoding", encoding);
        stranger.send(request, Body::empty()).await.unwrap()
    };
    for page in ["/", "/guides/food-business-licence", "/cases"] {
        let answer = get(page, "text/html", "").await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, "no-cache"), "{page}");
        assert!(answer.text().contains("start()"), "{page}");
        assert!(answer.header("content-security-policy").contains("'sha256-"), "{page}");
    }
    let wasm = get("/app-0123456789abcdef_bg.wasm", "*/*", "br, gzip").await;
    assert_eq!((wasm.header("content-type"), wasm.header("content-encoding")), ("application/wasm", "br"));
    assert_eq!(wasm.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(wasm.text(), "squeezed");
    assert_eq!(get("/icons.svg", "*/*", "").await.header("cache-control"), "no-cache");
    let table = [
        ("/gone.js", "*/*"),
        ("/gone.css", "text/html"),
        ("/../hall.db", "*/*"),
        ("/guides", "application/json"),
    ];
    for (path, accept) in table {
        assert_eq!(get(path, accept, "").await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_service_worker_is_asked_for_anew_each_time_and_where_there_is_none_nothing_stands_for_it() {
    let dist = tempfile::tempdir().unwrap();
    std::fs::write(dist.path().join("index.html"), "<!doctype html>").unwrap();
    let folder = dist.path().to_owned();
    let hall = TestHall::start_with(move |it| it.dist = Some(folder)).await.unwrap();
    let stranger = hall.stranger();
    let ask = async |method: &str, accept: &str| {
        stranger
            .send(stranger.request(method, "/sw.js").header("accept", accept), Body::empty())
            .await
            .unwrap()
    };
    for (method, accept) in [("GET", "*/*"), ("GET", "text/html"), ("HEAD", "*/*")] {
        assert_eq!(ask(method, accept).await.status, 404, "{method} {accept}");
    }
    std::fs::write(dist.path().join("sw.js"), "'use strict';").unwrap();
    for method in ["GET", "HEAD"] {
        let answer = ask(method, "*/*").await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, "no-cache"), "{method}");
        assert_eq!(answer.header("content-type"), "text/javascript", "{method}");
        // What the page may start, and whom the worker may ask.
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("worker-src 'self'") && policy.contains("connect-src 'self'"), "{policy}");
    }
}
