//! Appointments (预约) at a service hall.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{Acting, AppointmentId, CaseId, Coded, Instant, MatterId, SlotId, VenueId};

names! {
    /// On which days a venue is open at these hours.
    OpenDays {
        /// 工作日, by the hall's calendar.
        WorkingDays = "working-days",
        /// 每天
        EveryDay = "every-day",
    }
}

/// When a venue is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningHours {
    /// On which days, with the hall's words.
    pub days: Coded<OpenDays>,
    /// From, in the hall's time zone: `09:00`.
    pub from: String,
    /// To: `12:00`.
    pub to: String,
}

/// A window, or a group of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueWindow {
    /// How it is called there (`B06`).
    pub name: String,
    /// What is done there, in words.
    pub services: String,
}

/// A place where people are seen: a service hall, a 便民服务中心 of a town, a station of a village.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Its id.
    pub id: VenueId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// When it is open.
    pub hours: Vec<OpeningHours>,
    /// Its windows.
    pub windows: Vec<VenueWindow>,
}

/// A time for which one can make an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Its id; opaque.
    pub id: SlotId,
    /// From.
    pub from: Instant,
    /// To.
    pub to: Instant,
    /// How many appointments it can still take.
    pub left: u32,
}

/// `GET /api/v1/venues/{venue_id}/slots?date=`: those of one day that have not begun, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slots {
    /// The slots; none on a day on which the venue is closed or that is not open for appointments yet.
    pub items: Vec<Slot>,
}

names! {
    /// Where an appointment stands.
    AppointmentState {
        /// Made.
        Booked = "booked",
        /// Taken back.
        Cancelled = "cancelled",
        /// 已到场
        Kept = "kept",
        /// 过号: nobody came.
        Missed = "missed",
    }
}

/// `PUT /api/v1/appointments/{appointment_id}`; the client mints the id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutAppointment {
    /// When and where.
    pub slot: SlotId,
    /// What one comes for. Needed under a mandate, unless there is a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// The case one comes about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// Who comes, for whom.
    pub acting: Acting,
}

/// Which venue, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueName {
    /// Its id.
    pub id: VenueId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
}

/// The time of an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookedSlot {
    /// The slot.
    pub id: SlotId,
    /// From.
    pub from: Instant,
    /// To.
    pub to: Instant,
}

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// What to say at the venue (预约号).
    pub number: String,
    /// Where.
    pub venue: VenueName,
    /// When.
    pub slot: BookedSlot,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// About which case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// Who comes, for whom.
    pub acting: Acting,
    /// Where it stands, by the hall's clock.
    pub state: Coded<AppointmentState>,
    /// When it was made.
    pub booked_at: Instant,
}
