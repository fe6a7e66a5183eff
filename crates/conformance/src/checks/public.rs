//! What anybody may read and keep.

use crate::ask::Ask;
use crate::bench::Bench;
use crate::trouble::{Outcome, ensure};

/// An answer to a stranger that may be kept, has a tag, and is not sent again to whoever has it.
///
/// # Errors
///
/// [`crate::trouble::Trouble::Broken`] when it is not so.
pub(super) fn kept(bench: &Bench, address: &str) -> Outcome {
    let stranger = bench.anyone();
    let first = stranger.get(address)?.expect(200)?;
    let keep = first.header("cache-control").unwrap_or_default();
    ensure(!keep.contains("no-store") && !keep.contains("private"), || {
        first.broken(&format!("an answer that anybody may keep, not `{keep}`")).to_string()
    })?;
    let tag = first.header("etag").ok_or_else(|| first.broken("an `ETag`"))?;
    let again = stranger.send(Ask::new("GET", address).header("if-none-match", tag))?;
    ensure(again.status == 304 && again.bytes.is_empty(), || again.broken("304 without a body").to_string())
}
