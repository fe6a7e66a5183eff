//! Payments: from acceptance to the voucher.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Case, Page, Payment, PreChecked, StartPayment, Withdraw};
use hall::testing::{Answer, Draft, TestHall, Visitor};
use serde_json::json;

/// Costs 0.30 yuan for each square metre and day.
const ROAD: &str = "temporary-road";

async fn filed(hall: &TestHall, me: &Visitor<'_>) -> (Draft, Case) {
    let mut draft = draft(hall, me);
    let answer = me.file(&mut draft).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    (draft, me.get(answer.header("location")).await.unwrap().json().unwrap())
}

fn draft(hall: &TestHall, me: &Visitor<'_>) -> Draft {
    let mut draft = Draft::new(hall, ROAD, me.party.as_ref().unwrap()).unwrap();
    let sample = fixtures::sample(ROAD).unwrap();
    draft.manifest.answers = sample.answers;
    draft.manifest.scenario = sample.scenario;
    for (name, value) in [("from_on", "2026-12-01"), ("to_on", "2026-12-05")] {
        draft.manifest.answers.insert(name.into(), value.into());
    }
    draft.manifest.answers.insert("area".into(), 12.into());
    let guide = hall.hall.catalogue.current(&ROAD.parse().unwrap()).unwrap();
    draft.files = form::checklist(guide, &draft.manifest.scenario)
        .into_iter()
        .filter(|it| matches!(it.necessity.code.as_str(), "required" | "may-follow"))
        .map(|it| hall::testing::pdf(it.id.as_str(), 0, &it.name).unwrap())
        .collect();
    draft.files.sort_by(|one, other| one.about.material_id.cmp(&other.about.material_id));
    draft.manifest.attachments = draft.files.iter().map(|it| it.about.clone()).collect();
    draft
}

async fn act(hall: &TestHall, case: &Case, action: &str) {
    let path = format!("cases/{}/{action}", case.summary.id);
    let answer = hall.staff("POST", &path, &json!({"note": "说明"})).await.unwrap();
    assert_eq!(answer.status, 200, "{action}: {}", answer.text());
}

async fn payment(me: &Visitor<'_>, case: &Case) -> Payment {
    let page: Page<Payment> = me.get("/api/v1/payments").await.unwrap().json().unwrap();
    page.items.into_iter().find(|it| it.case_id == case.summary.id).unwrap()
}

async fn begin(me: &Visitor<'_>, draft: &Draft, payment: &Payment) -> Answer {
    let body = StartPayment { acting: draft.manifest.acting() };
    me.post(&format!("/api/v1/payments/{}/start", payment.id), &body).await.unwrap()
}

/// What the browser does with the cashier's page.
async fn pay(hall: &TestHall, url: &str) -> (Answer, String) {
    let stranger = hall.stranger();
    let page = stranger.get(url).await.unwrap();
    assert!(page.header("content-security-policy").contains("form-action 'self'"));
    let once =
        page.text().split("name=\"once\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    (send(&stranger, url, &once).await, once)
}

async fn send(visitor: &Visitor<'_>, url: &str, once: &str) -> Answer {
    let request = visitor.request("POST", url).header("content-type", "application/x-www-form-urlencoded");
    visitor.send(request, format!("once={once}")).await.unwrap()
}

#[tokio::test]
async fn a_bill_comes_with_acceptance_and_is_paid_once() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (draft, case) = filed(&hall, &me).await;
    let none: Page<Payment> = me.get("/api/v1/payments").await.unwrap().json().unwrap();
    assert!(none.items.iter().all(|it| it.case_id != case.summary.id));
    act(&hall, &case, "accept").await;
    let due = payment(&me, &case).await;
    // 12 m² on 5 days at 30 fen.
    assert_eq!((due.total.minor, due.total.currency.as_str(), due.state.code.as_str()), (1800, "CNY", "due"));
    assert_eq!(due.pay_by.unwrap().to_string(), "2026-12-07");
    assert_eq!((due.pay_url.as_deref(), due.paid_at), (None, None));

    let begun: Payment = begin(&me, &draft, &due).await.json().unwrap();
    let url = begun.pay_url.clone().unwrap();
    assert_eq!(begun.state.code.as_str(), "paying");
    assert_eq!(begin(&me, &draft, &due).await.json::<Payment>().unwrap(), begun);
    let (paid, once) = pay(&hall, &url).await;
    assert_eq!((paid.status, paid.header("location")), (303, url.as_str()));
    assert!(hall.stranger().get(&url).await.unwrap().text().contains("已缴费"));
    assert_eq!(send(&hall.stranger(), &url, &once).await.status, 303, "sent twice, taken once");
    let now = payment(&me, &case).await;
    assert_eq!((now.state.code.as_str(), now.pay_url.as_deref()), ("paid", None));
    assert!(now.paid_at.is_some() && now.voucher_no.is_some());
    assert_eq!(begin(&me, &draft, &due).await.json::<Payment>().unwrap(), now, "paid stays paid");
}

#[tokio::test]
async fn the_cashier_takes_nothing_without_its_own_secret() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (draft, case) = filed(&hall, &me).await;
    act(&hall, &case, "accept").await;
    let due = payment(&me, &case).await;
    let begun: Payment = begin(&me, &draft, &due).await.json().unwrap();
    let url = begun.pay_url.unwrap();
    assert_eq!(send(&me, &url, "guessed").await.refusal().unwrap(), (403, "not-allowed".into()));
    assert_eq!(send(&me, "/cashier/guessed", "guessed").await.refusal().unwrap(), (404, "not-found".into()));
    assert_eq!(me.get("/cashier/guessed").await.unwrap().status, 404);
    assert_eq!(payment(&me, &case).await.state.code.as_str(), "paying");
}

#[tokio::test]
async fn a_case_that_ends_without_a_result_costs_nothing() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    for (first_pay, end) in [(false, "cancelled"), (true, "refunded")] {
        let (draft, case) = filed(&hall, &me).await;
        act(&hall, &case, "accept").await;
        let due = payment(&me, &case).await;
        if first_pay {
            let begun: Payment = begin(&me, &draft, &due).await.json().unwrap();
            pay(&hall, &begun.pay_url.unwrap()).await;
        }
        let body = Withdraw { acting: draft.manifest.acting(), reason: String::new() };
        me.post(&format!("/api/v1/cases/{}/withdraw", case.summary.id), &body).await.unwrap();
        assert_eq!(payment(&me, &case).await.state.code.as_str(), end);
        assert_eq!(begin(&me, &draft, &due).await.refusal().unwrap(), (409, "wrong-state".into()));
    }
}

#[tokio::test]
async fn what_is_open_is_settled_when_the_result_is_handed_over() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (_, case) = filed(&hall, &me).await;
    for action in ["accept", "approve", "deliver"] {
        act(&hall, &case, action).await;
    }
    assert_eq!(payment(&me, &case).await.state.code.as_str(), "paid");
}

#[tokio::test]
async fn others_payments_are_not_there() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (draft, case) = filed(&hall, &me).await;
    act(&hall, &case, "accept").await;
    let due = payment(&me, &case).await;
    let other = hall.sign_in("p-linwan").await.unwrap();
    let path = format!("/api/v1/payments/{}", due.id);
    assert_eq!(other.get(&path).await.unwrap().status, 404);
    assert_eq!(begin(&other, &draft, &due).await.refusal().unwrap(), (404, "not-found".into()));
    assert_eq!(other.get("/api/v1/payments?principal=p-chenyu").await.unwrap().status, 403);
    let theirs: Page<Payment> = other.get("/api/v1/payments").await.unwrap().json().unwrap();
    assert!(theirs.items.iter().all(|it| it.id != due.id));
    // Theirs to see, but in nobody else's name.
    let mut acting = draft.manifest.acting();
    acting.actor = other.party.clone().unwrap();
    let start = format!("{path}/start");
    assert_eq!(me.post(&start, &StartPayment { acting }).await.unwrap().status, 403);
}

#[tokio::test]
async fn a_rate_put_in_front_of_others_is_charged_once() {
    let hall = TestHall::start().await.unwrap();
    let mut rates = fixtures::fee_rates().unwrap();
    let (kept, mut first) = (rates.clone(), rates[0].clone());
    first.matter = "dog-licence".parse().unwrap();
    rates.insert(0, first);
    let now = hall.hall.writer.run(move |db| {
        Box::pin(async move {
            hall::store::payments::add_rates(db, &rates).await?;
            hall::store::payments::rates(db, &ROAD.parse()?).await
        })
    });
    let ours: Vec<_> = kept.into_iter().filter(|it| it.matter.as_str() == ROAD).collect();
    assert_eq!(now.await.unwrap(), ours);
}

#[tokio::test]
async fn what_cannot_be_charged_is_refused_where_it_is_wrong() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = draft(&hall, &me);
    draft.manifest.answers.insert("to_on".into(), "2026-11-30".into());
    let body = json!({"manifest": draft.manifest});
    let path = format!("/api/v1/filings/{}/check", draft.filing_id);
    let said: PreChecked = me.post(&path, &body).await.unwrap().json().unwrap();
    let refused = me.file(&mut draft).await.unwrap().problem().unwrap();
    assert_eq!((refused.status, refused.code.as_str()), (422, "invalid"));
    for found in [said.problems, refused.errors] {
        let places: Vec<_> = found.iter().map(|it| (it.pointer.as_str(), it.code.as_str())).collect();
        assert_eq!(places, [("/manifest/answers/to_on", "before-start")]);
    }
}

#[tokio::test]
async fn what_cannot_be_charged_is_not_accepted_free_of_charge() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let (_, case) = filed(&hall, &me).await;
    let mut rates = fixtures::fee_rates().unwrap();
    rates.retain(|it| it.matter.as_str() == ROAD);
    rates[0].times.push("unasked".into());
    let later = hall
        .hall
        .writer
        .run(move |db| Box::pin(async move { hall::store::payments::add_rates(db, &rates).await }));
    later.await.unwrap();
    let path = format!("cases/{}/accept", case.summary.id);
    let refused = hall.staff("POST", &path, &json!({"note": "说明"})).await.unwrap().problem().unwrap();
    assert_eq!((refused.status, refused.errors[0].pointer.as_str()), (422, "/manifest/answers/unasked"));
}

#[tokio::test]
async fn a_correction_changes_what_is_not_paid_yet_and_nothing_else() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    for (first_pay, expected) in [(false, ("due", 3600)), (true, ("paid", 1800))] {
        let (mut draft, case) = filed(&hall, &me).await;
        act(&hall, &case, "accept").await;
        let due = payment(&me, &case).await;
        let begun: Payment = begin(&me, &draft, &due).await.json().unwrap();
        let old = begun.pay_url.unwrap();
        if first_pay {
            pay(&hall, &old).await;
        }
        let path = format!("cases/{}/return", case.summary.id);
        let asked = json!({"note": "说明", "items": [{"text": "日期请再核对"}]});
        let asked: Case = hall.staff("POST", &path, &asked).await.unwrap().json().unwrap();
        let notice = asked.notices[0].id.clone();
        draft.manifest.answers.insert("to_on".into(), "2026-12-10".into());
        draft.manifest.corrects = Some(notice.clone());
        me.sign(&mut draft).await.unwrap();
        let path = format!("/api/v1/cases/{}/corrections/{notice}/answer", case.summary.id);
        assert_eq!(me.post(&path, &draft.body().unwrap()).await.unwrap().status, 201);
        let now = payment(&me, &case).await;
        assert_eq!((now.state.code.as_str(), now.total.minor), expected);
        assert_eq!((&now.id, now.pay_url.as_deref()), (&due.id, None));
        let still = hall.stranger().get(&old).await.unwrap().status;
        assert_eq!(still, if first_pay { 200 } else { 404 }, "no page takes an amount that is no longer due");
    }
}
