//! Discovery, session, mandates, problems.

use contract::*;
use serde_json::Value;

use super::*;

pub(super) fn samples() -> Vec<(&'static str, Value)> {
    let limits = Limits {
        file_bytes: 20_971_520,
        chunk_bytes: 1_048_576,
        files_per_material: 9,
        file_types: texts(&["image/jpeg"]),
        body_bytes: 4_194_304,
        upload_days: 7,
        lookup_misses_per_hour: Some(20),
        regions_at_once: Some(5_000),
    };
    let sign_in = SignIn { url: Some("/login".into()), development: true };
    let legal = LegalText {
        id: "signing-2026-01".into(),
        purpose: LegalUse::Signing,
        lang: "zh-CN".into(),
        title: "签名前请阅读".into(),
        text: "test".into(),
        sha256: HASH.into(),
    };
    let person =
        DemoPerson { id: id("p-chenyu"), name: "陈屿".into(), about: "想开一家小面馆".into() };
    let demo = Demo { notice: "示例数据".into(), persons: vec![person.clone()] };
    let url = "https://yuyue.example.gov.cn/".into();
    let link = ClassLink { class: Class::Appointments, url, text: "网上预约".into() };
    let signing = SigningTerms { methods: vec![CaptureKind::Draw], offline: OfflineSigning::Refuse };
    let discovery = Discovery {
        hall: id("yunxiu-990101"),
        name: "云岫县政务服务中心".into(),
        region: "990101".into(),
        region_name: "云岫县".into(),
        contract: texts(&[CONTRACT_VERSION]),
        classes: Class::KNOWN.iter().map(|it| Class::from((*it).to_owned())).collect(),
        locales: texts(&["zh-CN"]),
        links: vec![link.clone()],
        signing: Some(signing.clone()),
        limits: limits.clone(),
        sign_in: sign_in.clone(),
        keys: Jwks { keys: vec![jwk()] },
        epoch: 1,
        calendar_until: date(),
        legal: vec![legal.clone()],
        hotline: Some("12345".into()),
        demo: Some(demo.clone()),
    };
    let signed_in = SignedIn {
        id: id("p-chenyu"),
        name: "陈屿".into(),
        id_number_masked: "990101********0017".into(),
        mobile_masked: Some("138****0001".into()),
        profile: [("name".to_owned(), "陈屿".to_owned())].into(),
    };
    let session = Session { csrf: "c".into(), person: Some(signed_in.clone()), expires_at: Some(instant()) };
    vec![
        sample("ClassLink", &link),
        sample("SigningTerms", &signing),
        sample("Limits", &limits),
        sample("SignIn", &sign_in),
        sample("Jwk", &jwk()),
        sample("Jwks", &discovery.keys),
        sample("LegalText", &legal),
        sample("DemoPerson", &person),
        sample("Demo", &demo),
        sample("Discovery", &discovery),
        sample("SignedIn", &signed_in),
        sample("Session", &session),
        sample("DevelopmentSignIn", &DevelopmentSignIn { person_id: id("p-chenyu") }),
        sample("Party", &party()),
        sample("Acting", &acting()),
        sample("Mandate", &mandate()),
        sample("PutMandate", &offer()),
        sample("AgentContact", &offer().agent),
        sample("MandateScope", &mandate().scope),
        sample("MandateSigner", &mandate().signer),
        sample("Problem", &problem()),
        sample("FieldProblem", &problem().errors[0]),
    ]
}

fn mandate() -> Mandate {
    Mandate {
        id: id("m-1"),
        role: Coded::new(MandateRole::AgentStaff, "代办员"),
        agent: party(),
        principal: party(),
        principal_no: "990101********0026".into(),
        scope: MandateScope {
            matters: Some(vec![id("elder-card")]),
            actions: MandateAction::KNOWN.iter().map(|it| MandateAction::from((*it).to_owned())).collect(),
        },
        valid_from: date(),
        valid_until: Some(date()),
        state: Coded::new(MandateState::Active, "有效"),
        signer: MandateSigner { party: party(), place: SigningPlace::InPerson },
        basis: "委托书".into(),
        granted_at: instant(),
        profile: [("name".to_owned(), "王桂兰".to_owned())].into(),
    }
}

fn offer() -> PutMandate {
    PutMandate {
        role: MandateRole::Relative,
        principal: id("p-wangguilan"),
        agent: AgentContact { name: "陈屿".into(), mobile: "13800000001".into() },
        scope: mandate().scope,
        valid_from: date(),
        valid_until: Some(date()),
        place: SigningPlace::InPerson,
    }
}

pub(super) fn problem() -> Problem {
    Problem {
        code: ProblemCode::ContentConflict,
        status: 409,
        title: "内容与上次不同".into(),
        detail: Some("请核对".into()),
        retry: Retry::Later,
        retry_after: Some(2),
        errors: vec![FieldProblem {
            pointer: "/manifest/answers/a".into(),
            code: "required".into(),
            text: "请填写".into(),
        }],
        filing_id: Some(id("f-1")),
        case_id: Some(id("c-1")),
        held_hash: Some(HASH.into()),
        sent_hash: Some(HASH.into()),
    }
}
