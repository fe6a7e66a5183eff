//! The tree of regions.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use contract::{Coded, Level, ProblemCode, Region, Regions};
use hall::store::regions::replace;
use hall::testing::TestHall;

#[tokio::test]
async fn anyone_reads_the_regions_from_province_to_village_and_may_keep_them() {
    let hall = TestHall::start().await.unwrap();
    let stranger = hall.stranger();
    let answer = stranger.get("/api/v1/regions").await.unwrap();
    assert!(answer.header("cache-control").starts_with("public"));
    let regions = answer.json::<Regions>().unwrap().regions;
    assert_eq!(regions.first().map(|it| &it.level.code), Some(&Level::Province));
    assert!(regions.iter().any(|it| it.level.code == Level::Village));
    assert!(regions.iter().any(|it| it.code == hall.hall.seed.region));
    assert!(regions.iter().all(|it| !it.more), "all of them are here");
    for (place, region) in regions.iter().enumerate() {
        let parent = |code: &String| regions[..place].iter().any(|it| it.code == *code);
        assert!(region.parent.as_ref().is_none_or(parent), "{} comes before what it lies in", region.name);
    }

    let tag = answer.header("etag").to_owned();
    let again = stranger.request("GET", "/api/v1/regions").header("if-none-match", tag);
    let again = stranger.send(again, "").await.unwrap();
    assert_eq!((again.status, again.body.len()), (304, 0));
}

async fn asked(hall: &TestHall, query: &str) -> Regions {
    let answer = hall.stranger().get(&format!("/api/v1/regions{query}")).await.unwrap();
    assert_eq!(answer.status, 200, "{query}");
    answer.json().unwrap()
}

/// Codes in their order, with a `+` behind those that have more.
fn told(regions: &[Region]) -> String {
    let told = regions.iter().map(|it| [it.code.as_str(), if it.more { "+" } else { "" }].concat());
    told.collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn one_level_and_one_way_are_asked_for_by_their_region() {
    let hall = TestHall::start().await.unwrap();
    let table = [
        ("?parent=990101", "990101100000+ 990101101000+ 990101200000+"),
        ("?parent=990101200000", "990101200201 990101200202"),
        ("?parent=990101200201", ""),
        ("?of=990101200201", "990000 990100 990101+ 990101200000+ 990101200201"),
        ("?of=990000", "990000+"),
        ("?of=990000&later=1", "990000+"),
    ];
    for (query, expected) in table {
        assert_eq!(told(&asked(&hall, query).await.regions), expected, "{query}");
    }
}

#[tokio::test]
async fn what_is_no_region_is_not_found_and_two_questions_are_none() {
    let hall = TestHall::start().await.unwrap();
    let long = format!("?q={}", "a".repeat(65));
    let table = [
        ("?parent=123456", ProblemCode::NotFound),
        ("?of=123456", ProblemCode::NotFound),
        ("?of=", ProblemCode::NotFound),
        ("?of=%27--", ProblemCode::NotFound),
        ("?q=", ProblemCode::Malformed),
        ("?q=%20", ProblemCode::Malformed),
        (&long, ProblemCode::Malformed),
        ("?of=990101&parent=990101", ProblemCode::Malformed),
        ("?q=a&parent=990101", ProblemCode::Malformed),
    ];
    for (query, code) in table {
        let answer = hall.stranger().get(&format!("/api/v1/regions{query}")).await.unwrap();
        assert_eq!(answer.problem().unwrap().code, code, "{query}");
    }
}

#[tokio::test]
async fn a_region_is_found_by_what_people_type() {
    let hall = TestHall::start().await.unwrap();
    let table = [
        ("桃坞村", "990101200201"),
        ("桃坞", "990101200201"),
        ("坞村", "990101200201"),
        ("taowu", "990101200201"),
        ("tao'wu", "990101200201"),
        ("TWC", "990101200201"),
        ("白鹭乡 桃坞村", "990101200201"),
        ("bailu taowu", "990101200201"),
        ("云岭 云岫 鹭溪", "990101200202"),
        ("青石镇 桃坞村", ""),
        ("白鹭乡桃坞", "990101200201"),
        ("青石镇桃坞", ""),
        ("村", ""),
        ("y", "990000 990101"),
        ("社区", "990101100001 990101100002"),
        ("云岫县", "990101"),
        ("不在这里", ""),
        ("%25_", ""),
        ("'", ""),
    ];
    for (words, expected) in table {
        let found = asked(&hall, &format!("?q={}", words.replace(' ', "%20"))).await;
        assert_eq!(found.found.join(" "), expected, "{words}");
        let inside = |code: &String| found.regions.iter().any(|it| it.code == *code);
        assert!(found.found.iter().all(inside), "{words}");
        assert!(found.regions.iter().all(|it| it.parent.as_ref().is_none_or(inside)), "{words}: {found:?}");
    }
}

/// A province with `counties` counties of `towns` towns of `villages` villages each.
fn province(counties: u32, towns: u32, villages: u32) -> Vec<Region> {
    let region = |code: String, name: String, level: Level, parent: Option<String>| Region {
        code,
        name,
        level: Coded::new(level, ""),
        parent,
        more: false,
    };
    let mut all = vec![region("990000".into(), "云岭省".into(), Level::Province, None)];
    for c in 1..=counties {
        let county = format!("99{c:04}");
        all.push(region(county.clone(), format!("{c}县"), Level::County, Some("990000".into())));
        for t in 1..=towns {
            let town = format!("{county}{t:03}000");
            all.push(region(town.clone(), format!("{t}镇"), Level::Township, Some(county.clone())));
            for v in 1..=villages {
                let code = format!("{county}{t:03}{v:03}");
                all.push(region(code, format!("{v}村"), Level::Village, Some(town.clone())));
            }
        }
    }
    all
}

#[tokio::test]
async fn a_hall_with_many_regions_answers_whole_levels_and_says_where_more_are() {
    let hall = TestHall::start().await.unwrap();
    let folder = hall.stop().await;
    let mut db = hall::db::open(&folder.path().join("hall.db")).await.unwrap();
    replace(&mut db.writer, &province(10, 10, 10)).await.unwrap();
    drop(db);
    let mut hall = TestHall::resume(folder).await.unwrap();
    for (at_once, expected, more) in
        [(1_111, 1_111, 0), (1_110, 111, 100), (111, 111, 100), (110, 11, 10), (11, 11, 10), (1, 1, 1)]
    {
        hall = hall.restart_with(move |it| it.limits.regions_at_once = Some(at_once)).await.unwrap();
        let all = asked(&hall, "").await.regions;
        let found = (all.len(), all.iter().filter(|it| it.more).count());
        assert_eq!(found, (expected, more), "{at_once} at once");
        assert!(all.iter().filter(|it| it.more).all(|it| it.level == all.last().unwrap().level));
        let villages = asked(&hall, "?parent=990003004000").await.regions;
        assert_eq!((villages.len(), villages[9].code.as_str()), (10, "990003004010"));
    }
}
