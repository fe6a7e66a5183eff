//! The app's root: stores, address patterns, and what happens when someone comes or goes.

use leptos::prelude::*;
use leptos_router::components::{Route as Page, Router, Routes};
use leptos_router::path;
use outbox::Event;

use crate::edge::task;
use crate::pages::{cases, filing, guides, home, me, not_found, sign_in, verify};
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
                <Routes fallback=not_found::NotFoundPage>
                    <Page path=path!("/") view=home::HomePage/>
                    <Page path=path!("/guides") view=guides::SearchPage/>
                    <Page path=path!("/guides/:matter") view=guides::GuidePage/>
                    <Page path=path!("/filing/:filing/form") view=filing::FormPage/>
                    <Page path=path!("/filing/:filing/materials") view=filing::MaterialsPage/>
                    <Page path=path!("/filing/:filing/review") view=filing::ReviewPage/>
                    <Page path=path!("/filing/:filing/sign") view=filing::SignPage/>
                    <Page path=path!("/filing/:filing/receipt") view=filing::ReceiptPage/>
                    <Page path=path!("/cases") view=cases::CasesPage/>
                    <Page path=path!("/cases/:case") view=cases::CasePage/>
                    <Page path=path!("/cases/:case/correct/:notice") view=cases::CorrectPage/>
                    <Page path=path!("/verify") view=verify::VerifyPage/>
                    <Page path=path!("/me") view=me::MePage/>
                    <Page path=path!("/sign-in") view=sign_in::SignInPage/>
                </Routes>
            </Frame>
        </Router>
    }
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
        if person.is_some() && person != before {
            task::spawn(async move {
                deliveries.load().await;
                deliveries.wake(&Event::SignedIn);
            });
        }
        if person.is_none() && before.is_some() {
            deliveries.clear();
            drafts.close();
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
