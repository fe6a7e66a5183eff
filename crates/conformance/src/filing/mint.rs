//! What the client mints: identifiers, keys, and the time of its own clock.

use std::time::{SystemTime, UNIX_EPOCH};

use contract::{DeviceId, FilingId, Instant};
use esign::SigningKey;

use crate::trouble::Trouble;

/// Random bytes of the machine.
///
/// # Errors
///
/// [`Trouble::NotTried`] when the machine has none.
pub fn random<const N: usize>() -> Result<[u8; N], Trouble> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|it| Trouble::not_tried(format!("no random numbers: {it}")))?;
    Ok(bytes)
}

fn milliseconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

/// A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits.
///
/// # Errors
///
/// As [`random`].
pub fn uuid() -> Result<String, Trouble> {
    let mut bytes = random::<16>()?;
    bytes[..6].copy_from_slice(&milliseconds().to_be_bytes()[2..]);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let hex = |part: &[u8]| part.iter().map(|it| format!("{it:02x}")).collect::<String>();
    let parts = [&bytes[..4], &bytes[4..6], &bytes[6..8], &bytes[8..10], &bytes[10..]];
    Ok(parts.map(hex).join("-"))
}

/// A filing id.
///
/// # Errors
///
/// As [`random`].
pub fn filing_id() -> Result<FilingId, Trouble> {
    uuid()?.parse().map_err(|_| Trouble::not_tried("a UUID that is no id"))
}

/// The id of a device that nobody has registered yet.
///
/// # Errors
///
/// As [`random`].
pub fn device_id() -> Result<DeviceId, Trouble> {
    uuid()?.parse().map_err(|_| Trouble::not_tried("a UUID that is no id"))
}

/// A signer's transaction key, made for one signature.
///
/// # Errors
///
/// As [`random`].
pub fn key() -> Result<SigningKey, Trouble> {
    SigningKey::generate(random()?).map_err(|it| Trouble::not_tried(it.to_string()))
}

/// Now, on the kit's clock, in UTC and whole seconds.
#[must_use]
pub fn now() -> Instant {
    let seconds = i64::try_from(milliseconds() / 1000).unwrap_or_default();
    chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default().fixed_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_says_its_version_and_variant_and_is_new() {
        let (one, other) = (uuid().unwrap(), uuid().unwrap());
        assert_eq!((one.len(), &one[14..15]), (36, "7"));
        assert!("89ab".contains(&one[19..20]), "{one}");
        assert_ne!(one, other);
        assert_eq!(one[..8], other[..8]);
    }
}
