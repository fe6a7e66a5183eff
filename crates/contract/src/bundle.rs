//! Bundles (一件事): several matters that people do for one reason, filed as one. A bundle is a guide that has parts;
//! what comes of it is one case with a case for each part.

use serde::{Deserialize, Serialize};

use crate::{CaseId, CaseState, Clock, Coded, Condition, MaterialId, MatterId, TimeLimit};

/// One matter (事项) of a bundle's guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundlePart {
    /// The matter, which has a guide of its own, too.
    pub matter: MatterId,
    /// Its title.
    pub title: String,
    /// Who decides it.
    pub department: String,
    /// 承诺办结时限 of this part. Parts run side by side.
    pub promised: TimeLimit,
    /// It belongs to the filing when this holds over the scenario answers; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Which of the bundle's materials it looks at.
    pub materials: Vec<MaterialId>,
}

/// One matter of a bundle's case: a case of its own, handled by its own department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePart {
    /// The case of this part.
    pub case_id: CaseId,
    /// Its matter.
    pub matter: MatterId,
    /// Title of the matter when it was filed.
    pub title: String,
    /// Who decides it.
    pub department: String,
    /// Where it stands.
    pub state: Coded<CaseState>,
    /// Its clock, as in a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
}
