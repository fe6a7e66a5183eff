//! Sample values. They go through the contract's own reader, as a hall's answers do.

use serde::de::DeserializeOwned;

/// A value of the contract, or a page that says which one does not read.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> T {
    match serde_json::from_str(json) {
        Ok(value) => value,
        Err(why) => unreadable(json, &why),
    }
}

#[expect(
    clippy::panic,
    reason = "a sample that does not read is a fault of this file, seen at once by who runs it"
)]
fn unreadable(json: &str, why: &serde_json::Error) -> ! {
    panic!("{why} in {json}")
}
