//! A draft in words, for whoever does not write it.

use std::sync::Arc;

use contract::{Guide, LegalUse};
use leptos::prelude::*;

use super::content::Content;
use crate::store::drafts::{Draft, OpenDraft};
use crate::store::hall::HallStore;
use crate::store::shared::Shared;
use crate::store::{manifest, store};

/// An open draft, always as it stands, with whoever wrote it last.
#[component]
pub(super) fn Sheet(open: OpenDraft) -> impl IntoView {
    let shared = use_context::<Shared>();
    move || {
        let mut draft = open.get();
        if let Some(summary) = shared.and_then(Shared::summary) {
            (draft.actor, draft.mandate) = (summary.updated_by, None);
        }
        view! { <Words draft guide=open.guide()/> }
    }
}

/// A draft as it would be filed now.
#[component]
pub(super) fn Words(draft: Draft, guide: Arc<Guide>) -> impl IntoView {
    let hall = store::<HallStore>();
    let found = hall.now()?;
    let commitment = found.legal.iter().find(|it| it.purpose == LegalUse::Commitment);
    let manifest = manifest::build(&draft, &guide, &found.hall, commitment);
    Some(view! { <Content draft guide manifest editable=false/> })
}
