//! From where a request comes. It is used to count guesses, never to entitle anybody.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};

use crate::state::Shared;

const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The caller's address, when it is known.
pub(crate) struct Address(pub(crate) Option<IpAddr>);

impl FromRequestParts<Shared> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, hall: &Shared) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
        let told = if hall.config.proxied { forwarded(&parts.headers) } else { None };
        Ok(Self(told.or(peer).map(|it| it.to_canonical())))
    }
}

/// The last address is the one the proxy saw itself; those before it are what the caller says.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all(FORWARDED).iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_proxy_added_counts() {
        let table = [
            ("203.0.113.9", Some("203.0.113.9")),
            ("10.0.0.1, 203.0.113.9", Some("203.0.113.9")),
            ("203.0.113.9, unknown", None),
            ("2001:db8::1", Some("2001:db8::1")),
            ("", None),
        ];
        for (sent, address) in table {
            let mut headers = HeaderMap::new();
            headers.append(FORWARDED, "198.51.100.1".parse().unwrap());
            headers.append(FORWARDED, sent.parse().unwrap());
            assert_eq!(forwarded(&headers), address.map(|it| it.parse().unwrap()), "{sent}");
        }
    }
}
