//! The app's root: stores, address patterns, and what happens when someone comes or goes.

mod parts;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route as Page, Router};
use leptos_router::hooks::use_location;
use leptos_router::path;
use outbox::Event;

use crate::components::later_page;
use crate::edge::task;
use crate::pages::{home, me, not_found, sign_in};
use crate::shell::Frame;
use crate::store::deliveries::Deliveries;
use crate::store::drafts::Drafts;
use crate::store::hall::HallStore;
use crate::store::session::{SessionStore, Who};
use crate::store::{self, Online, store};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    store::provide();
    follow_session();
    view! {
        <Router>
            <Frame>
                <FlatRoutes fallback=not_found::NotFoundPage>
                    <Page path=path!("/") view=home::HomePage/>
                    <Page path=path!("/guides") view=|| later_page(parts::search)/>
                    <Page path=path!("/guides/:matter") view=|| later_page(parts::guide)/>
                    <Page path=path!("/filing/:filing/form") view=|| later_page(parts::form)/>
                    <Page path=path!("/filing/:filing/materials") view=|| later_page(parts::materials)/>
                    <Page path=path!("/filing/:filing/review") view=|| later_page(parts::review)/>
                    <Page path=path!("/filing/:filing/sign") view=|| later_page(parts::sign)/>
                    <Page path=path!("/filing/:filing/receipt") view=|| later_page(parts::receipt)/>
                    <Page path=path!("/cases") view=|| later_page(parts::case_list)/>
                    <Page path=path!("/cases/:case") view=|| later_page(parts::case)/>
                    <Page path=path!("/cases/:case/correct/:notice") view=|| later_page(parts::correct)/>
                    <Page path=path!("/verify") view=|| later_page(parts::verify)/>
                    <Page path=path!("/me") view=me::MePage/>
                    <Page path=path!("/sign-in") view=sign_in::SignInPage/>
                </FlatRoutes>
            </Frame>
            <Ahead/>
        </Router>
    }
}

/// Time a page has to itself before the network is used for what may come next, in milliseconds.
const SETTLED_MS: u32 = 2_000;

/// Fetches the code of pages that are likely to be opened next. Shows nothing.
#[component]
fn Ahead() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |_| {
        let path_now = path.get();
        task::spawn(async move {
            task::sleep(SETTLED_MS).await;
            if path.try_get_untracked().as_ref() == Some(&path_now) {
                parts::ahead_of(&path_now).await;
            }
        });
    });
}

/// Loads what is needed at the start; goes on with deliveries when someone signs in or the network is back.
fn follow_session() {
    let session = store::<SessionStore>();
    let deliveries = store::<Deliveries>();
    let drafts = store::<Drafts>();
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
        if person.is_some() && person != before {
            task::spawn(async move {
                deliveries.load().await;
                deliveries.wake(&Event::SignedIn);
            });
        }
        person
    });
    Effect::new(move |before: Option<bool>| {
        let now = online.get();
        if now && before == Some(false) {
            deliveries.wake(&Event::TryNow);
            if matches!(session.who(), Who::Unknown(_)) {
                task::spawn(async move { session.load().await });
            }
        }
        now
    });
}
