//! Numbers of the exchange tables, as names. Two published lists number the same things differently, so every source is
//! read in one of them; what neither has is passed on with its own text, or refused.

use contract::{Audience, Channel, Coded, Handling, Level, MaterialSource, MatterKind, Necessity, TimeUnit};

/// Which list of numbers a source uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Dialect {
    /// The tables that provinces exchange (`up_task_*`).
    UpTask,
    /// GB/T 39046, annex A.
    #[value(name = "39046")]
    Gb39046,
}

/// A value that is in no list.
pub(super) type Unknown = String;

/// 事项类型. Only what can be applied for; the others are no guides.
pub(super) fn kind(value: &str) -> Result<Coded<MatterKind>, Unknown> {
    let it = match value.trim_start_matches('0') {
        "1" | "行政许可" => (MatterKind::Licence, "行政许可"),
        "5" | "行政给付" => (MatterKind::Benefit, "行政给付"),
        "7" | "行政确认" => (MatterKind::Confirmation, "行政确认"),
        "8" | "行政奖励" => (MatterKind::Reward, "行政奖励"),
        "9" | "行政裁决" => (MatterKind::Adjudication, "行政裁决"),
        "10" | "其他行政权力" | "其他" => (MatterKind::OtherPower, "其他行政权力"),
        "20" | "公共服务" => (MatterKind::PublicService, "公共服务"),
        "2" | "行政处罚" | "3" | "行政强制" | "4" | "行政征收" | "6" | "行政检查" => {
            return Err(format!("事项类型 {value} 不是依申请办理的"));
        }
        _ => return Err(format!("不认识的事项类型 {value}")),
    };
    Ok(Coded::new(it.0, it.1))
}

/// 行使层级
pub(super) fn level(value: &str) -> Result<Coded<Level>, Unknown> {
    Ok(named(match value {
        "1" | "国家" | "国家级" => Level::Nation,
        "2" | "省" | "省级" => Level::Province,
        "3" | "市" | "市级" => Level::City,
        "4" | "县" | "县级" => Level::County,
        "5" | "乡镇" | "乡镇级" | "镇(乡、街道)级" => Level::Township,
        "6" | "村" | "村级" | "村(社区)级" => Level::Village,
        "7" | "分级管理" => Level::Other("graded".to_owned()),
        _ => return Err(format!("不认识的行使层级 {value}")),
    }))
}

/// A level and its word.
pub(super) fn named(level: Level) -> Coded<Level> {
    let text = match level {
        Level::Nation => "国家级",
        Level::Province => "省级",
        Level::City => "市级",
        Level::County => "县级",
        Level::Township => "乡镇级",
        Level::Village => "村级",
        Level::Other(_) => "分级管理",
    };
    Coded::new(level, text)
}

/// 服务对象: 5 and 6 are what the two lists disagree on.
pub(super) fn audience(value: &str, dialect: Dialect) -> Result<Audience, Unknown> {
    Ok(match (value, dialect) {
        ("1" | "自然人", _) => Audience::Person,
        ("2" | "企业法人", _) | ("5", Dialect::UpTask) | ("非法人企业", _) => Audience::Enterprise,
        ("3" | "4" | "9" | "事业法人" | "社会组织法人" | "行政机关" | "其他组织" | "其他", _)
        | ("6", _)
        | ("5", Dialect::Gb39046) => Audience::Organisation,
        _ => return Err(format!("不认识的服务对象 {value}")),
    })
}

/// 办件类型
pub(super) fn handling(value: &str) -> Result<Coded<Handling>, Unknown> {
    let it = match value {
        "1" | "即办件" => (Handling::Instant, "即办件"),
        "2" | "承诺件" => (Handling::Promised, "承诺件"),
        "上报件" | "转报件" => (Handling::Reported, "上报件"),
        "9" | "其他" => (Handling::Other("other".to_owned()), "其他"),
        _ => return Err(format!("不认识的办件类型 {value}")),
    };
    Ok(Coded::new(it.0, it.1))
}

/// 办理形式; 9 (其他) has no name that would help anybody.
pub(super) fn channel(value: &str) -> Result<Option<Channel>, Unknown> {
    Ok(Some(match value {
        "1" | "窗口办理" => Channel::Window,
        "2" | "网上办理" | "电脑端" => Channel::Web,
        "3" | "移动端" => Channel::Mobile,
        "4" | "快递申请" => Channel::Mail,
        "自助终端" => Channel::Kiosk,
        "9" | "其他" => return Ok(None),
        _ => return Err(format!("不认识的办理形式 {value}")),
    }))
}

/// 时限单位. Only texts are published everywhere; where nothing is said, working days are meant.
pub(super) fn unit(value: Option<&str>) -> Result<TimeUnit, Unknown> {
    Ok(match value {
        None | Some("工作日") => TimeUnit::WorkingDay,
        Some("自然日" | "天" | "日") => TimeUnit::Day,
        Some("小时") => TimeUnit::Hour,
        Some("月" | "个月") => TimeUnit::Month,
        Some(other) => return Err(format!("不认识的时限单位 {other}，请用文字写明")),
    })
}

/// 材料必要性
pub(super) fn necessity(value: &str) -> Result<Coded<Necessity>, Unknown> {
    let it = match value {
        "1" | "必要" => (Necessity::Required, "必要"),
        "2" | "非必要" => (Necessity::Optional, "非必要"),
        "3" | "容缺后补" => (Necessity::MayFollow, "容缺后补"),
        "免交" => (Necessity::Fetched, "免交"),
        _ => return Err(format!("不认识的材料必要性 {value}")),
    };
    Ok(Coded::new(it.0, it.1))
}

/// 来源渠道
pub(super) fn source(value: &str) -> Result<Coded<MaterialSource>, Unknown> {
    let it = match value {
        "10" | "申请人自备" => (MaterialSource::Applicant, "申请人自备"),
        "20" | "政府部门核发" => (MaterialSource::Government, "政府部门核发"),
        "30" | "中介机构出具" | "中介机构或法定机构产生" => {
            (MaterialSource::Intermediary, "中介机构出具")
        }
        "99" | "其他" => (MaterialSource::Other("other".to_owned()), "其他"),
        _ => return Err(format!("不认识的来源渠道 {value}")),
    };
    Ok(Coded::new(it.0, it.1))
}

/// 材料类型, in words. 3 means one thing in one list and another in the other.
pub(super) fn original(value: &str, dialect: Dialect) -> Result<String, Unknown> {
    Ok(match (value, dialect) {
        ("1", _) => "原件",
        ("2", _) => "复印件",
        ("3", Dialect::UpTask) => "原件或者复印件",
        ("3", Dialect::Gb39046) => "原件和复印件",
        (text, _) if text.parse::<u32>().is_err() => text,
        _ => return Err(format!("不认识的材料类型 {value}")),
    }
    .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_lists_differ_where_they_are_said_to() {
        for (value, up_task, gb) in [
            ("1", Audience::Person, Audience::Person),
            ("2", Audience::Enterprise, Audience::Enterprise),
            ("5", Audience::Enterprise, Audience::Organisation),
            ("6", Audience::Organisation, Audience::Organisation),
        ] {
            assert_eq!(audience(value, Dialect::UpTask), Ok(up_task), "{value}");
            assert_eq!(audience(value, Dialect::Gb39046), Ok(gb), "{value}");
        }
        assert_eq!(original("3", Dialect::UpTask).unwrap(), "原件或者复印件");
        assert_eq!(original("3", Dialect::Gb39046).unwrap(), "原件和复印件");
    }

    #[test]
    fn numbers_are_read_with_and_without_their_zero_and_as_text() {
        for value in ["1", "01", "行政许可"] {
            assert_eq!(kind(value).unwrap().code, MatterKind::Licence, "{value}");
        }
        for (value, why) in [("02", "不是依申请"), ("42", "不认识"), ("", "不认识")] {
            assert!(kind(value).unwrap_err().contains(why), "{value}");
        }
    }

    #[test]
    fn a_unit_in_numbers_is_refused_because_no_list_is_published() {
        assert_eq!(unit(None), Ok(TimeUnit::WorkingDay));
        assert_eq!(unit(Some("个月")), Ok(TimeUnit::Month));
        assert!(unit(Some("1")).is_err());
    }
}
