//! The queue in a world where everything can go wrong between any two steps: random histories of any length, and
//! every history of a small world.

#![expect(clippy::expect_used, reason = "what cannot be is a fault of the model")]

mod action;
mod device;
mod exhaustive;
mod hall;
mod heal;
mod random;
mod world;
