//! Handlers: read the request, ask the module that knows, answer. Nothing is decided here.

pub(crate) mod appointments;
mod attachment;
pub(crate) mod bundles;
pub(crate) mod cases;
pub(crate) mod complaints;
pub(crate) mod consultations;
pub(crate) mod discovery;
pub(crate) mod drafts;
pub(crate) mod feed;
pub(crate) mod filings;
pub(crate) mod guides;
pub(crate) mod helpdesk;
pub(crate) mod licences;
pub(crate) mod mandates;
pub(crate) mod parcels;
pub(crate) mod payments;
pub(crate) mod projects;
pub(crate) mod ratings;
pub(crate) mod regions;
pub(crate) mod registers;
pub(crate) mod session;
pub(crate) mod snapshots;
pub(crate) mod staff;
pub(crate) mod uploads;

use attachment::attachment;
