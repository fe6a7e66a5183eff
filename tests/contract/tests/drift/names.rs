//! Every enum of names has the names of the document, in its order.

use std::collections::BTreeSet;

use contract::*;

use crate::document::{schema, schemas};

macro_rules! known {
    ($($name:ident)+) => { const KNOWN: &[(&str, &[&str])] = &[$((stringify!($name), $name::KNOWN)),+]; };
}

known! {
    Class LegalUse PartyKind MandateRole MandateAction MandateState SigningPlace MatterKind Level Audience Handling OnlineDepth TimeUnit Channel Necessity MaterialSource
    JsonType Format Widget DeliveryKind CaptureKind SignerRole ReceiptState CaseState EventKind NoticeState CaseAction
    StageState
    OfflineSigning DocumentKind GuideChangeKind SnapshotKind GuidePart ReportState SignatureCheckId
    PaymentState ParcelDirection ParcelState IntermediaryState
    ServiceEventKind FollowUpState ComplaintKind ComplaintState ConsultationState OpenDays AppointmentState LicenceState
    Retry ProblemCode
}

#[test]
fn every_enum_knows_the_names_of_the_document() {
    for (name, known) in KNOWN {
        let listed: Vec<&str> =
            schema(name)["x-known"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        assert_eq!(&listed, known, "{name}");
    }
}

#[test]
fn every_list_of_names_has_its_enum() {
    let listed: BTreeSet<&str> =
        schemas().filter(|it| it.1.get("x-known").is_some()).map(|it| it.0).collect();
    let known: BTreeSet<&str> = KNOWN.iter().map(|it| it.0).collect();
    assert_eq!(listed, known);
}

#[test]
fn every_name_is_explained() {
    for (name, known) in KNOWN.iter().filter(|it| it.0 != "ProblemCode") {
        let text = schema(name)["description"].as_str().unwrap();
        for it in *known {
            assert!(text.contains(&format!("`{it}`")), "{name} does not say what `{it}` is");
        }
    }
}

#[test]
fn every_code_has_its_status() {
    let statuses = schema("ProblemCode")["x-status"].as_object().unwrap();
    let with: BTreeSet<&str> = statuses.keys().map(String::as_str).collect();
    assert_eq!(with, ProblemCode::KNOWN.iter().copied().collect());
    assert!(statuses.values().all(|it| (400..600).contains(&it.as_u64().unwrap())));
}
