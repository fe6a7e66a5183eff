//! Filings: signing challenge, the one commit, and how an unknown outcome is resolved.

use contract::{
    CaseId, Challenge, ChallengeRequest, FilingId, Finalize, NoticeId, RECEIPT_TYPE, ReceiptLookup,
};

use crate::call::get;
use crate::{Answer, Budget, Call, CallError, Method};

/// Where content is committed to: a first filing, or the answer to a correction notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `POST /api/v1/filings/{filing_id}/finalize`.
    Filing(FilingId),
    /// `POST /api/v1/cases/{case_id}/corrections/{notice_id}/answer`.
    Correction(CaseId, NoticeId),
}

impl Target {
    fn commit_path(&self) -> String {
        match self {
            Self::Filing(id) => format!("/api/v1/filings/{id}/finalize"),
            Self::Correction(case, notice) => format!("/api/v1/cases/{case}/corrections/{notice}/answer"),
        }
    }

    fn receipt_path(&self) -> String {
        match self {
            Self::Filing(id) => format!("/api/v1/filings/{id}/receipt"),
            Self::Correction(..) => format!("{}/receipt", self.commit_path()),
        }
    }
}

/// `POST /api/v1/filings/{filing_id}/challenges`.
#[must_use]
pub fn challenge(filing: &FilingId, request: &ChallengeRequest) -> Call<Challenge> {
    Call::new(Method::Post, format!("/api/v1/filings/{filing}/challenges"), Answer::json).json(request)
}

/// The commit. The answer is a compact JWS that the caller still has to verify.
#[must_use]
pub fn commit(target: &Target, content: &Finalize) -> Call<String> {
    Call::new(Method::Post, target.commit_path(), read_receipt).json(content).within(Budget::COMMIT)
}

/// What the hall knows of it: the only way to resolve an unknown outcome.
#[must_use]
pub fn receipt(target: &Target) -> Call<ReceiptLookup> {
    get(target.receipt_path())
}

/// A 2xx without the receipt's media type is not a receipt, whatever it says.
fn read_receipt(answer: &Answer) -> Result<String, CallError> {
    if answer.media_type != RECEIPT_TYPE {
        return Err(CallError::Foreign);
    }
    String::from_utf8(answer.body.clone()).map_err(|_| CallError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_200_is_not_a_receipt() {
        let answer = |status, media_type: &str, body: &str| Answer {
            status,
            media_type: media_type.into(),
            body: body.into(),
            ..Answer::default()
        };
        let table = [
            (answer(201, RECEIPT_TYPE, "a.b.c"), Ok("a.b.c".to_owned())),
            (answer(200, "text/html", "Welcome to our Wi-Fi"), Err(CallError::Foreign)),
            (answer(201, "application/json", "{}"), Err(CallError::Foreign)),
            (answer(204, "", ""), Err(CallError::Foreign)),
        ];
        for (answer, expected) in table {
            assert_eq!(read_receipt(&answer), expected, "{answer:?}");
        }
    }
}
