//! The delivery engine: `step(State, Event) -> (State, Vec<Effect>)`.
//!
//! It owns no clock, no network and no disk; the app and the simulator run the same code. Five laws:
//!
//! 1. A state that leads to a send is on disk before the send ([`Effect::Persist`] comes first).
//! 2. When no answer came to a commit, the outcome is *unknown*; only a receipt look-up resolves it.
//! 3. Nothing ends but with a verified receipt or a refusal shown to the person; waiting has no end.
//! 4. Of all tabs one leads ([`Lease`]); a write of any other fails ([`Queue`]).
//! 5. What one principal files for one matter arrives in the order it was decided on; nothing else waits for it.
//!
//! And one thing it cannot prevent, but notices: a device that lost what it kept ([`audit`]).

mod chain;
mod engine;
mod lease;
mod queue;
mod state;

pub use chain::{Chain, Link, Loss, Mark, NoMark, audit};
pub use engine::step;
pub use lease::{Lease, RENEW_MS};
pub use queue::{Epoch, Item, Queue, Task};
pub use state::{Effect, Event, Failure, Hold, Stage, State};
