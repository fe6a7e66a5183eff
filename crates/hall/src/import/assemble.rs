//! Rows of several tables become guides: extensions complete their basic row, materials, fees and questions find theirs.

use std::collections::{BTreeMap, HashMap};

use contract::{Fee, Guide, MatterId};

use super::columns::{
    CATALOG_CODE, FEE_BASIS, GUID, IS_FEE, MATERIAL_NAME, NAME, ORDER, TASK_CODE, TASK_GUID, VERSION,
};
use super::guide::{self, Reading, Sheet};
use super::parts::{self, Table};
use super::report::{Entry, Outcome};
use super::source::{Column, Row};

/// A guide, and what the report says of the row it came from.
pub(super) struct Found {
    pub(super) guide: Guide,
    pub(super) entry: Entry,
    /// What the row says about fees, when it says that there are some: its basis.
    fee: Option<String>,
}

/// What was read of all rows.
pub(super) struct Read {
    /// The guides, in the order of their rows.
    pub(super) found: Vec<Found>,
    /// What is to be said of all other rows.
    pub(super) said: Vec<Entry>,
    /// Matters whose rows could not be read: they are in the source, and not gone from it.
    pub(super) broken: Vec<MatterId>,
}

/// Everything that could be read of `rows`.
pub(super) fn guides(rows: Vec<Row>, reading: &Reading<'_>) -> Read {
    let (mut basics, mut others): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|it| Table::of(it) == Table::Basic);
    others.sort_by_key(|it| it.get(ORDER).and_then(|it| it.parse::<u32>().ok()).unwrap_or(u32::MAX));
    let (mut said, mut broken) = (Vec::new(), Vec::new());
    let newest = newest(&basics);
    let owners = owners(&basics, &newest);
    let (extensions, parts): (Vec<Row>, Vec<Row>) =
        others.into_iter().partition(|it| Table::of(it) == Table::Extension);
    for row in &extensions {
        match owner(row, &owners, true) {
            Some(at) => {
                basics[at].complete(row, &[GUID, TASK_GUID, TASK_CODE]);
                said.push(entry(row, Outcome::Taken, Vec::new()));
            }
            None => said.push(entry(row, Outcome::Refused, vec!["没有它所属的事项".to_owned()])),
        }
    }
    let mut found: BTreeMap<usize, Found> = BTreeMap::new();
    for (at, row) in basics.iter().enumerate() {
        if let Some(why) = newest.get(&at) {
            said.push(entry(row, Outcome::Refused, vec![why.clone()]));
            continue;
        }
        let mut sheet = Sheet::new(row);
        match guide::guide(&mut sheet, reading) {
            Ok(guide) => {
                let charged = matches!(row.get(IS_FEE), Some("1" | "是" | "收费"));
                let fee = charged.then(|| sheet.text(FEE_BASIS).unwrap_or_default());
                let entry = entry(row, Outcome::Taken, sheet.mended);
                found.insert(at, Found { guide, entry, fee });
            }
            Err(why) => {
                let ended = guide::in_force(row, reading.today).is_err();
                broken.extend(guide::matter(row).ok().filter(|_| !ended));
                said.push(entry(row, Outcome::Refused, vec![why]));
            }
        }
    }
    for row in &parts {
        said.push(part(row, owner(row, &owners, false).and_then(|at| found.get_mut(&at)), reading));
    }
    Read { found: found.into_values().map(with_fee).collect(), said, broken }
}

/// No fees means free of charge. A matter that costs something and does not say what must not look like that.
fn with_fee(mut found: Found) -> Found {
    if let Some(basis) = found.fee.take().filter(|_| found.guide.fees.is_empty()) {
        let standard = "没有公布收费标准，请先向窗口询问".to_owned();
        found.guide.fees.push(Fee { name: "收费".to_owned(), standard, basis, relief: None });
        found.entry.why.push("写明收费，但没有收费项目".to_owned());
    }
    found
}

fn part(row: &Row, found: Option<&mut Found>, reading: &Reading<'_>) -> Entry {
    let Some(found) = found else {
        return entry(row, Outcome::Refused, vec!["它所属的事项不在，或者没有导入".to_owned()]);
    };
    let mut sheet = Sheet::new(row);
    match parts::add(&mut found.guide, Table::of(row), &mut sheet, reading.dialect) {
        Ok(()) => entry(row, Outcome::Taken, sheet.mended),
        Err(why) => entry(row, Outcome::Refused, vec![why]),
    }
}

/// What names a basic row: its record and its codes, each when only one row has it that is not overtaken.
fn owners(basics: &[Row], overtaken: &HashMap<usize, String>) -> HashMap<String, Option<usize>> {
    let mut owners: HashMap<String, Option<usize>> = HashMap::new();
    for (at, row) in basics.iter().enumerate().filter(|it| !overtaken.contains_key(&it.0)) {
        for name in names(row, &[GUID, TASK_CODE, CATALOG_CODE]) {
            owners.entry(name).and_modify(|it| *it = None).or_insert(Some(at));
        }
    }
    owners
}

/// Which basic row a row belongs to. An extension may carry the record's own id; a part has one of its own there.
fn owner(row: &Row, owners: &HashMap<String, Option<usize>>, own: bool) -> Option<usize> {
    let columns: &[Column] = if own { &[TASK_GUID, GUID, TASK_CODE] } else { &[TASK_GUID, TASK_CODE] };
    names(row, columns).find_map(|it| owners.get(&it).copied().flatten())
}

fn names<'a>(row: &'a Row, columns: &'a [Column]) -> impl Iterator<Item = String> + 'a {
    columns.iter().filter_map(|it| row.get(it)).map(str::to_owned)
}

/// Rows that another row of the same matter overtakes, with the reason.
fn newest(basics: &[Row]) -> HashMap<usize, String> {
    let version = |it: &Row| it.get(VERSION).and_then(|it| it.parse::<u64>().ok()).unwrap_or(0);
    let mut best: HashMap<MatterId, usize> = HashMap::new();
    let mut overtaken = HashMap::new();
    for (at, row) in basics.iter().enumerate() {
        let Ok(matter) = guide::matter(row) else { continue };
        let Some(other) = best.insert(matter.clone(), at) else { continue };
        let (older, newer) = if version(row) > version(&basics[other]) { (other, at) } else { (at, other) };
        best.insert(matter.clone(), newer);
        let why = if version(&basics[older]) == version(&basics[newer]) {
            format!("编号 {matter} 重复，第 {} 行已经有了", basics[newer].number)
        } else {
            format!("编号 {matter} 有更新的版本，在第 {} 行", basics[newer].number)
        };
        overtaken.insert(older, why);
    }
    overtaken
}

fn entry(row: &Row, outcome: Outcome, why: Vec<String>) -> Entry {
    let about =
        [NAME, MATERIAL_NAME, TASK_CODE, GUID].iter().find_map(|it| row.get(it)).unwrap_or("没有名称");
    Entry::of(row, about.chars().take(40).collect::<String>(), outcome, why)
}
