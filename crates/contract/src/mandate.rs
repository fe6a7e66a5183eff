//! Mandates (授权委托): who may act for whom, in what, and until when. An organisation's handlers act under one,
//! too, so that "for whom" has one answer everywhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Coded, Date, Instant, MandateId, MatterId, Party, PartyId};

names! {
    /// On what ground somebody acts for another.
    MandateRole {
        /// 代办员: agent-service staff (帮办代办), free of charge.
        AgentStaff = "agent-staff",
        /// 亲友: a relative or friend.
        Relative = "relative",
        /// 经办人: handles an organisation's affairs.
        Handler = "handler",
        /// 法定代表人, 经营者: speaks for an organisation by law.
        LegalRepresentative = "legal-representative",
    }
}

names! {
    /// What a mandate allows.
    MandateAction {
        /// File.
        File = "file",
        /// Answer a correction notice.
        Correct = "correct",
        /// Withdraw a case.
        Withdraw = "withdraw",
        /// See cases. Whoever files sees what was filed under the mandate.
        View = "view",
    }
}

names! {
    /// Where a mandate stands today.
    MandateState {
        /// In force.
        Active = "active",
        /// Begins later.
        NotYet = "not-yet",
        /// Ended by its date.
        Expired = "expired",
        /// Taken back by the principal.
        Revoked = "revoked",
        /// Granted, and not accepted by the agent yet. Covers nothing.
        Offered = "offered",
        /// The agent does not take it. Covers nothing.
        Declined = "declined",
    }
}

names! {
    /// Whose account a signature has to come from.
    SigningPlace {
        /// The signer signs in person on the agent's device (当面签名).
        InPerson = "in-person",
        /// The signer signs in with their own account.
        OwnAccount = "own-account",
    }
}

/// Which matters and actions a mandate covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateScope {
    /// The matters; absent means every matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matters: Option<Vec<MatterId>>,
    /// The actions.
    pub actions: Vec<MandateAction>,
}

/// Who has to sign what is filed under a mandate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateSigner {
    /// The person: the principal, or an organisation's legal representative.
    pub party: Party,
    /// How their signature is given.
    pub place: SigningPlace,
}

/// `PUT /api/v1/mandates/{mandate_id}`: a mandate granted online, by its principal or by who speaks for the
/// organisation. It covers nothing before its agent accepts it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutMandate {
    /// On what ground: `relative`, `agent-staff` or, for an organisation, `handler`.
    pub role: MandateRole,
    /// For whom.
    pub principal: PartyId,
    /// Who shall act.
    pub agent: AgentContact,
    /// What is covered.
    pub scope: MandateScope,
    /// From this day on; today or later.
    pub valid_from: Date,
    /// To the end of this day; absent when it does not end by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// How the principal, or who speaks for the organisation, signs what is filed under it.
    pub place: SigningPlace,
}

/// A person as the principal knows them; both have to match one account of the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentContact {
    /// Name as registered.
    pub name: String,
    /// Mobile number.
    pub mobile: String,
}

/// A mandate, as its agent and its principal see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// Its id; goes into every record made under it.
    pub id: MandateId,
    /// On what ground, with the hall's words.
    pub role: Coded<MandateRole>,
    /// Who acts. Always a person.
    pub agent: Party,
    /// For whom.
    pub principal: Party,
    /// The principal's identity number (GB 11643), its birth date hidden, or credit code (GB 32100).
    pub principal_no: String,
    /// What is covered.
    pub scope: MandateScope,
    /// From this day on.
    pub valid_from: Date,
    /// To the end of this day; absent when it does not end by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Where it stands, judged by the hall's clock.
    pub state: Coded<MandateState>,
    /// Who signs.
    pub signer: MandateSigner,
    /// What it rests on, for people (`委托书 云岫代字〔2026〕17号`).
    pub basis: String,
    /// When it was recorded.
    pub granted_at: Instant,
    /// What a form may prefill about the principal, by profile key (`name`, `id_number`, `mobile`, `address`,
    /// `organisation`, `credit_code`, `representative`). Only in `GET /api/v1/mandates/{mandate_id}`, only for the
    /// agent, and only while the mandate is in force.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub profile: BTreeMap<String, String>,
}
