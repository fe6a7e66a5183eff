//! Reports of errors in a guide (报错): what is being written, what was sent, what became of it.
//!
//! What is written lies in the tab until the hall has it, so that it is there again after signing in. The id is made
//! with the first send and kept until the hall answers: the same words sent again are the same report.

use client::CallError;
use contract::{GuidePart, GuideReport, MatterId, PutGuideReport, ReportId};

use super::session::SessionStore;
use crate::edge::disk::Store;
use crate::edge::{fetch, ids, tab};

/// Most characters of a report: the contract's limit.
pub const MOST: usize = 1000;

/// What is written and not acknowledged: whose it is, the part, the words, the id it was sent under.
type Kept = (String, GuidePart, String, Option<ReportId>);

fn key(matter: &MatterId) -> String {
    ["report/", matter.as_str()].concat()
}

fn person(session: SessionStore) -> String {
    session.person().map(|it| it.id.to_string()).unwrap_or_default()
}

/// What is written about a guide and not sent yet. A visitor's words are there for whoever signs in; somebody's are for
/// nobody else.
#[must_use]
pub fn written(session: SessionStore, matter: &MatterId) -> Option<(GuidePart, String)> {
    let (_, part, text, _) = kept(matter, &person(session))?;
    Some((part, text))
}

fn kept(matter: &MatterId, person: &str) -> Option<Kept> {
    let found: Kept = serde_json::from_slice(tab::get(&key(matter))?.as_bytes()).ok()?;
    may_read(&found.0, person).then_some(found)
}

fn may_read(owner: &str, person: &str) -> bool {
    owner.is_empty() || owner == person
}

/// Keeps what is written so far.
pub fn write(session: SessionStore, matter: &MatterId, part: &GuidePart, text: &str) {
    let person = person(session);
    let id = kept(matter, &person).and_then(|it| same(&it, part, text));
    keep(matter, &(person, part.clone(), text.to_owned(), id));
}

/// The id it was sent under, while it says the same.
fn same(kept: &Kept, part: &GuidePart, text: &str) -> Option<ReportId> {
    kept.3.clone().filter(|_| kept.1 == *part && kept.2 == text)
}

fn keep(matter: &MatterId, kept: &Kept) {
    tab::set(&key(matter), serde_json::to_string(kept).ok().as_deref());
}

/// Sends a report.
///
/// # Errors
///
/// What the hall answered. The words stay, and the same words are sent under the same id.
pub async fn send(session: SessionStore, report: PutGuideReport) -> Result<GuideReport, CallError> {
    let (matter, owner) = (report.matter.clone(), person(session));
    let sent_before = kept(&matter, &owner).and_then(|it| same(&it, &report.part, &report.text));
    let id = sent_before.or_else(ids::report).ok_or(CallError::Unreadable)?;
    keep(&matter, &(owner, report.part.clone(), report.text.clone(), Some(id.clone())));
    let received = fetch::send(client::guides::put_report(&id, &report)).await?;
    tab::set(&key(&matter), None);
    if let Ok(disk) = session.disk() {
        // Without it the answer is not found again; the hall has the report all the same.
        disk.put(Store::Meta, &key(&matter), id.as_str().as_bytes()).await.unwrap_or_default();
    }
    Ok(received)
}

/// The last report this person made about a guide on this device, as the hall has it now.
pub async fn mine(session: SessionStore, matter: &MatterId) -> Option<GuideReport> {
    let held = session.disk().ok()?.get(Store::Meta, &key(matter)).await.ok()??;
    let id: ReportId = String::from_utf8(held).ok()?.parse().ok()?;
    fetch::send(client::guides::report(&id)).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitors_words_go_with_whoever_signs_in_and_a_persons_stay_theirs() {
        let table = [
            ("", "", true),
            ("", "p-a", true),
            ("p-a", "p-a", true),
            ("p-a", "p-b", false),
            ("p-a", "", false),
        ];
        for (owner, reader, may) in table {
            assert_eq!(may_read(owner, reader), may, "{owner:?} {reader:?}");
        }
    }

    #[test]
    fn only_the_same_report_is_sent_again_under_its_id() {
        let id: ReportId = "r-1".parse().unwrap();
        let kept: Kept = (String::new(), GuidePart::Fees, "没有收费".into(), Some(id.clone()));
        assert_eq!(same(&kept, &GuidePart::Fees, "没有收费"), Some(id));
        assert_eq!(same(&kept, &GuidePart::Fees, "没有收费。"), None);
        assert_eq!(same(&kept, &GuidePart::Places, "没有收费"), None);
    }
}
