//! What a hall does not offer: said in one sentence where a person looks for it, with the way to where it is done.

use contract::Class;
use leptos::prelude::*;

use super::SignedInOnly;
use crate::components::{Empty, Hotline, PageHead, ways};
use crate::store::hall::HallStore;
use crate::store::store;
use crate::text;

/// Shows `view` once somebody is signed in, when the hall offers a class; else that it does not.
#[component]
pub fn OfferedOnly(
    /// The class.
    class: Class,
    /// The page's title.
    title: &'static str,
    /// The page.
    view: Callback<(), AnyView>,
) -> impl IntoView {
    let hall = store::<HallStore>();
    let offered = Memo::new({
        let class = class.clone();
        move |_| hall.offers(&class)
    });
    move || {
        let class = class.clone();
        if offered.get() {
            view! { <SignedInOnly title view/> }.into_any()
        } else {
            view! { <div class="page stack"><PageHead title/><NotOffered class/></div> }.into_any()
        }
    }
}

/// That a class is not offered, where it is done instead, and whom to ask.
#[component]
pub fn NotOffered(
    /// The class.
    class: Class,
) -> impl IntoView {
    let hall = store::<HallStore>();
    let title = text::not_offered(text::class_name(&class));
    let around = move || {
        let outward = hall.outward();
        view! {
            {ways(outward.links.into_iter().filter(|it| it.class == class))}
            {outward.hotline.map(|number| view! { <Hotline number/> })}
        }
    };
    view! { <Empty title text=text::not_offered_text()>{around}</Empty> }
}
