//! What this hall calls states and events, for people.

use contract::{CaseState, EventKind, NoticeState};

/// A case's state.
#[must_use]
pub fn state(state: &CaseState) -> &str {
    match state {
        CaseState::Submitted => "已提交",
        CaseState::CorrectionNeeded => "待补正",
        CaseState::NotAccepted => "不予受理",
        CaseState::UnderReview => "审查中",
        CaseState::Suspended => "特别程序中",
        CaseState::Approved => "已准予",
        CaseState::Rejected => "不予许可",
        CaseState::Delivered => "已办结",
        CaseState::Withdrawn => "已撤回",
        CaseState::Other(name) => name,
    }
}

/// What happened.
#[must_use]
pub fn event(kind: &EventKind) -> &str {
    match kind {
        EventKind::Received => "收件",
        EventKind::Accepted => "受理",
        EventKind::NotAccepted => "不予受理",
        EventKind::CorrectionAsked => "补正告知",
        EventKind::CorrectionAnswered => "补正已交",
        EventKind::Suspended => "特别程序开始",
        EventKind::Resumed => "特别程序结束",
        EventKind::Approved => "准予",
        EventKind::Rejected => "不予许可",
        EventKind::Delivered => "送达",
        EventKind::Withdrawn => "撤回",
        EventKind::Other(name) => name,
    }
}

/// A notice's state.
#[must_use]
pub fn notice(state: &NoticeState) -> &str {
    match state {
        NoticeState::Open => "待补正",
        NoticeState::Answered => "已补正",
        NoticeState::Closed => "已关闭",
        NoticeState::Other(name) => name,
    }
}
