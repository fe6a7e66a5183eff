//! What a device remembers that says nothing about anybody: appearance, the region that was chosen last, and what the hall
//! publishes.

use super::page::window;

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok().flatten()
}

/// Reads a remembered value.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Remembers a value. Without storage (private windows, some web-views) it is forgotten at the end of the page.
pub fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

/// The languages the browser asks for, dearest first (BCP 47).
#[must_use]
pub fn languages() -> Vec<String> {
    let all = window().map(|it| it.navigator().languages());
    all.into_iter().flat_map(|it| it.iter().filter_map(|it| it.as_string()).collect::<Vec<_>>()).collect()
}

/// Sets or removes an attribute of the root element: its language, and what the style sheet answers to.
pub fn mark_root(attribute: &str, value: Option<&str>) {
    let Some(root) = window().and_then(|it| it.document()).and_then(|it| it.document_element()) else {
        return;
    };
    let _ = match value {
        Some(value) => root.set_attribute(attribute, value),
        None => root.remove_attribute(attribute),
    };
}
