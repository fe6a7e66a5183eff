//! Opening the draft that the address names, for whoever is signed in.

use client::CallError;
use contract::{CaseId, Class, FilingId};
use leptos::prelude::*;
use leptos_router::components::A;

use super::ended::SeeCase;
use super::other_tab::WrittenElsewhere;
use super::pen::{Needs, ShareLine, WithPen};
use crate::components::{CallProblem, Empty, Notice, PageHead, Skeleton, Tone, own_path};
use crate::edge::clock;
use crate::pages::gate::{OnlyFor, SignedInOnly};
use crate::route::{Route, subject};
use crate::store::acting::ActingStore;
use crate::store::deliveries::{Deliveries, Known};
use crate::store::drafts::{Drafts, OpenDraft, OpenError, Saved};
use crate::store::hall::HallStore;
use crate::store::shared::{NotBrought, SharedDrafts};
use crate::store::store;
use crate::text;

/// The filing id in the address.
pub(super) fn filing_id() -> Memo<Option<FilingId>> {
    let path = own_path();
    Memo::new(move |_| path.with(|it| subject(it)?.parse().ok()))
}

/// Shows `page` with the open draft, or why it cannot be opened.
#[component]
pub(super) fn WithDraft(title: &'static str, needs: Needs, page: fn(OpenDraft) -> AnyView) -> impl IntoView {
    view! {
        <SignedInOnly title view=Callback::new(move |()| view! { <Opened title needs page/> }.into_any())/>
    }
}

/// Why a draft is not open.
#[derive(Clone)]
enum NotOpen {
    /// This device says so.
    Here(OpenError),
    /// The hall, which keeps it for an organisation, says so.
    Hall(CallError),
    /// It was sent.
    Filed(Option<CaseId>),
}

impl From<OpenError> for NotOpen {
    fn from(error: OpenError) -> Self {
        Self::Here(error)
    }
}

/// Opens a draft of this device, or one that somebody else of the organisation began.
async fn open_or_bring(
    drafts: Drafts,
    shared: SharedDrafts,
    offered: bool,
    id: &FilingId,
) -> Result<OpenDraft, NotOpen> {
    match drafts.open(id).await {
        Err(OpenError::Missing) if offered => {}
        done => return Ok(done?),
    }
    match shared.bring_here(id).await {
        Ok(()) => Ok(drafts.open(id).await?),
        Err(NotBrought::Call(CallError::NotFound)) => Err(OpenError::Missing.into()),
        Err(NotBrought::Call(error)) => Err(NotOpen::Hall(error)),
        Err(NotBrought::Filed(case)) => Err(NotOpen::Filed(case)),
        Err(NotBrought::Disk(error)) => Err(OpenError::Disk(error).into()),
    }
}

#[component]
fn Opened(title: &'static str, needs: Needs, page: fn(OpenDraft) -> AnyView) -> impl IntoView {
    let drafts = store::<Drafts>();
    let shared = store::<SharedDrafts>();
    let hall = store::<HallStore>();
    let deliveries = store::<Deliveries>();
    let id = filing_id();
    let opened = LocalResource::new(move || {
        let (id, known, _) = (id.get(), deliveries.known(), shared.turns());
        let offered = hall.surely_offers(&Class::Drafts);
        async move {
            match (known, id) {
                (Known::NotYet, _) => None,
                (Known::Unreadable(error), _) => Some(Err(OpenError::Disk(error).into())),
                // What is on its way is not edited: the change would be lost with the draft.
                (Known::Yes, Some(id)) if deliveries.has_left_now(&id) => {
                    Some(Err(OpenError::Missing.into()))
                }
                (Known::Yes, Some(id)) => Some(open_or_bring(drafts, shared, offered, &id).await),
                (Known::Yes, None) => Some(Err(OpenError::Missing.into())),
            }
        }
    });
    view! {
        <Suspense fallback=|| view! { <Skeleton/> }>
            {move || Suspend::new(async move {
                match opened.await {
                    None => view! { <Skeleton/> }.into_any(),
                    Some(Ok(open)) => {
                        let view = Callback::new(move |()| view! { <InOneTab open page needs/> }.into_any());
                        view! { <OnlyFor principal=open.now().principal title view/> }.into_any()
                    }
                    Some(Err(NotOpen::Hall(error))) => view! {
                        <div class="page stack">
                            <PageHead title/>
                            <CallProblem error retry=Callback::new(move |()| opened.refetch())/>
                        </div>
                    }.into_any(),
                    Some(Err(NotOpen::Filed(case))) => view! {
                        <div class="page stack"><PageHead title/><SeeCase case/></div>
                    }.into_any(),
                    Some(Err(NotOpen::Here(error))) => view! { <NotOpened title error id=id.get_untracked()/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// One tab writes, the others read.
#[component]
fn InOneTab(open: OpenDraft, page: fn(OpenDraft) -> AnyView, needs: Needs) -> impl IntoView {
    let here = Memo::new(move |_| open.is_written_here());
    move || {
        if here.get() {
            take_over(open);
            view! { <WithPen open page needs/> }.into_any()
        } else {
            view! { <WrittenElsewhere open/> }.into_any()
        }
    }
}

/// Whoever goes on with a draft acts under their own mandate from now on: a renewed one, or a colleague's.
fn take_over(open: OpenDraft) {
    let acting = store::<ActingStore>().acting_now();
    if let Some(acting) = acting.filter(|it| *it != open.now().acting()) {
        open.edit(|draft| {
            draft.actor = acting.actor;
            draft.mandate = acting.mandate;
        });
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
    view! { <p class="saved" role=failed>{words}</p><ShareLine open/> }
}

/// What a correction notice asks, on every page of its draft.
#[component]
pub(super) fn CorrectionAsked(open: OpenDraft) -> impl IntoView {
    let correction = open.now().correction?;
    let items = correction.notice.items.into_iter().map(|it| view! { <li>{it.text}</li> }).collect_view();
    Some(view! {
        <Notice tone=Tone::Warn title=text::correct_these(&text::full_date(correction.notice.due_on))>
            <ul lang=text::hall_lang()>{items}</ul>
        </Notice>
    })
}
