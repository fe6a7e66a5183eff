//! For whom: choosing somebody to act for, and seeing who may act for oneself.

mod choose;
mod given;

pub use choose::ActingPage;
pub use given::MandatesPage;
