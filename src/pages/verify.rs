//! `/verify#…` — checking a receipt. Nothing is uploaded: the fragment never leaves the page.

use std::sync::Arc;

use contract::{Discovery, Receipt};
use leptos::prelude::*;

use crate::components::{CallProblem, Notice, PageHead, Qr, Skeleton, TextInput, Tone};
use crate::edge::{page, task};
use crate::route::Route;
use crate::store::hall::{HallStore, NotGenuine, genuine};
use crate::store::kept::Kept;
use crate::store::store;
use crate::text::{self, Said};

/// Checks a receipt from the address or pasted in.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let hall = store::<HallStore>();
    let jws = RwSignal::new(page::fragment());
    page::on_fragment(move |fragment| {
        jws.try_set(fragment);
    });
    let retry = Callback::new(move |()| task::spawn(async move { hall.load().await }));
    view! {
        <div class="page stack">
            <PageHead title=text::verify_title()/>
            <p class="page__lead">{text::verify_lead()}</p>
            {move || match (jws.get(), hall.found()) {
                (jws, _) if jws.is_empty() => ().into_any(),
                (_, None) => view! { <Skeleton/> }.into_any(),
                (_, Some(Err(error))) => view! { <CallProblem error retry/> }.into_any(),
                (jws, Some(Ok(found))) => view! { <Checked jws found/> }.into_any(),
            }}
            <Paste jws/>
        </div>
    }
}

#[component]
fn Paste(jws: RwSignal<String>) -> impl IntoView {
    let typed = store::<Kept>().text("receipt");
    let error = Signal::derive(move || None::<String>);
    let check = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let entered = typed.get_untracked();
        let entered = entered.rsplit('#').next().unwrap_or_default().trim();
        jws.set(entered.to_owned());
    };
    view! {
        <form class="stack" on:submit=check>
            <TextInput id="jws" label=text::paste_receipt() hint=text::paste_receipt_hint() error value=typed/>
            <button class="button" type="submit">{text::check()}</button>
        </form>
    }
}

/// A refusal in words.
fn words(why: &NotGenuine) -> String {
    match why {
        NotGenuine::NotAReceipt => text::verify_not_a_receipt().to_owned(),
        NotGenuine::OtherHall(hall) => text::verify_other_hall(hall.as_str()),
        NotGenuine::UnknownKey => text::verify_unknown_key().to_owned(),
        NotGenuine::Changed => text::verify_changed().to_owned(),
        NotGenuine::NotChecked => text::no_crypto().to_owned(),
    }
}

#[component]
fn Checked(jws: String, found: Arc<Discovery>) -> impl IntoView {
    let name = found.name.clone();
    let shown = jws.clone();
    let verdict = LocalResource::new(move || {
        let (jws, found) = (jws.clone(), found.clone());
        async move { genuine(&jws, &found).await }
    });
    view! {
        <Suspense fallback=|| view! { <Skeleton/> }>
            {move || {
                let (name, jws) = (name.clone(), shown.clone());
                Suspend::new(async move {
                    match verdict.await {
                        Ok(receipt) => view! { <Good receipt name jws/> }.into_any(),
                        Err(why) => {
                            let title = if why == NotGenuine::NotChecked { text::verify_not_checked() } else { text::verify_bad() };
                            view! { <div class="verify verify--bad"><Notice tone=Tone::Error title><p>{words(&why)}</p></Notice></div> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Good(receipt: Receipt, name: String, jws: String) -> impl IntoView {
    let address = [page::origin(), Route::Verify(jws).href()].concat();
    let facts = [
        (text::hall(), Said::theirs(name, text::hall_lang())),
        (text::receipt_no(), Said::ours(receipt.receipt_no)),
        (text::received_at(), Said::ours(text::exact_moment(receipt.received_at))),
        (text::filing_no(), Said::ours(receipt.filing_id.to_string())),
        (text::attachments(), Said::ours(text::pieces(&receipt.attachment_count.to_string()))),
        (text::content_digest(), Said::ours(receipt.content_hash)),
    ];
    view! {
        <section class="receipt verify--ok" aria-label=text::receipt_title()>
            <span class="receipt__seal" aria-hidden="true">{text::seal()}</span>
            <p class="verify__title" role="status">{text::verify_good()}</p>
            <dl class="facts receipt__facts">
                {facts.map(|(term, value)| view! { <div><dt>{term}</dt><dd lang=value.lang>{value.text}</dd></div> }).collect_view()}
            </dl>
            <Qr value=address label=text::qr_label()/>
            <p class="field__hint">{text::verify_means()}</p>
        </section>
    }
}
