//! Base64url without padding (RFC 7515 §2), strict: each byte string has exactly one spelling.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::jws::JwsError;

/// `bytes` in base64url.
#[must_use]
pub fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a base64url text.
///
/// # Errors
///
/// [`JwsError::Base64`] for padding, white space, the other alphabet, or leftover bits that are not zero:
/// tolerating those would let a signed text be changed without its signature noticing.
pub fn unb64(text: &str) -> Result<Vec<u8>, JwsError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| JwsError::Base64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_per_byte_string() {
        let table: [(&str, Option<&[u8]>); 12] = [
            ("", Some(b"")),
            ("Zg", Some(b"f")),
            ("Zm8", Some(b"fo")),
            ("-_8", Some(&[0xfb, 0xff])),
            ("Zh", None),   // leftover bits
            ("Zm9", None),  // leftover bits
            ("Zg==", None), // padding
            ("Z", None),
            ("+/8", None), // the other alphabet
            ("Zm8\n", None),
            ("Z m8", None),
            ("掌", None),
        ];
        for (text, bytes) in table {
            assert_eq!(unb64(text).ok().as_deref(), bytes, "{text:?}");
        }
    }
}
