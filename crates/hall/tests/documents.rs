//! Blank and sample forms, and errors that people report.

use contract::{Guide, GuideReport, Page};
use hall::testing::TestHall;
use serde_json::json;

#[tokio::test]
async fn every_form_that_a_guide_lists_is_there_as_listed() {
    let hall = TestHall::start().await.unwrap();
    let visitor = hall.stranger();
    let mut seen = 0;
    for guide in fixtures::guides().unwrap() {
        let guide: Guide =
            visitor.get(&format!("/api/v1/guides/{}", guide.matter)).await.unwrap().json().unwrap();
        for it in guide.materials.iter().flat_map(|it| &it.documents) {
            let path = format!("/api/v1/guides/{}/documents/{}", guide.matter, it.id);
            let answer = visitor.get(&path).await.unwrap();
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.body.len() as u64, it.length, "{path}");
            assert_eq!(canon::sha256_hex(&answer.body), it.sha256, "{path}");
            assert_eq!(answer.header("content-type"), it.media_type, "{path}");
            assert!(answer.header("content-disposition").starts_with("attachment; filename*=UTF-8''%"));
            assert!(answer.header("cache-control").contains("immutable"), "{path}");
            assert!(answer.header("content-security-policy").contains("sandbox"), "{path}");
            seen += 1;
        }
    }
    assert_eq!(seen, fixtures::documents().len());
    for path in ["dog-licence/documents/nothing", "elder-card/documents/dog-consent-blank"] {
        let answer = visitor.get(&format!("/api/v1/guides/{path}")).await.unwrap();
        assert_eq!(answer.refusal().unwrap(), (404, "not-found".into()), "{path}");
    }
}

const REPORT: &str = "/api/v1/guide-reports/019aa4b2-7c00-7abc-8def-0123456789ac";

#[tokio::test]
async fn a_report_is_taken_in_once_and_told_to_whoever_made_it() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let other = hall.sign_in("p-linwan").await.unwrap();
    let body = json!({"matter": "dog-licence", "version": 1, "part": "places", "text": "窗口搬到 3 楼了",
                      "state": "corrected", "answer": {"by": "me"}});
    let made = me.put(REPORT, &body).await.unwrap();
    assert_eq!(made.status, 201, "{}", made.text());
    let report: GuideReport = made.json().unwrap();
    assert_eq!(
        (report.state.code.as_str(), report.answer),
        ("received", None),
        "what is not asked is not written"
    );
    let again = me.put(REPORT, &body).await.unwrap();
    assert_eq!((again.status, again.body), (200, made.body.clone()));
    let changed = json!({"matter": "dog-licence", "version": 1, "part": "fees", "text": "窗口搬到 3 楼了"});
    let conflict = me.put(REPORT, &changed).await.unwrap().problem().unwrap();
    assert_eq!(conflict.code.as_str(), "content-conflict");
    assert!(conflict.held_hash.is_some() && conflict.held_hash != conflict.sent_hash);
    assert_eq!(other.put(REPORT, &body).await.unwrap().refusal().unwrap(), (403, "not-allowed".into()));
    assert_eq!(other.get(REPORT).await.unwrap().refusal().unwrap(), (404, "not-found".into()));
    assert_eq!(me.get(REPORT).await.unwrap().body, made.body);

    let open: Page<GuideReport> =
        hall.staff("GET", "guide-reports", &json!({})).await.unwrap().json().unwrap();
    assert_eq!(open.items.len(), 1);
    let said = json!({"state": "corrected", "by": "李敏", "text": "已经改好，谢谢"});
    let path = format!("guide-reports/{}", open.items[0].id);
    assert_eq!(hall.staff("POST", &path, &said).await.unwrap().status, 200);
    let report: GuideReport = me.get(REPORT).await.unwrap().json().unwrap();
    assert_eq!(report.state.text, "已更正");
    assert_eq!(report.answer.unwrap().text, "已经改好，谢谢");
    assert_eq!(me.put(REPORT, &body).await.unwrap().status, 200, "put again after it was answered");
}

#[tokio::test]
async fn a_report_that_cannot_be_is_refused_where_it_is_wrong_and_keeps_no_id() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let body = |version: u32, part: &str, text: String| json!({"matter": "dog-licence", "version": version, "part": part, "text": text});
    let table = [
        (body(99, "fees", "错".into()), "/version"),
        (body(1, "colour", "错".into()), "/part"),
        (body(1, "fees", "  ".into()), "/text"),
        (body(1, "fees", "错".repeat(1001)), "/text"),
    ];
    for (body, pointer) in table {
        let problem = me.put(REPORT, &body).await.unwrap().problem().unwrap();
        assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, pointer), "{body}");
    }
    let good = me.put(REPORT, &body(1, "fees", "错".repeat(1000))).await.unwrap();
    assert_eq!(good.status, 201, "{}", good.text());
}
