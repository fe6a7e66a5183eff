//! An address that leads nowhere.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{Empty, PageHead};
use crate::route::Route;
use crate::text;

/// Says so, and leads on.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <div class="page">
            <PageHead title=text::nowhere_title()/>
            <Empty title=text::nowhere_empty() text=text::nowhere_text()>
                <A href=Route::Home.href() attr:class="button button--primary">{text::to_home()}</A>
            </Empty>
        </div>
    }
}
