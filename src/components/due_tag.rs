//! A date on which something is due.

use contract::Date;
use leptos::prelude::*;

use crate::edge::clock;
use crate::text;

/// A due date in words and in the colour that goes with them.
#[component]
pub fn DueTag(
    /// When it is due.
    on: Date,
) -> impl IntoView {
    let (urgency, words) = text::due_words(on, clock::now().date_naive());
    view! { <span class=urgency.tag()>{words}</span> }
}
