//! The other side of questions, complaints, bad ratings, appointments and licences: what staff say and decide. Their
//! tools and the demo clerk take the same way.

use contract::{
    Appointment, AppointmentId, Complaint, ComplaintId, ComplaintKind, ComplaintState, Consultation,
    ConsultationId, Licence, LicenceId, ProblemCode, Rating, Reply, ServiceEventId,
};
use fixtures::pick;
use serde::{Deserialize, Serialize};
use sqlx::Acquire;

use crate::clerk::Desk;
use crate::error::Refusal;
use crate::licences::Decision;
use crate::state::{Hall, Shared};
use crate::store::{
    complaints as complaint_rows, consultations as consultation_rows, ratings as rating_rows,
};
use crate::{appointments, complaints, consultations, licences, ratings};

/// What staff say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who says it (`李敏 · B06 窗口`).
    #[serde(default)]
    pub by: String,
    /// What.
    pub text: String,
    /// True keeps a question and its answer from the public, although who asked agreed.
    #[serde(default)]
    pub withhold: bool,
}

impl Said {
    fn reply(self, hall: &Hall) -> Reply {
        let by = if self.by.is_empty() { hall.seed.name.clone() } else { self.by };
        Reply { at: hall.clock().now(), by, text: self.text }
    }
}

/// Everything that waits for staff, each the oldest first. Ratings are told without who gave them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Questions.
    pub consultations: Vec<Consultation>,
    /// Complaints and urging.
    pub complaints: Vec<Complaint>,
    /// Bad ratings.
    pub ratings: Vec<Rating>,
}

/// What waits.
///
/// # Errors
///
/// When the database fails.
pub async fn waiting(hall: &Hall) -> Result<Waiting, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let mut all = Waiting { consultations: Vec::new(), complaints: Vec::new(), ratings: Vec::new() };
    for row in consultation_rows::waiting(&mut db).await? {
        all.consultations.push(consultations::told(&mut db, row).await?);
    }
    for row in complaint_rows::waiting(&mut db).await? {
        all.complaints.push(complaints::told(&mut db, row).await?);
    }
    for row in rating_rows::waiting(&mut db).await? {
        all.ratings.push(ratings::told(&mut db, row).await?);
    }
    Ok(all)
}

/// Answers a question.
///
/// # Errors
///
/// As [`consultations::answer`].
pub async fn consultation(hall: &Shared, id: ConsultationId, said: Said) -> Result<Consultation, Refusal> {
    let (withhold, reply) = (said.withhold, said.reply(hall));
    let done = hall.writer.run(move |db| {
        Box::pin(async move { consultations::answer(db, id.as_str(), &reply, withhold).await })
    });
    done.await
}

/// What a complaint comes to by the act of that name.
///
/// # Errors
///
/// `not-found` when there is none.
pub fn complaint_act(name: &str) -> Result<ComplaintState, Refusal> {
    match name {
        "take" => Ok(ComplaintState::Handling),
        "answer" => Ok(ComplaintState::Answered),
        _ => Err(Refusal::new(ProblemCode::NotFound)),
    }
}

/// Takes a complaint on, or answers it.
///
/// # Errors
///
/// As [`complaints::say`].
pub async fn complaint(
    hall: &Shared,
    id: ComplaintId,
    to: ComplaintState,
    said: Said,
) -> Result<Complaint, Refusal> {
    let reply = said.reply(hall);
    let done = hall
        .writer
        .run(move |db| Box::pin(async move { complaints::say(db, id.as_str(), &reply, &to).await }));
    done.await
}

/// Answers a bad rating.
///
/// # Errors
///
/// As [`ratings::answer`].
pub async fn rating(hall: &Shared, id: ServiceEventId, said: Said) -> Result<Rating, Refusal> {
    let reply = said.reply(hall);
    let done =
        hall.writer.run(move |db| Box::pin(async move { ratings::answer(db, id.as_str(), &reply).await }));
    done.await
}

/// Notes that somebody came.
///
/// # Errors
///
/// As [`appointments::keep`].
pub async fn keep(hall: &Shared, id: AppointmentId) -> Result<Appointment, Refusal> {
    let now = hall.clock().now();
    let done = hall.writer.run(move |db| Box::pin(async move { appointments::keep(db, &id, &now).await }));
    done.await
}

/// Decides about a licence.
///
/// # Errors
///
/// As [`licences::decide`].
pub async fn licence(hall: &Shared, id: LicenceId, decision: Decision) -> Result<Licence, Refusal> {
    let today = hall.clock().today();
    let done =
        hall.writer.run(move |db| Box::pin(async move { licences::decide(db, &id, decision, today).await }));
    done.await
}

/// One step of the demo clerk for everything that waits: complaints are taken on first and answered a step later.
///
/// # Errors
///
/// When the database fails, or something was answered meanwhile.
pub async fn round(hall: &Shared, desk: &Desk) -> Result<(), Refusal> {
    let found = waiting(hall).await?;
    let said = |list: &[String], n: usize, by: String| Said {
        by,
        text: pick(list, n as u64).to_owned(),
        withhold: false,
    };
    let replies = desk.replies();
    for (n, it) in found.consultations.into_iter().enumerate() {
        let by = desk.at(it.matter.as_ref());
        consultation(hall, it.id, said(&replies.consultation, n, by)).await?;
    }
    for (n, it) in found.complaints.into_iter().enumerate() {
        let urged = it.kind.code == ComplaintKind::Urge;
        let (list, to) = match (it.state.code, urged) {
            (ComplaintState::Received, true) => (&replies.urge_taken, ComplaintState::Handling),
            (ComplaintState::Received, false) => (&replies.complaint_taken, ComplaintState::Handling),
            (_, true) => (&replies.urge, ComplaintState::Answered),
            (_, false) => (&replies.complaint, ComplaintState::Answered),
        };
        complaint(hall, it.id, to, said(list, n, hall.seed.name.clone())).await?;
    }
    for (n, it) in found.ratings.into_iter().enumerate() {
        let by = hall.seed.name.clone();
        rating(hall, it.service_event_id, said(&replies.follow_up, n, by)).await?;
    }
    Ok(())
}
