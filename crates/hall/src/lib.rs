//! The reference hall: the contract on a real database.
//!
//! It is the demo, the other side of every test, and the example for whoever writes a hall of their own.
//! Validation lies in the pure crates; here are the addresses ([`router`]), the records (`store`), the one
//! writer ([`writer`]), and the way a filing takes through them ([`intake`]).

pub mod acting;
mod address;
pub mod app_files;
pub mod appointments;
pub mod bundles;
pub mod cases;
pub mod catalogue;
pub mod challenge;
pub mod clerk;
pub mod cli;
pub mod clock;
pub mod complaints;
pub mod config;
pub mod consultations;
pub mod db;
pub mod desk;
pub mod drafts;
pub mod error;
pub mod feed;
mod headers;
pub mod helpdesk;
pub mod history;
pub mod import;
pub mod intake;
mod json;
pub mod keys;
pub mod licences;
pub mod mandates;
pub mod misses;
pub mod once;
pub mod page;
pub mod parcels;
pub mod payments;
pub mod projects;
mod random;
pub mod ratings;
pub mod registers;
pub mod reports;
pub mod router;
mod routes;
pub mod serve;
pub mod session;
pub mod snapshots;
pub mod staff;
pub mod state;
pub mod store;
#[cfg(feature = "testing")]
pub mod testing;
pub mod uploads;
pub mod writer;

pub use config::Config;
pub use router::{ROUTES, STAFF_ROUTES, router};
pub use state::{Hall, Shared};
