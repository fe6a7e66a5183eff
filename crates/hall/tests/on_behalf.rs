//! Acting for others, asked of the real router: who may file for whom, who signs, who sees what, and what is told to
//! everybody else.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{
    Case, CaseAction, CaseSummary, MandateState, Page, Party, PartyKind, Problem, ReceiptLookup, ReceiptState,
};
use hall::testing::{Answer, Draft, Signer, TestHall, Visitor};
use serde_json::json;

const CARD: &str = "elder-card";
const INSURANCE: &str = "social-insurance-residents";
const FOOD: &str = "food-business-licence";

/// Files a matter under a mandate; the draft and its case as the agent sees it.
async fn filed(hall: &TestHall, agent: &Visitor<'_>, mandate: &str, matter: &str) -> (Draft, Case) {
    let mandate = agent.mandate(mandate).await.unwrap();
    let mut draft = Draft::under(hall, matter, &mandate).unwrap();
    let answer = agent.file(&mut draft).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    (draft, agent.get(answer.header("location")).await.unwrap().json().unwrap())
}

async fn cases(who: &Visitor<'_>, query: &str) -> Vec<String> {
    let page: Page<CaseSummary> = who.get(&format!("/api/v1/cases{query}")).await.unwrap().json().unwrap();
    page.items.into_iter().map(|it| it.id.to_string()).collect()
}

fn refused(answer: &Answer) -> Problem {
    let problem = answer.problem().unwrap();
    assert_eq!((problem.status, problem.code.as_str()), (403, "mandate-refused"), "{problem:?}");
    problem
}

#[tokio::test]
async fn an_agent_files_for_two_clients_in_a_row_and_each_sees_only_theirs_with_who_filed() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let (first, wangs) = filed(&hall, &agent, "m-zhang-wang", CARD).await;
    let (_, lis) = filed(&hall, &agent, "m-zhang-li", INSURANCE).await;

    for (person, mine, other) in
        [("p-wangguilan", &wangs, &lis), ("p-lishoutian", &lis, &wangs), ("p-chenyu", &wangs, &lis)]
    {
        let client = hall.sign_in(person).await.unwrap();
        let own = mine.summary.acting.principal.id.as_str() == person;
        let expected: &[String] = if own { &[mine.summary.id.to_string()] } else { &[] };
        assert_eq!(cases(&client, "").await, expected, "{person}");
        for (case, seen) in [(mine, own), (other, false)] {
            for path in ["", "/events"] {
                let answer = client.get(&format!("/api/v1/cases/{}{path}", case.summary.id)).await.unwrap();
                assert_eq!(answer.status, if seen { 200 } else { 404 }, "{person} {path}");
            }
        }
    }
    assert_eq!(wangs.summary.acting.actor.name, "张丽华");
    assert_eq!(wangs.summary.acting.principal.name, "王桂兰");
    assert_eq!(wangs.summary.acting.mandate.as_ref().unwrap().as_str(), "m-zhang-wang");
    assert_eq!(wangs.events[0].by, "张丽华（代办）");
    // What the agent files for others is not among the agent's own.
    assert_eq!(cases(&agent, "").await, [""; 0]);
    assert_eq!(cases(&agent, "?principal=p-wangguilan").await, [wangs.summary.id.to_string()]);
    assert_eq!(cases(&agent, "?principal=p-lishoutian").await, [lis.summary.id.to_string()]);

    // The client has the receipt and may see the files; the other client not even that there is something.
    let wang = hall.sign_in("p-wangguilan").await.unwrap();
    let li = hall.sign_in("p-lishoutian").await.unwrap();
    let receipt = format!("/api/v1/filings/{}/receipt", first.filing_id);
    let begun = agent.begin(&first.filing_id, &first.files[0]).await.unwrap();
    let upload = begun.header("location").to_owned();
    let known = |it: Answer| it.json::<ReceiptLookup>().unwrap().state;
    assert_eq!(known(wang.get(&receipt).await.unwrap()), ReceiptState::Accepted);
    assert_eq!(known(li.get(&receipt).await.unwrap()), ReceiptState::Unknown);
    assert_eq!(wang.get(&upload).await.unwrap().status, 200);
    assert_eq!(li.get(&upload).await.unwrap().status, 404);
    let asked = li.challenge(&first, &Signer::new().unwrap()).await;
    assert!(asked.unwrap_err().to_string().contains("mandate-refused"));
    let mut stolen = first.clone();
    stolen.manifest.mandate = None;
    let asked = li.challenge(&stolen, &Signer::new().unwrap()).await;
    assert!(asked.unwrap_err().to_string().contains("not-allowed"));
}

#[tokio::test]
async fn a_mandate_that_does_not_serve_is_refused_with_a_sentence_that_says_why() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let daughter = hall.sign_in("p-linwan").await.unwrap();
    let (wang, father) = (party("p-wangguilan", "王桂兰"), party("p-linguoqing", "林国庆"));
    #[rustfmt::skip]
    let table = [
        ("expired", &agent, Some("m-zhang-zhao"), party("p-zhaochanghe", "赵长河"), CARD, "已在 2026 年 10 月 24 日到期"),
        ("not yet", &agent, Some("m-zhang-zhou"), party("p-zhouxiaoman", "周小满"), CARD, "2026 年 12 月 3 日起生效"),
        ("another matter", &agent, Some("m-zhang-li"), party("p-lishoutian", "李守田"), "dog-licence", "这份委托只包括「"),
        ("another principal", &agent, Some("m-zhang-li"), wang.clone(), CARD, "只能替李守田办理"),
        ("somebody else's", &agent, Some("m-linwan-father"), father, CARD, "没有这份委托"),
        ("of nobody", &agent, Some("m-nothing"), wang.clone(), CARD, "没有这份委托"),
        ("none at all", &daughter, None, wang, CARD, "要写明依据哪份委托"),
    ];
    for (name, who, mandate, principal, matter, sentence) in table {
        let mut draft = Draft::new(&hall, matter, who.party.as_ref().unwrap()).unwrap();
        draft.manifest.mandate = mandate.map(|it| it.parse().unwrap());
        draft.manifest.principal = principal;
        let problem = refused(&who.finalize(&draft).await.unwrap());
        assert!(problem.detail.as_ref().unwrap().contains(sentence), "{name}: {problem:?}");
        assert_eq!(problem.filing_id.unwrap().as_str(), draft.filing_id, "{name}");
    }
}

fn party(id: &str, name: &str) -> Party {
    Party { id: id.parse().unwrap(), kind: PartyKind::Person, name: name.into() }
}

#[tokio::test]
async fn a_mandate_counts_by_the_hall_clock_to_the_end_of_its_last_day() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let mandate = agent.mandate("m-zhang-sun").await.unwrap();
    assert_eq!(mandate.valid_until.unwrap().to_string(), "2026-11-29");
    let last_second = 6 * 86_400 + 15 * 3600 - 1; // Sunday 23:59:59
    hall.clock.advance(last_second);
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let (_, case) = filed(&hall, &agent, "m-zhang-sun", CARD).await;
    let path = format!("/api/v1/cases/{}", case.summary.id);
    hall.clock.advance(1);
    let late = Draft::under(&hall, CARD, &mandate).unwrap();
    assert!(refused(&agent.finalize(&late).await.unwrap()).detail.unwrap().contains("11 月 29 日到期"));
    // With the mandate the sight of the case has ended, too. The client keeps it.
    assert_eq!(agent.get(&path).await.unwrap().status, 404);
    refused(&agent.get("/api/v1/cases?principal=p-sunguixiang").await.unwrap());
    let client = hall.sign_in("p-sunguixiang").await.unwrap();
    assert_eq!(client.get(&path).await.unwrap().status, 200);
    let again = agent.mandate("m-zhang-sun").await.unwrap();
    assert_eq!((again.state.code, again.profile.is_empty()), (MandateState::Expired, true));
}

#[tokio::test]
async fn who_signs_in_person_is_the_client_and_the_statement_says_in_whose_session() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let mandate = agent.mandate("m-zhang-wang").await.unwrap();
    let mut draft = Draft::under(&hall, CARD, &mandate).unwrap();
    agent.upload(&draft).await.unwrap();
    let signer = Signer::new().unwrap();
    let challenge = agent.challenge(&draft, &signer).await.unwrap();
    let statement = esign::challenge::read(&challenge.statement).unwrap().claims;
    assert_eq!(statement.sub.as_str(), "p-wangguilan");
    assert_eq!(statement.by.unwrap().as_str(), "p-zhanglihua");

    let code = async |draft: &Draft| {
        let problem = agent.finalize(draft).await.unwrap().problem().unwrap();
        assert_eq!(problem.code.as_str(), "signature-invalid");
        problem.errors[0].code.clone()
    };
    assert_eq!(code(&draft).await, "missing");
    // The agent's own name typed under the client's statement.
    let mut misnamed = draft.clone();
    misnamed.signer.name = "张丽华".into();
    misnamed.signatures = vec![signer.sign(&hall, &misnamed, challenge.clone()).unwrap()];
    assert_eq!(code(&misnamed).await, "E_NAME");
    // The agent as the signer.
    let mut own = draft.clone();
    own.signer = mandate.agent.clone();
    own.signatures = vec![signer.sign(&hall, &own, challenge.clone()).unwrap()];
    assert_eq!(code(&own).await, "E_SIGNER");
    // A statement that was made without the mandate is about the agent.
    let mut self_made = draft.clone();
    self_made.manifest.mandate = None;
    self_made.manifest.principal = mandate.agent.clone();
    let plain = agent.challenge(&self_made, &signer).await.unwrap();
    let mut mixed = draft.clone();
    mixed.signatures = vec![signer.sign(&hall, &mixed, plain).unwrap()];
    assert_ne!(code(&mixed).await, "missing");

    draft.signatures = vec![signer.sign(&hall, &draft, challenge).unwrap()];
    assert_eq!(agent.finalize(&draft).await.unwrap().status, 201);
}

#[tokio::test]
async fn the_names_on_a_filing_are_the_registered_ones_and_the_actor_is_who_is_signed_in() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let mandate = agent.mandate("m-zhang-wang").await.unwrap();
    let draft = Draft::under(&hall, CARD, &mandate).unwrap();
    let mut misnamed = draft.clone();
    misnamed.manifest.principal.name = "王桂花".into();
    let problem = agent.finalize(&misnamed).await.unwrap().problem().unwrap();
    assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, "/manifest/principal"));
    let other = hall.sign_in("p-chenyu").await.unwrap();
    assert_eq!(other.finalize(&draft).await.unwrap().refusal().unwrap(), (403, "not-allowed".into()));
}

#[tokio::test]
async fn for_an_organisation_its_representative_signs_with_an_own_account() {
    let hall = TestHall::start().await.unwrap();
    let handler = hall.sign_in("p-luozhi").await.unwrap();
    let mandate = handler.mandate("m-luozhi-shanquan").await.unwrap();
    let draft = Draft::under(&hall, FOOD, &mandate).unwrap();
    handler.upload(&draft).await.unwrap();
    let problem = handler.finalize(&draft).await.unwrap().problem().unwrap();
    assert_eq!((problem.status, problem.code.as_str()), (422, "signature-invalid"));
    let error = &problem.errors[0];
    assert_eq!((error.pointer.as_str(), error.code.as_str()), ("/signatures", "own-account"));
    assert_eq!(error.text, "由罗建国登录自己的账号签名并提交");
    let asked = handler.challenge(&draft, &Signer::new().unwrap()).await.unwrap_err().to_string();
    assert!(asked.contains("own-account") && asked.contains("/mandate"), "{asked}");

    let boss = hall.sign_in("p-luojianguo").await.unwrap();
    let own = boss.mandate("m-luojianguo-shanquan").await.unwrap();
    let (_, case) = filed(&hall, &boss, "m-luojianguo-shanquan", FOOD).await;
    assert_eq!(own.signer.party, own.agent);
    assert_eq!(case.events[0].by, "罗建国（法定代表人）");
    assert_eq!(case.summary.acting.principal.kind, PartyKind::Organisation);
}

#[tokio::test]
async fn handlers_of_one_organisation_see_its_cases_and_nobody_else_does() {
    let hall = TestHall::start().await.unwrap();
    let boss = hall.sign_in("p-luojianguo").await.unwrap();
    let (draft, case) = filed(&hall, &boss, "m-luojianguo-shanquan", FOOD).await;
    let path = format!("/api/v1/cases/{}", case.summary.id);
    let receipt = format!("/api/v1/filings/{}/receipt", draft.filing_id);
    for (person, sees) in [("p-luozhi", true), ("p-fangmin", true), ("p-heqing", false), ("p-chenyu", false)]
    {
        let who = hall.sign_in(person).await.unwrap();
        assert_eq!(who.get(&path).await.unwrap().status, if sees { 200 } else { 404 }, "{person}");
        let list = who.get("/api/v1/cases?principal=o-shanquan").await.unwrap();
        assert_eq!(list.status, if sees { 200 } else { 403 }, "{person}");
        let known: ReceiptLookup = who.get(&receipt).await.unwrap().json().unwrap();
        assert_eq!(known.state == ReceiptState::Accepted, sees, "{person}");
        assert_eq!(cases(&who, "").await, [""; 0], "{person}");
    }
}

#[tokio::test]
async fn a_colleague_may_upload_for_the_organisation_once_the_hall_knows_for_whom_it_is() {
    let hall = TestHall::start().await.unwrap();
    let boss = hall.sign_in("p-luojianguo").await.unwrap();
    let colleague = hall.sign_in("p-fangmin").await.unwrap();
    let outsider = hall.sign_in("p-heqing").await.unwrap();
    let mandate = boss.mandate("m-luojianguo-shanquan").await.unwrap();
    let draft = Draft::under(&hall, FOOD, &mandate).unwrap();
    let begun = boss.begin(&draft.filing_id, &draft.files[0]).await.unwrap();
    let location = begun.header("location").to_owned();
    assert_eq!(colleague.get(&location).await.unwrap().status, 404);
    boss.challenge(&draft, &Signer::new().unwrap()).await.unwrap();
    assert_eq!(colleague.append(&location, 0, &draft.files[0].bytes).await.unwrap().status, 204);
    assert_eq!(colleague.get(&location).await.unwrap().status, 200);
    let refusal = outsider.begin(&draft.filing_id, &draft.files[0]).await.unwrap().refusal().unwrap();
    assert_eq!(refusal, (403, "not-allowed".into()));
    assert_eq!(outsider.get(&location).await.unwrap().status, 404);
}

#[tokio::test]
async fn a_filing_that_is_for_one_principal_is_never_for_another() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let wang = agent.mandate("m-zhang-wang").await.unwrap();
    let li = agent.mandate("m-zhang-li").await.unwrap();
    let draft = Draft::under(&hall, CARD, &wang).unwrap();
    agent.challenge(&draft, &Signer::new().unwrap()).await.unwrap();
    let swapped = Draft { filing_id: draft.filing_id.clone(), ..Draft::under(&hall, CARD, &li).unwrap() };
    let asked = agent.challenge(&swapped, &Signer::new().unwrap()).await.unwrap_err().to_string();
    assert!(asked.contains("不能换申请人"), "{asked}");
}

#[tokio::test]
async fn a_mandate_allows_only_the_actions_it_names() {
    let hall = TestHall::start().await.unwrap();
    let daughter = hall.sign_in("p-linwan").await.unwrap();
    let (draft, case) = filed(&hall, &daughter, "m-linwan-father", CARD).await;
    assert!(case.actions.is_empty());
    let path = format!("/api/v1/cases/{}/withdraw", case.summary.id);
    let body = json!({"acting": draft.manifest.acting(), "reason": ""});
    let problem = refused(&daughter.post(&path, &body).await.unwrap());
    assert!(problem.detail.unwrap().contains("只能用来申报、查看，不包括撤回"));

    let father = hall.sign_in("p-linguoqing").await.unwrap();
    let own = father.party.clone().unwrap();
    let seen: Case = father.get(&format!("/api/v1/cases/{}", case.summary.id)).await.unwrap().json().unwrap();
    assert_eq!(seen.actions, [CaseAction::Withdraw]);
    let body = json!({"acting": {"actor": own, "principal": own}, "reason": "不办了"});
    let done: Case = father.post(&path, &body).await.unwrap().json().unwrap();
    assert_eq!(done.events.last().unwrap().by, "林国庆");
}

#[tokio::test]
async fn a_correction_may_be_answered_by_the_agent_and_by_the_client() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let client = hall.sign_in("p-wangguilan").await.unwrap();
    let (mut draft, case) = filed(&hall, &agent, "m-zhang-wang", CARD).await;
    let ask = async |text: &str| {
        let path = format!("cases/{}/return", case.summary.id);
        let order = json!({"note": "请补正", "items": [{"text": text}]});
        let asked: Case = hall.staff("POST", &path, &order).await.unwrap().json().unwrap();
        asked.notices.last().unwrap().id.clone()
    };
    let answer = async |who: &Visitor<'_>, draft: &mut Draft| {
        let notice = draft.manifest.corrects.clone().unwrap();
        who.upload(draft).await.unwrap();
        who.sign(draft).await.unwrap();
        let path = format!("/api/v1/cases/{}/corrections/{notice}/answer", case.summary.id);
        who.post(&path, &draft.body().unwrap()).await.unwrap()
    };
    draft.manifest.corrects = Some(ask("照片不清楚").await);
    assert_eq!(answer(&agent, &mut draft).await.status, 201);

    let own = client.party.clone().unwrap();
    draft.manifest.corrects = Some(ask("还是不清楚").await);
    draft.manifest.actor = own.clone();
    draft.manifest.mandate = None;
    draft.device = "device-of-the-client".into();
    let answered = answer(&client, &mut draft).await;
    assert_eq!(answered.status, 201, "{}", answered.text());
    let path = format!("/api/v1/cases/{}", case.summary.id);
    let seen: Case = client.get(&path).await.unwrap().json().unwrap();
    let by: Vec<_> = seen.events.iter().map(|it| it.by.as_str()).filter(|it| !it.contains("中心")).collect();
    assert_eq!(by, ["张丽华（代办）", "张丽华（代办）", "王桂兰"]);
    assert_eq!(seen.manifest.actor, own);
}

#[tokio::test]
async fn when_the_mandate_has_ended_the_agent_keeps_the_receipt_and_nothing_else() {
    let hall = TestHall::start().await.unwrap();
    let agent = hall.sign_in("p-zhanglihua").await.unwrap();
    let (draft, case) = filed(&hall, &agent, "m-zhang-wang", CARD).await;
    let location =
        agent.begin(&draft.filing_id, &draft.files[0]).await.unwrap().header("location").to_owned();
    assert_eq!(agent.get(&location).await.unwrap().status, 200);
    let client = hall.sign_in("p-wangguilan").await.unwrap();
    assert_eq!(client.post("/api/v1/mandates/m-zhang-wang/revoke", &json!({})).await.unwrap().status, 200);

    assert_eq!(agent.get(&location).await.unwrap().status, 404, "the client's papers");
    assert_eq!(agent.get(&format!("/api/v1/cases/{}", case.summary.id)).await.unwrap().status, 404);
    let more = agent.begin(&draft.filing_id, &draft.files[0]).await.unwrap().refusal().unwrap();
    assert_eq!(more, (403, "not-allowed".into()));
    // What was sent arrived: whoever sent it is told so for ever.
    let lookup: ReceiptLookup =
        agent.get(&format!("/api/v1/filings/{}/receipt", draft.filing_id)).await.unwrap().json().unwrap();
    assert_eq!(lookup.receipt.as_deref(), Some(case.receipt.as_str()));
    let again = agent.finalize(&draft).await.unwrap();
    assert_eq!((again.status, again.text()), (201, case.receipt));
    assert_eq!(client.get(&location).await.unwrap().status, 200, "the client's own papers stay theirs");
}
