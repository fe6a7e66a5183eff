//! Endpoints as values. A [`Call`] says how to ask a hall; [`Call::read`] says what its answer means.
//! Building and reading are pure: only the app's browser edge, or a test, performs a call.

mod call;
pub mod cases;
pub mod drafts;
mod error;
pub mod filings;
pub mod guides;
pub mod hall;
pub mod mandates;
pub mod projects;
pub mod regions;
pub mod session;
pub mod snapshots;
mod tame;
pub mod uploads;

pub use call::{Answer, Body, Budget, Call, Method, Versioned};
pub use error::CallError;

/// Encodes one path segment or query value (RFC 3986: everything but the unreserved characters).
#[must_use]
pub fn encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn only_unreserved_characters_stay() {
        for (text, coded) in [("a-z_0.~", "a-z_0.~"), ("a b/c", "a%20b%2Fc"), ("食", "%E9%A3%9F")] {
            assert_eq!(encode(text), coded);
        }
    }
}
