//! Intermediary services (中介服务): who offers the surveys, tests and reports that the law requires before filing.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Coded, Date, IntermediaryId};

names! {
    /// Where a registration stands.
    IntermediaryState {
        /// 在册
        Registered = "registered",
        /// 暂停承接
        Suspended = "suspended",
        /// 已清退
        Removed = "removed",
    }
}

/// `GET /api/v1/intermediaries/{intermediary_id}`: one firm of the hall's register (中介超市).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intermediary {
    /// Id.
    pub id: IntermediaryId,
    /// Name.
    pub name: String,
    /// 统一社会信用代码
    pub credit_code: String,
    /// What it may do, in the hall's words, the same in every entry (`施工图设计`).
    pub services: Vec<String>,
    /// Where it is.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Since when it is in the register.
    pub registered_on: Date,
    /// Where its registration stands.
    pub state: Coded<IntermediaryState>,
}
