//! Projects (投资项目) of the organisation one acts for: stages with matters side by side.

mod list;
mod matter;
mod project;

pub use list::ProjectsPage;
pub use project::ProjectPage;

use contract::{Class, Party, PartyKind};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{Empty, PageHead};
use crate::pages::gate::OfferedOnly;
use crate::route::Route;
use crate::store::acting::ActingStore;
use crate::store::store;
use crate::text;

/// Shows `page` for the organisation one acts for, or how to choose one.
#[component]
fn ForOrganisation(page: fn(Party) -> AnyView) -> impl IntoView {
    let view = Callback::new(move |()| view! { <Chosen page/> }.into_any());
    view! { <OfferedOnly class=Class::Projects title=text::projects_title() view/> }
}

#[component]
fn Chosen(page: fn(Party) -> AnyView) -> impl IntoView {
    let acting = store::<ActingStore>();
    // Rebuilt when somebody else is chosen, not when the same mandate was asked for again.
    let organisation = Memo::new(move |_| acting.other().filter(|it| it.kind == PartyKind::Organisation));
    move || {
        match organisation.get() {
        Some(party) => page(party),
        None => view! {
            <div class="page stack">
                <PageHead title=text::projects_title()/>
                <Empty title=text::for_organisation_only() text=text::for_organisation_only_text()>
                    <A href=Route::Acting.href() attr:class="button button--primary">{text::choose_organisation()}</A>
                </Empty>
            </div>
        }
        .into_any(),
    }
    }
}
