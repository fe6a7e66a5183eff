//! The hall this app talks to: what it says about itself.

use client::CallError;
use contract::{Class, Discovery, HallId, LegalText, LegalUse, Receipt};
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, With};

use crate::edge::{crypto, fetch, prefs};

/// The last answer of discovery, kept on the device: its keys check receipts without a network.
const REMEMBERED: &str = "hall";

/// What is known of the hall.
#[derive(Clone, Copy)]
pub struct HallStore {
    found: RwSignal<Option<Result<Discovery, CallError>>>,
}

impl HallStore {
    pub(super) fn new() -> Self {
        let remembered = prefs::get(REMEMBERED).and_then(|it| serde_json::from_slice(it.as_bytes()).ok());
        Self { found: RwSignal::new(remembered.map(Ok)) }
    }

    /// Asks the hall; keeps what was known when it cannot be reached.
    pub async fn load(self) {
        match fetch::send(client::hall::discovery()).await {
            Ok(found) => {
                if let Ok(text) = serde_json::to_string(&found) {
                    prefs::set(REMEMBERED, &text);
                }
                self.found.set(Some(Ok(found)));
            }
            Err(error) if !matches!(self.found.get_untracked(), Some(Ok(_))) => {
                self.found.set(Some(Err(error)));
            }
            Err(_) => {}
        }
    }

    /// What the hall says; `None` while it is not known yet, or why it is not known.
    #[must_use]
    pub fn found(self) -> Option<Result<Discovery, CallError>> {
        self.found.get()
    }

    /// What the hall says, when it is known. Not reactive.
    #[must_use]
    pub fn now(self) -> Option<Discovery> {
        self.found.get_untracked().and_then(Result::ok)
    }

    /// The hall's name, or the product's until it is known.
    #[must_use]
    pub fn name(self) -> String {
        self.found.with(|it| match it {
            Some(Ok(hall)) => hall.name.clone(),
            _ => crate::text::app_name().to_owned(),
        })
    }

    /// Whether the hall offers a class; unknown counts as yes, the hall itself will say no.
    #[must_use]
    pub fn offers(self, class: &Class) -> bool {
        self.found.with(|it| match it {
            Some(Ok(hall)) => hall.classes.contains(class),
            _ => true,
        })
    }

    /// The operator's wording for a use.
    #[must_use]
    pub fn legal(self, purpose: &LegalUse) -> Option<LegalText> {
        self.now()?.legal.into_iter().find(|it| it.purpose == *purpose)
    }
}

/// Why a text is not a genuine receipt of a hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotGenuine {
    /// Not a receipt at all, or cut off.
    NotAReceipt,
    /// Another hall's.
    OtherHall(HallId),
    /// Signed with a key the hall does not publish.
    UnknownKey,
    /// The signature does not fit.
    Changed,
    /// It could not be checked here, which says nothing about it.
    NotChecked,
}

/// Checks a receipt with a hall's published keys. Nothing is sent anywhere.
///
/// # Errors
///
/// [`NotGenuine`].
pub async fn genuine(jws: &str, hall: &Discovery) -> Result<Receipt, NotGenuine> {
    let unverified = esign::receipt::read(jws).map_err(|_| NotGenuine::NotAReceipt)?;
    if unverified.claims.hall != hall.hall {
        return Err(NotGenuine::OtherHall(unverified.claims.hall));
    }
    let with = unverified.to_verify(&hall.keys).map_err(|_| NotGenuine::UnknownKey)?;
    match crypto::verify(&with.key, &with.signing_input, &with.signature).await {
        Ok(true) => Ok(unverified.claims),
        Ok(false) => Err(NotGenuine::Changed),
        Err(_) => Err(NotGenuine::NotChecked),
    }
}
