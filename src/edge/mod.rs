//! The browser edge: nothing outside this folder touches web-sys, gloo or wasm-bindgen.

pub mod clock;
pub mod crypto;
pub mod disk;
pub mod download;
pub mod fetch;
pub mod file;
pub mod ids;
pub mod mark;
pub mod net;
pub mod page;
pub mod pen;
pub mod place;
pub mod prefs;
pub mod public_disk;
pub mod room;
pub mod tab;
pub mod tabs;
pub mod task;
