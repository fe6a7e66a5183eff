//! Where and when: the window, its address, hours and telephone.

use contract::{Guide, Place};
use leptos::prelude::*;

use crate::components::{Icon, Phone};
use crate::edge::page::share;
use crate::edge::task;
use crate::route::on_map;
use crate::store::store;
use crate::store::toast::Toasts;
use crate::text;

/// The windows of a guide, and why one has to come.
pub(super) fn places(guide: &Guide, lang: Option<&'static str>) -> AnyView {
    let reason = guide.visit_reason.clone().map(|it| {
        view! { <dl class="facts"><div><dt>{text::visit_reason()}</dt><dd lang=lang>{it}</dd></div></dl> }
    });
    let places = if guide.places.is_empty() {
        view! { <p>{text::not_published()}</p> }.into_any()
    } else {
        guide.places.iter().cloned().map(|it| view! { <PlaceCard place=it lang/> }).collect_view().into_any()
    };
    view! {
        <h2 class="section-title">{text::where_and_when()}</h2>
        {reason}
        {places}
        <dl class="facts facts--reading">
            <div><dt>{text::consult()}</dt><dd lang=lang>{guide.consult.clone()}</dd></div>
        </dl>
    }
    .into_any()
}

#[component]
fn PlaceCard(place: Place, lang: Option<&'static str>) -> impl IntoView {
    let toasts = store::<Toasts>();
    let address = place.address.clone();
    let map = on_map(&place.address).filter(|_| share::opens_maps());
    let copy = move |_| {
        let address = address.clone();
        task::spawn(async move {
            let done = share::copy(&address).await;
            toasts.say(if done { text::copied() } else { text::copy_failed() }.to_owned());
        });
    };
    let empty = place.address.is_empty();
    view! {
        <div class="card">
            <p class="cell__title" lang=lang>{place.name}</p>
            <p class="place"><Icon name="map-pin"/><span lang=lang>{place.address}</span></p>
            <p class="place"><Icon name="clock"/><span lang=lang>{place.hours}</span></p>
            <Phone number=place.phone/>
            {(!empty).then(|| view! {
                <div class="button-row">
                    {map.map(|href| view! { <a class="button button--quiet" href=href rel="external"><Icon name="map-pin"/>{text::open_map()}</a> })}
                    <button class="button button--quiet" type="button" on:click=copy>{text::copy_address()}</button>
                </div>
            })}
        </div>
    }
}
