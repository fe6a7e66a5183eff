//! Running futures and timers.

use std::future::Future;
use std::time::Duration;

/// Runs a future on the browser's event loop.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

/// Resolves once everything that is already waiting has had its turn.
pub async fn tick() {
    leptos::task::tick().await;
}

/// Resolves after `ms` milliseconds.
pub async fn sleep(ms: u32) {
    gloo::timers::future::sleep(Duration::from_millis(u64::from(ms))).await;
}
