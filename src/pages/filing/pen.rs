//! A draft that several people prepare: who writes, who reads, and what happens when both wrote.

use contract::{CaseId, DraftHolder};
use leptos::prelude::*;

use super::apart::Apart;
use super::ended::{Filed, Removed};
use super::sheet::Sheet;
use crate::components::{Notice, PageHead, Skeleton, Tone};
use crate::edge::task;
use crate::route::Route;
use crate::store::acting::ActingStore;
use crate::store::drafts::OpenDraft;
use crate::store::session::SessionStore;
use crate::store::shared::{Share, Shared, SharedDrafts, Standing};
use crate::store::store;
use crate::text;

/// What a page of a filing needs of a shared draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// The pen: it changes the draft.
    Pen,
    /// The pen, or that its writers say it is complete: whoever signs reads it without changing it.
    Complete,
}

/// What is shown; less than a [`Standing`], so that a page is not drawn again for every word of the hall.
#[derive(Clone, PartialEq)]
enum Place {
    Asking,
    /// The page itself; true for whoever only reads it.
    Page(bool),
    Reading,
    Apart,
    Filed(Option<CaseId>),
    Removed,
}

fn place(shared: Shared, needs: Needs) -> Place {
    match shared.standing() {
        Standing::Asking => Place::Asking,
        Standing::Writing => Place::Page(false),
        Standing::Reading(_) if needs == Needs::Complete && shared.is_ready() => Place::Page(true),
        Standing::Reading(_) => Place::Reading,
        Standing::Apart(_) => Place::Apart,
        Standing::Filed(case) => Place::Filed(case),
        Standing::Removed => Place::Removed,
    }
}

/// Shows `page` where this device may; a draft that is nobody else's goes straight through.
#[component]
pub(super) fn WithPen(open: OpenDraft, page: fn(OpenDraft) -> AnyView, needs: Needs) -> impl IntoView {
    let Some(shared) = store::<SharedDrafts>().attend(open) else { return page(open) };
    on_cleanup(move || shared.leave());
    // For the lines below a form, and for pages that are shown to readers, too.
    provide_context(shared);
    let place = Memo::new(move |_| place(shared, needs));
    (move || match place.get() {
        Place::Asking => view! { <Skeleton/> }.into_any(),
        Place::Page(_) => page(open),
        Place::Reading => view! { <Reading open shared/> }.into_any(),
        Place::Apart => view! { <Apart open shared/> }.into_any(),
        Place::Filed(case) => view! { <Filed open shared case/> }.into_any(),
        Place::Removed => view! { <Removed open shared/> }.into_any(),
    })
    .into_any()
}

/// True when this page is shown to somebody who does not hold the pen. Not reactive: a page is drawn anew when the
/// pen changes hands.
pub(super) fn reads_only() -> bool {
    use_context::<Shared>().is_some_and(|it| !it.is_writing_now())
}

/// The draft as it stands, fresh, for whoever does not write.
#[component]
fn Reading(open: OpenDraft, shared: Shared) -> impl IntoView {
    let title = open.now().title;
    view! {
        <div class="page stack">
            <PageHead title back=(Route::Cases.href(), text::cases_title().to_owned())/>
            <PenNotice shared/>
            <Sheet open/>
        </div>
    }
}

/// Who writes, and the way to take over when that is possible.
#[component]
pub(super) fn PenNotice(shared: Shared) -> impl IntoView {
    let me = store::<SessionStore>().party().map(|it| it.id);
    let holder = Memo::new(move |_| match shared.standing() {
        Standing::Reading(holder) => holder,
        _ => None,
    });
    let ready = Memo::new(move |_| shared.is_ready());
    let unshared = move || !matches!(shared.share(), Share::At(_));
    let body = move || match holder.get() {
        Some(holder) if Some(&holder.party.id) == me.as_ref() => own_elsewhere(shared),
        Some(holder) => somebody(shared, holder),
        None => nobody(shared, ready.get()),
    };
    view! {
        <div role="status">{body}</div>
        {move || unshared().then(|| view! { <p class="field__hint">{text::pen_unshared()}</p> })}
    }
}

fn own_elsewhere(shared: Shared) -> AnyView {
    view! {
        <Notice tone=Tone::Info title=text::pen_own_other()>
            <p>{text::pen_own_other_text()}</p><TakePen shared label=text::pen_take()/>
        </Notice>
    }
    .into_any()
}

fn somebody(shared: Shared, holder: DraftHolder) -> AnyView {
    let last = move || shared.summary().map(|it| text::pen_last(&text::clock_time(it.updated_at)));
    view! { <Notice tone=Tone::Info title=text::draft_writing(&holder.party.name)><p>{last}</p></Notice> }
        .into_any()
}

fn nobody(shared: Shared, ready: bool) -> AnyView {
    let signs = store::<ActingStore>().mandate_now().is_some_and(|it| it.signer.party.id == it.agent.id);
    let (title, label) = match ready {
        true if signs => (text::ready_title(), text::pen_take()),
        true => (text::ready_title(), text::pen_take_back()),
        false => (text::pen_free(), text::pen_take()),
    };
    let who = move || {
        let it = shared.summary()?;
        let (name, time) = (&it.updated_by.name, text::moment(it.updated_at));
        Some(match ready {
            true if signs => text::ready_text_signer(name, &time),
            true => text::ready_text(name, &time),
            false => text::pen_free_text(name, &time),
        })
    };
    view! { <Notice tone=Tone::Info title=title><p>{who}</p><TakePen shared label/></Notice> }.into_any()
}

/// Takes the pen, or says who was quicker.
#[component]
pub(super) fn TakePen(shared: Shared, label: &'static str) -> impl IntoView {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let take = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        task::spawn(async move {
            let done = shared.take().await;
            let _ = busy.try_set(false);
            if let Err(error) = done {
                let _ = failed.try_set(Some(text::call_error(&error).1));
            }
        });
    };
    view! {
        <p role="alert">{move || failed.get().map(|why| [text::pen_not_taken(), "：", &why].concat())}</p>
        <div class="notice__actions">
            <button class="button" type="button" aria-disabled=move || busy.get().then_some("true") on:click=take>{label}</button>
        </div>
    }
}

/// 「已共享给 … 10:42」, or why not.
#[component]
pub(super) fn ShareLine(open: OpenDraft) -> impl IntoView {
    let shared = use_context::<Shared>()?;
    let organisation = open.now().principal.name;
    let words = move || match shared.share() {
        Share::Pending => text::sharing().to_owned(),
        Share::At(at) => text::shared_at(&organisation, &text::clock_time(at)),
        Share::Not(client::CallError::Unreachable) => text::not_shared_offline().to_owned(),
        Share::Not(error) => text::not_shared(&text::call_error(&error).1),
    };
    Some(view! { <p class="saved">{words}</p> })
}
