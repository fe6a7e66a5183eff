//! Who is signed in, and for whom they act.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Instant, MandateId, PartyId, PersonId};

names! {
    /// What kind of party a principal is.
    PartyKind {
        /// A natural person (自然人).
        Person = "person",
        /// A legal person or other organisation (法人).
        Organisation = "organisation",
    }
}

/// `GET /api/v1/session`: always 200; signed out is a state, not an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The value to send in `X-Hall-CSRF` with every write. New with every sign-in.
    pub csrf: String,
    /// Who is signed in; absent when nobody is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<SignedIn>,
    /// When the session ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Instant>,
}

/// The person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Their id in the hall's identity system; also the name of their database on the device.
    pub id: PersonId,
    /// Their name as registered (2 to 50 characters, may hold `·`).
    pub name: String,
    /// Identity number with the birth date hidden: `990101********0017`.
    pub id_number_masked: String,
    /// Mobile number with its middle hidden: `138****0001`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile_masked: Option<String>,
    /// What a form may prefill, by profile key (`name`, `id_number`, `mobile`, `address`).
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub profile: std::collections::BTreeMap<String, String>,
}

/// `POST /api/v1/session`: development sign-in as a seeded person. A hall outside demo mode answers 404
/// and sends people to the `sign_in.url` of discovery instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DevelopmentSignIn {
    /// Which seeded person.
    pub person_id: PersonId,
}

/// A party on a record: the one who acts, or the one it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Opaque id in the hall's identity system.
    pub id: PartyId,
    /// Person or organisation.
    pub kind: PartyKind,
    /// Name as registered.
    pub name: String,
}

/// Who acts, for whom, and under which mandate. On every write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acting {
    /// Who acts: the person of the session.
    pub actor: Party,
    /// For whom: the applicant (申请人). Equal to the actor when one files for oneself.
    pub principal: Party,
    /// The mandate, when actor and principal differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<MandateId>,
}
