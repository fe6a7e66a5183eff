//! What stands before pages: somebody has to be signed in, and the bar has to name the one it is for.

mod offered;
mod whose;

pub(super) use offered::{NotOffered, OfferedOnly};
pub(super) use whose::OnlyFor;

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use crate::components::{CallProblem, Notice, PageHead, Skeleton, Tone};
use crate::edge::task;
use crate::route::Route;
use crate::store::session::{SessionStore, Who};
use crate::store::store;
use crate::text;

/// Shows `view` once somebody is signed in.
#[component]
pub(super) fn SignedInOnly(title: &'static str, view: Callback<(), AnyView>) -> impl IntoView {
    let session = store::<SessionStore>();
    let here = use_location().pathname;
    // Only the kind of answer matters: the page stays when a profile changes.
    let known = Memo::new(move |_| match session.who() {
        Who::Loading => None,
        Who::Somebody(_) => Some(Ok(true)),
        Who::Nobody => Some(Ok(false)),
        Who::Unknown(error) => Some(Err(error)),
    });
    move || {
        match known.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Ok(true)) => view.run(()),
        Some(Ok(false)) => view! {
            <div class="page stack">
                <PageHead title/>
                <Notice tone=Tone::Warn title=text::sign_in_to_go_on()>
                    <p>{text::sign_in_to_go_on_text()}</p>
                    <A href=Route::SignIn(here.get_untracked()).href() attr:class="button button--primary">{text::sign_in()}</A>
                </Notice>
            </div>
        }
        .into_any(),
        Some(Err(error)) => view! {
            <div class="page stack">
                <PageHead title/>
                <CallProblem error retry=Callback::new(move |()| task::spawn(async move { session.load().await }))/>
            </div>
        }
        .into_any(),
    }
    }
}
