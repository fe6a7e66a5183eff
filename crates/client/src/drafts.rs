//! Shared drafts: what several handlers of one organisation prepare together, one pen for all.

use contract::{DraftSummary, FilingId, Page, PartyId, PutDraft, SharedDraft, TakePen};

use crate::call::{page as list, versioned};
use crate::{Answer, Call, Method, Versioned, encode};

/// `GET /api/v1/drafts?principal=`: the shared drafts of an organisation, the one that changed last first.
#[must_use]
pub fn page(principal: &PartyId, cursor: Option<&str>) -> Call<Page<DraftSummary>> {
    let path = format!("/api/v1/drafts?principal={principal}&limit=50");
    list(match cursor {
        Some(cursor) => format!("{path}&cursor={}", encode(cursor)),
        None => path,
    })
}

/// `GET /api/v1/drafts/{filing_id}`.
#[must_use]
pub fn by_id(filing: &FilingId) -> Call<Versioned<SharedDraft>> {
    Call::new(Method::Get, address(filing), versioned)
}

/// `PUT /api/v1/drafts/{filing_id}`: changes the version that `etag` names, or begins the draft when there is none.
#[must_use]
pub fn put(filing: &FilingId, etag: Option<&str>, draft: &PutDraft) -> Call<Versioned<SharedDraft>> {
    let (condition, version) = match etag {
        Some(etag) => ("if-match", etag),
        None => ("if-none-match", "*"),
    };
    Call::new(Method::Put, address(filing), versioned).header(condition, version.into()).json(draft)
}

/// `DELETE /api/v1/drafts/{filing_id}`: for whoever holds the pen.
#[must_use]
pub fn remove(filing: &FilingId, etag: &str) -> Call<()> {
    Call::new(Method::Delete, address(filing), |_| Ok(())).header("if-match", etag.into())
}

/// `POST /api/v1/drafts/{filing_id}/holder`: takes the pen, or keeps it.
#[must_use]
pub fn take_pen(filing: &FilingId, device: &TakePen) -> Call<Versioned<SharedDraft>> {
    Call::new(Method::Post, holder(filing), versioned).json(device)
}

/// `DELETE /api/v1/drafts/{filing_id}/holder`: puts the pen down, so that the next one need not wait.
#[must_use]
pub fn put_pen_down(filing: &FilingId) -> Call<()> {
    Call::new(Method::Delete, holder(filing), |_: &Answer| Ok(()))
}

fn address(filing: &FilingId) -> String {
    format!("/api/v1/drafts/{filing}")
}

fn holder(filing: &FilingId) -> String {
    format!("/api/v1/drafts/{filing}/holder")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CallError;

    #[test]
    fn a_change_names_its_version_and_a_beginning_that_there_is_none() {
        let draft = PutDraft {
            device: "d-1".parse().unwrap(),
            mandate: "m-1".parse().unwrap(),
            matter: "m".parse().unwrap(),
            guide_version: 1,
            project: None,
            ready_to_sign: false,
            content: contract::DraftContent {
                scenario: Default::default(),
                answers: Default::default(),
                files: Vec::new(),
                later: Default::default(),
                delivery: contract::DeliveryChoice {
                    kind: contract::DeliveryKind::Window,
                    to: Default::default(),
                },
            },
        };
        let id = "f-1".parse().unwrap();
        for (etag, header) in [(None, ("if-none-match", "*")), (Some("\"3\""), ("if-match", "\"3\""))] {
            let call = put(&id, etag, &draft);
            assert_eq!((call.method, call.path.as_str()), (Method::Put, "/api/v1/drafts/f-1"));
            assert_eq!(call.headers, [(header.0, header.1.to_owned())]);
        }
    }

    #[test]
    fn a_draft_without_a_version_cannot_be_changed_and_is_no_answer() {
        let answer = Answer { status: 200, media_type: "application/json".into(), ..Answer::default() };
        assert_eq!(by_id(&"f-1".parse().unwrap()).read(&answer), Err(CallError::Unreadable));
    }
}
