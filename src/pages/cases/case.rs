//! `/cases/:case` — where a case stands, what happened, what is asked of you.

use client::CallError;
use contract::{Case, CaseAction, CaseId, CorrectionNotice, MandateAction, NoticeState, Withdraw};
use leptos::prelude::*;
use leptos_router::components::A;

use super::parts::{Parts, Whole};
use crate::components::{
    CallProblem, ClockBar, Icon, Notice, PageHead, Skeleton, Timeline, Tone, own_path, who_filed,
};
use crate::edge::{clock, fetch, task};
use crate::pages::gate::{OnlyFor, SignedInOnly};
use crate::route::{Route, subject};
use crate::store::acting::ActingStore;
use crate::store::fresh::keep_fresh;
use crate::store::store;
use crate::store::toast::Toasts;
use crate::text;

/// How often an open case asks the hall for news. Small: an ETag answers 304.
const NEWS_MS: u32 = 5_000;

/// One case.
#[component]
pub fn CasePage() -> impl IntoView {
    let view = Callback::new(|()| view! { <Loaded/> }.into_any());
    view! { <SignedInOnly title=text::case_title() view/> }
}

#[component]
fn Loaded() -> impl IntoView {
    let path = own_path();
    let id = Memo::new(move |_| path.with(|it| subject(it)?.parse::<CaseId>().ok()));
    let found = LocalResource::new(move || {
        let id = id.get();
        async move {
            match id {
                Some(id) => fetch::send(client::cases::by_id(&id)).await,
                None => Err(CallError::NotFound),
            }
        }
    });
    view! {
        <Suspense fallback=|| view! { <Skeleton/> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(case) => {
                        let principal = case.summary.acting.principal.clone();
                        let view = Callback::new(move |()| view! { <Live case=case.clone()/> }.into_any());
                        view! { <OnlyFor principal title=text::case_title() view/> }.into_any()
                    }
                    Err(error) => view! {
                        <div class="page stack">
                            <PageHead title=text::case_title() back=(Route::Cases.href(), text::cases_title().into())/>
                            <CallProblem error retry=Callback::new(move |()| found.refetch())/>
                        </div>
                    }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// The case, kept fresh while it is looked at.
#[component]
fn Live(case: Case) -> impl IntoView {
    let id = case.summary.id.clone();
    let title = text::title(&case.summary.title, &case.summary.titles, text::hall_lang());
    let shown = RwSignal::new(case);
    keep_fresh(shown, NEWS_MS, move || client::cases::by_id(&id));
    let back = match store::<ActingStore>().acting_now() {
        Some(it) if it.mandate.is_some() => text::cases_of(&it.principal.name),
        _ => text::cases_title().to_owned(),
    };
    view! {
        <div class="page page--aside stack">
            <PageHead title=title.text lang=title.lang back=(Route::Cases.href(), back)/>
            {move || view! { <Sheet case=shown.get() shown/> }}
        </div>
    }
}

#[component]
fn Sheet(case: Case, shown: RwSignal<Case>) -> impl IntoView {
    let this_year = chrono::Datelike::year(&clock::now());
    let status = ["status status--", text::tone(&case.summary.state.code)].concat();
    let state = text::coded(&case.summary.state);
    let lang = text::hall_lang();
    let open = case.notices.iter().find(|it| it.state.code == NoticeState::Open).cloned();
    let may = |hall: &CaseAction, mandate: &MandateAction| {
        case.actions.contains(hall) && store::<ActingStore>().may(&case.matter, mandate)
    };
    let can_correct = may(&CaseAction::Correct, &MandateAction::Correct);
    let can_withdraw = may(&CaseAction::Withdraw, &MandateAction::Withdraw);
    let id = case.summary.id.clone();
    let results = case.results.iter().map(|it| {
        let until = it.valid_until.map(|it| text::valid_until(&text::full_date(it))).unwrap_or_default();
        view! { <div><dt lang=lang>{it.name.clone()}</dt><dd><span lang=lang>{it.number.clone()}</span><br/>{text::issued_on(&text::full_date(it.issued_on))}{until}</dd></div> }
    });
    let results: Vec<_> = results.collect();
    view! {
        <p class=status role="status" lang=state.lang>{state.text}</p>
        {who_filed(&case.summary.acting).map(|it| view! { <p>{it}</p> })}
        {case.summary.clock.clone().map(|clock| view! { <ClockBar clock this_year over=text::is_over(&case.summary.state.code)/> })}
        {case.summary.bundle.clone().map(|id| view! { <Whole id/> })}
        {open.filter(|_| can_correct).map(|notice| view! { <Asked id=id.clone() notice/> })}
        <Parts parts=case.summary.parts.clone()/>
        {(!results.is_empty()).then(|| view! {
            <h2 class="section-title">{text::results()}</h2><dl class="facts">{results}</dl>
        })}
        <h2 class="section-title">{text::what_happened()}</h2>
        <Timeline events=case.events.clone() this_year/>
        <div class="page__aside stack">
            <h2 class="section-title">{text::numbers()}</h2>
            <dl class="facts">
                <div><dt>{text::case_no()}</dt><dd>{case.summary.case_no.clone().unwrap_or_else(|| text::case_no_later().into())}</dd></div>
                <div><dt>{text::receipt_no()}</dt><dd>{case.summary.receipt_no.clone()}</dd></div>
                <div><dt>{text::principal()}</dt><dd lang=lang>{case.summary.acting.principal.name.clone()}</dd></div>
                <div><dt>{text::actor()}</dt><dd lang=lang>{case.summary.acting.actor.name.clone()}</dd></div>
            </dl>
            <div class="button-row">
                <a class="button" href=Route::Verify(case.receipt.clone()).href()><Icon name="qr-code"/>{text::see_the_receipt()}</a>
                {can_withdraw.then(|| view! { <WithdrawButton case=case.clone() shown/> })}
            </div>
        </div>
    }
}

/// What is asked, all at once, and the way to answer.
#[component]
fn Asked(id: CaseId, notice: CorrectionNotice) -> impl IntoView {
    let items = notice.items.into_iter().map(|it| view! { <li>{it.text}</li> }).collect_view();
    view! {
        <Notice tone=Tone::Warn title=text::correct_these(&text::full_date(notice.due_on))>
            <ul lang=text::hall_lang()>{items}</ul>
            <p>{text::notice_no(&notice.no)}</p>
            <A href=Route::Correct(id, notice.id).href() attr:class="button button--primary">{text::correct_now()}</A>
        </Notice>
    }
}

/// Withdraws after a second, explicit tap.
#[component]
fn WithdrawButton(case: Case, shown: RwSignal<Case>) -> impl IntoView {
    let toasts = store::<Toasts>();
    let acting = store::<ActingStore>();
    let asked = RwSignal::new(false);
    let failed = RwSignal::new(None::<CallError>);
    let withdraw = move || {
        // Whoever withdraws acts under their own mandate, which need not be the one it was filed under.
        let who = acting.acting_now().unwrap_or_else(|| case.summary.acting.clone());
        let body = Withdraw { acting: who, reason: String::new() };
        let call = client::cases::withdraw(&case.summary.id, &body);
        task::spawn(async move {
            match fetch::send(call).await {
                Ok(case) => {
                    shown.set(case);
                    toasts.say(text::withdrawn().to_owned());
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    view! {
        {move || {
            let withdraw = withdraw.clone();
            if asked.get() {
                view! {
                    <Notice tone=Tone::Warn title=text::withdraw_sure()>
                        <p>{text::withdraw_sure_text()}</p>
                        <div class="button-row">
                            <button class="button button--danger" type="button" on:click=move |_| withdraw()>{text::withdraw_yes()}</button>
                            <button class="button" type="button" on:click=move |_| asked.set(false)>{text::withdraw_no()}</button>
                        </div>
                    </Notice>
                }.into_any()
            } else {
                view! { <button class="button button--quiet" type="button" on:click=move |_| asked.set(true)>{text::withdraw()}</button> }.into_any()
            }
        }}
        {move || failed.get().map(|error| view! { <CallProblem error retry=Callback::new(move |()| failed.set(None))/> })}
    }
}
