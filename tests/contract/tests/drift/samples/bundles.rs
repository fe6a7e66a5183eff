//! Bundles, payments, delivery, intermediaries, policies.

use contract::*;
use serde_json::Value;

use super::*;

pub(super) fn samples() -> Vec<(&'static str, Value)> {
    [payments(), parcels(), registers()].concat()
}

pub(super) fn part() -> BundlePart {
    BundlePart {
        matter: id("food-business-licence"),
        title: "食品经营许可（新办）".into(),
        department: "云岫县市场监督管理局".into(),
        promised: guide::limit(),
        when: Some(guide::condition()),
        materials: vec![id("floor-plan")],
    }
}

pub(super) fn case_part() -> CasePart {
    CasePart {
        case_id: id("c-2"),
        matter: id("food-business-licence"),
        title: "食品经营许可（新办）".into(),
        department: "云岫县市场监督管理局".into(),
        state: Coded::new(CaseState::UnderReview, "审查中"),
        clock: Some(case::clock()),
    }
}

fn payments() -> Vec<(&'static str, Value)> {
    let amount = Amount { minor: 1250, currency: "CNY".into() };
    let item =
        PaymentItem {
            name: "工本费".into(), basis: "某文；每证 12.50 元".into(), amount: amount.clone()
        };
    let payment = Payment {
        id: id("b-1"),
        case_id: id("c-1"),
        items: vec![item.clone()],
        total: amount.clone(),
        state: Coded::new(PaymentState::Paid, "已缴费"),
        pay_by: Some(date()),
        pay_url: Some("/cashier/t".into()),
        paid_at: Some(instant()),
        voucher_no: Some("9901012600000017".into()),
    };
    vec![
        sample("BundlePart", &part()),
        sample("CasePart", &case_part()),
        sample("Amount", &amount),
        sample("PaymentItem", &item),
        sample("Payment", &payment),
        sample("StartPayment", &StartPayment { acting: acting() }),
    ]
}

fn parcels() -> Vec<(&'static str, Value)> {
    let event = ParcelEvent { at: instant(), text: "大厅已交寄".into() };
    let parcel = Parcel {
        id: id("e-1"),
        direction: ParcelDirection::ToApplicant,
        carrier: "云岫速递".into(),
        tracking_no: Some("YX990101000017".into()),
        state: Coded::new(ParcelState::Sent, "已寄出"),
        events: vec![event.clone()],
    };
    vec![sample("Parcel", &parcel), sample("ParcelEvent", &event)]
}

fn registers() -> Vec<(&'static str, Value)> {
    let intermediary = Intermediary {
        id: id("z-1"),
        name: "某设计院".into(),
        credit_code: "91990101MA0000A19H".into(),
        services: texts(&["施工图设计"]),
        address: "政通路 1 号".into(),
        phone: "0000-5550100".into(),
        registered_on: date(),
        state: Coded::new(IntermediaryState::Registered, "在册"),
    };
    let summary = PolicySummary {
        id: id("y-1"),
        title: "某办法".into(),
        issuer: "云岫县人民政府".into(),
        number: "云政〔2026〕1 号".into(),
        audiences: vec![Audience::Enterprise],
        published_on: date(),
        valid_until: Some(date()),
        summary: "新开店补一次".into(),
        matter: Some(id("food-business-licence")),
    };
    let policy =
        Policy {
            summary: summary.clone(), text: "全文".into(), conditions: texts(&["开业满 6 个月"])
        };
    vec![sample("Intermediary", &intermediary), sample("PolicySummary", &summary), sample("Policy", &policy)]
}
