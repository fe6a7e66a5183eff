//! Payments (缴费): what a case costs. The money is taken by a cashier of the hall's choice, never by the client.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Acting, CaseId, Coded, Date, Instant, PaymentId};

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// How much, in the currency's minor unit: 12 yuan 50 are 1250.
    pub minor: u64,
    /// ISO 4217: `CNY`.
    pub currency: String,
}

/// One thing that is paid for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentItem {
    /// 收费项目
    pub name: String,
    /// 收费依据, and how the amount comes about.
    pub basis: String,
    /// How much.
    pub amount: Amount,
}

names! {
    /// Where a payment stands.
    PaymentState {
        /// 待缴费
        Due = "due",
        /// 缴费中: the cashier's page was opened, and nothing is known yet.
        Paying = "paying",
        /// 已缴费
        Paid = "paid",
        /// 已退费
        Refunded = "refunded",
        /// 不用缴了: the case ended before it was paid.
        Cancelled = "cancelled",
    }
}

/// `GET /api/v1/payments/{payment_id}`: one bill (缴费单).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Id.
    pub id: PaymentId,
    /// The case it is for.
    pub case_id: CaseId,
    /// What it is for.
    pub items: Vec<PaymentItem>,
    /// The sum of the items.
    pub total: Amount,
    /// Where it stands.
    pub state: Coded<PaymentState>,
    /// Until when it should be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_by: Option<Date>,
    /// Where to pay: an https address, or a path of the hall. There while it is `paying`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_url: Option<String>,
    /// When it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Instant>,
    /// 票据号码
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voucher_no: Option<String>,
}

/// `POST /api/v1/payments/{payment_id}/start`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartPayment {
    /// Who pays, for whom.
    pub acting: Acting,
}
