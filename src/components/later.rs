//! A page whose code is still to be fetched.

use std::future::Future;
use std::pin::Pin;

use client::CallError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::{CallProblem, PageHead, Skeleton};
use crate::text;

/// Draws a page.
pub type Draw = fn() -> AnyView;

type Fetch = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Result<Draw, SplitLoaderError>>>>>;

/// Shows what `fetch` brings: grey lines until it is here, and a way to ask again when it cannot come.
pub fn later<F>(fetch: fn() -> F) -> AnyView
where
    F: Future<Output = Result<Draw, SplitLoaderError>> + 'static,
{
    drawn(Box::new(move || Box::pin(fetch())), |problem| problem)
}

/// [`later`] for a whole page, which has a heading also when it cannot come.
pub fn later_page<F>(fetch: fn() -> F) -> AnyView
where
    F: Future<Output = Result<Draw, SplitLoaderError>> + 'static,
{
    let headed = |problem| {
        view! { <div class="page stack"><PageHead title=text::page_not_here()/>{problem}</div> }.into_any()
    };
    drawn(Box::new(move || Box::pin(fetch())), headed)
}

/// Not generic: one copy for all.
fn drawn(fetch: Fetch, problem: fn(AnyView) -> AnyView) -> AnyView {
    let fetch = StoredValue::new_local(fetch);
    let found = RwSignal::new(None::<Option<Draw>>);
    let ask = move || {
        let coming = fetch.with_value(|it| it());
        spawn_local(async move {
            // Whoever wanted to see it may have left meanwhile.
            let _ = found.try_set(Some(coming.await.ok()));
        });
    };
    ask();
    let retry = Callback::new(move |()| {
        found.set(None);
        ask();
    });
    let view = move || match found.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Some(draw)) => untrack(draw),
        Some(None) => problem(view! { <CallProblem error=CallError::Unreachable retry/> }.into_any()),
    };
    view.into_any()
}
