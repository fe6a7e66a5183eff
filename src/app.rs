//! The app's root: stores, address patterns, and what happens when someone comes or goes.

mod parts;

use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route as Pattern, Router};
use leptos_router::hooks::use_location;
use outbox::Event;

use crate::components::later_page;
use crate::edge::task;
use crate::pages::{home, not_found};
use crate::route::Page;
use crate::shell::Frame;
use crate::store::acting::{ActingStore, Standing};
use crate::store::catalogue::CatalogueStore;
use crate::store::deliveries::Deliveries;
use crate::store::drafts::Drafts;
use crate::store::hall::HallStore;
use crate::store::prefs::Prefs;
use crate::store::session::{SessionStore, Who};
use crate::store::{self, Online, store};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    store::provide();
    follow_session();
    let prefs = store::<Prefs>();
    view! {
        <Router>
            // Nothing between two languages: what comes then is drawn from scratch, and no word of the old one stays.
            {move || prefs.language().map(|_| view! { <Pages/> })}
            <Ahead/>
        </Router>
    }
}

/// Every page. The router is given one pattern for all of them; [`Page::at`] tells them apart.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Frame>
            <FlatRoutes fallback=not_found::NotFoundPage>
                <Pattern path=WildcardSegment("path") view=Shown/>
            </FlatRoutes>
        </Frame>
    }
}

/// The page at the address. It stays while only what it is about changes.
#[component]
fn Shown() -> impl IntoView {
    let path = use_location().pathname;
    let page = Memo::new(move |_| path.with(|it| Page::at(it)));
    let hall = store::<HallStore>();
    let misfit = Memo::new(move |_| hall.misfit().is_some());
    move || {
        let (page, misfit) = (page.get(), misfit.get());
        untrack(|| if misfit && page.lives_on_hall() { later_page(parts::misfit) } else { shown(page) })
    }
}

fn shown(page: Page) -> AnyView {
    match page {
        Page::Home => view! { <home::HomePage/> }.into_any(),
        Page::Search => later_page(parts::search),
        Page::Guide => later_page(parts::guide),
        Page::Form => later_page(parts::form),
        Page::Materials => later_page(parts::materials),
        Page::Review => later_page(parts::review),
        Page::Sign => later_page(parts::sign),
        Page::Receipt => later_page(parts::receipt),
        Page::Cases => later_page(parts::case_list),
        Page::Case => later_page(parts::case),
        Page::Correct => later_page(parts::correct),
        Page::Acting => later_page(parts::acting),
        Page::Mandates => later_page(parts::mandates),
        Page::Projects => later_page(parts::project_list),
        Page::Project => later_page(parts::project),
        Page::Verify => later_page(parts::verify),
        Page::Me => later_page(parts::me),
        Page::SignIn => later_page(parts::sign_in),
        Page::Nowhere => view! { <not_found::NotFoundPage/> }.into_any(),
    }
}

/// Time a page has to itself before the network is used for what may come next, and without anybody typing or tapping: in
/// milliseconds.
const SETTLED_MS: u32 = 2_000;

/// Fetches the code of pages that are likely to be opened next. Shows nothing.
#[component]
fn Ahead() -> impl IntoView {
    let path = use_location().pathname;
    let catalogue = store::<CatalogueStore>();
    let touches = StoredValue::new(0u32);
    let touched = move || touches.update_value(|it| *it = it.wrapping_add(1));
    let typed = window_event_listener(leptos::ev::input, move |_| touched());
    let tapped = window_event_listener(leptos::ev::pointerdown, move |_| touched());
    on_cleanup(move || {
        typed.remove();
        tapped.remove();
    });
    Effect::new(move |_| {
        let path_now = path.get();
        task::spawn(async move {
            loop {
                let before = touches.try_get_value();
                task::sleep(SETTLED_MS).await;
                if path.try_get_untracked().as_ref() != Some(&path_now) {
                    return;
                }
                if touches.try_get_value() == before {
                    return parts::ahead_of(&path_now, catalogue).await;
                }
            }
        });
    });
}

/// Loads what is needed at the start; goes on with deliveries when someone signs in or the network is back.
fn follow_session() {
    let session = store::<SessionStore>();
    let deliveries = store::<Deliveries>();
    let drafts = store::<Drafts>();
    let acting = store::<ActingStore>();
    let hall = store::<HallStore>();
    let online = store::<Online>();
    task::spawn(async move { hall.load().await });
    task::spawn(async move { session.load().await });
    Effect::new(move |before: Option<Option<String>>| {
        let person = match session.who() {
            Who::Somebody(person) => Some(person.id.to_string()),
            Who::Nobody => None,
            // Not knowing is no reason to forget.
            Who::Loading | Who::Unknown(_) => return before.flatten(),
        };
        let before = before.flatten();
        if before.is_some() && person != before {
            deliveries.clear();
            drafts.close();
        }
        acting.follow(person.as_deref());
        if person.is_some() && person != before {
            task::spawn(async move { acting.check().await });
            task::spawn(async move {
                deliveries.load().await;
                deliveries.wake(Event::SignedIn);
            });
        }
        person
    });
    Effect::new(move |before: Option<bool>| {
        let now = online.get();
        if now && before == Some(false) {
            deliveries.wake(Event::TryNow);
            if acting.standing() == Standing::NotAsked {
                task::spawn(async move { acting.check().await });
            }
            if matches!(session.who(), Who::Unknown(_)) {
                task::spawn(async move { session.load().await });
            }
        }
        now
    });
}
