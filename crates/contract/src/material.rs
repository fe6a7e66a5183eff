//! Materials (申请材料): what an applicant brings, what may follow, and what the hall fetches itself.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Coded, Condition, DocumentId, MaterialId};

names! {
    /// 材料必要性
    Necessity {
        /// 必要: without it the filing is not accepted.
        Required = "required",
        /// 非必要: bring it if you have it.
        Optional = "optional",
        /// 容缺后补: may follow within `later_days`, against a written promise.
        MayFollow = "may-follow",
        /// 免交: the hall fetches it itself (国令716号 art. 7).
        Fetched = "fetched",
    }
}

names! {
    /// 来源渠道
    MaterialSource {
        /// 申请人自备
        Applicant = "applicant",
        /// 政府部门核发
        Government = "government",
        /// 中介机构出具
        Intermediary = "intermediary",
    }
}

names! {
    /// What a document shows.
    DocumentKind {
        /// 空表: to be filled in.
        Blank = "blank",
        /// 样表: filled in as an example.
        Sample = "sample",
    }
}

/// A blank or sample form (空表、样表), under `/api/v1/guides/{matter}/documents/{document_id}`. Its bytes never change;
/// others have another id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideDocument {
    /// Stable id within the matter.
    pub id: DocumentId,
    /// Blank or sample.
    pub kind: DocumentKind,
    /// File name, for people.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Length in bytes.
    pub length: u64,
    /// SHA-256 of the bytes, 64 lower-case hex digits.
    pub sha256: String,
}

/// 申请材料. The same id names the checklist entry, the upload slot and the intake list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// Stable id.
    pub id: MaterialId,
    /// 材料名称
    pub name: String,
    /// 材料必要性
    pub necessity: Coded<Necessity>,
    /// Needed only when this holds over the scenario answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// 来源渠道
    pub source: Coded<MaterialSource>,
    /// 出具机构 and how to get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// 材料类型: original or copy, in words.
    pub original: String,
    /// Paper copies to bring when filing at a window; 0 means none.
    pub paper_copies: u32,
    /// 规格 (`A4`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// 填报须知
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// 受理标准: what makes it acceptable; shown where the file is picked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// 依据
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Working days within which it may follow, with [`Necessity::MayFollow`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later_days: Option<u32>,
    /// Most files for this material; the hall's limit when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_files: Option<u32>,
    /// 空表、样表
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<GuideDocument>,
}
