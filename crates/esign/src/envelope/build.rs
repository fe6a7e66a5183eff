//! Making an envelope, on the phone.

use contract::{
    Capture, CaptureKind, Consent, Envelope, FilingId, HallId, InkRef, Instant, LegalText, MatterId, Signer,
};

use super::{EnvelopeError, TYP, VERSION, ink_ref};

/// How the signer showed their will. Both are equal ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Will<'a> {
    /// Drawn on the pad: the log of the ink (`ink/1`, JSON text), as it will be sent.
    Drawn(&'a str),
    /// The full name, typed.
    Typed(&'a str),
}

/// What goes into an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeParts<'a> {
    /// The hall.
    pub hall: HallId,
    /// The filing.
    pub filing_id: FilingId,
    /// The matter.
    pub matter: MatterId,
    /// The content that is signed.
    pub content_hash: String,
    /// The wording as it was shown. Its digest is taken again, over the text that was on the screen.
    pub consent: &'a LegalText,
    /// Who signs.
    pub signer: Signer,
    /// How.
    pub will: Will<'a>,
    /// The hall's statement, as received.
    pub challenge: String,
    /// The signer's clock.
    pub at: Instant,
}

/// The envelope and its canonical JSON, which is what gets signed and sent.
///
/// # Errors
///
/// When the ink is unreadable or too little, or the envelope has no canonical form.
pub fn build(parts: EnvelopeParts<'_>) -> Result<(Envelope, String), EnvelopeError> {
    let consent = Consent {
        id: parts.consent.id.clone(),
        lang: parts.consent.lang.clone(),
        sha256: canon::sha256_hex(parts.consent.text.as_bytes()),
    };
    let capture =
        |kind, ink: Option<InkRef>, typed: Option<&str>| Capture { kind, ink, typed: typed.map(Into::into) };
    let cap = match parts.will {
        Will::Drawn(log) => capture(CaptureKind::Draw, Some(ink_ref(log)?), None),
        Will::Typed(name) => capture(CaptureKind::Type, None, Some(name)),
    };
    let envelope = Envelope {
        v: VERSION,
        typ: TYP.to_owned(),
        hall: parts.hall,
        filing_id: parts.filing_id,
        matter: parts.matter,
        content_hash: parts.content_hash,
        consent,
        signer: parts.signer,
        cap,
        challenge: parts.challenge,
        at: parts.at,
    };
    let canonical = canon::canonical_text_of(&envelope)?;
    Ok((envelope, canonical))
}
