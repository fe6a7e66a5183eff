//! The hall this app talks to: what it says about itself.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use client::CallError;
use client::hall::{Front, Outward};
use contract::{Class, Discovery, HallId, LegalText, LegalUse, Receipt};
use leptos::prelude::{GetUntracked, RwSignal, Set, With, WithUntracked};

use crate::edge::{crypto, fetch, prefs};
use crate::text;

/// The last answer of discovery, kept on the device: its keys check receipts without a network.
const REMEMBERED: &str = "hall";
/// The last one that could be read whole: what came after it may be of use for its name only.
const READ_WHOLE: &str = "hall-whole";

/// What is known of the hall.
///
/// The first screen reads its name and little else; what else it said is read when a page asks for it.
#[derive(Clone, Copy)]
pub struct HallStore {
    found: RwSignal<Option<Result<Announced, CallError>>>,
}

/// What the hall said, and the part of it that is read already.
#[derive(Clone)]
struct Announced {
    bytes: Arc<[u8]>,
    front: Front,
    /// All of it, from when a page first asks for it.
    whole: Arc<OnceLock<Option<Whole>>>,
}

/// A [`Discovery`]. Under its own name it would bring the code that drops one into the first load.
type Whole = Arc<dyn Any + Send + Sync>;

impl Announced {
    fn read(bytes: Vec<u8>) -> Option<Self> {
        let front = client::hall::front(&bytes)?;
        if let Some(tag) = front.locales.first() {
            text::set_hall_language(tag);
        }
        Some(Self { bytes: bytes.into(), front, whole: Arc::default() })
    }

    fn whole(&self) -> Result<Arc<Discovery>, CallError> {
        let whole = self.whole.get_or_init(|| Some(Arc::new(self.read_whole()?))).clone();
        whole.and_then(|it| it.downcast().ok()).ok_or(CallError::Unreadable)
    }

    fn read_whole(&self) -> Option<Discovery> {
        let now = client::hall::whole(&self.bytes);
        if now.is_some() {
            let text = std::str::from_utf8(&self.bytes).ok().filter(|_| fits(self));
            if let Some(text) = text.filter(|it| prefs::get(READ_WHOLE).as_deref() != Some(*it)) {
                prefs::set(READ_WHOLE, text);
            }
        }
        let before = || client::hall::whole(prefs::get(READ_WHOLE)?.as_bytes());
        last_good(now, fits(self), before)
    }
}

impl HallStore {
    pub(super) fn new() -> Self {
        let remembered = prefs::get(REMEMBERED).and_then(|it| Announced::read(it.into_bytes()));
        Self { found: RwSignal::new(remembered.map(Ok)) }
    }

    /// Asks the hall; keeps what was known when it cannot be reached.
    pub async fn load(self) {
        let answer = fetch::send(client::hall::announcement()).await;
        match answer.and_then(|it| Announced::read(it).ok_or(CallError::Unreadable)) {
            Ok(found) => {
                // What is remembered checks receipts: a hall of another contract is not asked to.
                if let Some(text) = std::str::from_utf8(&found.bytes).ok().filter(|_| fits(&found)) {
                    prefs::set(REMEMBERED, text);
                }
                if !self.says(&found.bytes) {
                    self.found.set(Some(Ok(found)));
                }
            }
            Err(error) if !matches!(self.found.get_untracked(), Some(Ok(_))) => {
                self.found.set(Some(Err(error)));
            }
            Err(_) => {}
        }
    }

    /// Whether this is what is known already: what stands on a page for it, a tick among it, is not drawn anew.
    fn says(self, bytes: &[u8]) -> bool {
        self.found.with_untracked(|it| matches!(it, Some(Ok(it)) if *it.bytes == *bytes))
    }

    /// What the hall says; `None` while it is not known yet, or why it is not known. Reactive.
    #[must_use]
    pub fn found(self) -> Option<Result<Arc<Discovery>, CallError>> {
        self.found.with(|it| Some(it.as_ref()?.as_ref().map_err(Clone::clone).and_then(Announced::whole)))
    }

    /// What the hall says, when it is known. Not reactive.
    #[must_use]
    pub fn now(self) -> Option<Arc<Discovery>> {
        self.found.with_untracked(|it| it.as_ref()?.as_ref().ok()?.whole().ok())
    }

    /// The hall's name, or the product's until it is known. Reactive.
    #[must_use]
    pub fn name(self) -> String {
        self.found.with(|it| match it {
            Some(Ok(hall)) => text::short(&hall.front.name),
            _ => text::app_name().to_owned(),
        })
    }

    /// What is said where sample data is shown. Reactive.
    #[must_use]
    pub fn notice(self) -> Option<String> {
        self.found.with(|it| it.as_ref()?.as_ref().ok()?.front.demo.as_ref().map(|it| it.notice.clone()))
    }

    /// The language of [`Self::name`], where it is not the page's.
    #[must_use]
    pub fn lang(self) -> Option<&'static str> {
        self.found.with(|it| matches!(it, Some(Ok(_))).then(text::hall_lang).flatten())
    }

    /// Whether the hall offers a class; unknown counts as yes, the hall itself will say no. Reactive.
    #[must_use]
    pub fn offers(self, class: &Class) -> bool {
        self.found.with(|it| it.as_ref().and_then(|it| it.as_ref().ok()).is_none_or(|it| names(it, class)))
    }

    /// Whether the hall is known to offer a class, and to speak of it in this contract. Not reactive.
    #[must_use]
    pub fn surely_offers(self, class: &Class) -> bool {
        self.found.with_untracked(|it| matches!(it, Some(Ok(it)) if fits(it) && names(it, class)))
    }

    /// The hall's contract versions, when it has none in common with this app. Reactive.
    #[must_use]
    pub fn misfit(self) -> Option<Vec<String>> {
        self.found.with(|it| {
            let known = it.as_ref()?.as_ref().ok().filter(|it| !fits(it))?;
            Some(known.front.contract.clone())
        })
    }

    /// Whether something may be sent: true but for a hall of another contract, which is asked once more.
    pub(super) async fn fits_by_now(self) -> bool {
        let known = || !matches!(self.found.get_untracked(), Some(Ok(it)) if !fits(&it));
        if !known() {
            self.load().await;
        }
        known()
    }

    /// What the hall does elsewhere, and its hotline: readable of a hall of another contract, too. Reactive.
    #[must_use]
    pub fn outward(self) -> Outward {
        self.found.with(|it| match it {
            Some(Ok(it)) => client::hall::outward(&it.bytes),
            _ => Outward::default(),
        })
    }

    /// Whether the wording for each of these uses, where the hall has one, is the one its digest is of: what people
    /// agree to is kept by its digest, and has to be what they read. Not reactive.
    #[must_use]
    pub fn wording_is_bound(self, used: &[LegalUse]) -> bool {
        self.found.with_untracked(|it| match it {
            Some(Ok(it)) => client::hall::wordings(&it.bytes).is_some_and(|it| bound(&it, used)),
            _ => true,
        })
    }
}

/// What is read now, or what was read before where that is of the same contract.
fn last_good<T>(now: Option<T>, fits: bool, before: impl FnOnce() -> Option<T>) -> Option<T> {
    now.or_else(|| before().filter(|_| fits))
}

fn bound(wordings: &[LegalText], used: &[LegalUse]) -> bool {
    used.iter().all(|purpose| {
        let wording = wordings.iter().find(|it| it.purpose == *purpose);
        wording.is_none_or(|it| canon::sha256_hex(it.text.as_bytes()) == it.sha256)
    })
}

fn names(it: &Announced, class: &Class) -> bool {
    it.front.classes.iter().any(|it| it == class.as_str())
}

fn fits(it: &Announced) -> bool {
    client::hall::fits(&it.front.contract)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_whole_does_not_take_the_place_of_what_was() {
        let table = [
            (Some("now"), true, Some("before"), Some("now")),
            (None, true, Some("before"), Some("before")),
            (None, true, None, None),
            // A hall of another contract has no keys of this one's.
            (None, false, Some("before"), None),
        ];
        for (now, fits, before, expected) in table {
            assert_eq!(last_good(now, fits, || before), expected, "{now:?} {fits} {before:?}");
        }
    }

    #[test]
    fn only_a_wording_that_is_used_has_to_be_the_one_of_its_digest() {
        let wording = |purpose: LegalUse, text: &str, of: &str| LegalText {
            id: "w".into(),
            purpose,
            lang: "zh-CN".into(),
            title: "t".into(),
            text: text.into(),
            sha256: canon::sha256_hex(of.as_bytes()),
        };
        let all = [
            wording(LegalUse::Signing, "甲\u{202e}乙", "甲\u{202e}乙"),
            wording(LegalUse::Commitment, "真实", "真实。"),
        ];
        let table: [(&[LegalUse], bool); 4] = [
            (&[], true),
            (&[LegalUse::Signing], true),
            (&[LegalUse::Signing, LegalUse::Commitment], false),
            (&[LegalUse::Privacy], true),
        ];
        for (used, good) in table {
            assert_eq!(bound(&all, used), good, "{used:?}");
        }
    }
}
