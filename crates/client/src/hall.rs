//! The hall itself.

use contract::Discovery;

use crate::Call;
use crate::call::get;

/// `GET /.well-known/hall`.
#[must_use]
pub fn discovery() -> Call<Discovery> {
    get("/.well-known/hall".into())
}
