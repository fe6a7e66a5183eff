//! Ratings, complaints, consultations, appointments, licences.

use contract::*;
use serde_json::Value;

use super::*;

pub(super) fn samples() -> Vec<(&'static str, Value)> {
    [ratings(), requests(), venues(), appointments(), licences()].concat()
}

fn reply() -> Reply {
    Reply { at: instant(), by: "李敏 · B06 窗口".into(), text: "已经核实。".into() }
}

fn ratings() -> Vec<(&'static str, Value)> {
    let service = ServiceEvent {
        id: id("s-1"),
        kind: Coded::new(ServiceEventKind::Acceptance, "受理"),
        at: instant(),
        department: "云岫县民政局".into(),
        ratable_until: instant(),
        rated: true,
    };
    let put =
        PutRating {
            stars: 2, reasons: texts(&["等太久"]), text: Some("等了一上午".into()), anonymous: true
        };
    let follow_up = FollowUp {
        state: Coded::new(FollowUpState::Answered, "已回访"),
        due_on: date(),
        reply: Some(reply()),
    };
    let rating = Rating {
        service_event_id: id("s-1"),
        stars: 2,
        reasons: texts(&["等太久"]),
        text: Some("等了一上午".into()),
        anonymous: true,
        rated_at: instant(),
        follow_up: Some(follow_up.clone()),
    };
    vec![
        sample("Reply", &reply()),
        sample("ServiceEvent", &service),
        sample("ServiceEvents", &ServiceEvents { items: vec![service.clone()] }),
        sample("PutRating", &put),
        sample("FollowUp", &follow_up),
        sample("Rating", &rating),
    ]
}

fn requests() -> Vec<(&'static str, Value)> {
    let put_complaint = PutComplaint {
        kind: ComplaintKind::Urge,
        case_id: Some(id("c-1")),
        matter: Some(id("elder-card")),
        text: "等了很久".into(),
    };
    let complaint = Complaint {
        id: id("k-1"),
        no: "催办〔2026〕0007号".into(),
        kind: Coded::new(ComplaintKind::Urge, "催办"),
        case_id: Some(id("c-1")),
        matter: Some(id("elder-card")),
        text: "等了很久".into(),
        received_at: instant(),
        state: Coded::new(ComplaintState::Answered, "已答复"),
        answers: vec![reply()],
    };
    let put = PutConsultation {
        matter: Some(id("elder-card")),
        subject: "照片".into(),
        text: "要几张？".into(),
        public: true,
    };
    let consultation = Consultation {
        id: id("q-1"),
        no: "咨询〔2026〕0007号".into(),
        matter: Some(id("elder-card")),
        subject: "照片".into(),
        text: "要几张？".into(),
        public: true,
        asked_at: instant(),
        state: Coded::new(ConsultationState::Answered, "已答复"),
        answers: vec![reply()],
    };
    let public = PublicConsultation {
        no: "咨询〔2026〕0007号".into(),
        matter: Some(id("elder-card")),
        subject: "照片".into(),
        text: "要几张？".into(),
        asked_on: date(),
        answers: vec![reply()],
    };
    vec![
        sample("PutComplaint", &put_complaint),
        sample("Complaint", &complaint),
        sample("PutConsultation", &put),
        sample("Consultation", &consultation),
        sample("PublicConsultation", &public),
    ]
}

fn venues() -> Vec<(&'static str, Value)> {
    let hours = OpeningHours {
        days: Coded::new(OpenDays::WorkingDays, "工作日"),
        from: "09:00".into(),
        to: "12:00".into(),
    };
    let window = VenueWindow { name: "B 区".into(), services: "营业执照".into() };
    let venue = Venue {
        id: id("v-1"),
        name: "云岫县政务服务中心".into(),
        address: "云岫县青石镇政通路 1 号".into(),
        phone: "0000-5550100".into(),
        hours: vec![hours.clone()],
        windows: vec![window.clone()],
    };
    let slot = Slot { id: id("v-1.20261124.0900"), from: instant(), to: instant(), left: 6 };
    vec![
        sample("OpeningHours", &hours),
        sample("VenueWindow", &window),
        sample("Venue", &venue),
        sample("Slot", &slot),
        sample("Slots", &Slots { items: vec![slot.clone()] }),
    ]
}

fn appointments() -> Vec<(&'static str, Value)> {
    let put = PutAppointment {
        slot: id("v-1.20261124.0900"),
        matter: Some(id("elder-card")),
        case_id: Some(id("c-1")),
        acting: acting(),
    };
    let venue = VenueName {
        id: id("v-1"),
        name: "云岫县政务服务中心".into(),
        address: "云岫县青石镇政通路 1 号".into(),
    };
    let slot = BookedSlot { id: id("v-1.20261124.0900"), from: instant(), to: instant() };
    let appointment = Appointment {
        id: id("a-1"),
        number: "20261124-001".into(),
        venue: venue.clone(),
        slot: slot.clone(),
        matter: Some(id("elder-card")),
        case_id: Some(id("c-1")),
        acting: acting(),
        state: Coded::new(AppointmentState::Booked, "已预约"),
        booked_at: instant(),
    };
    vec![
        sample("PutAppointment", &put),
        sample("VenueName", &venue),
        sample("BookedSlot", &slot),
        sample("Appointment", &appointment),
    ]
}

fn licences() -> Vec<(&'static str, Value)> {
    let licence = Licence {
        id: id("l-1"),
        kind: "证照".into(),
        name: "居住证".into(),
        number: "990101202600118".into(),
        holder: party(),
        issued_by: "云岫县公安局".into(),
        issued_on: date(),
        valid_until: Some(date()),
        state: Coded::new(LicenceState::Valid, "有效"),
    };
    let code = "Zk3v0q9m4cQW1fW0n8sY2Jt6r5xXhUeD7pLaBoGiTEE";
    let check = LicenceCheck {
        name: "居住证".into(),
        number_masked: "990*********118".into(),
        holder_masked: "陈*".into(),
        issued_by: "云岫县公安局".into(),
        valid_until: Some(date()),
        state: Coded::new(LicenceState::Valid, "有效"),
        checked_at: instant(),
    };
    vec![
        sample("Licence", &licence),
        sample("LicenceCode", &LicenceCode { code: code.into(), expires_at: instant() }),
        sample("CheckLicence", &CheckLicence { code: code.into() }),
        sample("LicenceCheck", &check),
    ]
}
