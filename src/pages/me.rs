//! `/me` — who is signed in, how the app looks, what it is.

use contract::{Class, PartyKind};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{CallProblem, Chevron, Icon, PageHead, ways};
use crate::edge::task;
use crate::route::{Route, call};
use crate::store::acting::ActingStore;
use crate::store::hall::HallStore;
use crate::store::prefs::Prefs;
use crate::store::session::{SessionStore, Who};
use crate::store::store;
use crate::text::{self, Language};

/// Settings and about.
#[component]
pub fn MePage() -> impl IntoView {
    let prefs = store::<Prefs>();
    let hall = store::<HallStore>();
    view! {
        <div class="page stack">
            <PageHead title=text::me_title()/>
            <Person/>
            <OnBehalf/>
            <h2 class="section-title">{text::me_look()}</h2>
            <label class="choice">
                <input type="checkbox" prop:checked=move || prefs.elder()
                    on:change=move |event| prefs.set_elder(event_target_checked(&event))/>
                <span>{text::me_elder()}<span class="choice__hint">{text::me_elder_text()}</span></span>
            </label>
            <Languages/>
            <h2 class="section-title">{text::me_more()}</h2>
            <ul class="list">
                <li><A href=Route::Verify(String::new()).href() attr:class="cell">
                    <span class="cell__body"><span class="cell__title">{text::verify_title()}</span>
                        <span class="cell__meta">{text::me_verify_text()}</span></span>
                    <span class="cell__end"><Chevron/></span>
                </A></li>
                {move || hall.outward().hotline.map(|it| hotline(&it))}
            </ul>
            <Elsewhere/>
            <p class="page__lead">{text::about(env!("CARGO_PKG_VERSION"))}</p>
        </div>
    }
}

/// The number to call: as words, where it is written so that no link can call it.
fn hotline(number: &str) -> AnyView {
    let body = view! {
        <span class="cell__body"><span class="cell__title">{text::hotline(&text::short(number))}</span>
            <span class="cell__meta">{text::hotline_text()}</span></span>
        <span class="cell__end"><Icon name="phone"/></span>
    };
    match call(number) {
        Some(href) => view! { <li><a class="cell" href=href>{body}</a></li> }.into_any(),
        None => view! { <li class="cell">{body}</li> }.into_any(),
    }
}

/// What the hall does outside of this app.
#[component]
fn Elsewhere() -> impl IntoView {
    let hall = store::<HallStore>();
    move || {
        ways(hall.outward().links)
            .map(|list| view! { <h2 class="section-title">{text::me_elsewhere()}</h2>{list} })
    }
}

/// Each language in its own words.
#[component]
fn Languages() -> impl IntoView {
    let prefs = store::<Prefs>();
    let option = move |(language, name): (Language, &'static str)| {
        let id = ["language-", language.tag()].concat();
        view! {
            <label class="choice">
                <input type="radio" name="language" id=id prop:checked=text::spoken() == language
                    on:change=move |_| prefs.choose(language)/>
                <span lang=language.tag()>{name}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend class="section-title">{text::me_language()}</legend>
            {[(Language::Chinese, text::language_zh()), (Language::English, text::language_en())].map(option).collect_view()}
        </fieldset>
    }
}

/// For whom, and who may act for oneself: where the hall knows mandates.
#[component]
fn OnBehalf() -> impl IntoView {
    let session = store::<SessionStore>();
    let hall = store::<HallStore>();
    let cell = |route: Route, title: &'static str, meta: &'static str| {
        view! {
            <li><A href=route.href() attr:class="cell">
                <span class="cell__body"><span class="cell__title">{title}</span><span class="cell__meta">{meta}</span></span>
                <span class="cell__end"><Chevron/></span>
            </A></li>
        }
    };
    let acting = store::<ActingStore>();
    let organisation = move || {
        hall.offers(&Class::Projects) && acting.other().is_some_and(|it| it.kind == PartyKind::Organisation)
    };
    let offered = move || matches!(session.who(), Who::Somebody(_)) && hall.offers(&Class::OnBehalf);
    move || {
        offered().then(|| view! {
            <ul class="list">
                {organisation().then(|| cell(Route::Projects, text::projects_title(), text::home_projects_text()))}
                {cell(Route::Acting, text::acting_title(), text::me_acting_text())}
                {cell(Route::Mandates, text::mandates_title(), text::me_mandates_text())}
            </ul>
        })
    }
}

#[component]
fn Person() -> impl IntoView {
    let session = store::<SessionStore>();
    let failed = RwSignal::new(None);
    let sign_out = move |_| {
        task::spawn(async move {
            if let Err(error) = session.sign_out().await {
                failed.set(Some(error));
            }
        });
    };
    move || {
        match session.who() {
        Who::Somebody(person) => view! {
            <div class="card stack">
                <p class="cell__title" lang=text::hall_lang()>{person.name.clone()}</p>
                <p class="cell__meta">{person.id_number_masked.clone()}</p>
                {failed.get().map(|error| view! { <CallProblem error retry=Callback::new(move |()| failed.set(None))/> })}
                <button class="button" type="button" on:click=sign_out><Icon name="log-out"/>{text::sign_out()}</button>
                <p class="cell__meta">{text::sign_out_text()}</p>
            </div>
        }
        .into_any(),
        _ => view! {
            <A href=Route::SignIn(Route::Me.href()).href() attr:class="button button--primary button--wide">{text::sign_in()}</A>
        }
        .into_any(),
    }
    }
}
