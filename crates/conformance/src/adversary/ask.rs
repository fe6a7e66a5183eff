//! What a client asks, by operation of the contract.

use axum::body::Bytes;
use axum::http::{HeaderMap, Method};

/// An operation of the contract, as far as plays tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    /// `GET /.well-known/hall`.
    Discovery,
    /// `GET /api/v1/session`.
    Session,
    /// `POST` and `DELETE /api/v1/session`.
    SignIn,
    /// `GET /api/v1/guides`.
    Guides,
    /// `GET /api/v1/guides/changes`.
    Changes,
    /// `GET /api/v1/guide-snapshots`.
    Snapshots,
    /// `GET /api/v1/guide-snapshots/{sha256}`.
    Snapshot,
    /// `GET /api/v1/guides/{matter}`.
    Guide,
    /// `POST /api/v1/uploads`.
    UploadCreate,
    /// `HEAD /api/v1/uploads/{upload_id}`.
    UploadOffset,
    /// `PATCH /api/v1/uploads/{upload_id}`.
    UploadAppend,
    /// `POST /api/v1/filings/{filing_id}/challenges`.
    Challenge,
    /// `POST /api/v1/filings/{filing_id}/finalize`.
    Finalize,
    /// `GET /api/v1/filings/{filing_id}/receipt`.
    Receipt,
    /// `GET /api/v1/cases`.
    Cases,
    /// `GET /api/v1/cases/{case_id}`.
    Case,
    /// Any other read of the contract.
    Read,
    /// Any other write of the contract.
    Write,
    /// A file of the app.
    File,
}

impl Op {
    /// Every operation that only reads, without a file of the app.
    pub(super) const READS: &[Self] = &[
        Self::Discovery,
        Self::Session,
        Self::Guides,
        Self::Changes,
        Self::Snapshots,
        Self::Snapshot,
        Self::Guide,
        Self::Receipt,
        Self::Cases,
        Self::Case,
        Self::Read,
    ];
    /// The catalogue, in every way it comes, and cases.
    pub(super) const LISTS: &[Self] =
        &[Self::Guides, Self::Changes, Self::Snapshots, Self::Snapshot, Self::Cases];
    /// The same, with one guide and one case.
    pub(super) const LISTED: &[Self] =
        &[Self::Guides, Self::Changes, Self::Snapshots, Self::Snapshot, Self::Guide, Self::Cases, Self::Case];
    /// What the contract has for one person only.
    pub(super) const PERSONAL: &[Self] = &[Self::Receipt, Self::Cases, Self::Case, Self::Read];
    /// Everything of the contract.
    pub(super) const ALL: &[Self] = &[
        Self::Discovery,
        Self::Session,
        Self::SignIn,
        Self::Guides,
        Self::Changes,
        Self::Snapshots,
        Self::Snapshot,
        Self::Guide,
        Self::UploadCreate,
        Self::UploadOffset,
        Self::UploadAppend,
        Self::Challenge,
        Self::Finalize,
        Self::Receipt,
        Self::Cases,
        Self::Case,
        Self::Read,
        Self::Write,
    ];

    /// Which one a request line is.
    pub(super) fn of(method: &Method, path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
        let reads = *method == Method::GET || *method == Method::HEAD;
        match (reads, parts.as_slice()) {
            (true, [".well-known", "hall"]) => Self::Discovery,
            (true, ["api", "v1", "session"]) => Self::Session,
            (false, ["api", "v1", "session"]) => Self::SignIn,
            (true, ["api", "v1", "guides"]) => Self::Guides,
            (true, ["api", "v1", "guides", "changes"]) => Self::Changes,
            (true, ["api", "v1", "guide-snapshots"]) => Self::Snapshots,
            (true, ["api", "v1", "guide-snapshots", _]) => Self::Snapshot,
            (true, ["api", "v1", "guides", _]) => Self::Guide,
            (false, ["api", "v1", "uploads"]) if *method == Method::POST => Self::UploadCreate,
            (true, ["api", "v1", "uploads", _]) if *method == Method::HEAD => Self::UploadOffset,
            (false, ["api", "v1", "uploads", _]) if *method == Method::PATCH => Self::UploadAppend,
            (false, ["api", "v1", "filings", _, "challenges"]) => Self::Challenge,
            (false, ["api", "v1", "filings", _, "finalize"]) => Self::Finalize,
            (true, ["api", "v1", "filings", _, "receipt"]) => Self::Receipt,
            (true, ["api", "v1", "cases"]) => Self::Cases,
            (true, ["api", "v1", "cases", _]) => Self::Case,
            (true, ["api", ..]) => Self::Read,
            (false, ["api", ..]) => Self::Write,
            _ => Self::File,
        }
    }
}

/// One request.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    /// Which operation it is.
    pub(super) op: Op,
    /// Method.
    pub(super) method: Method,
    /// Path with query.
    pub(super) target: String,
    /// Headers.
    pub(super) headers: HeaderMap,
    /// Body, whole.
    pub(super) body: Bytes,
}

impl Ask {
    /// The path without query.
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The part of the path at `place`, from 0: the filing of `/api/v1/filings/{filing_id}/finalize` is at 3.
    pub(super) fn part(&self, place: usize) -> &str {
        self.path().split('/').filter(|it| !it.is_empty()).nth(place).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_lines_and_their_operations() {
        let table = [
            ("GET", "/.well-known/hall", Op::Discovery),
            ("GET", "/api/v1/session", Op::Session),
            ("DELETE", "/api/v1/session", Op::SignIn),
            ("GET", "/api/v1/guides", Op::Guides),
            ("GET", "/api/v1/guides/elder-card", Op::Guide),
            ("GET", "/api/v1/guides/changes", Op::Changes),
            ("GET", "/api/v1/guide-snapshots", Op::Snapshots),
            ("GET", "/api/v1/guide-snapshots/00", Op::Snapshot),
            ("POST", "/api/v1/uploads", Op::UploadCreate),
            ("HEAD", "/api/v1/uploads/u", Op::UploadOffset),
            ("PATCH", "/api/v1/uploads/u", Op::UploadAppend),
            ("POST", "/api/v1/filings/f/challenges", Op::Challenge),
            ("POST", "/api/v1/filings/f/finalize", Op::Finalize),
            ("GET", "/api/v1/filings/f/receipt", Op::Receipt),
            ("GET", "/api/v1/cases/c/events", Op::Read),
            ("POST", "/api/v1/cases/c/withdraw", Op::Write),
            ("GET", "/", Op::File),
            ("GET", "/guides/elder-card", Op::File),
        ];
        for (method, path, op) in table {
            assert_eq!(Op::of(&method.parse().unwrap(), path), op, "{method} {path}");
        }
    }
}
