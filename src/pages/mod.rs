//! One file for each address, in a folder for each capability. Pages do not know each other.

pub mod acting;
pub mod cases;
pub mod filing;
mod gate;
pub mod guides;
pub mod home;
pub mod me;
pub mod misfit;
pub mod not_found;
pub mod projects;
pub mod sign_in;
pub mod verify;
