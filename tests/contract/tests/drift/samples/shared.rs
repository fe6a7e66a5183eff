//! Regions, shared drafts, projects.

use contract::*;
use serde_json::Value;

use super::*;

pub(super) fn samples() -> Vec<(&'static str, Value)> {
    [regions(), drafts(), projects()].concat()
}

fn regions() -> Vec<(&'static str, Value)> {
    let name = RegionName { code: "990101".into(), name: "云岫县".into() };
    let region = Region {
        code: "990101200201".into(),
        name: "桃坞村".into(),
        level: Coded::new(Level::Village, "村级"),
        parent: Some("990101200000".into()),
        more: true,
    };
    vec![
        sample("RegionName", &name),
        sample("Region", &region),
        sample("Regions", &Regions { regions: vec![region.clone()], found: vec![region.code.clone()] }),
    ]
}

fn content() -> DraftContent {
    let filed = filing::manifest();
    DraftContent {
        scenario: filed.scenario,
        answers: filed.answers,
        files: filed.attachments,
        later: [id("floor-plan")].into(),
        delivery: filed.delivery,
    }
}

fn draft() -> DraftSummary {
    DraftSummary {
        filing_id: id("f-1"),
        matter: id("drainage-permit"),
        title: "城镇污水排入排水管网许可".into(),
        guide_version: 1,
        principal: party(),
        project: Some(id("2609-990101-04-01-100016")),
        ready_to_sign: true,
        holder: Some(DraftHolder { party: party(), device: id("d-1"), until: instant() }),
        updated_by: party(),
        updated_at: instant(),
    }
}

fn drafts() -> Vec<(&'static str, Value)> {
    let put = PutDraft {
        device: id("d-1"),
        mandate: id("m-1"),
        matter: id("drainage-permit"),
        guide_version: 1,
        project: Some(id("2609-990101-04-01-100016")),
        ready_to_sign: true,
        content: content(),
    };
    vec![
        sample("DraftContent", &content()),
        sample("DraftHolder", &draft().holder.unwrap()),
        sample("DraftSummary", &draft()),
        sample("SharedDraft", &SharedDraft { summary: draft(), content: content() }),
        sample("PutDraft", &put),
        sample("TakePen", &TakePen { device: id("d-1") }),
    ]
}

fn projects() -> Vec<(&'static str, Value)> {
    let matter = ProjectMatter {
        matter: id("drainage-permit"),
        title: "城镇污水排入排水管网许可".into(),
        department: "云岫县住房和城乡建设局".into(),
        needed: true,
        note: Some("先通过施工图设计文件审查".into()),
        case: Some(case::summary()),
        draft: Some(draft()),
    };
    let stage = Stage {
        id: "permit".into(),
        name: "施工许可".into(),
        lead: "云岫县住房和城乡建设局".into(),
        state: Coded::new(StageState::Running, "办理中"),
        limit_days: 15,
        due_on: Some(date()),
        matters: vec![matter.clone()],
    };
    let summary = ProjectSummary {
        code: id("2609-990101-04-01-100016"),
        name: "山泉饮品二期瓶装水生产线项目".into(),
        principal: party(),
        stage: "施工许可".into(),
        done: 4,
        total: 9,
        next_due: Some(date()),
        updated_at: instant(),
    };
    let project = Project {
        summary: summary.clone(),
        place: "云岫县工业园创新路 2 号".into(),
        kind: "备案类 · 制造业".into(),
        government_days: 21,
        intermediary_days: 18,
        stages: vec![stage.clone()],
    };
    vec![
        sample("ProjectMatter", &matter),
        sample("Stage", &stage),
        sample("ProjectSummary", &summary),
        sample("Project", &project),
    ]
}
