//! The reference hall: the contract on a real database.
//!
//! It is the demo, the other side of every test, and the example for whoever writes a hall of their own.
//! Validation lies in the pure crates; here are the addresses ([`router`]), the records (`store`), the one
//! writer ([`writer`]), and the way a filing takes through them ([`intake`]).

pub mod acting;
pub mod app_files;
pub mod cases;
pub mod catalogue;
pub mod challenge;
pub mod clerk;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod desk;
pub mod drafts;
pub mod error;
mod headers;
pub mod history;
pub mod intake;
mod json;
pub mod keys;
pub mod mandates;
pub mod page;
pub mod projects;
mod random;
pub mod router;
mod routes;
pub mod serve;
pub mod session;
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
