//! What this tab keeps: it outlives a reload, and no other tab sees it.

use super::page::window;

fn storage() -> Option<web_sys::Storage> {
    window()?.session_storage().ok().flatten()
}

/// Reads what is kept under a key.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a value, or forgets it. Without storage (some web-views) a reload forgets it.
pub fn set(key: &str, value: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}
