//! A hall from start to end: open, listen, say so, and close in good order.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::clerk;
use crate::config::Config;
use crate::router::router;
use crate::snapshots;
use crate::state::{Hall, OpenError, Shared};
use crate::uploads;

/// How long requests that are under way may take when the hall closes.
const GRACE: Duration = Duration::from_secs(5);

/// Why the hall did not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Something else listens there.
    #[error("{0} is in use by another program; choose another with --port")]
    PortInUse(SocketAddr),
    /// The network, or signals.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl ServeError {
    /// True when the caller can put it right by starting it differently.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::PortInUse(_) | Self::Open(OpenError::InUse(_)))
    }
}

/// Serves until the process is asked to end. `ready` is called once, when requests are taken.
///
/// # Errors
///
/// When the hall cannot be opened or the port cannot be had.
pub async fn serve(config: Config, at: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let listener = TcpListener::bind(at).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => ServeError::PortInUse(at),
        _ => error.into(),
    })?;
    let hall = Hall::open(config).await?;
    log_versions(&hall);
    let (close, closing) = watch::channel(false);
    if let Some(every) = hall.config.clerk.filter(|_| hall.config.demo) {
        tokio::spawn(clerk::work(hall.clone(), every, closing.clone()));
    }
    tokio::spawn(tidy_up(hall.clone(), closing.clone()));
    tokio::spawn(snapshots::prepare(hall.clone()));
    let (mut end, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    ready(listener.local_addr()?);
    let mut stop = closing.clone();
    let service = router(hall.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        // The sender lives as long as this function.
        let _ = stop.changed().await;
    });
    let mut server = tokio::spawn(server.into_future());
    tokio::select! {
        _ = end.recv() => {}
        _ = interrupt.recv() => {}
        stopped = &mut server => return stopped.map_err(std::io::Error::other)?.map_err(Into::into),
    }
    tracing::info!("closing");
    let _ = close.send(true);
    hall.listeners.close();
    if tokio::time::timeout(GRACE, &mut server).await.is_err() {
        tracing::warn!("requests under way were cut off");
        server.abort();
    }
    hall.close().await;
    tracing::info!("closed");
    Ok(())
}

/// Between two looks for uploads that nobody will come back for.
const TIDY_EVERY: Duration = Duration::from_secs(3600);

async fn tidy_up(hall: Shared, mut closing: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(TIDY_EVERY);
    loop {
        tokio::select! {
            _ = closing.changed() => return,
            _ = ticks.tick() => {}
        }
        if let Ok(removed) = uploads::tidy(&hall).await {
            tracing::info!(removed, "uploads nobody came back for");
        }
    }
}

fn log_versions(hall: &Shared) {
    tracing::info!(
        hall = env!("CARGO_PKG_VERSION"),
        contract = contract::CONTRACT_VERSION,
        sqlite = hall.sqlite,
        id = hall.seed.id.as_str(),
        epoch = hall.epoch,
        demo = hall.config.demo,
        "open"
    );
}
