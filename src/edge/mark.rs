//! A short note that outlives the database: beside it in local storage, where damage to the one does not reach the other,
//! and in a cookie, which remains when a browser sweeps everything a page has stored.
//!
//! It says nothing of what anybody did: running numbers, digests, random ids. The cookie goes to the hall with every
//! request, which knows them all.

use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

use super::page::window;
use super::prefs;

/// How long a cookie lives, in seconds: as long as browsers keep one at most.
const LIFE_S: u32 = 400 * 24 * 3600;

fn document() -> Option<HtmlDocument> {
    window()?.document()?.dyn_into().ok()
}

/// Every note that is left under this name: both are one, unless one of them was lost or is behind.
#[must_use]
pub fn get(name: &str) -> Vec<String> {
    let cookies = document().and_then(|it| it.cookie().ok()).unwrap_or_default();
    let mut pairs = cookies.split("; ").filter_map(|it| it.split_once('='));
    let cookie = pairs.find(|(it, _)| *it == name).map(|(_, value)| value.to_owned());
    prefs::get(name).into_iter().chain(cookie).collect()
}

/// Writes a note. `value` is of the letters a cookie may hold (RFC 6265 §4.1.1).
pub fn set(name: &str, value: &str) {
    prefs::set(name, value);
    if let Some(document) = document() {
        let secure = if super::page::origin().starts_with("https:") { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Max-Age={LIFE_S}; Path=/; SameSite=Strict{secure}");
        // A browser without cookies has no session either.
        let _ = document.set_cookie(&cookie);
    }
}
