//! Our upload core against a tus server that strangers wrote.
//!
//! The rest of this folder is tools of strangers in their own languages: see docs/contract/strangers.md.
