//! Filing (申报): the manifest that is shown, hashed, signed and receipted, and the commit that sends it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{
    Acting, Answers, DeviceId, FilingId, HallId, MandateId, MaterialId, MatterId, NoticeId, Party,
    ProjectCode, ScenarioAnswers, SignedEnvelope,
};

/// Everything a filing says. `content_hash` = SHA-256 over its canonical JSON (see crate `canon`).
///
/// Integers only; absent members are omitted, never null; attachments sorted by (`material_id`, `index`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always 1.
    pub v: u32,
    /// The hall it is for.
    pub hall: HallId,
    /// The matter.
    pub matter: MatterId,
    /// The guide version the applicant read.
    pub guide_version: u32,
    /// The form version the answers belong to; absent when the matter has no form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form_version: Option<u32>,
    /// Scenario answers; only questions that were asked.
    pub scenario: ScenarioAnswers,
    /// Form answers; only visible fields.
    pub answers: Answers,
    /// The files.
    pub attachments: Vec<Attachment>,
    /// For whom.
    pub principal: Party,
    /// Who acts.
    pub actor: Party,
    /// Under which mandate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<MandateId>,
    /// The project it is filed for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectCode>,
    /// Ids of the commitments made: legal texts agreed to, and materials promised for later.
    pub commitments: Vec<Commitment>,
    /// How the result should reach the applicant.
    pub delivery: DeliveryChoice,
    /// The correction notice this content answers; absent on a first filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<NoticeId>,
}

impl Manifest {
    /// Who acts for whom, as every write says it.
    #[must_use]
    pub fn acting(&self) -> Acting {
        Acting { actor: self.actor.clone(), principal: self.principal.clone(), mandate: self.mandate.clone() }
    }
}

/// One file of a filing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The material it is for.
    pub material_id: MaterialId,
    /// Its place among the files of that material, from 0.
    pub index: u32,
    /// File name as the applicant had it.
    pub name: String,
    /// Length in bytes.
    pub length: u64,
    /// SHA-256 of the bytes, 64 lower-case hex digits.
    pub sha256: String,
}

/// One thing the applicant promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Id of the legal text agreed to.
    pub text_id: String,
    /// SHA-256 of that text as shown.
    pub sha256: String,
    /// The material promised for later (容缺), when it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material_id: Option<MaterialId>,
}

names! {
    /// How a result reaches the applicant.
    DeliveryKind {
        /// An electronic licence or document.
        Electronic = "electronic",
        /// Picked up at a window.
        Window = "window",
        /// By courier.
        Courier = "courier",
    }
}

/// The applicant's choice of delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryChoice {
    /// How.
    pub kind: DeliveryKind,
    /// Where to, for a courier: `name`, `mobile`, `address`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub to: BTreeMap<String, String>,
}

/// `POST /api/v1/filings/{filing_id}/finalize`, and the body of a correction answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finalize {
    /// Which device sends, and its running number; orders sends, gaps allowed, never decides replay.
    pub device: DeviceSeq,
    /// The content.
    pub manifest: Manifest,
    /// What the client believes the content hash to be; the hall recomputes and compares.
    pub content_hash: String,
    /// One envelope per signer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<SignedEnvelope>,
}

/// A device and its running number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSeq {
    /// The device.
    pub id: DeviceId,
    /// Its running number, from 1.
    pub seq: u64,
}

/// What `Upload-Metadata` of `POST /api/v1/uploads` says (tus 1.0 creation).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadMetadata {
    /// `filename`.
    pub filename: String,
    /// `filetype`, a media type.
    pub filetype: String,
    /// `material_id`.
    pub material_id: MaterialId,
    /// `filing_id`.
    pub filing_id: FilingId,
    /// `sha256`, 64 lower-case hex digits of the whole file.
    pub sha256: String,
}
