//! Why something cannot be shown, and the way out.

use client::CallError;
use contract::{ProblemCode, Retry};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::{Notice, Tone};
use crate::route::Route;
use crate::text;

/// A failed call: what happened, what to do, and a button for it.
#[component]
pub fn CallProblem(
    /// Why.
    error: CallError,
    /// Asks again.
    retry: Callback<()>,
) -> impl IntoView {
    let (title, next) = text::call_error(&error);
    let lang = text::call_lang(&error);
    let location = use_location();
    let way_out = match (error.retry(), error) {
        (_, CallError::SignedOut) => {
            let here = location.pathname.get_untracked();
            view! { <A href=Route::SignIn(here).href() attr:class="button button--primary">{text::sign_in()}</A> }.into_any()
        }
        (_, CallError::Refused(problem)) if problem.code == ProblemCode::MandateRefused => {
            view! { <A href=Route::Acting.href() attr:class="button">{text::to_acting()}</A> }.into_any()
        }
        (Retry::Never, _) => view! { <A href=Route::Home.href() attr:class="button">{text::to_home()}</A> }.into_any(),
        _ => {
            view! { <button class="button" type="button" on:click=move |_| retry.run(())>{text::try_again()}</button> }
                .into_any()
        }
    };
    view! { <Notice tone=Tone::Error title=title lang><p lang=lang>{next}</p><div class="notice__actions">{way_out}</div></Notice> }
}
