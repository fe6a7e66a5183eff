//! Handlers: read the request, ask the module that knows, answer. Nothing is decided here.

pub(crate) mod cases;
pub(crate) mod discovery;
pub(crate) mod drafts;
pub(crate) mod filings;
pub(crate) mod guides;
pub(crate) mod mandates;
pub(crate) mod projects;
pub(crate) mod regions;
pub(crate) mod session;
pub(crate) mod staff;
pub(crate) mod uploads;
