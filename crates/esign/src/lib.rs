//! Envelopes, detached JWS, receipts and challenges: how they are spelled, read and checked.
//!
//! Without features there is no key cryptography in here: everything but the ECDSA itself is checked, and
//! what is left comes back as [`ToVerify`] for WebCrypto. With feature `p256` a [`SigningKey`] signs and
//! [`verify`] verifies in Rust.
//!
//! A JWS is JSON Web Signature, RFC 7515; ES256 is RFC 7518 §3.4, its signature the 64 bytes r ‖ s.

mod b64;
pub mod challenge;
pub mod envelope;
mod jwk;
pub mod jws;
#[cfg(feature = "p256")]
mod keys;
pub mod receipt;
mod token;

pub use jwk::{find, thumbprint};
#[cfg(feature = "p256")]
pub use keys::{BadKey, SigningKey, verify};
pub use token::{TokenError, Unverified};

use contract::Jwk;

/// One ECDSA P-256 / SHA-256 verification that is still to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToVerify {
    /// The public key.
    pub key: Jwk,
    /// The bytes that were signed.
    pub signing_input: Vec<u8>,
    /// r ‖ s, 64 bytes, as both JWS and WebCrypto have it.
    pub signature: Vec<u8>,
}
