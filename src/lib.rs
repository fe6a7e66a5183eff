//! 掌上大厅: the app.
//!
//! ```text
//! URL ─▶ Route ─▶ page ─ reads resource/store ─▶ view
//! tap ─▶ page callback ─▶ store method ─▶ pure rule ─▶ Call ─▶ edge::fetch ─▶ hall ─▶ Result ─▶ store ─▶ view
//! ```

#![expect(clippy::needless_pass_by_value, reason = "a component owns its props")]
#![expect(unreachable_pub, reason = "#[component] makes items that a `pub use` does not reach")]

pub mod app;
pub mod components;
pub mod edge;
pub mod pages;
pub mod route;
pub mod shell;
pub mod store;
mod text;

/// Draws the app into the page. `public/boot.js` takes the pre-painted shell away.
pub fn start() {
    leptos::mount::mount_to_body(app::App);
}
