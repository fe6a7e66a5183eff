//! A hall that lies: the other half of the kit, which plays the hall against a client.
//!
//! It stands before a real hall, passes everything on, and deforms what the play of the moment says. A client is
//! driven through it in a browser; a good one tells its person what is going on, takes nothing for received that is
//! not, runs nothing of what it is sent, and loses nothing.

mod ask;
mod forge;
mod memory;
mod play;
mod plays;
mod proxy;
mod reply;
mod server;
mod table;
mod upstream;
mod value;

pub use play::Play;
pub use plays::all;
pub use server::{Options, serve};
pub use table::table;
