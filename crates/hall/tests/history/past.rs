//! The past of one hall, read once for all tests of this file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use contract::{
    Case, CaseId, CaseSummary, Discovery, FilingId, Instant, Jwks, Limits, Mandate, MandateState, Manifest,
    Page, PersonId, Project, ProjectSummary, SignedEnvelope,
};
use esign::receipt::UnverifiedReceipt;
use fixtures::Person;
use hall::cases::assemble;
use hall::cases::sight::Sight;
use hall::clock::Clock as _;
use hall::store::cases;
use hall::testing::{TestHall, Visitor};
use serde::de::DeserializeOwned;
use sqlx::{Row, SqliteConnection};

/// Everything the hall has of its past.
pub(crate) struct Past {
    /// When the hall was opened.
    pub(crate) opened: Instant,
    pub(crate) keys: Jwks,
    pub(crate) limits: Limits,
    pub(crate) discovery: Discovery,
    /// With and without an account.
    pub(crate) people: Vec<Person>,
    pub(crate) cases: Vec<Case>,
    /// In the hall's order.
    pub(crate) submissions: Vec<Sent>,
    pub(crate) files: BTreeMap<(FilingId, String), Vec<u8>>,
    /// What everybody with an account sees of their own.
    pub(crate) own: BTreeMap<PersonId, BTreeSet<CaseId>>,
    /// … and of those for whom they act.
    pub(crate) for_others: BTreeMap<PersonId, BTreeSet<CaseId>>,
    pub(crate) projects: Vec<Project>,
}

/// A submission as it is kept.
pub(crate) struct Sent {
    pub(crate) filing: FilingId,
    pub(crate) content_hash: String,
    pub(crate) manifest: Manifest,
    pub(crate) signatures: Vec<SignedEnvelope>,
    pub(crate) receipt: UnverifiedReceipt,
    pub(crate) received_at: Instant,
    pub(crate) window: bool,
}

/// The past.
pub(crate) fn past() -> &'static Past {
    static PAST: OnceLock<Past> = OnceLock::new();
    PAST.get_or_init(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(read())
    })
}

async fn read() -> Past {
    let hall = TestHall::start_with(|it| it.history = true).await.unwrap();
    let mut people = fixtures::people().unwrap();
    let accounts = people.clone();
    people.extend(fixtures::townspeople().unwrap());
    let firms = fixtures::organisations().unwrap();
    let ids = people.iter().map(|it| it.id.as_str()).chain(firms.iter().map(|it| it.id.as_str()));
    let mut db = hall.hall.readers.acquire().await.unwrap();
    let mut all = Vec::new();
    for id in ids {
        let rows =
            cases::of_principal(&mut db, &id.parse().unwrap(), &Sight::Every, i64::MAX, 1000).await.unwrap();
        for row in rows {
            all.push(assemble::whole(&hall.hall, &mut db, &row).await.unwrap());
        }
    }
    let (submissions, files) = (submissions(&mut db).await, files(&mut db).await);
    drop(db);
    let (mut own, mut for_others, mut projects) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for person in &accounts {
        let me = hall.sign_in(person.id.as_str()).await.unwrap();
        own.insert(person.id.clone(), open_each(&me, &all, "/api/v1/cases?limit=200").await);
        let mandates: Page<Mandate> = get(&me, "/api/v1/mandates?limit=200").await;
        for mandate in mandates.items.iter().filter(|it| it.state.code == MandateState::Active) {
            let who = &mandate.principal.id;
            let seen = open_each(&me, &all, &format!("/api/v1/cases?limit=200&principal={who}")).await;
            for_others.entry(person.id.clone()).or_insert_with(BTreeSet::new).extend(seen);
        }
    }
    for (who, firm) in [("p-luojianguo", "o-shanquan"), ("p-heqing", "o-qinghe")] {
        let me = hall.sign_in(who).await.unwrap();
        let page: Page<ProjectSummary> = get(&me, &format!("/api/v1/projects?principal={firm}")).await;
        for project in page.items {
            projects.push(get(&me, &format!("/api/v1/projects/{}", project.code)).await);
        }
    }
    Past {
        opened: hall.clock.now(),
        keys: hall.hall.keys.public(),
        limits: hall.hall.config.limits.clone(),
        discovery: get(&hall.stranger(), "/.well-known/hall").await,
        people,
        cases: all,
        submissions,
        files,
        own,
        for_others,
        projects,
    }
}

async fn get<T: DeserializeOwned>(me: &Visitor<'_>, path: &str) -> T {
    me.get(path).await.unwrap().json().unwrap()
}

/// Opens every case of a list and finds it as the hall keeps it.
async fn open_each(me: &Visitor<'_>, all: &[Case], list: &str) -> BTreeSet<CaseId> {
    let page: Page<CaseSummary> = get(me, list).await;
    assert_eq!(page.next, None);
    for summary in &page.items {
        let seen: Case = get(me, &format!("/api/v1/cases/{}", summary.id)).await;
        let kept = all.iter().find(|it| it.summary.id == summary.id).unwrap();
        // What one may do with it depends on who looks.
        assert_eq!(Case { actions: Vec::new(), ..seen }, Case { actions: Vec::new(), ..kept.clone() });
    }
    page.items.into_iter().map(|it| it.id).collect()
}

async fn submissions(db: &mut SqliteConnection) -> Vec<Sent> {
    let sql = "SELECT *, (SELECT channel FROM case_events WHERE case_id = submissions.case_id AND seq = 1) AS channel
               FROM submissions ORDER BY hall_seq";
    let rows = sqlx::query(sql).fetch_all(db).await.unwrap();
    let sent = |row: &sqlx::sqlite::SqliteRow| {
        let text = |name: &str| row.try_get::<String, _>(name).unwrap();
        Sent {
            filing: text("filing_id").parse().unwrap(),
            content_hash: text("content_hash"),
            manifest: serde_json::from_str(&text("manifest")).unwrap(),
            signatures: serde_json::from_str(&text("signatures")).unwrap(),
            receipt: esign::receipt::read(&text("receipt")).unwrap(),
            received_at: text("received_at").parse().unwrap(),
            window: text("channel") == "window",
        }
    };
    rows.iter().map(sent).collect()
}

async fn files(db: &mut SqliteConnection) -> BTreeMap<(FilingId, String), Vec<u8>> {
    let sql = "SELECT filing_id, sha256, bytes FROM uploads JOIN upload_chunks ON upload_id = id WHERE complete = 1";
    let rows = sqlx::query(sql).fetch_all(db).await.unwrap();
    let file = |row: &sqlx::sqlite::SqliteRow| {
        let text = |name: &str| row.try_get::<String, _>(name).unwrap();
        ((text("filing_id").parse().unwrap(), text("sha256")), row.try_get("bytes").unwrap())
    };
    rows.iter().map(file).collect()
}
