//! One row of the basic table, completed by its extension, as a guide. Nothing is invented: what a source does not say
//! stays empty, and the app tells people that the department has not published it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contract::{
    Coded, Date, Department, FlowStep, Guide, MatterId, OnlineDepth, Place, RegionName, ResultDocument,
    SpecialProcedure, TimeLimit,
};

use super::columns::*;
use super::dialect::{self, Dialect};
use super::plain::plain;
use super::source::{Column, Row};

/// Longest name of a matter, in characters (GB/T 39046 has 200, the exchange tables 1000).
const LONGEST_NAME: usize = 200;

/// What the rows are read by.
pub(super) struct Reading<'a> {
    /// Which numbers they use.
    pub(super) dialect: Dialect,
    /// The hall's day: what ended before it is refused.
    pub(super) today: Date,
    /// Names of the regions this hall knows, by code.
    pub(super) regions: &'a BTreeMap<String, String>,
}

/// A row on its way to become something, and what was changed on it so far.
pub(super) struct Sheet<'a> {
    pub(super) row: &'a Row,
    pub(super) mended: Vec<String>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(row: &'a Row) -> Self {
        Self { row, mended: Vec::new() }
    }

    /// A text, without its mark-up.
    pub(super) fn text(&mut self, column: Column) -> Option<String> {
        let raw = self.row.get(column)?;
        let text = plain(raw);
        if text.len() + 8 < raw.len() || raw.contains("</") {
            self.mended.push(format!("{} 去掉了网页标记", column[column.len() - 1]));
        }
        (!text.is_empty()).then_some(text)
    }

    /// A text as a list: one entry for each line.
    pub(super) fn lines(&mut self, column: Column) -> Vec<String> {
        self.text(column).map(|it| it.lines().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// A whole number.
    pub(super) fn number(&mut self, column: Column) -> Option<u32> {
        let text = self.row.get(column)?;
        let number = text.parse().ok();
        if number.is_none() {
            self.mended.push(format!("{}「{text}」不是数字，没有采用", column[column.len() - 1]));
        }
        number
    }

    /// What a table of names gives, or nothing and a line that says so.
    pub(super) fn known<T>(&mut self, read: Result<T, String>) -> Option<T> {
        read.map_err(|why| self.mended.push(format!("{why}，没有采用"))).ok()
    }
}

/// The guide of a row; or why there is none.
pub(super) fn guide(sheet: &mut Sheet<'_>, reading: &Reading<'_>) -> Result<Guide, String> {
    in_force(sheet.row, reading.today)?;
    let title = sheet.text(NAME).ok_or("没有事项名称")?.replace('\n', " ");
    if title.chars().count() > LONGEST_NAME {
        return Err(format!("事项名称超过 {LONGEST_NAME} 个字"));
    }
    let kind = dialect::kind(sheet.row.get(KIND).ok_or("没有事项类型")?)?;
    let level = dialect::level(sheet.row.get(LEVEL).ok_or("没有行使层级")?)?;
    let handling = dialect::handling(sheet.row.get(HANDLING).unwrap_or("2"))?;
    let department = department(sheet)?;
    let (statutory, promised) = limits(sheet)?;
    let mut audiences = Vec::new();
    for value in list(sheet.row.get(AUDIENCE)) {
        if let Some(audience) = sheet.known(dialect::audience(value, reading.dialect))
            && !audiences.contains(&audience)
        {
            audiences.push(audience);
        }
    }
    if audiences.is_empty() {
        return Err("没有可用的服务对象".to_owned());
    }
    let mut channels = Vec::new();
    for value in list(sheet.row.get(CHANNELS)) {
        channels.extend(sheet.known(dialect::channel(value)).flatten());
    }
    let special_procedures = sheet
        .text(SPECIAL)
        .map(|note| SpecialProcedure { name: "特别程序".to_owned(), note, limit: None })
        .into_iter()
        .collect();
    let steps = sheet
        .text(FLOW)
        .map(|text| FlowStep {
            name: "办理流程".to_owned(), by: department.name.clone(), text, limit: None
        })
        .into_iter()
        .collect();
    let kind_of_result = sheet.text(RESULT_TYPE).filter(|it| it.parse::<u32>().is_err());
    let results = sheet
        .lines(RESULT_NAME)
        .into_iter()
        .map(|name| ResultDocument { name, kind: kind_of_result.clone().unwrap_or_default(), validity: None })
        .collect();
    Ok(Guide {
        matter: matter(sheet.row)?,
        version: 1,
        updated_on: reading.today,
        title,
        lang: None,
        titles: std::collections::BTreeMap::new(),
        region: region(sheet, reading),
        aliases: Vec::new(),
        catalog_code: sheet.row.get(CATALOG_CODE).map(str::to_owned),
        task_code: sheet.row.get(TASK_CODE).map(str::to_owned),
        kind,
        level,
        department,
        audiences,
        handling,
        topics: Vec::new(),
        legal_basis: sheet.lines(BY_LAW),
        conditions: sheet.lines(CONDITIONS),
        statutory,
        promised,
        special_procedures,
        steps,
        channels,
        depth: Coded::new(OnlineDepth::InformationOnly, "只公布，不网办"),
        visits: sheet.number(VISITS).unwrap_or(1),
        visit_reason: visit_reason(sheet),
        places: places(sheet),
        consult: sheet.text(CONSULT).unwrap_or_default(),
        supervise: sheet.text(SUPERVISE).unwrap_or_default(),
        fees: Vec::new(),
        quota: sheet.text(QUOTA),
        cross_region: sheet.text(AREA),
        results,
        intermediaries: Vec::new(),
        remedies: sheet.text(REMEDIES),
        faq: Vec::new(),
        questions: Vec::new(),
        materials: Vec::new(),
        form: None,
        parts: Vec::new(),
        deliveries: Vec::new(),
        esign: false,
        village: sheet.row.get(VILLAGE).is_some(),
        sample_notice: None,
    })
}

/// The key: the record's own id, else the code.
pub(super) fn matter(row: &Row) -> Result<MatterId, String> {
    let key = row.get(GUID).or_else(|| row.get(TASK_CODE)).ok_or("没有记录唯一标识，也没有实施编码")?;
    if key == "changes" {
        return Err("「changes」是接口自己的地址，不能作编号".to_owned());
    }
    key.parse().map_err(|_| format!("「{key}」不能作编号：只能有字母、数字和 -._~，最多 64 个"))
}

/// Whether the row says that people can apply for it today.
pub(super) fn in_force(row: &Row, today: Date) -> Result<(), String> {
    if let Some(state) = row.get(STATE)
        && !matches!(state, "1" | "在用")
    {
        return Err(format!("事项状态是 {state}，不是在用"));
    }
    if let Some(end) = row.get(CANCELLED)
        && date(end).ok_or_else(|| format!("计划取消日期「{end}」不是日期"))? <= today
    {
        return Err(format!("已在 {end} 取消"));
    }
    if let Some(start) = row.get(EFFECTIVE)
        && date(start).ok_or_else(|| format!("计划生效日期「{start}」不是日期"))? > today
    {
        return Err(format!("要到 {start} 才生效"));
    }
    Ok(())
}

/// `2026-11-22`, `2026/1/2`, `2026年1月2日`, `20261122`, each also with a time behind.
fn date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
    let (year, month, day) = match parts.as_slice() {
        [whole, ..] if whole.len() >= 8 => (whole.get(..4)?, whole.get(4..6)?, whole.get(6..8)?),
        [year, month, day, ..] if year.len() == 4 => (*year, *month, *day),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn department(sheet: &mut Sheet<'_>) -> Result<Department, String> {
    let name = sheet.text(DEPT_NAME).ok_or("没有实施主体")?;
    let nature = match sheet.row.get(DEPT_TYPE) {
        Some("1") => "法定机关".to_owned(),
        Some("2") => "授权组织".to_owned(),
        Some("3") => "受委托组织".to_owned(),
        Some(text) if text.parse::<u32>().is_err() => plain(text),
        _ => String::new(),
    };
    Ok(Department { name, code: sheet.row.get(DEPT_CODE).map(str::to_owned), nature })
}

/// Statutory and promised limit. One of them has to be there; the other is then said to be missing.
fn limits(sheet: &mut Sheet<'_>) -> Result<(TimeLimit, TimeLimit), String> {
    let missing = |limit: &TimeLimit, note: &str| TimeLimit { note: Some(note.to_owned()), ..limit.clone() };
    match (limit(sheet, STATUTORY)?, limit(sheet, PROMISED)?) {
        (Some(statutory), Some(promised)) => Ok((statutory, promised)),
        (Some(statutory), None) => {
            let promised = missing(&statutory, "没有公布承诺时限；这里写的是法定时限");
            Ok((statutory, promised))
        }
        (None, Some(promised)) => Ok((missing(&promised, "没有公布法定时限；这里写的是承诺时限"), promised)),
        (None, None) => Err("法定时限和承诺时限都没有".to_owned()),
    }
}

fn limit(sheet: &mut Sheet<'_>, [n, unit, note]: [Column; 3]) -> Result<Option<TimeLimit>, String> {
    let Some(text) = sheet.row.get(n) else { return Ok(None) };
    let n = text.parse().map_err(|_| format!("{}「{text}」不是数字", n[1]))?;
    Ok(Some(TimeLimit { n, unit: dialect::unit(sheet.row.get(unit))?, note: sheet.text(note) }))
}

fn region(sheet: &mut Sheet<'_>, reading: &Reading<'_>) -> Option<RegionName> {
    let code = region_code(sheet.row)?;
    let Some(name) = reading.regions.get(code) else {
        sheet.mended.push(format!("本厅没有行政区划 {code}，没有采用"));
        return None;
    };
    Some(RegionName { code: code.to_owned(), name: name.clone() })
}

/// The region that a row names, 6 digits down to the county.
pub(super) fn region_code(row: &Row) -> Option<&str> {
    let code = row.get(REGION)?;
    Some(code.strip_suffix("000000").unwrap_or(code))
}

/// Where it can be done online today, or why not.
fn visit_reason(sheet: &mut Sheet<'_>) -> Option<String> {
    let online = sheet.row.get(ONLINE_URL).filter(|it| it.starts_with("https://"));
    let online = online.map(|it| format!("网上办理请到 {it}"));
    let reason = sheet.text(VISIT_REASON);
    match (reason, online) {
        (Some(reason), Some(online)) => Some(format!("{reason}\n{online}")),
        (one, other) => one.or(other),
    }
}

fn places(sheet: &mut Sheet<'_>) -> Vec<Place> {
    let hours = sheet.text(HOURS).unwrap_or_default();
    let place = |address| Place { name: String::new(), address, hours: hours.clone(), phone: String::new() };
    sheet.lines(PLACE).into_iter().map(place).collect()
}

/// A set in one cell: `1,2`, `1;2`, `1、2`, `^1^2^`.
fn list(cell: Option<&str>) -> impl Iterator<Item = &str> {
    let parts = cell.unwrap_or_default().split([',', ';', '，', '；', '、', '^', '|']);
    parts.map(str::trim).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [(&str, &str); 9] = [
        ("row_guid", "g-1"),
        ("task_name", "犬只登记"),
        ("task_type", "20"),
        ("use_level", "4"),
        ("dept_name", "县公安局"),
        ("server_type", "1,2"),
        ("project_type", "2"),
        ("promise_day", "3"),
        ("task_state", "1"),
    ];

    fn read(change: &[(&str, &str)]) -> Result<(Guide, Vec<String>), String> {
        let mut cells = GOOD.to_vec();
        for (name, cell) in change {
            cells.retain(|it| it.0 != *name);
            cells.push((name, cell));
        }
        let row = Row::of(&cells);
        let regions = BTreeMap::from([("990101".to_owned(), "云岫县".to_owned())]);
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let reading = Reading { dialect: Dialect::UpTask, today, regions: &regions };
        let mut sheet = Sheet::new(&row);
        guide(&mut sheet, &reading).map(|it| (it, sheet.mended))
    }

    #[test]
    fn a_clean_row_is_a_guide_that_says_no_more_than_the_row() {
        let (guide, mended) = read(&[]).unwrap();
        assert_eq!((guide.title.as_str(), guide.promised.n, mended.len()), ("犬只登记", 3, 0));
        assert_eq!(guide.depth.code, OnlineDepth::InformationOnly);
        assert!(guide.conditions.is_empty() && guide.form.is_none());
        assert!(guide.statutory.note.unwrap().contains("没有公布法定时限"));
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_its_reason() {
        for (name, cell, why) in [
            ("task_name", "", "没有事项名称"),
            ("row_guid", " ", "没有记录唯一标识"),
            ("row_guid", "有 空格", "不能作编号"),
            ("row_guid", "changes", "接口自己的地址"),
            ("task_state", "3", "不是在用"),
            ("plan_cancel_date", "2026-11-22 00:00:00", "取消"),
            ("plan_cancel_date", "明年", "不是日期"),
            ("plan_effective_date", "20270101", "才生效"),
            ("task_type", "02", "不是依申请"),
            ("use_level", "11", "行使层级"),
            ("promise_day", "三", "不是数字"),
            ("promise_day", "", "时限"),
            ("promise_type", "1", "时限单位"),
            ("server_type", "77", "服务对象"),
            ("dept_name", "<br>", "没有实施主体"),
        ] {
            let refused = read(&[(name, cell)]).unwrap_err();
            assert!(refused.contains(why), "{name}={cell}: {refused}");
        }
    }

    #[test]
    fn date_table() {
        for (text, day) in [
            ("2026-11-22", Some((2026, 11, 22))),
            ("2026-11-22 00:00:00", Some((2026, 11, 22))),
            ("20261122", Some((2026, 11, 22))),
            ("20261122T093000", Some((2026, 11, 22))),
            ("20261122093000", Some((2026, 11, 22))),
            ("2026/12/1 0:00:00", Some((2026, 12, 1))),
            ("2026-1-1 10:00", Some((2026, 1, 1))),
            ("2026年1月2日", Some((2026, 1, 2))),
            ("2026-13-01", None),
            ("明年", None),
            ("26-1-1", None),
        ] {
            assert_eq!(date(text), day.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d)), "{text}");
        }
    }

    #[test]
    fn what_can_be_mended_is_mended_and_told() {
        for (name, cell, word) in [
            ("accept_condition", "<p>一</p><p>二</p>", "网页标记"),
            ("server_type", "1,77", "不认识的服务对象 77"),
            ("handle_type", "1,6", "不认识的办理形式 6"),
            ("limit_scene_num", "零", "不是数字"),
            ("area_code", "110000", "没有行政区划"),
        ] {
            let (_, mended) = read(&[(name, cell)]).unwrap();
            assert!(mended.iter().any(|it| it.contains(word)), "{name}={cell}: {mended:?}");
        }
        let (guide, _) =
            read(&[("accept_condition", "<p>一</p><p>二</p>"), ("area_code", "990101000000")]).unwrap();
        assert_eq!(
            (guide.conditions, guide.region.unwrap().name.as_str()),
            (vec!["一".to_owned(), "二".to_owned()], "云岫县")
        );
    }
}
