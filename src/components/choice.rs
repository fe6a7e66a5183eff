//! One thing to choose: a row that is pressed as a whole.

use leptos::prelude::*;

/// Whether one of several is chosen, or each may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// One of the group of that name.
    One,
    /// Any.
    Any,
}

/// A radio button or a check box with its words.
#[component]
pub fn Choice(
    /// One or any.
    pick: Pick,
    /// Id of the input; errors lead here.
    #[prop(optional, into)]
    id: Option<String>,
    /// The group it belongs to.
    #[prop(into)]
    name: String,
    /// Whether it is chosen.
    #[prop(into)]
    checked: Signal<bool>,
    /// Chosen, or with [`Pick::Any`] no longer.
    on_change: Callback<bool>,
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// What it means.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The language of its words, where it is not the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
) -> impl IntoView {
    let kind = match pick {
        Pick::One => "radio",
        Pick::Any => "checkbox",
    };
    view! {
        <label class="choice">
            <input type=kind id=id name=name prop:checked=checked on:change=move |event| on_change.run(event_target_checked(&event))/>
            <span lang=lang>{label}{hint.map(|it| view! { <span class="choice__hint">{it}</span> })}</span>
        </label>
    }
}
