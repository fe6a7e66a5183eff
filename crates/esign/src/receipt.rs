//! Receipts (收件回执): read, compared with what was sent, and handed on to be verified.

use canon::CanonError;
use contract::{FilingId, HallId, Manifest, Receipt};

use crate::token::{TokenError, Unverified};

/// `typ` of a receipt's header.
pub const TYP: &str = "hall-receipt+jwt";

/// Why a text is not the receipt that was waited for. Each means: not received yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// No receipt at all.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// For another hall.
    #[error("a receipt of hall `{0}`")]
    Hall(HallId),
    /// For another filing.
    #[error("a receipt for filing `{0}`")]
    Filing(FilingId),
    /// For other content.
    #[error("a receipt for content {0}")]
    Content(String),
    /// For another number of attachments.
    #[error("a receipt for {0} attachments")]
    Count(u32),
}

impl ReceiptError {
    /// A stable name, the one the golden vectors use.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Token(error) => error.code(),
            Self::Hall(_) => "hall",
            Self::Filing(_) => "filing",
            Self::Content(_) => "content",
            Self::Count(_) => "count",
        }
    }
}

/// What a receipt must say to be the one for a filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The hall.
    pub hall: HallId,
    /// The filing.
    pub filing_id: FilingId,
    /// Its content hash.
    pub content_hash: String,
    /// How many attachments it has.
    pub attachment_count: u32,
}

impl Expected {
    /// What the receipt for `manifest` under `filing_id` must say.
    ///
    /// # Errors
    ///
    /// When the manifest has no content hash.
    pub fn of(filing_id: FilingId, manifest: &Manifest) -> Result<Self, CanonError> {
        Ok(Self {
            hall: manifest.hall.clone(),
            filing_id,
            content_hash: canon::content_hash(manifest)?,
            attachment_count: u32::try_from(manifest.attachments.len()).unwrap_or(u32::MAX),
        })
    }
}

/// A receipt that was read, its signature not verified yet.
pub type UnverifiedReceipt = Unverified<Receipt>;

/// Reads a receipt.
///
/// # Errors
///
/// For anything but a compact ES256 JWS of type [`TYP`] over the canonical JSON of a [`Receipt`].
pub fn read(text: &str) -> Result<UnverifiedReceipt, ReceiptError> {
    Ok(Unverified::read(text, TYP)?)
}

impl UnverifiedReceipt {
    /// Whether it is about what was sent.
    ///
    /// # Errors
    ///
    /// The first of hall, filing, content and count that differs.
    pub fn matches(&self, expected: &Expected) -> Result<(), ReceiptError> {
        let receipt = &self.claims;
        if receipt.hall != expected.hall {
            return Err(ReceiptError::Hall(receipt.hall.clone()));
        }
        if receipt.filing_id != expected.filing_id {
            return Err(ReceiptError::Filing(receipt.filing_id.clone()));
        }
        if receipt.content_hash != expected.content_hash {
            return Err(ReceiptError::Content(receipt.content_hash.clone()));
        }
        if receipt.attachment_count != expected.attachment_count {
            return Err(ReceiptError::Count(receipt.attachment_count));
        }
        Ok(())
    }
}
