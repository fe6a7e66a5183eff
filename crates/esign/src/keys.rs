//! Signing and verifying in Rust, for halls and tools. The app leaves both to WebCrypto.

use canon::CanonError;
use contract::{Jwk, KeyId};
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, VerifyingKey};
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use serde::Serialize;

use crate::ToVerify;
use crate::jwk::coordinates;
use crate::jws::{Header, assemble_detached, b64, detached_signing_input};

/// Not a P-256 private key: another curve, another format, or a number outside 1 … n − 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a P-256 private key")]
pub struct BadKey;

/// Whether the signature is by this key over these bytes. A key that is none verifies nothing.
#[must_use]
pub fn verify(it: &ToVerify) -> bool {
    let Ok((x, y)) = coordinates(&it.key) else { return false };
    let point = [&[4_u8][..], &x, &y].concat(); // SEC 1 §2.3.3, uncompressed
    let Ok(key) = VerifyingKey::from_sec1_bytes(&point) else { return false };
    let Ok(signature) = Signature::from_slice(&it.signature) else { return false };
    key.verify(&it.signing_input, &signature).is_ok()
}

/// A P-256 private key. Nonces are deterministic (RFC 6979), so signing needs no randomness.
///
/// Its `Debug` shows no key material, and its memory is wiped when it is dropped.
#[derive(Debug, Clone)]
pub struct SigningKey(p256::ecdsa::SigningKey);

impl SigningKey {
    /// The key of 32 bytes from a cryptographic random source.
    ///
    /// # Errors
    ///
    /// [`BadKey`] when they are no scalar of the curve, once in 2³² draws: draw again.
    pub fn generate(random: [u8; 32]) -> Result<Self, BadKey> {
        p256::ecdsa::SigningKey::from_slice(&random).map(Self).map_err(|_| BadKey)
    }

    /// Reads a PKCS#8 key in PEM (`-----BEGIN PRIVATE KEY-----`).
    ///
    /// # Errors
    ///
    /// [`BadKey`].
    pub fn from_pem(pem: &str) -> Result<Self, BadKey> {
        p256::ecdsa::SigningKey::from_pkcs8_pem(pem).map(Self).map_err(|_| BadKey)
    }

    /// Writes it as PKCS#8 in PEM. This is the secret.
    ///
    /// # Errors
    ///
    /// [`BadKey`] when the encoder refuses, which a P-256 key gives it no reason for.
    pub fn to_pem(&self) -> Result<String, BadKey> {
        self.0.to_pkcs8_pem(LineEnding::LF).map(|it| it.to_string()).map_err(|_| BadKey)
    }

    /// Its public half, with the id under which a hall publishes it.
    #[must_use]
    pub fn jwk(&self, kid: Option<KeyId>) -> Jwk {
        let point = self.0.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        Jwk { kty: "EC".into(), crv: "P-256".into(), x: b64(x), y: b64(y), kid }
    }

    /// r ‖ s over `input`.
    #[must_use]
    pub fn sign(&self, input: &[u8]) -> [u8; 64] {
        let signature: Signature = self.0.sign(input);
        signature.to_bytes().into()
    }

    /// A compact JWS over `payload`.
    #[must_use]
    pub fn sign_compact(&self, header: &Header, payload: &[u8]) -> String {
        let signed = format!("{}.{}", header.segment(), b64(payload));
        format!("{signed}.{}", b64(&self.sign(signed.as_bytes())))
    }

    /// A compact JWS over the canonical JSON of `payload`: how a hall makes receipts and statements.
    ///
    /// # Errors
    ///
    /// When `payload` has no canonical form.
    pub fn sign_json<T: Serialize>(&self, typ: &str, kid: &KeyId, payload: &T) -> Result<String, CanonError> {
        let payload = canon::canonical_of(payload)?;
        Ok(self.sign_compact(&Header::compact(typ, kid.as_str()), &payload))
    }

    /// A detached JWS over unencoded `payload`, with a header made by [`crate::jws::detached_header`].
    #[must_use]
    pub fn sign_detached(&self, header_segment: &str, payload: &[u8]) -> String {
        assemble_detached(header_segment, &self.sign(&detached_signing_input(header_segment, payload)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The private key of RFC 6979 appendix A.2.5.
    fn key() -> SigningKey {
        let hex = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
        let mut scalar = [0; 32];
        for (index, byte) in scalar.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[index * 2..index * 2 + 2], 16).unwrap();
        }
        SigningKey::generate(scalar).unwrap()
    }

    fn to_verify() -> ToVerify {
        let (key, signing_input) = (key(), b"sample".to_vec());
        let signature = key.sign(&signing_input).to_vec();
        ToVerify { key: key.jwk(None), signing_input, signature }
    }

    #[test]
    fn nonces_are_those_of_rfc_6979() {
        let hex: String = key().sign(b"sample").iter().map(|it| format!("{it:02x}")).collect();
        assert_eq!(
            hex,
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716\
             f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
        );
    }

    #[test]
    fn verifying_table() {
        type Spoil = fn(&mut ToVerify);
        let table: [(Spoil, bool); 8] = [
            (|_| {}, true),
            (|it| it.signing_input[0] ^= 1, false),
            (|it| it.signature[63] ^= 1, false),
            (|it| it.signature.fill(0), false),
            (|it| it.signature[..32].fill(0), false),
            (|it| it.signature.truncate(63), false),
            (|it| it.key.y = it.key.x.clone(), false), // not on the curve
            (|it| it.key.crv = "P-384".into(), false),
        ];
        for (row, (spoil, verifies)) in table.into_iter().enumerate() {
            let mut it = to_verify();
            spoil(&mut it);
            assert_eq!(verify(&it), verifies, "row {row}");
        }
    }

    #[test]
    fn a_key_survives_its_pem() {
        let pem = key().to_pem().unwrap();
        assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"));
        assert_eq!(SigningKey::from_pem(&pem).unwrap().jwk(None), key().jwk(None));
        assert_eq!(SigningKey::from_pem("-----BEGIN PRIVATE KEY-----").err(), Some(BadKey));
    }

    #[test]
    fn a_number_that_is_no_scalar_is_no_key() {
        assert_eq!(SigningKey::generate([0; 32]).err(), Some(BadKey));
        assert_eq!(SigningKey::generate([255; 32]).err(), Some(BadKey));
    }

    #[test]
    fn debug_shows_no_secret() {
        assert!(!format!("{:?}", key()).to_lowercase().contains("c9afa9"));
    }
}
