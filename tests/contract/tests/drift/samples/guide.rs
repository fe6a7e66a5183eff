//! Guides, scenarios, forms.

use contract::*;
use serde_json::Value;

use super::*;

pub(super) fn samples() -> Vec<(&'static str, Value)> {
    let guide = guide();
    let form = form();
    vec![
        sample("TimeLimit", &limit()),
        sample("GuideSummary", &summary()),
        sample("Department", &guide.department),
        sample("SpecialProcedure", &guide.special_procedures[0]),
        sample("FlowStep", &guide.steps[0]),
        sample("Place", &guide.places[0]),
        sample("Fee", &guide.fees[0]),
        sample("ResultDocument", &guide.results[0]),
        sample("Faq", &guide.faq[0]),
        sample("Material", &guide.materials[0]),
        sample("Question", &guide.questions[0]),
        sample("Choice", &guide.questions[0].options[0]),
        sample("FormDefinition", &form),
        sample("ObjectSchema", &form.schema),
        sample("Property", &form.schema.properties["premises"]),
        sample("Const", &form.schema.properties["premises"].one_of[0]),
        sample("Section", &form.sections[0]),
        sample("Field", &form.sections[0].fields[0]),
        sample("Guide", &guide),
    ]
}

pub(super) fn summary() -> GuideSummary {
    GuideSummary {
        matter: id("food"),
        version: 3,
        title: "食品经营许可".into(),
        titles: titles(),
        level: Some(Coded::new(Level::County, "县级")),
        region: Some(region()),
        catalog_code: Some("000131014000".into()),
        department: "云岫县市场监督管理局".into(),
        audiences: vec![Audience::Person],
        depth: Coded::new(OnlineDepth::FullyOnline, "全程网办"),
        visits: 0,
        promised: limit(),
        topics: texts(&["开店"]),
        aliases: texts(&["开饭馆"]),
        pinyin: texts(&["shi pin jing ying xu ke", "kai fan guan"]),
        parts: Some(2),
        handling: Some(Coded::new(Handling::Promised, "承诺件")),
        channels: vec![Channel::Window],
        village: true,
        popularity: Some(214),
    }
}

pub(super) fn titles() -> std::collections::BTreeMap<String, String> {
    [("en".to_owned(), "Food business licence".to_owned())].into()
}

fn region() -> RegionName {
    RegionName { code: "990101".into(), name: "云岫县".into() }
}

pub(super) fn limit() -> TimeLimit {
    TimeLimit { n: 8, unit: TimeUnit::WorkingDay, note: Some("自受理之日起".into()) }
}

/// A condition with every form in it.
pub(super) fn condition() -> Condition {
    let is = Condition::Is { field: "premises".into(), is: "lease".into() };
    let one_of = Condition::In { field: "premises".into(), one_of: texts(&["own", "lease"]) };
    Condition::All {
        all: vec![is.clone(), Condition::Any { any: vec![one_of] }, Condition::Not { not: Box::new(is) }],
    }
}

fn form() -> FormDefinition {
    let premises = Property {
        kind: JsonType::Text,
        title: "场所".into(),
        format: Some(Format::PersonName),
        min_length: Some(1),
        max_length: Some(20),
        minimum: Some(-1),
        maximum: Some(1),
        one_of: vec![Const { value: "lease".into(), title: "租的".into() }],
    };
    let field = Field {
        name: "premises".into(),
        hint: Some("按合同填".into()),
        required: true,
        show_if: Some(condition()),
        widget: Some(Widget::Radio),
        prefill: Some("address".into()),
        unit: Some("平方米".into()),
    };
    FormDefinition {
        id: "shop".into(),
        version: 1,
        schema: ObjectSchema {
            kind: "object".into(),
            properties: [("premises".to_owned(), premises)].into(),
        },
        sections: vec![Section {
            id: "shop".into(),
            title: "店铺".into(),
            hint: Some("照实填".into()),
            fields: vec![field],
        }],
    }
}

fn guide() -> Guide {
    let choice = Choice { id: "lease".into(), text: "租的".into(), stop: Some("请到窗口办".into()) };
    Guide {
        matter: id("food"),
        version: 3,
        updated_on: date(),
        title: "食品经营许可".into(),
        lang: Some("zh-CN".into()),
        titles: titles(),
        region: Some(region()),
        aliases: texts(&["开饭馆"]),
        catalog_code: Some("000131015000".into()),
        task_code: Some("11990101MB0000019340001310150".into()),
        kind: Coded::new(MatterKind::Licence, "行政许可"),
        level: Coded::new(Level::County, "县级"),
        department: Department {
            name: "某局".into(),
            code: Some("11990101MB00000193".into()),
            nature: "法定机关".into(),
        },
        audiences: vec![Audience::Person],
        handling: Coded::new(Handling::Promised, "承诺件"),
        topics: texts(&["开店"]),
        legal_basis: texts(&["《食品安全法》第三十五条"]),
        conditions: texts(&["有场所"]),
        statutory: limit(),
        promised: limit(),
        special_procedures: vec![SpecialProcedure {
            name: "现场核查".into(),
            note: "到店".into(),
            limit: Some(limit()),
        }],
        steps: vec![FlowStep {
            name: "受理".into(),
            by: "窗口".into(),
            text: "核对材料".into(),
            limit: Some(limit()),
        }],
        channels: vec![Channel::Mobile],
        depth: Coded::new(OnlineDepth::FullyOnline, "全程网办"),
        visits: 0,
        visit_reason: Some("领证".into()),
        places: vec![Place {
            name: "B06 窗口".into(),
            address: "政通路 1 号".into(),
            hours: "工作日".into(),
            phone: "12345".into(),
        }],
        consult: "12345".into(),
        supervise: "12345".into(),
        fees: vec![Fee {
            name: "工本费".into(),
            standard: "10 元".into(),
            basis: "某文".into(),
            relief: Some("老人免".into()),
        }],
        quota: Some("无".into()),
        cross_region: Some("全县通办".into()),
        results: vec![ResultDocument {
            name: "许可证".into(),
            kind: "证照".into(),
            validity: Some("5 年".into()),
        }],
        intermediaries: texts(&["检测"]),
        remedies: Some("行政复议".into()),
        faq: vec![Faq { q: "要钱吗？".into(), a: "不要。".into() }],
        questions: vec![Question {
            id: "premises".into(),
            text: "场所是租的吗？".into(),
            hint: Some("看合同".into()),
            options: vec![choice],
            show_if: Some(condition()),
        }],
        materials: vec![Material {
            id: id("floor-plan"),
            name: "平面图".into(),
            necessity: Coded::new(Necessity::MayFollow, "容缺后补"),
            when: Some(condition()),
            source: Coded::new(MaterialSource::Applicant, "申请人自备"),
            issuer: Some("自己画".into()),
            original: "原件".into(),
            paper_copies: 1,
            size: Some("A4".into()),
            notes: Some("手画也可以".into()),
            standard: Some("看得清".into()),
            basis: Some("某办法".into()),
            later_days: Some(10),
            max_files: Some(3),
            documents: vec![feeds::document()],
        }],
        form: Some(form()),
        parts: vec![bundles::part()],
        deliveries: vec![DeliveryKind::Electronic],
        esign: true,
        village: false,
        sample_notice: Some("示例数据".into()),
    }
}
