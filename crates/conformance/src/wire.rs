//! The kit's side of the wire: blocking HTTP without redirects, cookie jar or opinions about statuses.

use std::sync::Arc;
use std::time::Duration;

use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, http};

use crate::ask::Ask;
use crate::trouble::Trouble;

/// The largest answer that is read, in bytes.
const MOST: u64 = 64 * 1024 * 1024;

/// Idle connections that are kept for reads.
const IDLE: usize = 80;

/// A hall's origin and the way to it.
#[derive(Debug, Clone)]
pub(crate) struct Wire {
    /// For reads, over connections that are kept.
    reads: Agent,
    /// For writes, each over a connection of its own: a hall that refuses a body without reading it closes the
    /// connection, and the next write on it would be lost.
    writes: Agent,
    /// For answers that end when they end.
    streams: Agent,
    base: String,
}

/// Status, headers, and the body still on its way.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: ureq::Body,
}

impl Wire {
    /// A wire to the origin of `url`; every exchange ends within `patience`.
    pub(crate) fn new(url: &str, patience: Duration) -> Self {
        let tls = url.starts_with("https:").then(tls);
        Self {
            reads: agent(tls.clone(), IDLE, patience, Some(patience)),
            writes: agent(tls.clone(), 0, patience, Some(patience)),
            streams: agent(tls, 0, patience, None),
            base: url.trim_end_matches('/').to_owned(),
        }
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// Sends a request and reads the head of its answer. `extra` are headers beside those of the request.
    pub(crate) fn send(&self, ask: &Ask, extra: &[(String, String)]) -> Result<Reply, Trouble> {
        if ask.writes() || !ask.body.is_empty() {
            return self.run(&self.writes, ask, extra);
        }
        // A hall may close a connection that was idle just when it is used again; a read is asked again.
        self.run(&self.reads, ask, extra).or_else(|_| self.run(&self.writes, ask, extra))
    }

    /// As [`Self::send`], for an answer whose body goes on for as long as somebody reads it.
    pub(crate) fn open(&self, ask: &Ask, extra: &[(String, String)]) -> Result<Reply, Trouble> {
        self.run(&self.streams, ask, extra)
    }

    fn run(&self, agent: &Agent, ask: &Ask, extra: &[(String, String)]) -> Result<Reply, Trouble> {
        let failed = |why: String| Trouble::Broken(format!("{} {}: no answer: {why}", ask.method, ask.path));
        let mut request =
            http::Request::builder().method(ask.method.as_str()).uri(format!("{}{}", self.base, ask.path));
        for (name, value) in ask.headers.iter().chain(extra) {
            request = request.header(name, value);
        }
        let answered = if ask.body.is_empty() && !ask.writes() {
            let request = request.body(()).map_err(|it| failed(it.to_string()))?;
            agent.run(request)
        } else {
            let request = request.body(ask.body.as_slice()).map_err(|it| failed(it.to_string()))?;
            agent.run(request)
        };
        let (head, body) = answered.map_err(|it| failed(it.to_string()))?.into_parts();
        let headers = head.headers.iter().map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        Ok(Reply { status: head.status.as_u16(), headers: headers.collect(), body })
    }
}

impl Reply {
    /// The whole body.
    pub(crate) fn read(&mut self) -> Result<Vec<u8>, Trouble> {
        let read = self.body.with_config().limit(MOST).read_to_vec();
        read.map_err(|it| Trouble::Broken(format!("the body could not be read: {it}")))
    }
}

fn agent(tls: Option<TlsConfig>, idle: usize, patience: Duration, body: Option<Duration>) -> Agent {
    let mut config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .max_idle_connections(idle)
        .max_idle_connections_per_host(idle)
        .allow_non_standard_methods(true)
        .user_agent(concat!("hall-conformance/", env!("CARGO_PKG_VERSION")))
        .timeout_connect(Some(patience))
        .timeout_recv_response(Some(patience))
        .timeout_recv_body(body);
    if let Some(tls) = tls {
        config = config.tls_config(tls);
    }
    Agent::new_with_config(config.build())
}

/// Trust what the machine trusts: halls often stand behind an authority of their own.
fn tls() -> TlsConfig {
    let known = rustls_native_certs::load_native_certs().certs;
    let known: Vec<_> = known.iter().map(|it| Certificate::from_der(it.as_ref()).to_owned()).collect();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    TlsConfig::builder()
        .root_certs(RootCerts::from(known))
        .unversioned_rustls_crypto_provider(provider)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hall_behind_tls_is_asked_like_any_other() {
        let wire = Wire::new("https://127.0.0.1:1/", Duration::from_secs(2));
        assert_eq!(wire.base(), "https://127.0.0.1:1");
        let refused = wire.send(&Ask::new("GET", "/healthz"), &[]).err().unwrap();
        assert!(refused.why().starts_with("GET /healthz: no answer"), "{refused}");
    }
}
