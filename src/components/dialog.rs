//! A question that is answered before anything else, and a sheet to choose from. Both are the browser's own modal
//! `<dialog>`: the rest of the page is out of reach, Escape closes it, and the focus goes back to where it was.

use leptos::prelude::*;

use super::Icon;
use crate::edge::page;
use crate::text;

/// A question with two answers: do it, or leave it.
#[component]
pub fn Dialog(
    /// Its id, one in a page.
    id: &'static str,
    /// Whether it is open; closing it in any way sets this to false.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// The answer that does it: a verb.
    confirm: &'static str,
    /// Whether what it does cannot be taken back.
    #[prop(optional)]
    danger: bool,
    /// It was answered with `confirm`. The dialog is closed first.
    on_confirm: Callback<()>,
    /// What it means.
    children: ChildrenFn,
) -> impl IntoView {
    let class = if danger { "button button--danger" } else { "button button--primary" };
    let done = move |_| {
        page::close_modal(id);
        on_confirm.run(());
    };
    view! {
        <Modal id open>
            <h2 class="dialog__title" id=title_id(id) tabindex="-1">{move || title.get()}</h2>
            <div class="dialog__body">{children()}</div>
            <div class="dialog__actions">
                <button class="button" type="button" on:click=move |_| page::close_modal(id)>{text::cancel()}</button>
                <button class=class type="button" on:click=done>{confirm}</button>
            </div>
        </Modal>
    }
}

/// Something to choose from: from below on a phone, in the middle elsewhere.
#[component]
pub fn Sheet(
    /// Its id, one in a page.
    id: &'static str,
    /// Whether it is open; closing it in any way sets this to false.
    open: RwSignal<bool>,
    /// What is chosen.
    #[prop(into)]
    title: Signal<String>,
    /// What there is; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Modal id open>
            <div class="dialog__head">
                <h2 class="dialog__title" id=title_id(id) tabindex="-1">{move || title.get()}</h2>
                <button class="dialog__close" type="button" aria-label=text::close() on:click=move |_| page::close_modal(id)>
                    <Icon name="x"/>
                </button>
            </div>
            <div class="dialog__body">{children()}</div>
        </Modal>
    }
}

fn title_id(id: &str) -> String {
    [id, "-title"].concat()
}

/// The element stays in the page, empty while it is closed: only so does the browser know where the focus was.
#[component]
fn Modal(id: &'static str, open: RwSignal<bool>, children: ChildrenFn) -> impl IntoView {
    Effect::new(move |_| {
        if open.get() {
            page::show_modal(id);
            // The heading first: what this is, before what can be pressed. It is there a frame later.
            request_animation_frame(move || page::focus(&title_id(id)));
        } else {
            page::close_modal(id);
        }
    });
    view! {
        <dialog class="dialog" id=id aria-labelledby=title_id(id) on:close=move |_| open.set(false)
            on:click=move |event| if page::aimed_at(&event, id) { page::close_modal(id) }>
            <Show when=move || open.get()><div class="dialog__paper">{children()}</div></Show>
        </dialog>
    }
}
