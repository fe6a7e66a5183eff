//! Regions from a list of codes and names, as GB/T 2260 is published: the tree is in the codes.

use std::collections::{BTreeMap, BTreeSet};

use contract::{Coded, Level, Region};

use super::dialect;
use super::report::{Entry, Outcome, Report};
use super::source::{Column, Row};

const CODE: Column = &["code", "area_code", "region_code", "行政区划代码", "代码"];
const NAME: Column = &["name", "area_name", "region_name", "行政区划名称", "单位名称", "名称"];

/// The regions of a list, each after the one it lies in, and what became of every row.
pub(super) fn regions(rows: &[Row]) -> (Vec<Region>, Report) {
    let mut found: BTreeMap<String, (String, &Row, Vec<String>)> = BTreeMap::new();
    let mut report = Report::default();
    let refuse = |row: &Row, about: &str, why: String| Entry::of(row, about, Outcome::Refused, vec![why]);
    for row in rows {
        let (Some(raw), Some(name)) = (row.get(CODE), row.get(NAME)) else {
            let about = row.get(CODE).or_else(|| row.get(NAME)).unwrap_or("空行");
            report.add(refuse(row, about, "没有代码或者没有名称".to_owned()));
            continue;
        };
        match code(raw) {
            Err(why) => report.add(refuse(row, raw, why)),
            Ok(code) if found.contains_key(&code) => report.add(refuse(row, raw, format!("{code} 已经有了"))),
            Ok(code) => {
                let mended = if code == raw { vec![] } else { vec![format!("代码写成 {code}")] };
                found.insert(code, (super::plain::plain(name), row, mended));
            }
        }
    }
    let top = found.keys().map(|it| depth(it)).min().unwrap_or(0);
    // In the order of their codes what lies in something stands behind it.
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut all: Vec<Region> = Vec::new();
    for (code, (name, row, mended)) in found {
        let parent = ancestors(&code).into_iter().find(|it| taken.contains(it));
        if parent.is_none() && depth(&code) > top {
            report.add(refuse(row, &code, "它所在的上一级都不在名单里".to_owned()));
            continue;
        }
        report.add(Entry::of(row, code.as_str(), Outcome::Taken, mended));
        taken.insert(code.clone());
        all.push(Region { level: level(&code), code, name, parent, more: false });
    }
    report.rows.sort_by_key(|it| it.row);
    (all, report)
}

/// 6 digits down to the county, 12 below it. 9 digits are a township without its last three; 12 that end in six zeros
/// are a county.
fn code(raw: &str) -> Result<String, String> {
    if !raw.bytes().all(|it| it.is_ascii_digit()) {
        return Err(format!("代码「{raw}」不全是数字"));
    }
    match raw.len() {
        6 => Ok(raw.to_owned()),
        9 => Ok(format!("{raw}000")),
        12 => Ok(raw.strip_suffix("000000").unwrap_or(raw).to_owned()),
        other => Err(format!("代码有 {other} 位，应当是 6、9 或者 12 位")),
    }
}

/// 0 province, 1 city, 2 county, 3 township, 4 village.
fn depth(code: &str) -> usize {
    match (code.len(), code) {
        (6, it) if it.ends_with("0000") => 0,
        (6, it) if it.ends_with("00") => 1,
        (6, _) => 2,
        (_, it) if it.ends_with("000") => 3,
        _ => 4,
    }
}

/// Codes of what it lies in, the nearest first. A county may lie in the province without a city between, a village in the
/// county without a township.
fn ancestors(code: &str) -> Vec<String> {
    let mut all = if code.len() == 12 {
        vec![format!("{}000", &code[..9]), code[..6].to_owned()]
    } else {
        vec![format!("{}00", &code[..4]), format!("{}0000", &code[..2])]
    };
    all.retain(|it| it != code);
    all
}

fn level(code: &str) -> Coded<Level> {
    let table = [Level::Province, Level::City, Level::County, Level::Township, Level::Village];
    dialect::named(table[depth(code)].clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &[(&str, &str)]) -> (Vec<Region>, Report) {
        let rows: Vec<Row> =
            rows.iter().map(|(code, name)| Row::of(&[("code", code), ("name", name)])).collect();
        regions(&rows)
    }

    #[test]
    fn the_tree_is_in_the_codes() {
        let rows = [
            ("990101200201", "桃坞村"),
            ("990101200", "白鹭乡"),
            ("990000", "云岭省"),
            ("990101000000", "云岫县"),
            ("990100", "岫川市"),
            ("999001", "省直管县"),
        ];
        let (all, report) = read(&rows);
        let tree: Vec<(&str, Option<&str>, &str)> =
            all.iter().map(|it| (it.code.as_str(), it.parent.as_deref(), it.level.text.as_str())).collect();
        assert_eq!(
            tree,
            [
                ("990000", None, "省级"),
                ("990100", Some("990000"), "市级"),
                ("990101", Some("990100"), "县级"),
                ("990101200000", Some("990101"), "乡镇级"),
                ("990101200201", Some("990101200000"), "村级"),
                ("999001", Some("990000"), "县级"),
            ]
        );
        assert_eq!((report.taken, report.mended, report.refused), (6, 2, 0));
    }

    #[test]
    fn dirty_rows_are_refused_and_the_rest_is_taken() {
        let rows = [
            ("990000", "云岭省"),
            ("990000", "又一次"),
            ("99", "太短"),
            ("99010X", "字母"),
            ("", "没有代码"),
            ("880101200201", "孤儿村"),
        ];
        let (all, report) = read(&rows);
        assert_eq!((all.len(), report.refused), (1, 5));
        for (about, why) in [
            ("990000", "已经有了"),
            ("99", "2 位"),
            ("99010X", "不全是数字"),
            ("没有代码", "没有代码"),
            ("880101200201", "上一级"),
        ] {
            let told = report
                .rows
                .iter()
                .any(|it| it.about == about && it.why.iter().any(|text| text.contains(why)));
            assert!(told, "{about}: {why}: {report:?}");
        }
    }

    #[test]
    fn every_parent_stands_before_its_children() {
        let (all, _) =
            read(&[("990101200201", "村"), ("990101", "县"), ("990101200", "乡"), ("990000", "省")]);
        for (k, region) in all.iter().enumerate() {
            let before = region.parent.as_ref().is_none_or(|it| all[..k].iter().any(|one| one.code == *it));
            assert!(before, "{region:?}");
        }
    }
}
