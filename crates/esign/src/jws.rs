//! The two JWS forms of the contract: compact (what a hall signs) and detached (what a person signs).

use serde::Deserialize;

pub use crate::b64::{b64, unb64};

/// The only algorithm of this contract version: ECDSA with P-256 and SHA-256 (RFC 7518 §3.4).
pub const ALG: &str = "ES256";

/// `typ` of the detached JWS over an envelope.
pub const DETACHED_TYP: &str = "hall-esign+jws";

/// Length of an ES256 signature, in bytes.
pub const SIGNATURE_LEN: usize = 64;

/// Why a text is not a JWS of this contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// Not three segments, or one is empty (or filled) where it must not be.
    #[error("not the segments of a JWS")]
    Segments,
    /// A segment that is not strict base64url.
    #[error("not base64url without padding")]
    Base64,
    /// The protected header is not JSON, lacks a member, doubles one, or has one that is not allowed.
    #[error("header refused: {0}")]
    Header(String),
    /// Another algorithm than [`ALG`].
    #[error("algorithm `{0}` is not allowed")]
    Alg(String),
    /// `crit` or `b64` not exactly as this form has them.
    #[error("critical extensions are not as required")]
    Crit,
    /// A signature that is not [`SIGNATURE_LEN`] bytes long.
    #[error("a signature of {0} bytes")]
    Signature(usize),
    /// The payload is not UTF-8.
    #[error("the payload is not text")]
    Text,
    /// The JWK is not a P-256 public key in its one spelling.
    #[error("not a P-256 public key")]
    Key,
}

impl JwsError {
    /// A stable name, the one the golden vectors use.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Segments => "segments",
            Self::Base64 => "base64",
            Self::Header(_) => "header",
            Self::Alg(_) => "alg",
            Self::Crit => "crit",
            Self::Signature(_) => "signature-length",
            Self::Text => "text",
            Self::Key => "key",
        }
    }
}

/// A protected header. Members outside this list are refused, `jku`, `jwk`, `x5u` and `x5c` among them: a
/// key comes from discovery or from a hall's statement, never from the message it is to prove.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Always [`ALG`].
    pub alg: String,
    /// `false` for an unencoded payload (RFC 7797), absent otherwise.
    #[serde(default)]
    pub b64: Option<bool>,
    /// `["b64"]` together with `b64`, absent otherwise.
    #[serde(default)]
    pub crit: Option<Vec<String>>,
    /// Key id: of the hall's key set, or the thumbprint of a signer's key.
    pub kid: String,
    /// What kind of thing is signed.
    pub typ: String,
}

impl Header {
    /// The header of a compact JWS.
    pub fn compact(typ: impl Into<String>, kid: impl Into<String>) -> Self {
        Self { alg: ALG.into(), b64: None, crit: None, kid: kid.into(), typ: typ.into() }
    }

    /// The header of a detached JWS over unencoded bytes.
    pub fn detached(typ: impl Into<String>, kid: impl Into<String>) -> Self {
        Self { b64: Some(false), crit: Some(vec!["b64".into()]), ..Self::compact(typ, kid) }
    }

    /// The protected header segment: base64url of the canonical JSON.
    #[must_use]
    pub fn segment(&self) -> String {
        let mut json = format!("{{\"alg\":{}", canon::quoted(&self.alg));
        if let Some(encoded) = self.b64 {
            json += if encoded { ",\"b64\":true" } else { ",\"b64\":false" };
        }
        if let Some(crit) = &self.crit {
            let names: Vec<_> = crit.iter().map(|it| canon::quoted(it)).collect();
            json += &format!(",\"crit\":[{}]", names.join(","));
        }
        json += &format!(",\"kid\":{},\"typ\":{}}}", canon::quoted(&self.kid), canon::quoted(&self.typ));
        b64(json.as_bytes())
    }

    fn parse(segment: &str) -> Result<Self, JwsError> {
        let header: Self =
            serde_json::from_slice(&unb64(segment)?).map_err(|it| JwsError::Header(it.to_string()))?;
        if header.alg == ALG { Ok(header) } else { Err(JwsError::Alg(header.alg)) }
    }
}

/// A compact JWS, read but not verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compact {
    /// The protected header.
    pub header: Header,
    /// The payload's bytes.
    pub payload: Vec<u8>,
    /// r ‖ s.
    pub signature: Vec<u8>,
    signed: String,
}

impl Compact {
    /// Reads `header.payload.signature`.
    ///
    /// # Errors
    ///
    /// For anything but an ES256 JWS whose header has `alg`, `kid`, `typ` and nothing else.
    pub fn parse(text: &str) -> Result<Self, JwsError> {
        let [head, body, tail] = segments(text)?;
        let header = Header::parse(head)?;
        if header.b64.is_some() || header.crit.is_some() {
            return Err(JwsError::Crit);
        }
        if body.is_empty() {
            return Err(JwsError::Segments);
        }
        let payload = unb64(body)?;
        Ok(Self { header, payload, signature: signature(tail)?, signed: format!("{head}.{body}") })
    }

    /// The bytes the signature is over.
    #[must_use]
    pub fn signing_input(&self) -> &[u8] {
        self.signed.as_bytes()
    }

    /// The payload as text.
    ///
    /// # Errors
    ///
    /// [`JwsError::Text`] when it is not UTF-8.
    pub fn payload_text(&self) -> Result<&str, JwsError> {
        std::str::from_utf8(&self.payload).map_err(|_| JwsError::Text)
    }
}

/// A detached JWS (RFC 7515 App. F) over unencoded bytes (RFC 7797), read but not verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detached {
    /// The protected header.
    pub header: Header,
    /// r ‖ s.
    pub signature: Vec<u8>,
    head: String,
}

impl Detached {
    /// Reads `header..signature`.
    ///
    /// # Errors
    ///
    /// For anything but an ES256 JWS with `"b64": false` and `"crit": ["b64"]` in its header.
    pub fn parse(text: &str) -> Result<Self, JwsError> {
        let [head, body, tail] = segments(text)?;
        let header = Header::parse(head)?;
        if header.b64 != Some(false) || header.crit.as_deref().is_none_or(|it| it != ["b64"]) {
            return Err(JwsError::Crit);
        }
        if !body.is_empty() {
            return Err(JwsError::Segments);
        }
        Ok(Self { header, signature: signature(tail)?, head: head.to_owned() })
    }

    /// The bytes the signature is over, when it is about `payload`.
    #[must_use]
    pub fn signing_input(&self, payload: &[u8]) -> Vec<u8> {
        detached_signing_input(&self.head, payload)
    }
}

/// The protected header segment for a signature over an envelope, by the key with thumbprint `jkt`.
#[must_use]
pub fn detached_header(jkt: &str) -> String {
    Header::detached(DETACHED_TYP, jkt).segment()
}

/// What a signer's key signs: the header segment, a dot, and the payload as it is (RFC 7797 §3).
#[must_use]
pub fn detached_signing_input(header_segment: &str, payload: &[u8]) -> Vec<u8> {
    [header_segment.as_bytes(), b".", payload].concat()
}

/// The detached JWS of a header segment and a signature r ‖ s.
#[must_use]
pub fn assemble_detached(header_segment: &str, signature: &[u8]) -> String {
    format!("{header_segment}..{}", b64(signature))
}

fn segments(text: &str) -> Result<[&str; 3], JwsError> {
    let mut parts = text.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(head), Some(body), Some(tail), None) if !head.is_empty() => Ok([head, body, tail]),
        _ => Err(JwsError::Segments),
    }
}

fn signature(segment: &str) -> Result<Vec<u8>, JwsError> {
    let bytes = unb64(segment)?;
    if bytes.len() == SIGNATURE_LEN { Ok(bytes) } else { Err(JwsError::Signature(bytes.len())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jws(header: &str, body: &str, signature_len: usize) -> String {
        format!("{}.{body}.{}", b64(header.as_bytes()), b64(&vec![7; signature_len]))
    }

    #[test]
    fn compact_table() {
        let good = r#"{"alg":"ES256","kid":"k","typ":"t"}"#;
        let table: [(String, Option<&str>); 19] = [
            (jws(good, "e30", 64), None),
            (jws(r#"{ "typ":"t", "kid":"k", "alg":"ES256" }"#, "e30", 64), None),
            (jws(good, "", 64), Some("segments")),
            (jws(good, "e30", 63), Some("signature-length")),
            (jws(good, "e30", 0), Some("signature-length")),
            (jws(good, "e31", 64), Some("base64")),
            (jws(good, "e30.", 64), Some("segments")),
            (String::new(), Some("segments")),
            ("..".into(), Some("segments")),
            (jws(r#"{"alg":"none","kid":"k","typ":"t"}"#, "e30", 0), Some("alg")),
            (jws(r#"{"alg":"HS256","kid":"k","typ":"t"}"#, "e30", 32), Some("alg")),
            (jws(r#"{"alg":"es256","kid":"k","typ":"t"}"#, "e30", 64), Some("alg")),
            (jws(r#"{"alg":"ES256","typ":"t"}"#, "e30", 64), Some("header")),
            (jws(r#"{"alg":"ES256","alg":"ES256","kid":"k","typ":"t"}"#, "e30", 64), Some("header")),
            (jws(r#"{"alg":"ES256","kid":"k","typ":"t","jku":"https://x"}"#, "e30", 64), Some("header")),
            (jws(r#"{"alg":"ES256","kid":"k","typ":"t","jwk":{}}"#, "e30", 64), Some("header")),
            (jws(r#"{"alg":"ES256","kid":"k","typ":"t","x5c":[]}"#, "e30", 64), Some("header")),
            (jws(r#"{"alg":"ES256","kid":"k","typ":"t","crit":["exp"]}"#, "e30", 64), Some("crit")),
            (
                jws(r#"{"alg":"ES256","b64":false,"crit":["b64"],"kid":"k","typ":"t"}"#, "e30", 64),
                Some("crit"),
            ),
        ];
        for (text, code) in table {
            assert_eq!(Compact::parse(&text).err().map(|it| it.code()), code, "{text}");
        }
    }

    #[test]
    fn detached_table() {
        let header = |b64: &str, crit: &str| format!(r#"{{"alg":"ES256"{b64}{crit},"kid":"k","typ":"t"}}"#);
        let (no, crit) = (r#","b64":false"#, r#","crit":["b64"]"#);
        let table: [(String, Option<&str>); 8] = [
            (jws(&header(no, crit), "", 64), None),
            (jws(&header(no, crit), "e30", 64), Some("segments")),
            (jws(&header("", ""), "", 64), Some("crit")),
            (jws(&header(no, ""), "", 64), Some("crit")),
            (jws(&header("", crit), "", 64), Some("crit")),
            (jws(&header(r#","b64":true"#, crit), "", 64), Some("crit")),
            (jws(&header(no, r#","crit":["b64","exp"]"#), "", 64), Some("crit")),
            (jws(&header(no, r#","crit":[]"#), "", 64), Some("crit")),
        ];
        for (text, code) in table {
            assert_eq!(Detached::parse(&text).err().map(|it| it.code()), code, "{text}");
        }
    }

    #[test]
    fn what_is_assembled_is_read_back() {
        let head = detached_header("a\"b");
        let read = Detached::parse(&assemble_detached(&head, &[9; 64])).unwrap();
        assert_eq!(read.header, Header::detached(DETACHED_TYP, "a\"b"));
        assert_eq!(read.signature, [9; 64]);
        assert_eq!(read.signing_input("云".as_bytes()), [head.as_bytes(), b".", "云".as_bytes()].concat());
    }
}
