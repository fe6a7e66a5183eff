//! `hall import` on a folder of its own: dirty files in, a catalogue out that a hall serves.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use std::path::{Path, PathBuf};

use contract::{Guide, GuideChanges, GuidePage, Regions};
use hall::import::{Dialect, GuidesArgs, ImportError, Outcome, RegionsArgs, Report};
use hall::testing::TestHall;

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)
}

fn wanted(data: &Path) -> GuidesArgs {
    GuidesArgs {
        data: data.to_owned(),
        dialect: Dialect::UpTask,
        report: None,
        withdraw_missing: false,
        files: vec![sample("rest.json"), sample("up_task_general_basic.csv")],
    }
}

async fn get<T: serde::de::DeserializeOwned>(hall: &TestHall, path: &str) -> T {
    hall.stranger().get(path).await.unwrap().json().unwrap()
}

/// What the report says about a row.
fn said<'a>(report: &'a Report, file: &str, row: usize) -> (Outcome, &'a [String]) {
    let entry = report.rows.iter().find(|it| it.file == file && it.row == row).unwrap();
    (entry.outcome, &entry.why)
}

#[tokio::test]
async fn every_row_is_taken_or_refused_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let report = hall::import::guides(&wanted(folder.path())).await.unwrap();
    let basic = "up_task_general_basic.csv";
    for (row, why) in [
        (2, "有更新的版本，在第 1 行"),
        (5, "法定时限和承诺时限都没有"),
        (6, "已在 2020-01-01 取消"),
        (7, "没有记录唯一标识"),
        (8, "不是依申请办理的"),
        (9, "没有事项名称"),
        (10, "事项状态是 4"),
    ] {
        let (outcome, reasons) = said(&report, basic, row);
        assert_eq!(outcome, Outcome::Refused, "{row}");
        assert!(reasons[0].contains(why), "{row}: {reasons:?}");
    }
    for (row, mended) in [(1, "网页标记"), (3, "写明收费，但没有收费项目"), (4, "不认识的服务对象 77")]
    {
        let (outcome, notes) = said(&report, basic, row);
        assert_eq!(outcome, Outcome::Taken, "{row}");
        assert!(notes.iter().any(|it| it.contains(mended)), "{row}: {notes:?}");
    }
    for (table, row, why) in [
        ("extend", 2, "没有它所属的事项"),
        ("material", 3, "不认识的材料必要性 9"),
        ("material", 4, "它所属的事项不在"),
        ("question", 2, "没有解答"),
    ] {
        let (outcome, reasons) = said(&report, &format!("rest.json#up_task_general_{table}"), row);
        assert_eq!(outcome, Outcome::Refused, "{table} {row}");
        assert!(reasons[0].contains(why), "{table} {row}: {reasons:?}");
    }
    assert_eq!((report.taken, report.refused, report.unchanged), (7, 11, 0));
    assert!(
        report.text().ends_with("导入 7 行，没有变化 0 行，其中改过 4 行；拒绝 11 行；撤下 0 项\n"),
        "{}",
        report.text()
    );
}

#[tokio::test]
async fn a_hall_serves_what_was_imported_as_plain_text() {
    let hall = TestHall::start().await.unwrap();
    let folder = hall.stop().await;
    let report = hall::import::guides(&wanted(folder.path())).await.unwrap();
    assert_eq!(report.taken, 7);
    let hall = TestHall::resume(folder).await.unwrap();

    let page: GuidePage = get(&hall, "/api/v1/guides?limit=200").await;
    let found = page.items.iter().find(|it| it.matter.as_str() == "qx-0001").unwrap();
    assert_eq!(found.pinyin, ["lin shi zhan yong cao yuan shen pi"]);
    let guide: Guide = get(&hall, "/api/v1/guides/qx-0001").await;
    assert_eq!(guide.conditions, ["确需占用", "占用期不超过两年"]);
    assert_eq!(guide.legal_basis, ["《草原法》第四十条", "《草原征占用审核审批管理办法》"]);
    let names: Vec<&str> = guide.materials.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["申请表", "占用草原的位置图"]);
    assert_eq!(guide.steps[0].text, "申请→受理→审查→决定");
    let guide: Guide = get(&hall, "/api/v1/guides/qx-0003").await;
    assert_eq!(guide.title, "夜间 施工意见书核发");
    let guide: Guide = get(&hall, "/api/v1/guides/qx-0002").await;
    assert!(guide.fees[0].standard.contains("没有公布收费标准"), "{:?}", guide.fees);
}

#[tokio::test]
async fn the_same_again_publishes_nothing_and_a_change_is_a_version() {
    let folder = tempfile::tempdir().unwrap();
    let files = tempfile::tempdir().unwrap();
    let file = files.path().join("basic.csv");
    let write = |days: u32, more: &str| {
        let head = "row_guid,task_name,task_type,use_level,dept_name,server_type,promise_day\n";
        std::fs::write(&file, format!("{head}q-1,犬只登记,20,4,县公安局,1,{days}\n{more}")).unwrap();
    };
    let args = GuidesArgs { files: vec![file.clone()], withdraw_missing: true, ..wanted(folder.path()) };
    write(5, "q-2,养犬注销,20,4,县公安局,1,1\n");
    let first = hall::import::guides(&args).await.unwrap();
    let again = hall::import::guides(&args).await.unwrap();
    write(3, "");
    let changed = hall::import::guides(&args).await.unwrap();
    write(3, "q-2,养犬注销,20,4,县公安局,1,1\n");
    let back = hall::import::guides(&args).await.unwrap();
    let sums = |it: &Report| (it.taken, it.unchanged, it.withdrawn);
    assert_eq!([&first, &again, &changed, &back].map(sums), [(2, 0, 0), (0, 2, 0), (1, 0, 1), (1, 1, 0)]);

    let hall = TestHall::resume(folder).await.unwrap();
    let guide: Guide = get(&hall, "/api/v1/guides/q-1").await;
    assert_eq!((guide.version, guide.promised.n), (2, 3));
    let old: Guide = get(&hall, "/api/v1/guides/q-1?version=1").await;
    assert_eq!(old.promised.n, 5);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_withdraws_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = tempfile::tempdir().unwrap();
    let file = files.path().join("basic.csv");
    let write = |text: &str| {
        let head =
            "row_guid,task_name,task_type,use_level,dept_name,server_type,promise_day,plan_cancel_date\n";
        std::fs::write(&file, format!("{head}{text}")).unwrap();
    };
    let args = GuidesArgs { files: vec![file.clone()], withdraw_missing: true, ..wanted(folder.path()) };
    write(
        "q-1,犬只登记,20,4,县公安局,1,3,\nq-2,养犬注销,20,4,县公安局,1,1,\nq-3,养犬年检,20,4,县公安局,1,1,\n",
    );
    hall::import::guides(&args).await.unwrap();

    write("q-1,犬只登记,20,4,县公安局,1,三天,\nq-2,养犬注销,20,4,县公安局,1,一天,\n");
    let broken = hall::import::guides(&args).await.unwrap();
    assert_eq!((broken.refused, broken.withdrawn), (2, 0));
    write(
        "q-1,犬只登记,20,4,县公安局,1,三天,\nq-2,养犬注销,20,4,县公安局,1,1,2020-1-1\nq-3,养犬年检,20,4,县公安局,1,1,\n",
    );
    let ended = hall::import::guides(&args).await.unwrap();
    assert_eq!((ended.refused, ended.withdrawn), (2, 1));

    let hall = TestHall::resume(folder).await.unwrap();
    let page: GuidePage = get(&hall, "/api/v1/guides?limit=200").await;
    let has = |matter: &str| page.items.iter().any(|it| it.matter.as_str() == matter);
    assert_eq!(["q-1", "q-2", "q-3"].map(has), [true, false, true]);
}

#[tokio::test]
async fn a_running_hall_and_a_matter_of_its_own_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let files = tempfile::tempdir().unwrap();
    let file = files.path().join("own.json");
    let own = r#"[{"row_guid":"elder-card","task_name":"假的","task_type":"20","use_level":"4","dept_name":"x","server_type":"1","promise_day":"1"}]"#;
    std::fs::write(&file, own).unwrap();
    let args = GuidesArgs { files: vec![file], ..wanted(folder.path()) };
    let hall = TestHall::resume(folder).await.unwrap();
    assert!(matches!(hall::import::guides(&args).await, Err(ImportError::Running(_))));
    let _folder = hall.stop().await;
    let report = hall::import::guides(&args).await.unwrap();
    assert_eq!(report.refused, 1);
    assert!(report.rows[0].why[0].contains("大厅自带"), "{:?}", report.rows);
}

#[tokio::test]
async fn what_changed_is_in_the_feed_and_regions_take_the_place_of_the_old_ones() {
    let hall = TestHall::start().await.unwrap();
    let page: GuidePage = get(&hall, "/api/v1/guides?limit=1").await;
    let folder = hall.stop().await;
    let regions =
        RegionsArgs { data: folder.path().to_owned(), report: None, files: vec![sample("regions.csv")] };
    let report = hall::import::regions(&regions).await.unwrap();
    assert_eq!((report.taken, report.mended, report.refused), (5, 1, 4));
    hall::import::guides(&wanted(folder.path())).await.unwrap();

    let hall = TestHall::resume(folder).await.unwrap();
    let changes = format!("/api/v1/guides/changes?since={}", page.sync);
    let changes: GuideChanges = get(&hall, &changes).await;
    let matters: Vec<&str> = changes.items.iter().map(|it| it.matter.as_str()).collect();
    assert_eq!(matters, ["qx-0001", "qx-0002", "qx-0003"]);
    let regions: Regions = get(&hall, "/api/v1/regions").await;
    let codes: Vec<&str> = regions.regions.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["990000", "990100", "990102", "990102100000", "990102100201"]);
}
