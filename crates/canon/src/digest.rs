//! SHA-256 as this contract writes it: 64 lower-case hex digits.

use sha2::{Digest, Sha256};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The SHA-256 of `bytes`.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The SHA-256 of `bytes` as 64 lower-case hex digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in sha256(bytes) {
        text.push(HEX[usize::from(byte >> 4)].into());
        text.push(HEX[usize::from(byte & 15)].into());
    }
    text
}

/// Whether `text` is a digest: 64 hex digits, none of them upper-case.
#[must_use]
pub fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|it| HEX.contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_of_the_standard() {
        // FIPS 180-4 example messages.
        let table = [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ];
        for (text, digest) in table {
            assert_eq!(sha256_hex(text.as_bytes()), digest);
        }
    }

    #[test]
    fn digest_spelling_table() {
        let good = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let table = [
            (good.to_owned(), true),
            (good.to_uppercase(), false),
            (good[1..].to_owned(), false),
            (format!("{good}0"), false),
            (good.replace('e', "g"), false),
            (format!("{} ", &good[1..]), false),
            (String::new(), false),
        ];
        for (text, ok) in table {
            assert_eq!(is_digest(&text), ok, "{text:?}");
        }
    }
}
