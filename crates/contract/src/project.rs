//! Projects (投资项目): stages with matters side by side, seen as one.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{CaseSummary, Coded, Date, DraftSummary, Instant, MatterId, Party, ProjectCode};

names! {
    /// Where a stage stands.
    StageState {
        /// Not begun; something before it is not done.
        Waiting = "waiting",
        /// Can be filed for now.
        Open = "open",
        /// At least one case is running.
        Running = "running",
        /// Everything that is needed is decided in favour.
        Done = "done",
    }
}

/// A project in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectSummary {
    /// 投资项目统一代码 (GB/T 40058): `2609-990101-04-01-123456`.
    pub code: ProjectCode,
    /// Name.
    pub name: String,
    /// Whose it is.
    pub principal: Party,
    /// Name of the stage it is in; the hall's word.
    pub stage: String,
    /// How many matters are done.
    pub done: u32,
    /// How many there are that are needed.
    pub total: u32,
    /// The next date on which something is due, from either side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due: Option<Date>,
    /// When something last happened.
    pub updated_at: Instant,
}

/// `GET /api/v1/projects/{code}`, with `ETag`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// What the list shows, too.
    pub summary: ProjectSummary,
    /// Where it is built.
    pub place: String,
    /// Kind, in the hall's words (`备案类 · 制造业`).
    pub kind: String,
    /// Working days the hall's departments have used, together, days side by side counted once.
    pub government_days: u32,
    /// Working days the project's own intermediary services took (设计、评审、检测), counted apart.
    pub intermediary_days: u32,
    /// The stages in order.
    pub stages: Vec<Stage>,
}

/// A stage (阶段) with matters that may be filed side by side (并联).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Stable id within the project.
    pub id: String,
    /// Name (`施工许可`).
    pub name: String,
    /// The department that leads it (牵头部门).
    pub lead: String,
    /// Where it stands.
    pub state: Coded<StageState>,
    /// Its limit, in working days.
    pub limit_days: u32,
    /// When it should be done: the limit counted from the first acceptance in it. Absent before, and once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// The matters.
    pub matters: Vec<ProjectMatter>,
}

/// One matter of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectMatter {
    /// The matter.
    pub matter: MatterId,
    /// Its title.
    pub title: String,
    /// Who decides.
    pub department: String,
    /// False when this project may do without it.
    pub needed: bool,
    /// Why it is not needed, or what has to come first, in the hall's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The case that speaks for it: one decided in favour, else the latest. Absent, too, when the caller may not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseSummary>,
    /// Its shared draft, while no case is running or done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftSummary>,
}
