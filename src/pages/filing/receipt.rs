//! `/filing/:filing/receipt` — how a send stands; in the end its receipt, or why it was refused.

use contract::{FilingId, Manifest, Problem, ProblemCode};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use outbox::{Event, Hold, Stage};

use super::open::filing_id;
use crate::components::{CallProblem, Empty, Icon, Notice, PageHead, Qr, Skeleton, Tone};
use crate::edge::{page, task};
use crate::pages::gate::{OnlyFor, SignedInOnly};
use crate::route::Route;
use crate::store::deliveries::{Deliveries, Delivery, Kept, Known};
use crate::store::drafts::Drafts;
use crate::store::{guides, store};
use crate::text::{self, Said};

/// A send and its receipt.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let view = Callback::new(|()| view! { <Whose/> }.into_any());
    view! { <SignedInOnly title=text::receipt_title() view/> }
}

/// A send is shown while the one it is for is the one in the bar.
#[component]
fn Whose() -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let id = filing_id();
    let principal =
        Memo::new(move |_| id.get().and_then(|it| deliveries.get(&it)).map(|it| it.manifest.principal));
    let view = Callback::new(|()| view! { <Found/> }.into_any());
    move || match principal.get() {
        Some(principal) => view! { <OnlyFor principal title=text::receipt_title() view/> }.into_any(),
        None => view.run(()),
    }
}

#[component]
fn Found() -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let id = filing_id();
    let found = Memo::new(move |_| id.get().and_then(|it| deliveries.get(&it)));
    // The sheet stays while a state changes; only arriving replaces it.
    let arrived = Memo::new(move |_| found.with(|it| it.as_ref().map(|it| it.kept.clone())));
    move || {
        match (arrived.get(), deliveries.known()) {
        (Some(Some(kept)), _) => {
            found.get_untracked().map(|delivery| view! { <Received delivery kept/> }).into_any()
        }
        (Some(None), _) => view! { <OnTheWay found/> }.into_any(),
        (None, Known::NotYet) => view! { <Skeleton/> }.into_any(),
        (None, Known::Unreadable(error)) => view! {
            <div class="page stack">
                <PageHead title=text::receipt_title()/>
                <Notice tone=Tone::Error title=text::draft_unreadable()><p>{text::disk_error(error)}</p></Notice>
            </div>
        }
        .into_any(),
        (None, Known::Yes) => view! {
            <div class="page stack">
                <PageHead title=text::receipt_title()/>
                <Empty title=text::receipt_missing() text=text::receipt_missing_text()>
                    <A href=Route::Cases.href() attr:class="button button--primary">{text::to_cases()}</A>
                </Empty>
            </div>
        }
        .into_any(),
    }
    }
}

#[component]
fn OnTheWay(found: Memo<Option<Delivery>>) -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let title = found.with_untracked(|it| it.as_ref().map(|it| it.title.clone()).unwrap_or_default());
    let stage = Memo::new(move |_| found.with(|it| it.as_ref().map(|it| it.state.clone())));
    let happen = move |event: Event| {
        if let Some(delivery) = found.get_untracked() {
            deliveries.happen(&delivery.id, event);
        }
    };
    let body = move || {
        let state = stage.get()?;
        let words = text::delivery_words(&state);
        Some(match (&state.stage, state.hold) {
            (Stage::Refused { problem }, _) => {
                let id = found.get_untracked()?.id;
                view! { <Refused problem=problem.as_ref().clone() id/> }.into_any()
            }
            (_, Some(Hold::SignIn)) => {
                let here = Route::Receipt(found.get_untracked()?.id).href();
                view! {
                    <Notice tone=Tone::Warn title=words>
                        <A href=Route::SignIn(here).href() attr:class="button">{text::sign_in()}</A>
                    </Notice>
                }
                .into_any()
            }
            (_, Some(Hold::Stopped)) => {
                let (id, rests) = (found.get_untracked()?.id, state.is_at_rest());
                let again = Callback::new(move |()| happen(Event::TryNow));
                view! { <Halted words id rests again/> }.into_any()
            }
            (_, Some(hold)) => view! {
                <Notice tone=Tone::Info title=words>
                    <p>{text::nothing_lost()}</p>
                    <div class="notice__actions">
                        // Whose turn has not come cannot be pushed forward.
                        {(hold != Hold::Turn).then(|| view! {
                            <button class="button" type="button" on:click=move |_| happen(Event::TryNow)><Icon name="refresh"/>{text::try_now()}</button>
                        })}
                        <button class="button" type="button" on:click=move |_| happen(Event::Stop)>{text::stop_sending()}</button>
                    </div>
                </Notice>
            }
            .into_any(),
            (_, None) => view! { <Moving words found stop=Callback::new(move |()| happen(Event::Stop))/> }.into_any(),
        })
    };
    view! {
        <div class="page stack">
            <PageHead title=text::sending_title()/>
            <p class="page__lead" lang=text::hall_lang()>{title}</p>
            <div role="status">{body}</div>
        </div>
    }
}

/// Stopped by the person: it goes on, or is changed, when nothing of it can have counted.
#[component]
fn Halted(words: &'static str, id: FilingId, rests: bool, again: Callback<()>) -> impl IntoView {
    let change =
        rests.then(|| view! { <A href=Route::Review(id).href() attr:class="button">{text::to_fix_it()}</A> });
    view! {
        <Notice tone=Tone::Info title=words>
            <p>{if rests { text::stopped_text() } else { text::stopped_late_text() }}</p>
            <div class="notice__actions">
                <button class="button button--primary" type="button" on:click=move |_| again.run(())>{text::go_on_sending()}</button>
                {change}
            </div>
        </Notice>
    }
}

#[component]
fn Moving(words: &'static str, found: Memo<Option<Delivery>>, stop: Callback<()>) -> impl IntoView {
    let deliveries = store::<Deliveries>();
    let percent = move || {
        let progress = found.with(|it| it.as_ref().map(|it| deliveries.progress(&it.id))).unwrap_or_default();
        (progress.sent * 100).checked_div(progress.total).unwrap_or(100)
    };
    view! {
        <p>{words}</p>
        <div class="progress" role="progressbar" aria-label=words aria-valuemin="0" aria-valuemax="100"
            aria-valuenow=move || percent().to_string()>
            <div class="progress__bar" style:--value=move || percent().to_string()></div>
        </div>
        <p class="field__hint">{text::may_leave()}</p>
        <div class="button-row">
            <button class="button" type="button" on:click=move |_| stop.run(())>{text::stop_sending()}</button>
        </div>
    }
}

#[component]
fn Refused(problem: Problem, id: FilingId) -> impl IntoView {
    let lang = text::hall_lang();
    let errors = problem.errors.into_iter().map(|it| view! { <li>{it.text}</li> }).collect_view();
    let way_out = match (problem.code, problem.case_id) {
        (ProblemCode::VersionRetired, _) => view! { <NewVersion id/> }.into_any(),
        (ProblemCode::MandateRefused, _) => view! {
            <p>{text::mandate_refused_text()}</p>
            <A href=Route::Acting.href() attr:class="button button--primary">{text::to_acting()}</A>
        }
        .into_any(),
        (_, Some(case)) => {
            view! { <A href=Route::Case(case).href() attr:class="button button--primary">{text::see_case()}</A> }.into_any()
        }
        _ => view! {
            <p>{text::refused_text()}</p>
            <A href=Route::Review(id).href() attr:class="button button--primary">{text::to_fix_it()}</A>
        }
        .into_any(),
    };
    view! { <Notice tone=Tone::Error title=problem.title lang><p lang=lang>{problem.detail}</p><ul lang=lang>{errors}</ul>{way_out}</Notice> }
}

/// The guide moved on: the draft goes on under its current version, with everything that was typed.
#[component]
fn NewVersion(id: FilingId) -> impl IntoView {
    let drafts = store::<Drafts>();
    let navigate = use_navigate();
    let failed = RwSignal::new(None::<client::CallError>);
    let renew = Callback::new(move |()| {
        let (id, navigate) = (id.clone(), navigate.clone());
        failed.set(None);
        task::spawn(async move {
            let Ok(open) = drafts.open(&id).await else { return };
            match guides::current(&open.now().matter).await {
                Ok(guide) => {
                    if drafts.renew(open.now(), &guide).await.is_ok() {
                        navigate(&Route::Form(id, None).href(), NavigateOptions::default());
                    }
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    view! {
        <p>{text::new_version_text()}</p>
        {move || failed.get().map(|error| view! { <CallProblem error retry=renew/> })}
        <button class="button button--primary" type="button" on:click=move |_| renew.run(())>{text::new_version()}</button>
    }
}

/// 「张丽华 代 王桂兰 办理」, or the applicant.
fn who_acted(manifest: &Manifest) -> Said {
    if manifest.actor.id == manifest.principal.id {
        Said::theirs(manifest.actor.name.clone(), text::hall_lang())
    } else {
        Said::ours(text::filed_for(&manifest.actor.name, &manifest.principal.name))
    }
}

#[component]
fn Received(delivery: Delivery, kept: Kept) -> impl IntoView {
    let Kept { jws, receipt, case_id } = kept;
    let lang = text::hall_lang();
    let verify = Route::Verify(jws).href();
    let address = [page::origin(), verify.clone()].concat();
    let facts = [
        (text::matter(), Said::theirs(delivery.title, lang)),
        (text::principal(), Said::theirs(delivery.manifest.principal.name.clone(), lang)),
        (text::actor(), who_acted(&delivery.manifest)),
        (text::received_at(), Said::ours(text::exact_moment(receipt.received_at))),
        (text::attachments(), Said::ours(text::pieces(&receipt.attachment_count.to_string()))),
        (text::content_digest(), Said::ours(receipt.content_hash)),
    ];
    view! {
        <div class="page stack">
            <PageHead title=text::received_title()/>
            <section class="receipt" aria-label=text::receipt_title()>
                <span class="receipt__seal" aria-hidden="true">{text::seal()}</span>
                <p class="receipt__no">{receipt.receipt_no}</p>
                <dl class="facts receipt__facts">
                    {facts.map(|(term, value)| view! { <div><dt>{term}</dt><dd lang=value.lang>{value.text}</dd></div> }).collect_view()}
                </dl>
                <Qr value=address label=text::qr_label()/>
                <p class="field__hint">{text::receipt_checked()}</p>
            </section>
            <div class="button-row">
                <a class="button" href=verify><Icon name="shield-check"/>{text::verify_this()}</a>
                <button class="button" type="button" on:click=|_| page::print()><Icon name="printer"/>{text::print_receipt()}</button>
            </div>
            <div class="action-bar">
                <A href=case_id.map_or(Route::Cases, Route::Case).href() attr:class="button button--primary button--wide">{text::see_case()}</A>
            </div>
        </div>
    }
}
