//! A draft as it lies on this device.

use std::collections::BTreeSet;

use client::filings::Target;
use contract::{
    Acting, Answers, CaseId, CorrectionNotice, DeliveryChoice, FilingId, MandateId, MaterialId, MatterId,
    Party, ProjectCode, ScenarioAnswers,
};
use serde::{Deserialize, Serialize};

/// One file of a draft; its bytes lie beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFile {
    /// The material it is for.
    pub material_id: MaterialId,
    /// Name on the device.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub length: u64,
    /// SHA-256 of the bytes, hex.
    pub sha256: String,
    /// True when the hall has it already: taken over from what is being corrected.
    #[serde(default)]
    pub at_hall: bool,
}

/// What a correction draft answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The case.
    pub case_id: CaseId,
    /// The notice, whole: it must be readable without a network.
    pub notice: CorrectionNotice,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its id on this device and in the address; equal to `filing_id` for a first filing.
    pub id: FilingId,
    /// The filing it becomes or corrects.
    pub filing_id: FilingId,
    /// What it corrects, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// The matter.
    pub matter: MatterId,
    /// Its title.
    pub title: String,
    /// The guide version it is pinned to.
    pub guide_version: u32,
    /// Scenario answers.
    pub scenario: ScenarioAnswers,
    /// Form answers, as typed.
    pub answers: Answers,
    /// Files, in the order they were picked.
    pub files: Vec<DraftFile>,
    /// Materials promised for later.
    pub later: BTreeSet<MaterialId>,
    /// Delivery choice.
    pub delivery: DeliveryChoice,
    /// For whom.
    pub principal: Party,
    /// Who acts.
    pub actor: Party,
    /// Under which mandate, when that is for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<MandateId>,
    /// The project it is filed for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectCode>,
    /// The ink log so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ink: Option<String>,
    /// When it was saved last, milliseconds since 1970 on this device.
    pub updated_ms: i64,
}

impl Draft {
    /// Where its content is committed to.
    #[must_use]
    pub fn target(&self) -> Target {
        match &self.correction {
            Some(it) => Target::Correction(it.case_id.clone(), it.notice.id.clone()),
            None => Target::Filing(self.filing_id.clone()),
        }
    }

    /// Who acts for whom, as it will be filed.
    #[must_use]
    pub fn acting(&self) -> Acting {
        Acting { actor: self.actor.clone(), principal: self.principal.clone(), mandate: self.mandate.clone() }
    }

    /// Files of one material.
    pub fn files_of<'a>(&'a self, material: &'a MaterialId) -> impl Iterator<Item = &'a DraftFile> {
        self.files.iter().filter(move |it| it.material_id == *material)
    }
}
