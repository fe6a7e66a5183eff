//! Identifiers. Opaque strings of 1 to 64 URL-safe characters; parse them, never take them apart.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The longest identifier a hall may mint, in characters.
pub const MAX_ID_LEN: usize = 64;

/// The text is not an identifier: empty, longer than [`MAX_ID_LEN`], or with a character outside
/// `A-Z a-z 0-9 - . _ ~`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadId;

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an identifier: 1 to 64 of A-Z a-z 0-9 - . _ ~")
    }
}

impl std::error::Error for BadId {}

fn check(text: &str) -> Result<String, BadId> {
    let ok = !text.is_empty()
        && text.len() <= MAX_ID_LEN
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._~".contains(&it));
    if ok { Ok(text.to_owned()) } else { Err(BadId) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                check(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                check(&text).map(Self)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A hall, stable over its life (`yunxiu-990101`).
    HallId
    /// A matter (事项) as one hall offers it. Not the 事项编码: 5 % of published matters have none.
    MatterId
    /// One material (材料) of a guide; the same id in checklist, upload slot and intake list.
    MaterialId
    /// One filing (申报): a UUIDv7 made by the client with the draft. An address, never a secret.
    FilingId
    /// One case (办件) as the hall keeps it.
    CaseId
    /// A correction notice (补正告知书).
    NoticeId
    /// A natural person in the hall's identity system.
    PersonId
    /// An organisation in the hall's identity system.
    OrganisationId
    /// A principal: whoever the matter is for, a person or an organisation.
    PartyId
    /// A mandate (授权委托) under which an actor acts for a principal.
    MandateId
    /// A project (投资项目统一代码, GB/T 40058): `2609-990101-04-01-123456`.
    ProjectCode
    /// One person's database in one browser profile, random, registered on first use.
    DeviceId
    /// One resumable upload.
    UploadId
    /// A blank or sample form (空表、样表) of a material.
    DocumentId
    /// A report of an error in a guide (报错): a UUIDv7 made by the client.
    ReportId
    /// A key in the hall's key set (`kid`).
    KeyId
    /// One service that was done in a case; the address of its rating.
    ServiceEventId
    /// One complaint: a UUIDv7 made by the client.
    ComplaintId
    /// One consultation: a UUIDv7 made by the client.
    ConsultationId
    /// A place where people are seen.
    VenueId
    /// A time at a venue.
    SlotId
    /// One appointment: a UUIDv7 made by the client.
    AppointmentId
    /// One licence (电子证照).
    LicenceId
    /// One bill (缴费单).
    PaymentId
    /// One parcel (寄递).
    ParcelId
    /// A firm in the register of intermediary services (中介服务).
    IntermediaryId
    /// A policy (政策).
    PolicyId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifier_table() {
        let longest = "a".repeat(MAX_ID_LEN);
        let table = [
            ("a", true),
            ("0197-Ab_c.~", true),
            (longest.as_str(), true),
            ("", false),
            ("a b", false),
            ("a/b", false),
            ("食品", false),
        ];
        for (text, ok) in table {
            assert_eq!(FilingId::from_str(text).is_ok(), ok, "{text:?}");
        }
        assert_eq!(FilingId::from_str(&"a".repeat(MAX_ID_LEN + 1)), Err(BadId));
    }
}
