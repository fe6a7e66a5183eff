//! How much this device may keep, and work that only one tab does at a time.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::page::window;

/// A member of `navigator` that not every browser has.
pub(super) fn of_navigator(name: &str) -> Option<JsValue> {
    let found = Reflect::get(&window()?.navigator(), &name.into()).ok()?;
    (!found.is_falsy()).then_some(found)
}

/// A method of an object, called; `None` where there is none, or it gives no promise.
pub(super) fn call(of: &JsValue, name: &str, with: &[JsValue]) -> Option<Promise> {
    let method: Function = Reflect::get(of, &name.into()).ok()?.dyn_into().ok()?;
    let with: js_sys::Array = with.iter().collect();
    method.apply(of, &with).ok()?.dyn_into().ok()
}

/// Bytes that may still be kept here, as the browser guesses; `None` where it does not say.
pub async fn free_bytes() -> Option<u64> {
    let guess = JsFuture::from(call(&of_navigator("storage")?, "estimate", &[])?).await.ok()?;
    let member = |name: &str| Reflect::get(&guess, &name.into()).ok()?.as_f64();
    let free = (member("quota")? - member("usage").unwrap_or_default()).max(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative; the cast saturates"
    )]
    let bytes = free as u64;
    Some(bytes)
}

/// Asks the browser not to clear this site's storage when the device runs short of room. It may say no, and nobody is
/// the worse for it.
pub async fn ask_to_stay() {
    if let Some(asked) = of_navigator("storage").and_then(|it| call(&it, "persist", &[])) {
        let _ = JsFuture::from(asked).await;
    }
}

/// Does `work` while no other tab of this site does any under the same name; waits for its turn. Without Web Locks
/// (Safari before 15.4) it is done at once.
pub async fn one_tab_at_a_time<T>(name: &str, work: impl Future<Output = T>) -> T {
    let held = Held::wait(name).await;
    let done = work.await;
    drop(held);
    done
}

/// A lock that is given back when this is dropped.
struct Held(Rc<RefCell<Option<Function>>>);

impl Held {
    async fn wait(name: &str) -> Option<Self> {
        let locks = of_navigator("locks")?;
        // The lock is ours as long as the promise is open that the browser is answered with.
        let give_back = Rc::new(RefCell::new(None::<Function>));
        let kept = give_back.clone();
        let mut tell = None::<Function>;
        let answered = Promise::new(&mut |resolve, _| tell = Some(resolve));
        let (tell, refused) = (tell.clone()?, tell?);
        let on_grant = Closure::once_into_js(move |_: JsValue| {
            let open = Promise::new(&mut |resolve, _| *kept.borrow_mut() = Some(resolve));
            // Nobody throws here: it resolves a promise.
            let _ = tell.call0(&JsValue::UNDEFINED);
            open
        });
        let request = call(&locks, "request", &[name.into(), on_grant])?;
        // A request that is refused (no storage for this origin) is no lock, and no reason to wait for one.
        let on_refusal = Closure::once_into_js(move |_: JsValue| {
            let _ = refused.call0(&JsValue::UNDEFINED);
        });
        let _ = call(&request, "catch", &[on_refusal])?;
        JsFuture::from(answered).await.ok()?;
        Some(Self(give_back))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(give_back) = self.0.borrow_mut().take() {
            let _ = give_back.call0(&JsValue::UNDEFINED);
        }
    }
}
