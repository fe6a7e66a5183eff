//! Handing something on: the device's own sheet, the clipboard, maps.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::window;

/// A function of the browser that is not everywhere: `None` where it is not.
fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn navigator() -> Option<JsValue> {
    Some(window()?.navigator().into())
}

/// Whether the device has a sheet of its own to hand things on (Web Share).
#[must_use]
pub fn can_share() -> bool {
    navigator().is_some_and(|it| method(&it, "share").is_some())
}

/// Opens the device's sheet. Whoever closes it again has not failed: nothing is told of it.
pub async fn share(title: &str, url: &str) {
    let Some(navigator) = navigator() else { return };
    let Some(share) = method(&navigator, "share") else { return };
    let data = Object::new();
    for (name, value) in [("title", title), ("url", url)] {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&data, &name.into(), &value.into());
    }
    if let Ok(promise) = share.call1(&navigator, &data).and_then(JsCast::dyn_into::<Promise>) {
        let _ = JsFuture::from(promise).await;
    }
}

/// Puts a text on the clipboard; `false` where that is not allowed (no secure origin, some web-views).
pub async fn copy(text: &str) -> bool {
    let written = navigator().and_then(|it| {
        let clipboard = Reflect::get(&it, &"clipboard".into()).ok()?;
        let write = method(&clipboard, "writeText")?;
        write.call1(&clipboard, &text.into()).ok()?.dyn_into::<Promise>().ok()
    });
    match written {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}

/// Selects all of an input, so that it can be copied by hand.
pub fn select(id: &str) {
    let found = window().and_then(|it| it.document()).and_then(|it| it.get_element_by_id(id));
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
