//! The delivery engine: `step(State, Event) -> (State, Vec<Effect>)`.
//!
//! It owns no clock, no network and no disk; the app and the simulator run the same code. Three laws:
//!
//! 1. A state that leads to a send is on disk before the send ([`Effect::Persist`] comes first).
//! 2. When no answer came to a commit, the outcome is *unknown*; only a receipt look-up resolves it.
//! 3. Nothing ends but with a verified receipt or a refusal shown to the person; waiting has no end.

mod engine;
mod state;

pub use engine::step;
pub use state::{Effect, Event, Failure, Hold, Stage, State};
