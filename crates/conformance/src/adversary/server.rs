//! The adversary as a process: a proxy, its two addresses of its own, and another origin that only counts.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::ask::Ask;
use super::forge::Forge;
use super::memory::Memory;
use super::play::Play;
use super::plays::find;
use super::proxy;
use super::upstream::Upstream;

/// How to play.
#[derive(Debug, Clone)]
pub struct Options {
    /// The real hall behind, without a slash at its end.
    pub hall: String,
    /// Where to listen on this machine; 0 takes a free port.
    pub port: u16,
    /// The first play.
    pub play: String,
}

/// What was asked and deformed since the play began.
#[derive(Default)]
struct Log {
    play: Option<&'static Play>,
    deformed: u64,
    requests: BTreeMap<String, u64>,
}

/// Everything a request needs.
pub(super) struct Stage {
    pub(super) upstream: Upstream,
    pub(super) memory: Memory,
    pub(super) forge: Forge,
    pub(super) elsewhere: String,
    log: Mutex<Log>,
    strayed: AtomicU64,
}

impl Stage {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is played now.
    pub(super) fn play(&self) -> &'static Play {
        self.log().play.unwrap_or(&super::plays::HONEST)
    }

    /// Counts a request of the contract.
    pub(super) fn count(&self, ask: &Ask, deformed: bool) {
        let mut log = self.log();
        log.deformed += u64::from(deformed);
        if ask.op != super::ask::Op::File {
            *log.requests.entry(format!("{} {:?}", ask.method, ask.op)).or_default() += 1;
        }
    }
}

/// Why the adversary cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// No play has this name.
    #[error("no play is called `{0}`; --list names them")]
    Play(String),
    /// The hall behind does not answer discovery.
    #[error("no hall at {0}")]
    Hall(String),
    /// A port.
    #[error("listening: {0}")]
    Port(#[from] std::io::Error),
    /// A key.
    #[error("{0}")]
    Key(#[from] esign::BadKey),
}

/// Plays until the process ends. Prints `ready URL` on standard output once it listens.
///
/// # Errors
///
/// When the play is unknown, the hall does not answer, or the port is taken.
pub async fn serve(options: Options) -> Result<(), Trouble> {
    let first = find(&options.play).ok_or_else(|| Trouble::Play(options.play.clone()))?;
    let upstream = Upstream::new(&options.hall);
    let hall = options.hall.clone();
    let (upstream, about) = tokio::task::spawn_blocking(move || {
        let about = discovery(&upstream);
        (upstream, about)
    })
    .await
    .map_err(|_| Trouble::Hall(hall.clone()))?;
    let (id, epoch) = about.ok_or(Trouble::Hall(hall))?;
    let elsewhere = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await?;
    let stage = Arc::new(Stage {
        upstream,
        memory: Memory::default(),
        forge: Forge::new(id, epoch)?,
        elsewhere: format!("http://{}", elsewhere.local_addr()?),
        log: Mutex::new(Log { play: Some(first), ..Log::default() }),
        strayed: AtomicU64::new(0),
    });
    let stray = Router::new().fallback(strayed).with_state(stage.clone());
    tokio::spawn(async move { axum::serve(elsewhere, stray).await });
    let at = listener.local_addr()?;
    writeln!(std::io::stdout(), "ready http://{at}")?;
    let router = Router::new()
        .route("/adversary/play", post(switch))
        .route("/adversary/log", get(show))
        .fallback(proxy::pass)
        .with_state(stage);
    Ok(axum::serve(listener, router).await?)
}

fn discovery(upstream: &Upstream) -> Option<(String, u64)> {
    let about = upstream.get("/.well-known/hall")?;
    Some((about.get("hall")?.as_str()?.to_owned(), about.get("epoch")?.as_u64()?))
}

/// A request that should never have been sent to another origin. It is let in, so that nothing hides it.
async fn strayed(State(stage): State<Arc<Stage>>) -> ([(&'static str, &'static str); 1], &'static str) {
    stage.strayed.fetch_add(1, Ordering::Relaxed);
    ([("access-control-allow-origin", "*")], "{}")
}

#[derive(Deserialize)]
struct Switch {
    name: String,
}

/// `POST /adversary/play`: another play from now on, counted from nothing.
async fn switch(State(stage): State<Arc<Stage>>, Json(it): Json<Switch>) -> StatusCode {
    let Some(play) = find(&it.name) else { return StatusCode::NOT_FOUND };
    *stage.log() = Log { play: Some(play), ..Log::default() };
    stage.strayed.store(0, Ordering::Relaxed);
    StatusCode::NO_CONTENT
}

/// `GET /adversary/log`: what happened since the play began.
async fn show(State(stage): State<Arc<Stage>>) -> Json<Value> {
    let log = stage.log();
    let name = log.play.map(|it| it.name);
    let strayed = stage.strayed.load(Ordering::Relaxed);
    Json(json!({"play": name, "deformed": log.deformed, "strayed": strayed, "requests": log.requests}))
}
