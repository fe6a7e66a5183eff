//! A reference hall on a real port with one thing wrong: everything that comes and goes passes through a layer, which
//! breaks exactly what its mutant says.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use contract::{Finalize, KeyId, RECEIPT_TYPE, Receipt};
use esign::SigningKey;
use hall::{Config, Hall, Shared};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How the hall is broken.
#[derive(Clone, Copy)]
pub(crate) enum Play {
    /// Not at all.
    Nothing,
    /// It hears something else than was said.
    Before(fn(&World, &mut Req)),
    /// It says something else than it would.
    After(fn(&World, &Req, &mut Res)),
    /// It does something else.
    Around(for<'a> fn(&'a World, &'a Next, Req) -> Later<'a>),
    /// It is set up wrongly.
    Config(fn(&mut Config)),
}

/// An answer that is still to come.
pub(crate) type Later<'a> = Pin<Box<dyn Future<Output = Res> + Send + 'a>>;

/// What came in.
#[derive(Clone)]
pub(crate) struct Req {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// What goes out. A stream has no bytes here.
pub(crate) struct Res {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    stream: Option<Body>,
}

/// What a mutant remembers, and the key it forges with. Discovery publishes that key beside the hall's own.
pub(crate) struct World {
    pub(crate) hall: Shared,
    pub(crate) play: Play,
    pub(crate) key: SigningKey,
    memory: Mutex<BTreeMap<String, String>>,
}

/// The id of the key that mutants forge with.
pub(crate) const KID: &str = "k-mutant";

impl World {
    pub(crate) fn memory(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.memory.lock().unwrap()
    }

    /// Remembers a text the first time, and gives what was remembered.
    pub(crate) fn first(&self, name: &str, text: &str) -> String {
        self.memory().entry(name.to_owned()).or_insert_with(|| text.to_owned()).clone()
    }

    /// How often this was asked before.
    pub(crate) fn count(&self, name: &str) -> usize {
        let mut memory = self.memory();
        let said = memory.entry(format!("count {name}")).or_default();
        let before: usize = said.parse().unwrap_or_default();
        *said = (before + 1).to_string();
        before
    }

    pub(crate) fn kid() -> KeyId {
        KID.parse().unwrap()
    }

    /// Signs a receipt with the mutant's key.
    pub(crate) fn signed(&self, receipt: &Receipt) -> String {
        self.key.sign_json(esign::receipt::TYP, &Self::kid(), receipt).unwrap()
    }

    /// A receipt that looks right, for a finalize that the hall has refused.
    pub(crate) fn forge(&self, req: &Req, res: &mut Res) {
        let body: Finalize = serde_json::from_slice(&req.body).unwrap();
        let seq = self.count("forged") as u64 + 1_000_000;
        let receipt = Receipt {
            filing_id: req.id("filings").parse().unwrap(),
            receipt_no: format!("F{seq}"),
            content_hash: body.content_hash,
            attachment_count: u32::try_from(body.manifest.attachments.len()).unwrap(),
            hall: self.hall.seed.id.clone(),
            hall_epoch: self.hall.epoch,
            hall_seq: seq,
            received_at: self.hall.clock().now(),
        };
        res.status = StatusCode::CREATED;
        res.set("content-type", RECEIPT_TYPE);
        res.set("location", &format!("/api/v1/cases/c-forged-{seq}"));
        res.body = self.signed(&receipt).into_bytes();
    }

    /// Changes what a receipt says, and signs it again.
    pub(crate) fn reword(&self, res: &mut Res, change: impl FnOnce(&mut Receipt)) {
        if res.status == StatusCode::CREATED && res.is(RECEIPT_TYPE) {
            let mut receipt = esign::receipt::read(&res.text()).unwrap().claims;
            change(&mut receipt);
            res.body = self.signed(&receipt).into_bytes();
        }
    }
}

impl Req {
    pub(crate) fn path(&self) -> &str {
        self.uri.path()
    }

    pub(crate) fn is(&self, method: &Method, end: &str) -> bool {
        self.method == *method && self.path().ends_with(end)
    }

    /// A read below `/api/v1/{collection}/`.
    pub(crate) fn reads(&self, collection: &str) -> bool {
        self.method == Method::GET && !self.id(collection).is_empty()
    }

    /// A finalize.
    pub(crate) fn finalizes(&self) -> bool {
        self.is(&Method::POST, "/finalize")
    }

    /// The id after a collection in the path; empty when it is another path.
    pub(crate) fn id(&self, collection: &str) -> &str {
        let rest = self.path().strip_prefix("/api/v1/").and_then(|it| it.strip_prefix(collection));
        rest.and_then(|it| it.strip_prefix('/')).and_then(|it| it.split('/').next()).unwrap_or_default()
    }

    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let pairs = self.uri.query().unwrap_or_default().split('&').filter_map(|it| it.split_once('='));
        pairs.filter(|it| it.0 == name).map(|it| it.1).next()
    }

    pub(crate) fn cookie(&self) -> &str {
        self.headers.get(header::COOKIE).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn set(&mut self, name: &'static str, value: &str) {
        self.headers.insert(name, HeaderValue::from_str(value).unwrap());
    }

    pub(crate) fn go(&mut self, path: &str) {
        self.uri = path.parse().unwrap();
    }

    /// Says something else in JSON.
    pub(crate) fn edit(&mut self, change: impl FnOnce(&mut Value)) {
        let Ok(mut value) = serde_json::from_slice(&self.body) else { return };
        change(&mut value);
        self.body = serde_json::to_vec(&value).unwrap().into();
        self.headers.remove(header::CONTENT_LENGTH);
    }
}

impl Res {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn is(&self, media_type: &str) -> bool {
        self.header("content-type") == media_type
    }

    pub(crate) fn set(&mut self, name: &'static str, value: &str) {
        self.headers.insert(name, HeaderValue::from_str(value).unwrap());
    }

    pub(crate) fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Says something else in JSON.
    pub(crate) fn edit(&mut self, change: impl FnOnce(&mut Value)) {
        let Ok(mut value) = serde_json::from_slice(&self.body) else { return };
        change(&mut value);
        self.body = serde_json::to_vec(&value).unwrap();
    }

    /// The code of a refusal, or of its first place.
    pub(crate) fn refuses(&self, code: &str) -> bool {
        let Some(value) = self.json::<Value>().filter(|_| self.status.as_u16() >= 400) else { return false };
        value["code"] == code || value["errors"][0]["code"] == code
    }
}

/// What the hall itself would answer.
pub(crate) async fn pass(next: &Next, req: Req) -> Res {
    let mut request = Request::new(Body::from(req.body));
    *request.method_mut() = req.method;
    *request.uri_mut() = req.uri;
    *request.headers_mut() = req.headers;
    let (parts, body) = next.clone().run(request).await.into_parts();
    let streams = parts.headers.get(header::CONTENT_TYPE).is_some_and(|it| it == "text/event-stream");
    let (body, stream) =
        if streams { (Vec::new(), Some(body)) } else { (to_bytes(body, MOST).await.unwrap().to_vec(), None) };
    Res { status: parts.status, headers: parts.headers, body, stream }
}

const MOST: usize = 64 * 1024 * 1024;

async fn layer(State(world): State<Arc<World>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    // A body that breaks off is as good as an empty one: the hall would not have read it, either.
    let cut = to_bytes(body, MOST).await;
    let Ok(body) = cut else { return Response::new(Body::empty()) };
    let mut req = Req { method: parts.method, uri: parts.uri, headers: parts.headers, body };
    let mut res = match world.play {
        Play::Around(play) => play(&world, &next, req.clone()).await,
        Play::Before(play) => {
            play(&world, &mut req);
            pass(&next, req.clone()).await
        }
        Play::After(play) => {
            let mut res = pass(&next, req.clone()).await;
            play(&world, &req, &mut res);
            res
        }
        Play::Nothing | Play::Config(_) => pass(&next, req.clone()).await,
    };
    if req.path() == "/.well-known/hall" && res.status == StatusCode::OK {
        let key = serde_json::to_value(world.key.jwk(Some(World::kid()))).unwrap();
        res.edit(|it| it["keys"]["keys"].as_array_mut().unwrap().push(key));
    }
    res.headers.remove(header::CONTENT_LENGTH);
    let body = res.stream.unwrap_or_else(|| Body::from(res.body));
    let mut response = Response::new(body);
    *response.status_mut() = res.status;
    *response.headers_mut() = res.headers;
    response
}

/// How quickly the demo clerk works.
const CLERK: Duration = Duration::from_millis(50);

/// A hall that is open until this is dropped.
pub(crate) struct Lab {
    /// Its origin.
    pub(crate) url: String,
    _open: tokio::sync::watch::Sender<bool>,
}

/// A hall that plays a mutant.
pub(crate) fn hall(play: Play) -> Lab {
    let (give, take) = channel();
    let (open, closing) = tokio::sync::watch::channel(false);
    thread::spawn(move || {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config { demo: true, clerk: Some(CLERK), ..Config::new(folder.path().to_owned()) };
        if let Play::Config(change) = play {
            change(&mut config);
        }
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async move {
            let hall = Hall::open(config).await.unwrap();
            tokio::spawn(hall::clerk::work(hall.clone(), CLERK, closing.clone()));
            let key = SigningKey::generate([7; 32]).unwrap();
            let world = Arc::new(World { hall: hall.clone(), play, key, memory: Mutex::default() });
            // As a fallback the hall routes after the layer, which may send a request elsewhere.
            let router = Router::new().fallback_service(hall::router(hall));
            let router = router.layer(from_fn_with_state(world, layer));
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            give.send(format!("http://{}", listener.local_addr().unwrap())).unwrap();
            let mut closing = closing;
            tokio::select! {
                ended = axum::serve(listener, router).into_future() => ended.unwrap(),
                _ = closing.changed() => {}
            }
        });
        runtime.shutdown_background();
    });
    Lab { url: take.recv().unwrap(), _open: open }
}
