//! The other tabs of this browser: they are told that something changed on the device, and look for themselves.

use js_sys::JsString;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel to the other tabs. Without one (older browsers) they look by themselves after a while.
#[derive(Debug, Clone)]
pub struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Opens a channel; `heard` is called with what another tab told.
    #[must_use]
    pub fn open(name: &str, heard: impl Fn(String) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(name) else { return Self(None) };
        let closure = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().dyn_ref::<JsString>() {
                heard(text.into());
            }
        });
        channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        // Lives as long as the page.
        closure.forget();
        Self(Some(channel))
    }

    /// Tells every other tab.
    pub fn tell(&self, text: &str) {
        if let Some(channel) = &self.0 {
            // Fails only for a closed channel, and nobody closes it.
            let _ = channel.post_message(&JsValue::from(text));
        }
    }
}
