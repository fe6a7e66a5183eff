//! Filing, as a client does it: choose a matter, fill in its form, send its files, sign it, commit it. Everything is
//! made from what the hall itself publishes, so that it works at any hall.

pub mod answers;
pub mod cast;
pub mod choose;
pub mod draft;
pub mod files;
pub mod kept;
pub mod mint;
pub mod send;
pub mod sign;
pub mod tus;

pub use choose::Wish;
pub use draft::{Draft, Parties};
pub use files::File;
pub use send::Filed;
