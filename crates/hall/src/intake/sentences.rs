//! Broken rules as sentences. A client that knows the code says it in its own words; this is for the others.

use form::{ManifestRule, Rule};

/// What to do about a broken rule.
pub(super) fn of(rule: &ManifestRule) -> String {
    match rule {
        ManifestRule::UnknownVersion => "不认识这个版本的申报内容".into(),
        ManifestRule::OtherMatter => "申报内容属于另一个事项".into(),
        ManifestRule::OtherGuideVersion(_) => "请按最新的办事指南核对".into(),
        ManifestRule::OtherFormVersion(_) => "请按最新的表单填写".into(),
        ManifestRule::Unanswered => "这个问题还没有回答".into(),
        ManifestRule::Stopped(reason) => reason.clone(),
        ManifestRule::NotAsked => "这一项不需要填写".into(),
        ManifestRule::NotNormalised => "去掉首尾的空格；没有内容就不要填".into(),
        ManifestRule::BadValue(rule) => value(rule),
        ManifestRule::MaterialMissing(_) => "还缺这份材料".into(),
        ManifestRule::NotSorted => "材料的顺序不对".into(),
        ManifestRule::IndexGap(due) => format!("材料的序号不连续，这里应是 {due}"),
        ManifestRule::TooManyFiles(_, most) => format!("这份材料最多传 {most} 个文件"),
        ManifestRule::EmptyFile => "文件是空的".into(),
        ManifestRule::FileTooLarge(most) => format!("每个文件最大 {} MB", most / (1024 * 1024)),
        ManifestRule::BadFileName => "文件名不能用，请改名后再传".into(),
        ManifestRule::BadDigest => "文件的校验值不对".into(),
        ManifestRule::DeliveryNotOffered => "这个事项没有这种领取方式".into(),
    }
}

fn value(rule: &Rule) -> String {
    match rule {
        Rule::Missing => "填写这一项".into(),
        Rule::WrongType => "填写的类型不对".into(),
        Rule::TooShort(least) => format!("至少填 {least} 个字"),
        Rule::TooLong(most) => format!("最多填 {most} 个字"),
        Rule::TooSmall(least) => format!("不能小于 {least}"),
        Rule::TooLarge(most) => format!("不能大于 {most}"),
        Rule::NotInList => "从给出的选项里选".into(),
        Rule::Format(_) => "格式不对，请检查".into(),
    }
}
