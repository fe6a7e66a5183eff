//! Instead of pages that live on the hall, while app and hall have no contract in common.

use contract::CONTRACT_VERSION;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{Chevron, Notice, PageHead, Phone, Tone};
use crate::edge::page;
use crate::route::Route;
use crate::store::hall::HallStore;
use crate::store::store;
use crate::text;

/// That they do not fit, what to do, and that nothing is lost.
#[component]
pub fn MisfitPage() -> impl IntoView {
    let hall = store::<HallStore>();
    let versions = move || {
        let served: Vec<String> =
            hall.misfit().unwrap_or_default().iter().take(3).map(|it| text::short(it)).collect();
        text::misfit_versions(&served.join(text::mandate_list_comma()), CONTRACT_VERSION)
    };
    let cell = |route: Route, title: &'static str| {
        view! {
            <li><A href=route.href() attr:class="cell">
                <span class="cell__body"><span class="cell__title">{title}</span></span>
                <span class="cell__end"><Chevron/></span>
            </A></li>
        }
    };
    view! {
        <div class="page stack">
            <PageHead title=text::misfit_title()/>
            <Notice tone=Tone::Warn title=text::misfit_next()>
                <p>{versions}</p>
                <div class="notice__actions">
                    <button class="button button--primary" type="button" on:click=|_| page::reload()>{text::misfit_reload()}</button>
                    {move || hall.outward().hotline.map(|number| view! { <Phone number/> })}
                </div>
            </Notice>
            <h2 class="section-title">{text::misfit_kept()}</h2>
            <ul class="list">
                {cell(Route::Cases, text::cases_title())}
                {cell(Route::Verify(String::new()), text::verify_title())}
            </ul>
        </div>
    }
}
