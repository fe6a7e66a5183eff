//! The page itself: title, focus, scrolling, printing, address.

pub mod card;
pub mod share;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, HtmlElement, Window};

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// An address as the browser reads it.
pub struct Address {
    /// With its colon: `https:`.
    pub protocol: String,
    /// Name and password in it, one after the other.
    pub user: String,
    /// All of it.
    pub href: String,
}

/// Reads an address, relative to this origin; `None` when the browser cannot.
#[must_use]
pub fn read_address(url: &str) -> Option<Address> {
    let origin = window()?.location().origin().ok()?;
    let url = web_sys::Url::new_with_base(url, &origin).ok()?;
    Some(Address {
        protocol: url.protocol(),
        user: [url.username(), url.password()].concat(),
        href: url.href(),
    })
}

/// Sets the title, with the hall's name behind.
pub fn set_title(title: &str, hall: &str) {
    if let Some(document) = document() {
        document.set_title(&format!("{title} · {hall}"));
    }
}

/// Moves focus to an element by id, so that a screen reader reads it and the keyboard goes on from it.
pub fn focus(id: &str) {
    let element =
        document().and_then(|it| it.get_element_by_id(id)).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // A failure to focus leaves the focus where it was.
        let _ = element.focus();
    }
}

/// Whether an element has more in it than it shows.
#[must_use]
pub fn is_cut_off(id: &str) -> bool {
    let element = document().and_then(|it| it.get_element_by_id(id));
    element.is_some_and(|it| it.scroll_height() > it.client_height())
}

/// Moves focus to the first heading of the page, after a navigation.
pub fn focus_heading() {
    if super::place::is_staying() {
        return;
    }
    let found = document().and_then(|it| it.query_selector("main h1").ok().flatten());
    if let Some(heading) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.set_attribute("tabindex", "-1");
        let _ = heading.focus();
    }
}

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Opens a `<dialog>` over the page; the rest is out of reach until it closes.
pub fn show_modal(id: &str) {
    if let Some(dialog) = dialog(id).filter(|it| !it.open()) {
        // Fails only for a dialog that is not in the page.
        let _ = dialog.show_modal();
    }
}

/// Closes a `<dialog>`; the focus goes back to where it was before.
pub fn close_modal(id: &str) {
    if let Some(dialog) = dialog(id).filter(web_sys::HtmlDialogElement::open) {
        dialog.close();
    }
}

/// Whether an event was aimed at this very element and not at something in it: for a `<dialog>`, at the page behind.
#[must_use]
pub fn aimed_at(event: &web_sys::Event, id: &str) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|it| it.id() == id)
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// One step back in history; `true` when there was somewhere to go.
pub fn back() -> bool {
    let Some(history) = window().and_then(|it| it.history().ok()) else { return false };
    history.length().unwrap_or(0) > 1 && history.back().is_ok()
}

/// The path of the address.
#[must_use]
pub fn path() -> String {
    window().and_then(|it| it.location().pathname().ok()).unwrap_or_default()
}

/// The part of the address behind `#`, without it.
#[must_use]
pub fn fragment() -> String {
    let hash = window().and_then(|it| it.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Scheme, host and port of this page.
#[must_use]
pub fn origin() -> String {
    window().and_then(|it| it.location().origin().ok()).unwrap_or_default()
}

/// Loads the whole page anew.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Unicode normalisation form C, so that the same text is the same bytes.
#[must_use]
pub fn nfc(text: &str) -> String {
    if text.is_ascii() {
        text.to_owned()
    } else {
        String::from(js_sys::JsString::from(text).normalize("NFC"))
    }
}

/// Whether nobody looks at this page.
#[must_use]
pub fn is_hidden() -> bool {
    document().is_some_and(|it| it.visibility_state() == web_sys::VisibilityState::Hidden)
}

/// Calls back whenever the page is about to be hidden: the last chance to save.
pub fn on_hidden(call: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    let seen = document.clone();
    let closure = Closure::<dyn Fn()>::new(move || {
        if seen.visibility_state() == web_sys::VisibilityState::Hidden {
            call();
        }
    });
    let _ = document.add_event_listener_with_callback("visibilitychange", closure.as_ref().unchecked_ref());
    // Lives as long as the page.
    closure.forget();
}

/// Calls back when a signed-out page comes out of the back/forward cache, so that nobody sees it again.
pub fn on_restored(call: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        let persisted = js_sys::Reflect::get(&event, &"persisted".into()).is_ok_and(|it| it.is_truthy());
        if persisted {
            call();
        }
    });
    let _ = window.add_event_listener_with_callback("pageshow", closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Calls back with the fragment whenever it changes, for as long as the page lives.
pub fn on_fragment(call: impl Fn(String) + 'static) {
    let Some(window) = window() else { return };
    let closure = Closure::<dyn Fn()>::new(move || call(fragment()));
    let _ = window.add_event_listener_with_callback("hashchange", closure.as_ref().unchecked_ref());
    closure.forget();
}
