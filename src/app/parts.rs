//! Pages that come later: each group lies in a WASM file of its own, fetched when one of them is first opened.
//!
//! `wasm_split` marks where the build cuts (`xtask/src/split.rs`): what only a group reaches goes into its file,
//! what several reach into files they share, and what `App` reaches stays in the first load. A page is handed
//! over as a function pointer, so that it is drawn by the reactive owner that asked for it.

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::components::Draw;
use crate::pages;
use crate::route::Route;
use crate::store::catalogue::{CatalogueStore, Reach};

/// One function for each page: fetches its group's file, gives what draws it.
macro_rules! parts {
    ($($part:ident: $($name:ident => $page:path),+;)+) => {$($(
        #[wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
        pub(super) fn $name() -> Result<Draw, SplitLoaderError> {
            Ok(|| $page().into_any())
        }
    )+)+};
}

parts! {
    guides: search => pages::guides::SearchPage, guide => pages::guides::GuidePage;
    filing:
        form => pages::filing::FormPage,
        materials => pages::filing::MaterialsPage,
        review => pages::filing::ReviewPage,
        sign => pages::filing::SignPage,
        receipt => pages::filing::ReceiptPage;
    cases:
        case_list => pages::cases::CasesPage,
        case => pages::cases::CasePage,
        correct => pages::cases::CorrectPage;
    projects: project_list => pages::projects::ProjectsPage, project => pages::projects::ProjectPage;
    acting: acting => pages::acting::ActingPage, mandates => pages::acting::MandatesPage;
    account: me => pages::me::MePage, sign_in => pages::sign_in::SignInPage, misfit => pages::misfit::MisfitPage;
    verify: verify => pages::verify::VerifyPage;
}

/// With the guides' group, what brings the catalogue of the own district here, so that the first word finds something.
#[wasm_split(guides, wasm_split_path = ::leptos::wasm_split, fallible)]
fn district() -> Result<fn(CatalogueStore), SplitLoaderError> {
    Ok(|catalogue| catalogue.begin(Reach::District))
}

/// Fetches the group that is likely to be wanted after a page, so that the next tap does not wait. Once a
/// filing is open, everything it takes to finish it without a network is here.
pub(super) async fn ahead_of(path: &str, catalogue: CatalogueStore) {
    let under = |tab: &[&str]| tab.iter().any(|it| path.starts_with(it));
    // A failure costs nothing: whoever opens the page asks again and is told.
    let _ = if path == Route::Home.href() {
        district().await.map(|begin| begin(catalogue))
    } else if under(Route::GUIDES_TAB) || under(Route::CASES_TAB) {
        form().await.map(|_| ())
    } else {
        return;
    };
}
