//! What stays while pages change.

mod actor_bar;
mod lost_bar;

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use self::actor_bar::ActorBar;
use self::lost_bar::LostBar;
use crate::components::{Icon, SkipLink, Toast};
use crate::route::Route;
use crate::store::hall::HallStore;
use crate::store::prefs::Prefs;
use crate::store::toast::Toasts;
use crate::store::{ClocksApart, Online, store};
use crate::text;

/// Header, tabs, and the bars that say what is special about now.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    view! {
        <SkipLink/>
        <div class="frame">
            <Header/>
            <SampleBar/>
            <ActorBar/>
            <OfflineBar/>
            <main class="main" id="main" tabindex="-1"><LostBar/>{children()}</main>
            <Tabs/>
        </div>
        <ToastList/>
    }
}

#[component]
fn Header() -> impl IntoView {
    let hall = store::<HallStore>();
    let prefs = store::<Prefs>();
    let pressed = move || if prefs.elder() { "true" } else { "false" };
    view! {
        <header class="header">
            <A href=Route::Home.href() attr:class="header__hall" attr:lang=move || hall.lang()>{move || hall.name()}</A>
            <div class="header__actions">
                <button class="header__action" type="button" aria-pressed=pressed
                    on:click=move |_| prefs.set_elder(!prefs.elder())>
                    {move || if prefs.elder() { text::standard_mode() } else { text::elder_mode() }}
                </button>
                <LanguageButton/>
            </div>
        </header>
    }
}

/// Labelled in the language it leads to, for who cannot read this one.
#[component]
fn LanguageButton() -> impl IntoView {
    let prefs = store::<Prefs>();
    let other = text::spoken().other();
    view! {
        <button class="header__action" id="language" type="button" lang=other.tag() aria-label=text::switch_language()
            on:click=move |_| prefs.choose(other)>{text::other_language()}</button>
    }
}

#[component]
fn SampleBar() -> impl IntoView {
    let hall = store::<HallStore>();
    move || {
        hall.notice().map(|it| view! { <aside class="sample-bar"><p lang=text::hall_lang()>{it}</p></aside> })
    }
}

#[component]
fn OfflineBar() -> impl IntoView {
    let (online, apart) = (store::<Online>(), store::<ClocksApart>());
    view! {
        <div role="status">
            {move || apart.get().then(|| view! { <p class="offline-bar"><Icon name="clock"/>{text::clocks_apart()}</p> })}
            {move || (!online.get()).then(|| view! {
                <p class="offline-bar"><Icon name="wifi-off"/>{text::offline_bar()}</p>
            })}
        </div>
    }
}

#[component]
fn Tabs() -> impl IntoView {
    let path = use_location().pathname;
    let tab = move |route: Route,
                    icon: &'static str,
                    label: &'static str,
                    prefixes: &'static [&'static str]| {
        let current = move || {
            let path = path.get();
            let here = prefixes
                .iter()
                .any(|it| path == *it || path.strip_prefix(*it).is_some_and(|it| it.starts_with('/')));
            here.then_some("page")
        };
        view! {
            <A href=route.href() attr:class="tabs__item" attr:aria-current=current><Icon name=icon/><span>{label}</span></A>
        }
    };
    view! {
        <nav class="tabs" aria-label=text::tabs_label()>
            {tab(Route::Home, "home", text::tab_home(), Route::HOME_TAB)}
            {tab(Route::Guides(String::new()), "search", text::tab_guides(), Route::GUIDES_TAB)}
            {tab(Route::Cases, "files", text::tab_cases(), Route::CASES_TAB)}
            {tab(Route::Me, "user", text::tab_me(), Route::ME_TAB)}
        </nav>
    }
}

#[component]
fn ToastList() -> impl IntoView {
    let toasts = store::<Toasts>();
    view! {
        <div class="toasts" role="status">
            {move || toasts.all().into_iter().map(|(_, text)| view! { <Toast text/> }).collect_view()}
        </div>
    }
}
