//! Every address of the app, there (`Route`) and back (`Page`). Nothing else spells a path.

mod away;
mod page;
mod wanted;

pub use away::{Away, call, leads_to_sign_in, on_map};
pub use page::{Page, last, subject};
pub use wanted::{MOST_LETTERS, Narrow, Wanted};

use contract::{CaseId, FilingId, MatterId, NoticeId, ProjectCode, ScenarioAnswers};

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// What do you want to get done, and does anything need you?
    Home,
    /// Finding a guide; the query is in the address.
    Guides(String),
    /// Finding a guide somewhere or at some level; all of it is in the address.
    Find(Wanted),
    /// One guide, with the scenario answers in the address, and the project it is read for.
    Guide(MatterId, ScenarioAnswers, Option<ProjectCode>),
    /// A draft's form: one section, or the first.
    Form(FilingId, Option<String>),
    /// A draft's materials.
    Materials(FilingId),
    /// A draft as it will be sent.
    Review(FilingId),
    /// Signing and sending.
    Sign(FilingId),
    /// How a send stands, and its receipt.
    Receipt(FilingId),
    /// My cases and drafts.
    Cases,
    /// One case.
    Case(CaseId),
    /// Answering a correction notice.
    Correct(CaseId, NoticeId),
    /// For whom.
    Acting,
    /// Who may act for oneself.
    Mandates,
    /// The projects of the organisation one acts for.
    Projects,
    /// One project.
    Project(ProjectCode),
    /// Checking a receipt; the receipt is in the fragment and never leaves the page.
    Verify(String),
    /// Settings and about.
    Me,
    /// Sign-in, and where to go afterwards.
    SignIn(String),
}

impl Route {
    /// One address of every page, as path patterns with sample parameters: what tests and pictures visit.
    pub const ALL: &'static [&'static str] = &[
        "/",
        "/guides",
        "/guides/{matter}",
        "/filing/{filing}/form",
        "/filing/{filing}/materials",
        "/filing/{filing}/review",
        "/filing/{filing}/sign",
        "/filing/{filing}/receipt",
        "/cases",
        "/cases/{case}",
        "/cases/{case}/correct/{notice}",
        "/acting",
        "/mandates",
        "/projects",
        "/projects/{code}",
        "/verify",
        "/me",
        "/sign-in",
        "/nowhere",
    ];

    /// First segments under the home tab.
    pub const HOME_TAB: &'static [&'static str] = &["/"];
    /// First segments under the guides tab.
    pub const GUIDES_TAB: &'static [&'static str] = &["/guides"];
    /// First segments under the cases tab.
    pub const CASES_TAB: &'static [&'static str] = &["/cases", "/filing", "/projects"];
    /// First segments under the tab of settings.
    pub const ME_TAB: &'static [&'static str] = &["/me", "/acting", "/mandates", "/sign-in", "/verify"];

    /// The address.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Home => "/".into(),
            Self::Guides(query) if query.is_empty() => "/guides".into(),
            Self::Guides(query) => format!("/guides?q={}", client::encode(query)),
            Self::Find(wanted) => ["/guides", &wanted.query()].concat(),
            Self::Guide(matter, answers, project) => guide(matter, answers, project.as_ref()),
            Self::Form(filing, None) => format!("/filing/{filing}/form"),
            Self::Form(filing, Some(section)) => {
                format!("/filing/{filing}/form?section={}", client::encode(section))
            }
            Self::Materials(filing) => format!("/filing/{filing}/materials"),
            Self::Review(filing) => format!("/filing/{filing}/review"),
            Self::Sign(filing) => format!("/filing/{filing}/sign"),
            Self::Receipt(filing) => format!("/filing/{filing}/receipt"),
            Self::Cases => "/cases".into(),
            Self::Case(case) => format!("/cases/{case}"),
            Self::Correct(case, notice) => format!("/cases/{case}/correct/{notice}"),
            Self::Acting => "/acting".into(),
            Self::Mandates => "/mandates".into(),
            Self::Projects => "/projects".into(),
            Self::Project(code) => format!("/projects/{code}"),
            Self::Verify(jws) if jws.is_empty() => "/verify".into(),
            Self::Verify(jws) => format!("/verify#{jws}"),
            Self::Me => "/me".into(),
            Self::SignIn(next) if next.is_empty() => "/sign-in".into(),
            Self::SignIn(next) => format!("/sign-in?next={}", client::encode(next)),
        }
    }

    /// Where to go after sign-in: only an address of this app, never another origin.
    #[must_use]
    pub fn safe_next(next: &str) -> &str {
        let own = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
        if own { next } else { "/" }
    }
}

fn guide(matter: &MatterId, answers: &ScenarioAnswers, project: Option<&ProjectCode>) -> String {
    let answers = (!answers.is_empty()).then(|| ["s=", &client::encode(&spell(answers))].concat());
    let project = project.map(|it| ["project=", it.as_str()].concat());
    let query = [answers, project].into_iter().flatten().collect::<Vec<_>>().join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    ["/guides/", matter.as_str(), mark, &query].concat()
}

/// Scenario answers in an address: `where-own.kind-meal`.
fn spell(answers: &ScenarioAnswers) -> String {
    answers.iter().map(|(question, option)| format!("{question}-{option}")).collect::<Vec<_>>().join(".")
}

/// Reads what [`Route::Guide`] wrote; what does not look like an answer is left out.
#[must_use]
pub fn read_answers(text: &str) -> ScenarioAnswers {
    text.split('.').filter_map(|it| it.split_once('-')).map(|(q, o)| (q.to_owned(), o.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenario_answers_survive_the_address() {
        let answers: ScenarioAnswers =
            [("place", "rented"), ("cooks_on_site", "yes")].map(|(q, o)| (q.to_owned(), o.to_owned())).into();
        assert_eq!(read_answers(&spell(&answers)), answers);
        assert_eq!(read_answers("nonsense"), ScenarioAnswers::new());
    }

    #[test]
    fn a_guide_says_for_which_situation_and_project() {
        let answers: ScenarioAnswers = [("place".to_owned(), "own".to_owned())].into();
        let project = "2609-990101-04-01-100016";
        let table = [
            (ScenarioAnswers::new(), None, "/guides/m"),
            (answers.clone(), None, "/guides/m?s=place-own"),
            (ScenarioAnswers::new(), Some(project), "/guides/m?project=2609-990101-04-01-100016"),
            (answers, Some(project), "/guides/m?s=place-own&project=2609-990101-04-01-100016"),
        ];
        for (answers, project, address) in table {
            let route = Route::Guide("m".parse().unwrap(), answers, project.map(|it| it.parse().unwrap()));
            assert_eq!(route.href(), address);
        }
    }

    #[test]
    fn sign_in_never_leads_elsewhere() {
        let table = [
            ("/cases", "/cases"),
            ("https://evil.example", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("", "/"),
        ];
        for (next, safe) in table {
            assert_eq!(Route::safe_next(next), safe, "{next}");
        }
    }
}
