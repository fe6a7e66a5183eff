//! Asking what a hall would say to a filing before it is sent (预检).

use serde::{Deserialize, Serialize};

use crate::{FieldProblem, Instant, Manifest};

/// `POST /api/v1/filings/{filing_id}/check`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreCheck {
    /// The content as it would be filed.
    pub manifest: Manifest,
}

/// What the hall would object to now. It promises nothing: rules and mandates may change until the filing is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreChecked {
    /// Each place that is wrong; pointers begin with `/manifest`. Empty when nothing is.
    pub problems: Vec<FieldProblem>,
    /// When it was judged, on the hall's clock.
    pub checked_at: Instant,
}
