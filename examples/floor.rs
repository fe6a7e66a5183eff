//! The floor under the first load: an empty app with our framework and router, two pages and no text.
//! `cargo xtask floor` builds it as the app is built and says what it weighs.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

fn main() {
    leptos::mount::mount_to_body(|| {
        view! {
            <Router>
                <FlatRoutes fallback=|| ()>
                    <Route path=path!("/") view=|| view! { <p>"one"</p> }/>
                    <Route path=path!("/two") view=|| view! { <p>"two"</p> }/>
                </FlatRoutes>
            </Router>
        }
    });
}
