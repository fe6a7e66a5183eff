//! Two people wrote: both versions can be read, neither is lost.

use leptos::prelude::*;

use super::sheet::{Sheet, Words};
use crate::components::{Notice, PageHead, Tone};
use crate::edge::task;
use crate::route::Route;
use crate::store::drafts::OpenDraft;
use crate::store::shared::{Shared, Standing};
use crate::store::store;
use crate::store::toast::Toasts;
use crate::text;

/// Mine and theirs, and which one goes on.
#[component]
pub(super) fn Apart(open: OpenDraft, shared: Shared) -> impl IntoView {
    let draft = open.now();
    let summary = shared.summary_now();
    let name = summary.as_ref().map(|it| it.updated_by.name.clone()).unwrap_or_default();
    let time = summary.map(|it| text::moment(it.updated_at)).unwrap_or_default();
    let said = text::apart_text(&name, &time);
    let names = [text::apart_mine().to_owned(), text::apart_theirs(&name)];
    let theirs = RwSignal::new(false);
    let which = move |this: bool, label: String| {
        view! {
            <label class="choice">
                <input type="radio" name="which" prop:checked=move || theirs.get() == this on:change=move |_| theirs.set(this)/>
                <span>{label}</span>
            </label>
        }
    };
    let shown = move || {
        // Their version may change while it is read.
        let standing = shared.standing();
        match shared.theirs().filter(|_| theirs.get() && matches!(standing, Standing::Apart(_))) {
            Some(draft) => view! { <Words draft guide=open.guide()/> }.into_any(),
            None => view! { <Sheet open/> }.into_any(),
        }
    };
    view! {
        <div class="page stack">
            <PageHead title=draft.title back=(Route::Cases.href(), text::cases_title().to_owned())/>
            <Notice tone=Tone::Warn title=text::apart_title(&name)><p>{said}</p></Notice>
            <fieldset class="choices">
                <legend class="field__label">{text::apart_which()}</legend>
                {[false, true].into_iter().zip(names).map(|(it, name)| which(it, name)).collect_view()}
            </fieldset>
            {shown}
            <GoOn open shared name=name/>
        </div>
    }
}

#[component]
fn GoOn(open: OpenDraft, shared: Shared, name: String) -> impl IntoView {
    let toasts = store::<Toasts>();
    let failed = RwSignal::new(None);
    let use_theirs = move |_| task::spawn(shared.use_theirs());
    let keep_mine = move |_| {
        task::spawn(async move {
            let title = text::copy_of(&open.now().title);
            match shared.keep_mine().await {
                Ok(()) => toasts.say(text::apart_kept(&title)),
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    view! {
        {move || failed.get().map(|error| view! {
            <Notice tone=Tone::Error title=text::not_kept()><p>{text::disk_error(error)}</p></Notice>
        })}
        <div class="action-bar">
            <button class="button button--primary" type="button" on:click=keep_mine>{text::apart_keep()}</button>
            <button class="button" type="button" on:click=use_theirs>{text::apart_use(&name)}</button>
        </div>
    }
}
