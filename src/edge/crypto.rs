//! WebCrypto: hashing, a signer's transaction key, and checking a hall's signature. No key leaves it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contract::Jwk;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, EcKeyGenParams, EcdsaParams, SubtleCrypto};

/// WebCrypto is missing or refused: plain http on another device, or a very old browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCrypto;

impl From<JsValue> for NoCrypto {
    fn from(_: JsValue) -> Self {
        Self
    }
}

fn subtle() -> Result<SubtleCrypto, NoCrypto> {
    let crypto = super::page::window().ok_or(NoCrypto)?.crypto()?;
    let subtle = crypto.subtle();
    if JsValue::from(&subtle).is_undefined() { Err(NoCrypto) } else { Ok(subtle) }
}

/// SHA-256 of bytes, natively.
///
/// # Errors
///
/// [`NoCrypto`].
pub async fn sha256(bytes: &[u8]) -> Result<Vec<u8>, NoCrypto> {
    let promise = subtle()?.digest_with_str_and_u8_array("SHA-256", bytes)?;
    Ok(Uint8Array::new(&JsFuture::from(promise).await?).to_vec())
}

/// Standard base64, as tus wants it.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A key pair for one signature; its private half cannot be exported.
pub struct TransactionKey {
    private: CryptoKey,
    /// The public half.
    pub public: Jwk,
}

fn ecdsa() -> EcdsaParams {
    EcdsaParams::new_with_str("ECDSA", "SHA-256")
}

/// Makes a transaction key.
///
/// # Errors
///
/// [`NoCrypto`].
pub async fn transaction_key() -> Result<TransactionKey, NoCrypto> {
    let subtle = subtle()?;
    let usages: JsValue = Array::of2(&"sign".into(), &"verify".into()).into();
    let params = EcKeyGenParams::new("ECDSA", "P-256");
    let pair = JsFuture::from(subtle.generate_key_with_object(&params, false, &usages)?).await?;
    let part = |name: &str| Reflect::get(&pair, &name.into()).map(JsCast::unchecked_into::<CryptoKey>);
    let (private, public) = (part("privateKey")?, part("publicKey")?);
    let jwk = JsFuture::from(subtle.export_key("jwk", &public)?).await?;
    let coordinate = |name: &str| Reflect::get(&jwk, &name.into()).ok()?.as_string();
    let (x, y) = (coordinate("x").ok_or(NoCrypto)?, coordinate("y").ok_or(NoCrypto)?);
    Ok(TransactionKey { private, public: Jwk { kty: "EC".into(), crv: "P-256".into(), x, y, kid: None } })
}

impl TransactionKey {
    /// Signs bytes (ES256); 64 bytes `r ‖ s`.
    ///
    /// # Errors
    ///
    /// [`NoCrypto`].
    pub async fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, NoCrypto> {
        let promise = subtle()?.sign_with_object_and_u8_array(&ecdsa(), &self.private, bytes)?;
        Ok(Uint8Array::new(&JsFuture::from(promise).await?).to_vec())
    }
}

/// Checks an ES256 signature.
///
/// # Errors
///
/// [`NoCrypto`] when it could not be checked, which is not the same as false.
pub async fn verify(key: &Jwk, bytes: &[u8], signature: &[u8]) -> Result<bool, NoCrypto> {
    let subtle = subtle()?;
    let jwk = Object::new();
    for (name, value) in [("kty", &key.kty), ("crv", &key.crv), ("x", &key.x), ("y", &key.y)] {
        Reflect::set(&jwk, &name.into(), &value.into())?;
    }
    let params = EcKeyGenParams::new("ECDSA", "P-256");
    let usages: JsValue = Array::of1(&"verify".into()).into();
    let imported = subtle.import_key_with_object("jwk", &jwk, &params, false, &usages)?;
    let key: CryptoKey = JsFuture::from(imported).await?.unchecked_into();
    let promise = subtle.verify_with_object_and_u8_array_and_u8_array(&ecdsa(), &key, signature, bytes)?;
    Ok(JsFuture::from(promise).await?.is_truthy())
}
