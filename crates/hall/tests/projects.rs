//! Projects: stages, days and dates as their cases go.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Case, CaseSummary, Page, Project, ProjectMatter, ProjectSummary, StageState};
use hall::testing::{Answer, Draft, TestHall, Visitor};
use serde_json::json;

const CODE: &str = "2609-990101-04-01-100016";
const DAY: i64 = 86_400;

async fn project(who: &Visitor<'_>) -> Project {
    who.get(&format!("/api/v1/projects/{CODE}")).await.unwrap().json().unwrap()
}

fn states(project: &Project) -> Vec<&str> {
    project.stages.iter().map(|it| it.state.code.as_str()).collect()
}

fn matter<'a>(project: &'a Project, id: &str) -> &'a ProjectMatter {
    project.stages.iter().flat_map(|it| &it.matters).find(|it| it.matter.as_str() == id).unwrap()
}

/// 山泉's legal representative files for the project.
async fn file(hall: &TestHall, head: &Visitor<'_>, matter: &str) -> Answer {
    let mandate = head.mandate("m-luojianguo-shanquan").await.unwrap();
    let mut draft = Draft::under(hall, matter, &mandate).unwrap();
    draft.manifest.project = Some(CODE.parse().unwrap());
    head.file(&mut draft).await.unwrap()
}

async fn filed(hall: &TestHall, head: &Visitor<'_>, matter: &str) -> Case {
    let answer = file(hall, head, matter).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    head.get(answer.header("location")).await.unwrap().json().unwrap()
}

async fn act(hall: &TestHall, case: &Case, action: &str) {
    let order = json!({"by": "窗口", "note": "办理"});
    let answer = hall.staff("POST", &format!("cases/{}/{action}", case.summary.id), &order).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn a_new_project_is_open_in_its_first_stage_and_waits_in_the_others() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-fangmin").await.unwrap();
    let project = project(&me).await;
    assert_eq!(states(&project), ["open", "waiting", "waiting", "waiting"]);
    assert_eq!((project.summary.stage.as_str(), project.summary.done), ("立项用地规划许可", 0));
    assert_eq!((project.government_days, project.intermediary_days), (0, 18));
    assert_eq!((project.summary.next_due, project.summary.principal.id.as_str()), (None, "o-shanquan"));
    for it in project.stages.iter().flat_map(|it| &it.matters) {
        assert!(it.case.is_none() && it.draft.is_none() && !it.department.is_empty(), "{}", it.matter);
        assert_ne!(it.title, it.matter.as_str());
    }
    assert!(project.stages.iter().all(|it| it.due_on.is_none()));
}

#[tokio::test]
async fn cases_side_by_side_move_their_stage_and_their_days_count_once() {
    let hall = TestHall::start().await.unwrap(); // Monday 2026-11-23
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let filing = filed(&hall, &head, "investment-filing").await;
    assert_eq!(filing.summary.project.as_ref().map(contract::ProjectCode::as_str), Some(CODE));
    let land = filed(&hall, &head, "land-use-planning").await;
    let now = project(&head).await;
    assert_eq!(states(&now)[0], "running");
    assert_eq!(matter(&now, "land-use-planning").case.as_ref().map(|it| &it.id), Some(&land.summary.id));
    assert_eq!((now.stages[0].due_on, now.summary.next_due), (None, None), "nothing is accepted yet");

    act(&hall, &filing, "accept").await;
    act(&hall, &land, "accept").await;
    let now = project(&head).await;
    assert_eq!(now.stages[0].due_on.unwrap().to_string(), "2026-12-14"); // 15 working days
    assert_eq!(now.summary.next_due.unwrap().to_string(), "2026-11-23"); // the filing is decided on the spot
    act(&hall, &filing, "approve").await;
    hall.clock.advance(2 * DAY); // Wednesday
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let now = project(&head).await;
    assert_eq!((states(&now)[0], now.summary.done, now.government_days), ("running", 1, 2));
    assert_eq!(now.summary.next_due.unwrap().to_string(), "2026-11-30"); // five working days for the land

    // Planning is filed early, while the land is still with its department: Thursday counts once.
    let planning = filed(&hall, &head, "construction-planning").await;
    act(&hall, &planning, "accept").await;
    hall.clock.advance(DAY);
    act(&hall, &land, "approve").await;
    hall.clock.advance(DAY); // Friday
    act(&hall, &planning, "suspend").await;
    hall.clock.advance(3 * DAY); // Monday, the clock stands still
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let now = project(&head).await;
    assert_eq!(states(&now), ["done", "running", "waiting", "waiting"]);
    assert_eq!((now.summary.stage.as_str(), now.summary.done), ("工程建设许可", 2));
    assert_eq!(now.government_days, 4); // Tuesday to Friday
    assert_eq!(now.stages[0].due_on, None, "what is done is not due");
    assert_eq!(now.stages[1].state.code, StageState::Running);
}

#[tokio::test]
async fn what_ended_without_a_permit_can_be_filed_again_and_a_permit_stays() {
    let hall = TestHall::start().await.unwrap();
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let first = filed(&hall, &head, "investment-filing").await;
    act(&hall, &first, "refuse").await;
    let now = project(&head).await;
    assert_eq!(states(&now)[0], "open");
    assert_eq!(matter(&now, "investment-filing").case.as_ref().map(|it| &it.id), Some(&first.summary.id));

    let second = filed(&hall, &head, "investment-filing").await;
    act(&hall, &second, "accept").await;
    act(&hall, &second, "approve").await;
    let third = filed(&hall, &head, "investment-filing").await;
    act(&hall, &third, "refuse").await;
    let now = project(&head).await;
    assert_eq!(now.summary.done, 1);
    assert_eq!(matter(&now, "investment-filing").case.as_ref().map(|it| &it.id), Some(&second.summary.id));
}

#[tokio::test]
async fn a_shared_draft_stands_at_its_matter_until_it_is_filed() {
    let hall = TestHall::start().await.unwrap();
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let version = hall.hall.catalogue.current(&"investment-filing".parse().unwrap()).unwrap().version;
    let body = json!({
        "device": "d-1", "mandate": "m-luojianguo-shanquan", "matter": "investment-filing", "guide_version": version,
        "project": CODE, "ready_to_sign": true,
        "content": {"scenario": {}, "answers": {}, "files": [], "later": [], "delivery": {"kind": "window"}},
    });
    let request = head.request("PUT", "/api/v1/drafts/f-1").header("if-none-match", "*");
    let begun =
        head.send(request.header("content-type", "application/json"), body.to_string()).await.unwrap();
    assert_eq!(begun.status, 201, "{}", begun.text());
    let now = project(&head).await;
    let draft = matter(&now, "investment-filing").draft.clone().unwrap();
    assert_eq!((draft.filing_id.as_str(), draft.ready_to_sign), ("f-1", true));
    assert_eq!((states(&now)[0], now.summary.updated_at), ("open", draft.updated_at));

    filed(&hall, &head, "investment-filing").await;
    let now = project(&head).await;
    assert!(matter(&now, "investment-filing").draft.is_none());
}

#[tokio::test]
async fn a_filing_names_a_project_of_its_own_applicant_or_none() {
    let hall = TestHall::start().await.unwrap();
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let mandate = head.mandate("m-luojianguo-shanquan").await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let theirs = "2610-990101-04-01-100031";
    for (who, mut draft, code) in [
        (&head, Draft::under(&hall, "investment-filing", &mandate).unwrap(), theirs),
        (&head, Draft::under(&hall, "investment-filing", &mandate).unwrap(), "no-such"),
        (&me, Draft::new(&hall, "elder-card", me.party.as_ref().unwrap()).unwrap(), CODE),
    ] {
        draft.manifest.project = Some(code.parse().unwrap());
        let problem = who.file(&mut draft).await.unwrap().problem().unwrap();
        assert_eq!(problem.status, 422, "{code}");
        let place = &problem.errors[0];
        assert_eq!((place.pointer.as_str(), place.code.as_str()), ("/manifest/project", "unknown-project"));
    }
}

#[tokio::test]
async fn a_correction_stays_with_its_project() {
    let hall = TestHall::start().await.unwrap();
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let mandate = head.mandate("m-luojianguo-shanquan").await.unwrap();
    let mut draft = Draft::under(&hall, "investment-filing", &mandate).unwrap();
    draft.manifest.project = Some(CODE.parse().unwrap());
    let answer = head.file(&mut draft).await.unwrap();
    let case: Case = head.get(answer.header("location")).await.unwrap().json().unwrap();
    let order = json!({"items": [{"text": "请补充说明"}]});
    let asked = hall.staff("POST", &format!("cases/{}/return", case.summary.id), &order).await.unwrap();
    let notice = asked.json::<Case>().unwrap().notices[0].id.clone();
    assert_eq!(project(&head).await.summary.next_due.unwrap().to_string(), "2026-12-07"); // the applicant's ten days

    draft.manifest.corrects = Some(notice.clone());
    let path = format!("/api/v1/cases/{}/corrections/{notice}/answer", case.summary.id);
    for (named, status) in [(None, 422), (Some(CODE.parse().unwrap()), 201)] {
        draft.manifest.project = named;
        head.sign(&mut draft).await.unwrap();
        let answer = head.post(&path, &draft.body().unwrap()).await.unwrap();
        assert_eq!(answer.status, status, "{}", answer.text());
    }
}

#[tokio::test]
async fn projects_are_listed_for_the_organisations_people_and_nobody_else() {
    let hall = TestHall::start().await.unwrap();
    for person in ["p-luozhi", "p-fangmin", "p-luojianguo"] {
        let me = hall.sign_in(person).await.unwrap();
        let mut seen = Vec::new();
        let mut path = "/api/v1/projects?principal=o-shanquan&limit=1".to_owned();
        loop {
            let page: Page<ProjectSummary> = me.get(&path).await.unwrap().json().unwrap();
            assert_eq!(page.items.len(), 1);
            seen.extend(page.items.into_iter().map(|it| it.name));
            let Some(next) = page.next else { break };
            path = format!("/api/v1/projects?principal=o-shanquan&limit=1&cursor={next}");
        }
        assert_eq!(seen, ["山泉饮品二期瓶装水生产线项目", "山泉饮品仓储物流用房项目"], "{person}");
    }
    for person in ["p-chenyu", "p-heqing", "p-zhanglihua"] {
        let other = hall.sign_in(person).await.unwrap();
        let one = other.get(&format!("/api/v1/projects/{CODE}")).await.unwrap();
        assert_eq!(one.refusal().unwrap(), (404, "not-found".into()), "{person}");
        let list = other.get("/api/v1/projects?principal=o-shanquan").await.unwrap();
        assert_eq!(list.refusal().unwrap(), (403, "mandate-refused".into()), "{person}");
    }
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let page = agent.get("/api/v1/projects?principal=o-qinghe").await.unwrap();
    assert_eq!(page.json::<Page<ProjectSummary>>().unwrap().items.len(), 1);
}

#[tokio::test]
async fn a_project_that_did_not_change_is_not_sent_again() {
    let hall = TestHall::start().await.unwrap();
    let head = hall.sign_in("p-luojianguo").await.unwrap();
    let path = format!("/api/v1/projects/{CODE}");
    let first = head.get(&path).await.unwrap();
    assert_eq!(first.header("cache-control"), "no-store");
    let again = || head.request("GET", &path).header("if-none-match", first.header("etag"));
    assert_eq!(head.send(again(), "").await.unwrap().status, 304);
    filed(&hall, &head, "investment-filing").await;
    assert_eq!(head.send(again(), "").await.unwrap().status, 200);
    let cases: Page<CaseSummary> =
        head.get("/api/v1/cases?principal=o-shanquan").await.unwrap().json().unwrap();
    assert_eq!(cases.items[0].project.as_ref().map(contract::ProjectCode::as_str), Some(CODE));
}
