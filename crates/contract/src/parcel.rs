//! Delivery (寄递): parcels between the hall and an applicant, followed by their number.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Coded, Instant, ParcelId};

names! {
    /// Which way a parcel goes.
    ParcelDirection {
        /// 寄给申请人
        ToApplicant = "to-applicant",
        /// 寄给大厅
        ToHall = "to-hall",
    }
}

names! {
    /// Where a parcel stands.
    ParcelState {
        /// 待寄出: with the hall or the applicant still.
        Prepared = "prepared",
        /// 已寄出: with the carrier.
        Sent = "sent",
        /// 已签收
        Delivered = "delivered",
        /// 已退回
        Returned = "returned",
    }
}

/// One parcel of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Id.
    pub id: ParcelId,
    /// Which way it goes.
    pub direction: ParcelDirection,
    /// 承运单位
    pub carrier: String,
    /// 运单号, once the carrier has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_no: Option<String>,
    /// Where it stands.
    pub state: Coded<ParcelState>,
    /// What happened to it, oldest first, append-only.
    pub events: Vec<ParcelEvent>,
}

/// Something that happened to a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelEvent {
    /// When.
    pub at: Instant,
    /// What, for people; never an address.
    pub text: String,
}
