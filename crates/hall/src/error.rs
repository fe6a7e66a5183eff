//! A refusal: the one error of every handler, which is a problem (RFC 9457) on the wire.

use std::fmt;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{CaseId, FieldProblem, FilingId, PROBLEM_TYPE, Problem, ProblemCode, Retry};

/// Why the hall does not do what was asked.
#[derive(Debug, Clone)]
pub struct Refusal(Box<Problem>);

/// Status, when to retry, and the sentence for people of each code.
fn row(code: &ProblemCode) -> (u16, Retry, &'static str) {
    use ProblemCode as C;
    match code {
        C::SessionRequired => (401, Retry::AfterLogin, "请先登录"),
        C::CsrfMismatch => (403, Retry::AfterLogin, "页面已过期，请刷新后再试"),
        C::NotAllowed => (403, Retry::Never, "你不能办理这一项"),
        C::NotFound => (404, Retry::Never, "没有找到"),
        C::MethodNotAllowed => (405, Retry::Never, "这个地址不支持这种操作"),
        C::Malformed => (400, Retry::Never, "请求的格式不对"),
        C::MediaType => (415, Retry::Never, "请求的数据类型不对"),
        C::Invalid => (422, Retry::AfterEdit, "有内容需要修改"),
        C::ContentConflict => (409, Retry::Never, "已经提交过，内容与这次不同"),
        C::HashMismatch => (422, Retry::Never, "内容与校验值不一致"),
        C::AttachmentMissing => (422, Retry::AfterEdit, "有材料还没有传完"),
        C::VersionRetired => (409, Retry::AfterEdit, "办事指南已更新，请按新版核对后再提交"),
        C::SignatureInvalid => (422, Retry::AfterEdit, "签名没有通过核对，请重新签名"),
        C::WrongState => (409, Retry::Never, "当前状态不能这样操作"),
        C::SlotFull => (409, Retry::AfterEdit, "这个时段已约满，请换一个时段"),
        C::Stale => (412, Retry::AfterEdit, "内容已被更新，请刷新后再试"),
        C::PreconditionRequired => (428, Retry::Never, "请求没有说明改的是哪一版"),
        C::DraftHeld => (423, Retry::Later, "别人正在填写这份草稿"),
        C::MandateRefused => (403, Retry::Never, "委托不能用于这一项"),
        C::OffsetMismatch => (409, Retry::Later, "上传位置不一致，请从已收到的位置续传"),
        C::ChecksumMismatch => (460, Retry::Later, "文件在途中损坏，请重新上传"),
        C::TooLarge => (413, Retry::AfterEdit, "内容太大"),
        C::FileType => (415, Retry::AfterEdit, "不接受这种文件"),
        C::EmptyFile => (422, Retry::AfterEdit, "文件是空的"),
        C::UploadExpired => (410, Retry::AfterEdit, "这次上传已失效，请重新上传"),
        C::CursorGone => (410, Retry::Never, "更新记录接不上了，请重新读取全部指南"),
        C::RangeUnsatisfiable => (416, Retry::Never, "要的这一段不在文件里"),
        C::TooMany => (429, Retry::Later, "请求太多，请稍后再试"),
        C::Unavailable => (503, Retry::Later, "大厅暂时无法受理，请稍后再试"),
        C::Internal => (500, Retry::Later, "大厅出错了，请稍后再试"),
        C::Other(name) if name == TUS_VERSION => (412, Retry::Never, "上传协议的版本不对"),
        C::Other(_) => (400, Retry::Never, "无法处理这个请求"),
    }
}

/// This hall's own code: the request names no version of tus that is served here. 412.
pub const TUS_VERSION: &str = "tus-version";

impl Refusal {
    /// A refusal with the status, retry rule and sentence of its code.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        let (status, retry, title) = row(&code);
        Self(Box::new(Problem {
            status,
            title: title.to_owned(),
            detail: None,
            retry_after: matches!(retry, Retry::Later).then_some(RETRY_SECONDS),
            retry,
            errors: Vec::new(),
            filing_id: None,
            case_id: None,
            held_hash: None,
            sent_hash: None,
            code,
        }))
    }

    /// What happened to this very request.
    #[must_use]
    pub fn detail(mut self, text: impl Into<String>) -> Self {
        self.0.detail = Some(text.into());
        self
    }

    /// The places that are wrong.
    #[must_use]
    pub fn errors(mut self, errors: Vec<FieldProblem>) -> Self {
        self.0.errors = errors;
        self
    }

    /// One place that is wrong.
    #[must_use]
    pub fn at(self, pointer: &str, code: &str, text: impl Into<String>) -> Self {
        let one = FieldProblem { pointer: pointer.to_owned(), code: code.to_owned(), text: text.into() };
        self.errors(vec![one])
    }

    /// When to try again, in seconds, when that is known.
    #[must_use]
    pub fn after(mut self, seconds: u32) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    /// The filing this is about.
    #[must_use]
    pub fn filing(mut self, id: &FilingId) -> Self {
        self.0.filing_id = Some(id.clone());
        self
    }

    /// The case this is about.
    #[must_use]
    pub fn case(mut self, id: &CaseId) -> Self {
        self.0.case_id = Some(id.clone());
        self
    }

    /// Both hashes of a content conflict.
    #[must_use]
    pub fn hashes(mut self, held: &str, sent: &str) -> Self {
        self.0.held_hash = Some(held.to_owned());
        self.0.sent_hash = Some(sent.to_owned());
        self
    }

    /// The problem as it will be sent.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.0
    }

    /// A fault of the hall: `why` is logged, the caller is told nothing of it.
    pub fn internal(why: impl fmt::Display) -> Self {
        tracing::error!(%why, "internal fault");
        Self::new(ProblemCode::Internal)
    }
}

/// What a client waits before it tries again, in seconds.
const RETRY_SECONDS: u32 = 2;

impl From<ProblemCode> for Refusal {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::internal(error)
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

impl From<contract::BadId> for Refusal {
    fn from(error: contract::BadId) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, PROBLEM_TYPE)], body).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.0.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_contract_has_a_row_of_its_own() {
        for name in ProblemCode::KNOWN {
            let code = ProblemCode::from((*name).to_owned());
            let (status, _, title) = row(&code);
            assert!((400..600).contains(&status), "{name}");
            assert_ne!(title, row(&ProblemCode::Other(String::new())).2, "{name}");
        }
    }

    #[test]
    fn a_refusal_that_helps_later_says_when() {
        let refused = Refusal::new(ProblemCode::Unavailable).into_response();
        assert_eq!(refused.status(), 503);
        assert!(refused.headers().contains_key(header::RETRY_AFTER));
        let refused = Refusal::new(ProblemCode::Invalid).into_response();
        assert!(!refused.headers().contains_key(header::RETRY_AFTER));
    }
}
