//! Where a person is on a page: kept while the same page is drawn again.

use std::cell::Cell;

use super::page::{focus, window};
use super::task;

thread_local! {
    /// True while a page is drawn again: it does not take the focus as a new one does.
    static STAYING: Cell<bool> = const { Cell::new(false) };
}

/// How far down a person has scrolled, in CSS pixels, and the id of what they were using.
pub struct Place {
    top: f64,
    focused: String,
}

/// Where the person is now. The page keeps them there until [`Place::resume`] is done.
#[must_use]
pub fn here() -> Place {
    STAYING.set(true);
    let focused = window().and_then(|it| it.document()).and_then(|it| it.active_element());
    Place {
        top: window().and_then(|it| it.scroll_y().ok()).unwrap_or_default(),
        focused: focused.map(|it| it.id()).unwrap_or_default(),
    }
}

impl Place {
    /// Waits until the page is there again and brings the person back.
    pub async fn resume(self) {
        // What a page reads from the device is there at once; what it reads from the hall may never come.
        for _ in 0..40 {
            task::sleep(50).await;
            if is_drawn() {
                break;
            }
        }
        if !self.focused.is_empty() {
            focus(&self.focused);
        }
        if let Some(window) = window() {
            window.scroll_to_with_x_and_y(0.0, self.top);
        }
        STAYING.set(false);
    }
}

/// A heading, and nothing that is still to come.
fn is_drawn() -> bool {
    let found = |selector: &str| {
        window().and_then(|it| it.document()).and_then(|it| it.query_selector(selector).ok()?).is_some()
    };
    found("main h1") && !found("main .skeleton")
}

/// Whether a page is being drawn again.
pub(super) fn is_staying() -> bool {
    STAYING.get()
}
