//! Random identifiers, from the browser's CSPRNG.

use std::fmt::Write;

use contract::{DeviceId, FilingId, ReportId};

use super::clock;

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = super::page::window().and_then(|it| it.crypto().ok()) {
        // Fails only for more than 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// Up to a quarter more than `ms`, so that devices that failed together do not come back together.
#[must_use]
pub fn scattered(ms: u32) -> u32 {
    let [share] = random::<1>();
    ms + ms / 4 * u32::from(share) / 255
}

/// A UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits.
fn uuid_v7() -> String {
    let mut bytes = random::<16>();
    let ms = clock::now_ms().unsigned_abs().to_be_bytes();
    bytes[..6].copy_from_slice(&ms[2..]);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        // Writing to a String never fails.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// A new filing id.
#[must_use]
pub fn filing() -> Option<FilingId> {
    uuid_v7().parse().ok()
}

/// A new id for a report about a guide.
#[must_use]
pub fn report() -> Option<ReportId> {
    uuid_v7().parse().ok()
}

/// A new device id: fully random, so that it says nothing about when.
#[must_use]
pub fn device() -> Option<DeviceId> {
    let mut text = String::from("d-");
    for byte in random::<16>() {
        let _ = write!(text, "{byte:02x}");
    }
    text.parse().ok()
}
