//! What a hall does not offer: said in one sentence where a person looks for it, with the way to where it is done.

use contract::Class;
use leptos::prelude::*;

use crate::components::{Empty, PageHead, Phone, WayOut};
use crate::route::Away;
use crate::store::hall::HallStore;
use crate::store::store;
use crate::text;

/// Shows `view` when the hall offers a class; else that it does not.
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
            view.run(())
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
        let links = outward.links.into_iter().filter(|it| it.class == class);
        let links: Vec<_> = links.filter_map(|it| Some((Away::to(&it.url)?, it.text))).collect();
        view! {
            {(!links.is_empty()).then(|| view! {
                <ul class="list">{links.into_iter().map(|(to, name)| view! { <li><WayOut to name/></li> }).collect_view()}</ul>
            })}
            {outward.hotline.map(|number| view! { <Phone number/> })}
        }
    };
    view! { <Empty title text=text::not_offered_text()>{around}</Empty> }
}
