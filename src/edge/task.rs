//! Running futures and timers.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
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

/// What `work` gives, unless it takes longer than `ms` milliseconds; it is not waited for then.
pub async fn within<T>(ms: u32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut late) = (pin!(work), pin!(sleep(ms)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}
