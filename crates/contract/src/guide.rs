//! Service guides (办事指南): what a matter needs, costs and takes. The elements of GB/T 39554 and of the
//! national exchange tables (`up_task_*`), by name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{BundlePart, Coded, Date, FormDefinition, Material, MatterId, Question, RegionName};

names! {
    /// Kind of matter (事项类型). Only those that can be applied for.
    MatterKind {
        /// 行政许可
        Licence = "licence",
        /// 行政给付
        Benefit = "benefit",
        /// 行政确认
        Confirmation = "confirmation",
        /// 行政奖励
        Reward = "reward",
        /// 行政裁决
        Adjudication = "adjudication",
        /// 其他行政权力
        OtherPower = "other-power",
        /// 公共服务
        PublicService = "public-service",
    }
}

names! {
    /// Level at which it is exercised (行使层级).
    Level {
        /// 国家
        Nation = "nation",
        /// 省
        Province = "province",
        /// 市
        City = "city",
        /// 县
        County = "county",
        /// 乡镇、街道
        Township = "township",
        /// 村、社区
        Village = "village",
    }
}

names! {
    /// Whom a matter serves (服务对象).
    Audience {
        /// 自然人
        Person = "person",
        /// 企业法人
        Enterprise = "enterprise",
        /// 其他组织
        Organisation = "organisation",
    }
}

names! {
    /// How it is handled (办件类型).
    Handling {
        /// 即办件: decided at once.
        Instant = "instant",
        /// 承诺件: within the promised limit.
        Promised = "promised",
        /// 上报件: passed on to a higher level.
        Reported = "reported",
    }
}

names! {
    /// How much of it can be done online (网办深度), honestly.
    OnlineDepth {
        /// Nothing but reading; go to the window.
        InformationOnly = "information-only",
        /// Filed online, papers checked at the window.
        PreCheck = "pre-check",
        /// Filed and decided online, one visit left.
        OneVisit = "one-visit",
        /// 全程网办: never a visit.
        FullyOnline = "fully-online",
    }
}

names! {
    /// Unit of a time limit.
    TimeUnit {
        /// 工作日
        WorkingDay = "working-day",
        /// 自然日
        Day = "day",
        /// 小时
        Hour = "hour",
        /// 月
        Month = "month",
    }
}

/// A time limit. `n` 0 means at once (即时).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLimit {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: TimeUnit,
    /// What is not counted, or who counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A guide in a list: enough to find it and to decide whether to open it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideSummary {
    /// The matter.
    pub matter: MatterId,
    /// Version of the guide.
    pub version: u32,
    /// 事项名称
    pub title: String,
    /// The title in other languages the hall has it in, by language (BCP 47).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<String, String>,
    /// 行使层级; absent when the hall does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Coded<Level>>,
    /// Where it is offered: this region and every one that lies in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionName>,
    /// 基本编码: the same for one matter at all its levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog_code: Option<String>,
    /// 实施主体
    pub department: String,
    /// 服务对象
    pub audiences: Vec<Audience>,
    /// 网办深度
    pub depth: Coded<OnlineDepth>,
    /// 到办事现场次数
    pub visits: u32,
    /// 承诺办结时限
    pub promised: TimeLimit,
    /// 主题: themes and life events, in the hall's words.
    pub topics: Vec<String>,
    /// Everyday words people use for it (`开饭馆`).
    pub aliases: Vec<String>,
    /// Full pinyin of title and aliases, syllables separated by spaces, one entry for each text.
    pub pinyin: Vec<String>,
    /// How many matters it bundles (一件事); absent when it is a single one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<u32>,
    /// 办件类型; absent when the hall does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handling: Option<Coded<Handling>>,
    /// 办理形式; empty when the hall does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// 乡镇、村可办
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub village: bool,
    /// How often it was asked for lately, in the hall's own count: only the order of two matters means something. It
    /// changes without a new version and is not told among the changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub popularity: Option<u32>,
}

/// `GET /api/v1/guides/{matter}`, optionally `?version=N`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// The matter.
    pub matter: MatterId,
    /// Version; grows with every published change.
    pub version: u32,
    /// When this version was published.
    pub updated_on: Date,
    /// 事项名称
    pub title: String,
    /// Language of this guide's texts (BCP 47); the hall's own (`locales[0]` of discovery) when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The title in other languages the hall has it in, by language (BCP 47).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<String, String>,
    /// Where it is offered: this region and every one that lies in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionName>,
    /// Everyday words people use for it.
    pub aliases: Vec<String>,
    /// 基本编码, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog_code: Option<String>,
    /// 实施编码, where there is one. Display only, never a key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_code: Option<String>,
    /// 事项类型
    pub kind: Coded<MatterKind>,
    /// 行使层级
    pub level: Coded<Level>,
    /// 实施主体
    pub department: Department,
    /// 服务对象
    pub audiences: Vec<Audience>,
    /// 办件类型
    pub handling: Coded<Handling>,
    /// 主题
    pub topics: Vec<String>,
    /// 设定依据: law and article, one entry each.
    pub legal_basis: Vec<String>,
    /// 受理条件; empty when the department has not published any.
    pub conditions: Vec<String>,
    /// 法定办结时限
    pub statutory: TimeLimit,
    /// 承诺办结时限
    pub promised: TimeLimit,
    /// 特别程序: what may stop the clock, and for how long.
    pub special_procedures: Vec<SpecialProcedure>,
    /// 办理流程
    pub steps: Vec<FlowStep>,
    /// 办理形式
    pub channels: Vec<Channel>,
    /// 网办深度
    pub depth: Coded<OnlineDepth>,
    /// 到办事现场次数
    pub visits: u32,
    /// 必须现场办理原因, or why it is not online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_reason: Option<String>,
    /// 办理地点
    pub places: Vec<Place>,
    /// 咨询方式
    pub consult: String,
    /// 监督投诉方式
    pub supervise: String,
    /// 收费项目; empty means free of charge.
    pub fees: Vec<Fee>,
    /// 数量限制
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<String>,
    /// 通办范围
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cross_region: Option<String>,
    /// 审批结果
    pub results: Vec<ResultDocument>,
    /// 中介服务: services the law requires from others before filing.
    pub intermediaries: Vec<String>,
    /// 行政救济
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedies: Option<String>,
    /// 常见问题
    pub faq: Vec<Faq>,
    /// 情形: questions that decide the materials. Empty when everyone brings the same.
    pub questions: Vec<Question>,
    /// 申请材料
    pub materials: Vec<Material>,
    /// The form; absent when the matter is not filed online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormDefinition>,
    /// The matters this guide bundles (一件事); empty for a single matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<BundlePart>,
    /// How a result may be delivered.
    pub deliveries: Vec<crate::DeliveryKind>,
    /// True when an electronic signature is accepted for this matter (电子签名法 art. 3 excludes some).
    pub esign: bool,
    /// 乡镇、村可办
    pub village: bool,
    /// Set while this is sample data: shown wherever the guide is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_notice: Option<String>,
}

/// 实施主体
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Name.
    pub name: String,
    /// Unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 实施主体性质, in words.
    pub nature: String,
}

/// 特别程序 (行政许可法 art. 45: hearing, inspection, testing, expert review …).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialProcedure {
    /// Name.
    pub name: String,
    /// How long at most, and on what basis.
    pub note: String,
    /// At most this long, when limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<TimeLimit>,
}

/// One step of the flow (环节).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowStep {
    /// Name (`受理`).
    pub name: String,
    /// Who does it.
    pub by: String,
    /// What happens.
    pub text: String,
    /// How long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<TimeLimit>,
}

names! {
    /// 办理形式
    Channel {
        /// 窗口
        Window = "window",
        /// 电脑端
        Web = "web",
        /// 移动端
        Mobile = "mobile",
        /// 快递申请
        Mail = "mail",
        /// 自助终端
        Kiosk = "kiosk",
    }
}

/// 办理地点
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Name with window (`云岫县政务服务中心 2 楼 B06 窗口`).
    pub name: String,
    /// Address.
    pub address: String,
    /// Hours, in words.
    pub hours: String,
    /// Telephone.
    pub phone: String,
}

/// 收费项目
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// Name.
    pub name: String,
    /// Standard, in words.
    pub standard: String,
    /// Basis.
    pub basis: String,
    /// Who pays less or nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relief: Option<String>,
}

/// 审批结果
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultDocument {
    /// Name.
    pub name: String,
    /// Kind, in words (证照, 批文, 其他).
    pub kind: String,
    /// Valid how long, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<String>,
}

/// 常见问题
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Faq {
    /// Question.
    pub q: String,
    /// Answer.
    pub a: String,
}
