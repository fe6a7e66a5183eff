use contract::{Manifest, MaterialId};
use serde_json::{Value, json};

use super::{check, guide, limits, manifest};
use crate::ManifestRule::*;
use crate::{ManifestRule, Rule, manifest_problems};

fn id(text: &str) -> MaterialId {
    text.parse().unwrap()
}

fn found(manifest: &Manifest) -> Vec<(String, ManifestRule)> {
    let issues = manifest_problems(&guide(), &limits(), manifest, check);
    issues.into_iter().map(|it| (it.pointer, it.rule)).collect()
}

/// What is found once the members at these pointers of the good manifest are changed; null removes one.
fn changed(changes: &[(&str, Value)]) -> Vec<(String, ManifestRule)> {
    let mut json = serde_json::to_value(manifest()).unwrap();
    for (pointer, value) in changes {
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        match (json.pointer_mut(parent).unwrap(), value) {
            (Value::Object(members), Value::Null) => drop(members.remove(member)),
            (Value::Array(items), Value::Null) => drop(items.remove(member.parse().unwrap())),
            (Value::Array(items), value) if member == "-" => items.push(value.clone()),
            (parent, value) => parent[member] = value.clone(),
        }
    }
    found(&serde_json::from_value(json).unwrap())
}

fn file(material: &str, index: u32) -> Value {
    json!({"material_id": material, "index": index, "name": "a.jpg", "length": 1, "sha256": "0".repeat(64)})
}

/// Changes to the good manifest, and what is found then, by pointers under `/manifest`.
type Row<'a> = (&'a [(&'a str, Value)], &'a [(&'a str, ManifestRule)]);

fn assert_table(table: &[Row<'_>]) {
    for (changes, expected) in table {
        let expected: Vec<_> =
            expected.iter().map(|(at, rule)| (format!("/manifest{at}"), rule.clone())).collect();
        assert_eq!(changed(changes), expected, "{changes:?}");
    }
}

#[test]
fn a_complete_manifest_has_no_problems() {
    assert_eq!(found(&manifest()), []);
}

#[test]
fn versions_table() {
    assert_table(&[
        (&[("/v", json!(2))], &[("/v", UnknownVersion)]),
        (&[("/matter", json!("bakery"))], &[("/matter", OtherMatter)]),
        (&[("/guide_version", json!(2))], &[("/guide_version", OtherGuideVersion(3))]),
        (&[("/form_version", json!(1))], &[("/form_version", OtherFormVersion(Some(2)))]),
        (&[("/form_version", Value::Null)], &[("/form_version", OtherFormVersion(Some(2)))]),
    ]);
}

#[test]
fn scenario_table() {
    let none = Value::Null;
    assert_table(&[
        (
            &[("/scenario/registered", none.clone()), ("/commitments/0", none.clone())],
            &[("/scenario/registered", Unanswered)],
        ),
        (
            &[("/scenario/registered", json!("perhaps")), ("/commitments/0", none.clone())],
            &[("/scenario/registered", BadValue(Rule::NotInList))],
        ),
        (&[("/scenario/weather", json!("fine"))], &[("/scenario/weather", NotAsked)]),
        (
            &[
                ("/scenario", json!({"premises": "street"})),
                ("/answers/landlord", none.clone()),
                ("/attachments/2", none.clone()),
                ("/commitments/0", none),
            ],
            &[("/scenario", Stopped("请到城管窗口办理".into()))],
        ),
    ]);
}

#[test]
fn answers_table() {
    assert_table(&[
        (&[("/answers/landlord", json!("王"))], &[("/answers/landlord", BadValue(Rule::TooShort(2)))]),
        (&[("/answers/landlord", Value::Null)], &[("/answers/landlord", BadValue(Rule::Missing))]),
        (
            &[("/answers/mobile", json!("bad"))],
            &[("/answers/mobile", BadValue(Rule::Format(contract::Format::Mobile)))],
        ),
        (&[("/answers/mobile", json!("doubtful"))], &[]),
        (&[("/answers/platform", json!("a"))], &[("/answers/platform", NotAsked)]), // hidden: no takeaway
        (&[("/answers/a~1b", json!("x"))], &[("/answers/a~01b", NotAsked)]),
        (&[("/answers/shop_name", json!(" 云岫小馆"))], &[("/answers/shop_name", NotNormalised)]),
        (&[("/answers/seats", json!(""))], &[("/answers/seats", NotNormalised)]), // to be left out
    ]);
}

#[test]
fn materials_table() {
    let none = Value::Null;
    assert_table(&[
        (&[("/attachments/2", none.clone())], &[("/attachments", MaterialMissing(id("lease")))]),
        (&[("/commitments/0", none.clone())], &[("/attachments", MaterialMissing(id("registration")))]),
        (&[("/commitments/0", none), ("/attachments/-", file("registration", 0))], &[]),
        (&[("/attachments/-", file("photo", 0))], &[]),
        (&[("/attachments/-", file("identity", 0))], &[("/attachments/3", NotSorted)]),
        (&[("/attachments/-", file("passport", 0))], &[("/attachments/3/material_id", NotAsked)]),
        (&[("/attachments/1/index", json!(2))], &[("/attachments/1/index", IndexGap(1))]),
        (&[("/attachments/1/index", json!(0))], &[("/attachments/1/index", IndexGap(1))]),
        (&[("/attachments", json!([file("lease", 0), file("layout", 0)]))], &[("/attachments/1", NotSorted)]),
        (
            &[(
                "/attachments",
                json!([
                    file("layout", 0),
                    file("lease", 0),
                    file("lease", 1),
                    file("lease", 2),
                    file("lease", 3)
                ]),
            )],
            &[("/attachments", TooManyFiles(id("lease"), 3))],
        ),
        (
            &[("/commitments/0/material_id", json!("lease"))],
            &[
                ("/attachments", MaterialMissing(id("registration"))),
                ("/commitments/0/material_id", NotAsked),
            ],
        ),
        (&[("/commitments/0/sha256", json!("0A"))], &[("/commitments/0/sha256", BadDigest)]),
    ]);
}

#[test]
fn files_table() {
    let long = "长".repeat(256);
    assert_table(&[
        (&[("/attachments/0/length", json!(0))], &[("/attachments/0/length", EmptyFile)]),
        (&[("/attachments/0/length", json!(1001))], &[("/attachments/0/length", FileTooLarge(1000))]),
        (&[("/attachments/0/name", json!(" "))], &[("/attachments/0/name", BadFileName)]),
        (&[("/attachments/0/name", json!("a\u{0}.jpg"))], &[("/attachments/0/name", BadFileName)]),
        (&[("/attachments/0/name", json!(long))], &[("/attachments/0/name", BadFileName)]),
        (&[("/attachments/0/sha256", json!("0A".repeat(32)))], &[("/attachments/0/sha256", BadDigest)]),
    ]);
}

#[test]
fn the_smaller_of_two_file_limits_counts() {
    let (mut guide, mut manifest) = (guide(), manifest());
    let files = |n: u32| (0..n).map(|it| serde_json::from_value(file("layout", it)).unwrap());
    for (own, given, most) in [
        (Some(1), 1, None),
        (Some(1), 2, Some(1)),
        (Some(9), 3, None),
        (Some(9), 4, Some(3)),
        (None, 4, Some(3)),
    ] {
        guide.materials[1].max_files = own;
        let lease = manifest.attachments.pop().unwrap();
        manifest.attachments = files(given).chain([lease]).collect();
        let issues = manifest_problems(&guide, &limits(), &manifest, check);
        let rules: Vec<_> = issues.into_iter().map(|it| it.rule).collect();
        let expected: Vec<_> = most.map(|it| TooManyFiles(id("layout"), it)).into_iter().collect();
        assert_eq!(rules, expected, "{own:?} {given}");
    }
}

#[test]
fn delivery_table() {
    let to = |mobile: &str, address: &str| {
        let to = json!({"name": "李敏", "mobile": mobile, "address": address});
        json!({"kind": "courier", "to": to})
    };
    let mobile = || BadValue(Rule::Format(contract::Format::Mobile));
    assert_table(&[
        (&[("/delivery", to("13800000001", "云岫县"))], &[]),
        (&[("/delivery", to("bad", "云岫县"))], &[("/delivery/to/mobile", mobile())]),
        (&[("/delivery", to("138", " "))], &[("/delivery/to/address", BadValue(Rule::Missing))]),
        (&[("/delivery", to("138", "云岫县 "))], &[("/delivery/to/address", NotNormalised)]),
        (
            &[("/delivery", to("138", &"长".repeat(201)))],
            &[("/delivery/to/address", BadValue(Rule::TooLong(200)))],
        ),
        (&[("/delivery", to("138", &"长".repeat(200)))], &[]),
        (&[("/delivery", json!({"kind": "window"}))], &[("/delivery/kind", DeliveryNotOffered)]),
        (&[("/delivery/to", json!({"address": "云岫县"}))], &[("/delivery/to/address", NotAsked)]),
        (
            &[("/delivery", json!({"kind": "courier"}))],
            &[
                ("/delivery/to/name", BadValue(Rule::Missing)),
                ("/delivery/to/mobile", BadValue(Rule::Missing)),
                ("/delivery/to/address", BadValue(Rule::Missing)),
            ],
        ),
    ]);
}

#[test]
fn a_matter_without_a_form_takes_no_answers() {
    let mut guide = guide();
    guide.form = None;
    let mut manifest = manifest();
    manifest.form_version = None;
    manifest.answers.retain(|name, _| name == "mobile");
    let issues = manifest_problems(&guide, &limits(), &manifest, check);
    let told: Vec<_> = issues.iter().map(|it| (it.pointer.as_str(), it.rule.code())).collect();
    assert_eq!(told, [("/manifest/answers/mobile", "not-asked")]);
}
