//! Whether the device believes it has a network. A hint for words on screen, never a reason not to try.

use leptos::prelude::{RwSignal, Set};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::page::window;

/// A signal that follows the browser's online state.
#[must_use]
pub fn online() -> RwSignal<bool> {
    let signal = RwSignal::new(window().is_none_or(|it| it.navigator().on_line()));
    if let Some(window) = window() {
        for (event, value) in [("online", true), ("offline", false)] {
            let closure = Closure::<dyn Fn()>::new(move || signal.set(value));
            let _ = window.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
            closure.forget();
        }
    }
    signal
}
