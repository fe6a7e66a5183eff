//! Where a guide is from, when it is not what the hall says now: kept on the device, withdrawn, or changed since.

use client::CallError;
use leptos::prelude::*;

use crate::components::{Notice, Tone};
use crate::edge::clock;
use crate::store::guides::{KeptGuide, Source};
use crate::text;

const DAY_MS: i64 = 86_400_000;

/// Whether the hall does not offer the matter any more.
pub(super) fn is_withdrawn(kept: &KeptGuide) -> bool {
    matches!(&kept.from, Source::Device { why: CallError::NotFound, .. })
}

/// What there is to say of a guide's age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Age {
    /// The hall's, and nobody here has read another version.
    Current,
    /// The hall's; the version that was read here before.
    Changed(u32),
    /// Kept so many days ago.
    Kept(i64),
    /// Kept, and no longer offered.
    Withdrawn,
}

fn age(kept: &KeptGuide, now_ms: i64) -> Age {
    match &kept.from {
        Source::Hall => match kept.before {
            Some(before) if before < kept.guide.version => Age::Changed(before),
            _ => Age::Current,
        },
        Source::Device { .. } if is_withdrawn(kept) => Age::Withdrawn,
        // A clock that was put back makes nothing younger than today.
        Source::Device { kept_ms, .. } => Age::Kept((now_ms - kept_ms).max(0) / DAY_MS),
    }
}

/// The stamp in a few words; nothing on what the hall says now.
pub(super) fn stamp_words(kept: &KeptGuide) -> Option<String> {
    let version = kept.guide.version.to_string();
    match age(kept, clock::now_ms()) {
        Age::Current | Age::Changed(_) => None,
        Age::Kept(0) => Some(text::guide_kept_today(&version)),
        Age::Kept(days) => Some(text::guide_kept_days(&days.to_string(), &version)),
        Age::Withdrawn => Some(text::guide_withdrawn_title().to_owned()),
    }
}

/// The stamp; nothing on what the hall says now.
#[component]
pub(super) fn Stamp(kept: KeptGuide, retry: Callback<()>) -> impl IntoView {
    let version = kept.guide.version.to_string();
    let age = age(&kept, clock::now_ms());
    let again = matches!(age, Age::Kept(_)).then(|| {
        view! {
            <div class="notice__actions"><button class="button" type="button" on:click=move |_| retry.run(())>{text::try_again()}</button></div>
        }
    });
    let (title, words) = match age {
        Age::Current => return None,
        Age::Changed(old) => {
            (text::guide_changed_title().to_owned(), text::guide_changed_text(&old.to_string(), &version))
        }
        Age::Kept(0) => (text::guide_kept_today(&version), text::guide_kept_text().to_owned()),
        Age::Kept(days) => {
            (text::guide_kept_days(&days.to_string(), &version), text::guide_kept_text().to_owned())
        }
        Age::Withdrawn => (text::guide_withdrawn_title().to_owned(), text::guide_withdrawn_text(&version)),
    };
    Some(view! { <Notice tone=Tone::Warn title><p>{words}</p>{again}</Notice> })
}
