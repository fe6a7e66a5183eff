//! Where somebody is, and where they look.

use leptos::prelude::*;
use rules::regions::around;

use super::region::RegionPicker;
use super::search::Looking;
use crate::route::Wanted;
use crate::store::hall::HallStore;
use crate::store::{regions, store};

/// The region that is looked in and those it lies in, innermost first. A region nobody knows narrows nothing: an old
/// address still shows the guides.
pub fn at(wanted: Memo<Wanted>) -> Signal<Vec<String>> {
    let at = Memo::new(move |_| wanted.with(|it| it.at.clone()));
    let way = LocalResource::new(move || {
        let code = at.get();
        async move {
            let code = code?;
            let way = regions::path(&code).await;
            Some((code, way))
        }
    });
    let codes = Memo::new(move |_| {
        let Some(code) = at.get() else { return Vec::new() };
        match way.get().flatten() {
            Some((asked, Ok(way))) if asked == code => way.into_iter().rev().map(|it| it.code).collect(),
            // Until the hall has told the way, or when it cannot be asked.
            _ => around(&code),
        }
    });
    codes.into()
}

/// Where the person is, the same way: where they look now, else what they chose last on this device, else where the hall
/// is.
pub fn here(at: Signal<Vec<String>>) -> Signal<Vec<String>> {
    let hall = store::<HallStore>();
    let own = Memo::new(move |_| Some(hall.found()?.ok()?.region.clone()));
    let way = LocalResource::new(move || {
        let own = own.get();
        async move {
            match own {
                Some(code) => regions::path(&code).await.unwrap_or_default(),
                None => Vec::new(),
            }
        }
    });
    let here = Memo::new(move |_| {
        let chosen = Some(at.get()).filter(|it| !it.is_empty()).unwrap_or_else(regions::here);
        if !chosen.is_empty() {
            return chosen;
        }
        way.get().unwrap_or_default().into_iter().rev().map(|it| it.code).collect()
    });
    here.into()
}

/// The region's chip.
#[component]
pub fn Place(looking: Looking) -> impl IntoView {
    let value = Memo::new(move |_| looking.wanted.with(|it| it.at.clone()));
    let change = Callback::new(move |at| {
        looking.change.run(Wanted { at, more: 0, ..looking.wanted.get_untracked() });
    });
    view! { <RegionPicker value change/> }
}
