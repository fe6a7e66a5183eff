//! Opening the draft that the address names, for whoever is signed in.

use contract::FilingId;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::components::{Empty, Notice, PageHead, Skeleton, Tone};
use crate::edge::clock;
use crate::pages::gate::SignedInOnly;
use crate::route::Route;
use crate::store::deliveries::{Deliveries, Known};
use crate::store::drafts::{Drafts, OpenDraft, OpenError, Saved};
use crate::store::store;
use crate::text;

/// The filing id in the address.
pub(super) fn filing_id() -> Memo<Option<FilingId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|it| it.get("filing").and_then(|it| it.parse().ok())))
}

/// Shows `page` with the open draft, or why it cannot be opened.
#[component]
pub(super) fn WithDraft(title: &'static str, page: fn(OpenDraft) -> AnyView) -> impl IntoView {
    view! {
        <SignedInOnly title view=Callback::new(move |()| view! { <Opened title page/> }.into_any())/>
    }
}

#[component]
fn Opened(title: &'static str, page: fn(OpenDraft) -> AnyView) -> impl IntoView {
    let drafts = store::<Drafts>();
    let deliveries = store::<Deliveries>();
    let id = filing_id();
    let opened = LocalResource::new(move || {
        let (id, known) = (id.get(), deliveries.known());
        async move {
            match (known, id) {
                (Known::NotYet, _) => None,
                (Known::Unreadable(error), _) => Some(Err(OpenError::Disk(error))),
                // What is on its way is not edited: the change would be lost with the draft.
                (Known::Yes, Some(id)) if deliveries.has_left_now(&id) => Some(Err(OpenError::Missing)),
                (Known::Yes, Some(id)) => Some(drafts.open(&id).await),
                (Known::Yes, None) => Some(Err(OpenError::Missing)),
            }
        }
    });
    view! {
        <Suspense fallback=|| view! { <Skeleton/> }>
            {move || Suspend::new(async move {
                match opened.await {
                    None => view! { <Skeleton/> }.into_any(),
                    Some(Ok(open)) => page(open),
                    Some(Err(error)) => view! { <NotOpened title error id=id.get_untracked()/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn NotOpened(title: &'static str, error: OpenError, id: Option<FilingId>) -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let sent = move || id.clone().filter(|it| deliveries.get(it).is_some());
    let body = match error {
        OpenError::Disk(error) => {
            view! { <Notice tone=Tone::Error title=text::draft_unreadable()><p>{text::disk_error(error)}</p></Notice> }.into_any()
        }
        OpenError::Missing => (move || match sent() {
            Some(id) => view! {
                <Empty title=text::draft_sent() text=text::draft_sent_text()>
                    <A href=Route::Receipt(id).href() attr:class="button button--primary">{text::see_receipt()}</A>
                </Empty>
            }
            .into_any(),
            None => view! {
                <Empty title=text::draft_missing() text=text::draft_missing_text()>
                    <A href=Route::Guides(String::new()).href() attr:class="button button--primary">{text::to_guides()}</A>
                </Empty>
            }
            .into_any(),
        })
        .into_any(),
    };
    view! { <div class="page stack"><PageHead title/>{body}</div> }
}

/// 「已存在本机 10:42」, or why not.
#[component]
pub(super) fn SavedLine(open: OpenDraft) -> impl IntoView {
    let words = move || match open.saved() {
        Saved::At(ms) => text::saved_at(&text::clock_time(clock::instant(ms))),
        Saved::Pending => text::saving().to_owned(),
        Saved::Failed(error) => text::not_saved(text::disk_error(error)),
    };
    // Announced only when it failed: a screen reader should not be told of every pause.
    let failed = move || matches!(open.saved(), Saved::Failed(_)).then_some("alert");
    view! { <p class="saved" role=failed>{words}</p> }
}

/// What a correction notice asks, on every page of its draft.
#[component]
pub(super) fn CorrectionAsked(open: OpenDraft) -> impl IntoView {
    let correction = open.now().correction?;
    let items = correction.notice.items.into_iter().map(|it| view! { <li>{it.text}</li> }).collect_view();
    Some(view! {
        <Notice tone=Tone::Warn title=text::correct_these(&text::full_date(correction.notice.due_on))>
            <ul>{items}</ul>
        </Notice>
    })
}
