//! `hall desk` against a hall that runs: what a clerk types and reads.

use std::process::Command;

use contract::{Case, CaseState};
use hall::testing::{Draft, TestHall};

#[tokio::test]
async fn a_case_is_taken_through_its_life_at_the_desk() {
    let hall = TestHall::start().await.unwrap();
    let me = hall.sign_in("p-chenyu").await.unwrap();
    let mut draft = Draft::new(&hall, "food-business-licence", me.party.as_ref().unwrap()).unwrap();
    let filed = me.file(&mut draft).await.unwrap();
    let case: Case = me.get(filed.header("location")).await.unwrap().json().unwrap();
    let (id, material) = (case.summary.id.to_string(), draft.files[0].about.material_id.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(axum::serve(listener, hall.router()).into_future());
    let data = hall.data();
    let desk = async |words: Vec<String>| {
        let (url, data) = (url.clone(), data.clone());
        let run = move || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_hall"));
            command.arg("desk").arg("--data").arg(data).args(["--url", &url]).args(words).output()
        };
        let output = tokio::task::spawn_blocking(run).await.unwrap().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr),
        )
    };
    let words = |text: &str| text.split(' ').map(|it| it.replace("ID", &id)).collect::<Vec<_>>();

    let (_, listed) = desk(words("list")).await;
    assert!(listed.contains(&id) && listed.contains("已提交") && listed.contains("陈屿"), "{listed}");
    let (code, shown) = desk(words("accept ID --note 材料齐全 --by 李敏")).await;
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("990101-26-000001") && shown.contains("受理  李敏  材料齐全"), "{shown}");
    let (_, shown) = desk(words(&format!("return ID --item {material}:请重拍 --item :请补充说明"))).await;
    assert!(shown.contains("待补正") && shown.contains(&format!("{material} 请重拍")), "{shown}");
    let (code, refused) = desk(words("approve ID")).await;
    assert_eq!(code, Some(1));
    assert!(refused.contains("当前状态不能这样操作"), "{refused}");

    let mine: Case = me.get(filed.header("location")).await.unwrap().json().unwrap();
    assert_eq!(mine.summary.state.code, CaseState::CorrectionNeeded);
    assert_eq!(mine.notices[0].items.len(), 2);
    assert_eq!(mine.notices[0].items[1].material_id, None);
    serving.abort();
}
