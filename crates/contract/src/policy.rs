//! Policies (惠企利民政策): what is granted to whom, on which conditions, and where to apply.

use serde::{Deserialize, Serialize};

use crate::{Audience, Date, MatterId, PolicyId};

/// A policy in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicySummary {
    /// Id.
    pub id: PolicyId,
    /// Title.
    pub title: String,
    /// 发文机关
    pub issuer: String,
    /// 文号
    pub number: String,
    /// Whom it is for.
    pub audiences: Vec<Audience>,
    /// When it was published.
    pub published_on: Date,
    /// Last day on which it holds; until it is repealed when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// What it is about, in one or two sentences.
    pub summary: String,
    /// The matter to file for, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
}

/// `GET /api/v1/policies/{policy_id}`: one policy, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "PolicyMembers", into = "PolicyMembers")]
pub struct Policy {
    /// What the list shows, too; its members travel beside the others.
    pub summary: PolicySummary,
    /// The text, in plain paragraphs separated by empty lines.
    pub text: String,
    /// Who gets it: each condition for itself.
    pub conditions: Vec<String>,
}

/// A policy's members as they travel, side by side.
#[derive(Serialize, Deserialize)]
struct PolicyMembers {
    id: PolicyId,
    title: String,
    issuer: String,
    number: String,
    audiences: Vec<Audience>,
    published_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    valid_until: Option<Date>,
    summary: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    matter: Option<MatterId>,
    text: String,
    conditions: Vec<String>,
}

impl From<PolicyMembers> for Policy {
    fn from(it: PolicyMembers) -> Self {
        let summary = PolicySummary {
            id: it.id,
            title: it.title,
            issuer: it.issuer,
            number: it.number,
            audiences: it.audiences,
            published_on: it.published_on,
            valid_until: it.valid_until,
            summary: it.summary,
            matter: it.matter,
        };
        Self { summary, text: it.text, conditions: it.conditions }
    }
}

impl From<Policy> for PolicyMembers {
    fn from(Policy { summary: it, text, conditions }: Policy) -> Self {
        Self {
            id: it.id,
            title: it.title,
            issuer: it.issuer,
            number: it.number,
            audiences: it.audiences,
            published_on: it.published_on,
            valid_until: it.valid_until,
            summary: it.summary,
            matter: it.matter,
            text,
            conditions,
        }
    }
}
