//! Handing something on: the device's own sheet, the clipboard, maps.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::{document, window};
use crate::edge::room::{call, of_navigator};

/// Whether the device has a sheet of its own to hand things on (Web Share).
#[must_use]
pub fn can_share() -> bool {
    of_navigator("share").is_some()
}

/// Opens the device's sheet. Whoever closes it again has not failed: nothing is told of it.
pub async fn share(title: &str, url: &str) {
    let Some(window) = window() else { return };
    let data = Object::new();
    for (name, value) in [("title", title), ("url", url)] {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&data, &name.into(), &value.into());
    }
    if let Some(shared) = call(&window.navigator(), "share", &[data.into()]) {
        let _ = JsFuture::from(shared).await;
    }
}

/// Puts a text on the clipboard; `false` where that is not allowed (no secure origin, some web-views).
pub async fn copy(text: &str) -> bool {
    match of_navigator("clipboard").and_then(|it| call(&it, "writeText", &[text.into()])) {
        Some(written) => JsFuture::from(written).await.is_ok(),
        None => false,
    }
}

/// Selects all of an input, so that it can be copied by hand.
pub fn select(id: &str) {
    let found = document().and_then(|it| it.get_element_by_id(id));
    if let Some(input) = found.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
        input.select();
    }
}

/// Whether a `geo:` link opens a map here. No browser tells; Android's do, iOS shows an error instead.
#[must_use]
pub fn opens_maps() -> bool {
    let agent = window().and_then(|it| it.navigator().user_agent().ok());
    agent.is_some_and(|it| it.contains("Android"))
}
