//! A draft that another tab of this browser writes: read here as it stands, and taken over with one tap.

use leptos::prelude::*;
use leptos_router::components::A;

use super::sheet::Sheet;
use crate::components::{Notice, PageHead, Tone};
use crate::edge::task;
use crate::route::Route;
use crate::store::deliveries::Deliveries;
use crate::store::drafts::{OpenDraft, OpenError};
use crate::store::store;
use crate::text;

/// The draft as the other tab writes it.
#[component]
pub(super) fn WrittenElsewhere(open: OpenDraft) -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let draft = open.now();
    let (id, title) = (draft.id, draft.title);
    let sent =
        Memo::new(move |_| deliveries.get(&id).filter(|it| !it.state.is_open_to_change()).map(|it| it.id));
    let copied = move || {
        let title = open.copied()?;
        Some(
            view! { <Notice tone=Tone::Warn title=text::tab_copied_title()><p>{text::tab_copied(&title)}</p></Notice> },
        )
    };
    let standing = move || {
        match sent.get() {
        Some(id) => view! {
            <Notice tone=Tone::Info title=text::draft_sent()>
                <A href=Route::Receipt(id).href() attr:class="button button--primary">{text::see_receipt()}</A>
            </Notice>
        }
        .into_any(),
        None => view! { <TakeHere open/> }.into_any(),
    }
    };
    view! {
        <div class="page stack">
            <PageHead title back=(Route::Cases.href(), text::cases_title().to_owned())/>
            {copied}
            <div role="status">{standing}</div>
            <Sheet open/>
        </div>
    }
}

#[component]
fn TakeHere(open: OpenDraft) -> impl IntoView {
    let failed = RwSignal::new(None::<&'static str>);
    let take = move |_| {
        task::spawn(async move {
            if let Err(error) = open.write_here().await {
                let words = match error {
                    OpenError::Missing => text::draft_missing(),
                    OpenError::Disk(error) => text::disk_error(error),
                };
                let _ = failed.try_set(Some(words));
            }
        });
    };
    view! {
        <Notice tone=Tone::Info title=text::tab_elsewhere()>
            <p>{text::tab_elsewhere_text()}</p>
            <p role="alert">{move || failed.get()}</p>
            <button class="button button--primary" type="button" on:click=take>{text::tab_write_here()}</button>
        </Notice>
    }
}
