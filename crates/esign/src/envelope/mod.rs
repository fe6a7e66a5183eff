//! Envelopes: what a person signs, made on the phone and checked by anyone.
//!
//! An envelope binds a filing's content, the wording agreed to, the hall's statement about the key, and how
//! the will was captured. The picture of a signature is derived from its ink and proves nothing by itself.

mod build;
mod check;
mod error;
#[cfg(feature = "p256")]
mod report;

pub use build::{EnvelopeParts, Will, build};
#[cfg(feature = "p256")]
pub use check::check_and_verify;
pub use check::{Checked, EnvelopeExpectation, check};
pub use error::EnvelopeError;
#[cfg(feature = "p256")]
pub use report::{Aspect, report};

use contract::InkRef;

/// `typ` of an envelope.
pub const TYP: &str = "hall-esign/1";

/// `v` of an envelope.
pub const VERSION: u32 = 1;

/// What an envelope says about a log of ink: its digest, and the digest of the picture it yields.
///
/// # Errors
///
/// [`EnvelopeError::Ink`] when `log` is no ink, [`EnvelopeError::WeakInk`] when it is too little to be a
/// signature.
pub fn ink_ref(log: &str) -> Result<InkRef, EnvelopeError> {
    let ink = ink::Log::parse(log)?;
    ink.gate()?;
    Ok(InkRef {
        fmt: ink::FORMAT.to_owned(),
        len: log.len() as u64,
        sha256: canon::sha256_hex(log.as_bytes()),
        svg_sha256: canon::sha256_hex(ink.svg().as_bytes()),
    })
}
