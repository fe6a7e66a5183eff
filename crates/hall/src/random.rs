//! Random identifiers and secrets, from the operating system.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::Refusal;

/// `N` random bytes.
///
/// # Errors
///
/// When the operating system has none to give.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Refusal> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Refusal::internal)?;
    Ok(bytes)
}

/// A secret of 256 bits, base64url.
///
/// # Errors
///
/// As [`bytes`].
pub(crate) fn secret() -> Result<String, Refusal> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// An identifier of 128 bits, base64url, without a leading `-` that command lines would take for an option.
///
/// # Errors
///
/// As [`bytes`].
pub(crate) fn id(prefix: &str) -> Result<String, Refusal> {
    Ok(format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes::<16>()?)))
}
