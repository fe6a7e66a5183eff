//! Licences (电子证照): what somebody holds, and how they show it without handing it over.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Coded, Date, Instant, LicenceId, Party};

names! {
    /// Whether a licence is in force.
    LicenceState {
        /// 有效
        Valid = "valid",
        /// 暂扣、中止: not in force for the time being.
        Suspended = "suspended",
        /// 吊销、撤销、注销
        Revoked = "revoked",
        /// Ended by its date.
        Expired = "expired",
    }
}

/// A licence, as its holder sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Its id.
    pub id: LicenceId,
    /// What sort of document it is, in words (证照, 批文).
    pub kind: String,
    /// Its name (`食品经营许可证`).
    pub name: String,
    /// Its number.
    pub number: String,
    /// Whose it is.
    pub holder: Party,
    /// Who issued it.
    pub issued_by: String,
    /// When.
    pub issued_on: Date,
    /// To the end of this day; absent when it does not end by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Whether it is in force, by the hall's clock.
    pub state: Coded<LicenceState>,
}

/// `POST /api/v1/licences/{licence_id}/codes`: a code to be shown and read once (亮证码).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenceCode {
    /// At least 128 random bits, URL-safe.
    pub code: String,
    /// Until when it can be read, at most 120 seconds from now.
    pub expires_at: Instant,
}

/// `POST /api/v1/licence-checks` (验证): by whoever was shown a code; nobody needs to sign in for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLicence {
    /// The code that was shown.
    pub code: String,
}

/// What a code says: enough to trust the licence, not enough to copy it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenceCheck {
    /// Its name.
    pub name: String,
    /// Its number, the middle hidden.
    pub number_masked: String,
    /// The holder's name, part of it hidden.
    pub holder_masked: String,
    /// Who issued it.
    pub issued_by: String,
    /// To the end of this day; absent when it does not end by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Whether it is in force.
    pub state: Coded<LicenceState>,
    /// When the hall said so.
    pub checked_at: Instant,
}
