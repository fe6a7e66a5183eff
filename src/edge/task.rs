//! Running futures and timers.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

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

/// Resolves once the next frame has been shown, in a task of its own: what was changed before can be seen by then.
pub async fn shown() {
    let mut asked = |resolve: Function, _| {
        // Without a window nothing is shown, and nothing waits for it.
        let waits = web_sys::window().map(|it| it.request_animation_frame(&resolve));
        if !matches!(waits, Some(Ok(_))) {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    };
    let _ = JsFuture::from(Promise::new(&mut asked)).await;
    sleep(0).await;
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
