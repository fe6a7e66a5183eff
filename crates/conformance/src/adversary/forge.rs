//! Keys of a hall that lies, and what it signs with them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use esign::jws::Header;
use esign::{BadKey, SigningKey};
use serde_json::{Map, Value, json};

use super::memory::Sent;

/// The key id under which discovery, as the adversary passes it on, names its own key.
const OWN_KEY: &str = "adversary-1";
/// A key id that discovery never names.
const STRANGE_KEY: &str = "adversary-2";

/// Signs whatever it is told to.
pub(super) struct Forge {
    own: SigningKey,
    strange: SigningKey,
    hall: String,
    epoch: u64,
}

impl Forge {
    /// Keys for one hall, by its id and epoch.
    ///
    /// # Errors
    ///
    /// Never for these two scalars; the type of the key asks.
    pub(super) fn new(hall: String, epoch: u64) -> Result<Self, BadKey> {
        Ok(Self { own: SigningKey::generate([7; 32])?, strange: SigningKey::generate([9; 32])?, hall, epoch })
    }

    /// The public half that discovery gains.
    pub(super) fn jwk(&self) -> Value {
        let mut jwk = json!(self.own.jwk(None));
        jwk["kid"] = json!(OWN_KEY);
        jwk
    }

    /// What an honest receipt says.
    pub(super) fn claims(&self, sent: &Sent) -> Map<String, Value> {
        let claims = json!({
            "filing_id": sent.filing_id,
            "receipt_no": "A-666666",
            "content_hash": sent.content_hash,
            "attachment_count": sent.attachments,
            "hall": self.hall,
            "hall_epoch": self.epoch,
            "hall_seq": 666_666,
            "received_at": DateTime::<Utc>::from(std::time::SystemTime::now()).to_rfc3339(),
        });
        claims.as_object().cloned().unwrap_or_default()
    }

    /// A receipt under the key that is published: it verifies, whatever it says.
    pub(super) fn receipt(&self, claims: &Map<String, Value>) -> String {
        self.signed(esign::receipt::TYP, &canonical(claims))
    }

    /// Any bytes as a compact JWS of a type, under the key that is published.
    pub(super) fn signed(&self, typ: &str, payload: &[u8]) -> String {
        self.own.sign_compact(&Header::compact(typ, OWN_KEY), payload)
    }

    /// A receipt under a key nobody published.
    pub(super) fn strange(&self, claims: &Map<String, Value>) -> String {
        self.strange.sign_compact(&Header::compact(esign::receipt::TYP, STRANGE_KEY), &canonical(claims))
    }

    /// A receipt under a key nobody published, with the id of one that is.
    pub(super) fn disguised(&self, claims: &Map<String, Value>) -> String {
        self.strange.sign_compact(&Header::compact(esign::receipt::TYP, OWN_KEY), &canonical(claims))
    }

    /// A receipt whose header says something else about the signature, which is `signature`.
    pub(super) fn with_alg(claims: &Map<String, Value>, alg: &str, signature: &[u8]) -> String {
        let header = json!({"alg": alg, "kid": OWN_KEY, "typ": esign::receipt::TYP}).to_string();
        let parts = [header.as_bytes(), &canonical(claims), signature];
        parts.map(|it| URL_SAFE_NO_PAD.encode(it)).join(".")
    }

    /// Who this hall says it is.
    pub(super) fn epoch(&self) -> u64 {
        self.epoch
    }
}

/// Claims are strings and small integers: they always have a canonical form.
fn canonical(claims: &Map<String, Value>) -> Vec<u8> {
    canon::canonical_of(claims).unwrap_or_default()
}
