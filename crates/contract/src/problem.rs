//! Problems: why a hall refused, in RFC 9457 form with a stable code and what may be done next.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{CaseId, FilingId};

names! {
    /// When sending the same thing again can help.
    Retry {
        /// Not at all; the request itself is wrong.
        Never = "never",
        /// After a while; `retry_after` says how long.
        Later = "later",
        /// After signing in.
        AfterLogin = "after-login",
        /// After the person changed something; `errors` says what.
        AfterEdit = "after-edit",
    }
}

names! {
    /// The stable codes of this contract. A hall may add its own; a client then follows `retry`.
    ProblemCode {
        /// Nobody is signed in, or the session has ended. 401.
        SessionRequired = "session-required",
        /// The `X-Hall-CSRF` header is missing or not this session's. 403.
        CsrfMismatch = "csrf-mismatch",
        /// Signed in, but not entitled. 403.
        NotAllowed = "not-allowed",
        /// Nothing is kept at that address, or not for this person. 404.
        NotFound = "not-found",
        /// The path is known, the method is not. 405.
        MethodNotAllowed = "method-not-allowed",
        /// The body is not the JSON the document describes. 400.
        Malformed = "malformed",
        /// The media type is not the one the document names. 415.
        MediaType = "media-type",
        /// The content breaks rules; `errors` names each place. 422.
        Invalid = "invalid",
        /// This id was sent with other content before; both hashes are given. 409.
        ContentConflict = "content-conflict",
        /// The declared content hash is not the hash of the manifest. 422.
        HashMismatch = "hash-mismatch",
        /// An attachment named by the manifest is not uploaded completely. 422.
        AttachmentMissing = "attachment-missing",
        /// The guide or form version is no longer accepted. 409.
        VersionRetired = "version-retired",
        /// The signature, its challenge or its binding does not verify. 422.
        SignatureInvalid = "signature-invalid",
        /// The case is not in a state that allows this. 409.
        WrongState = "wrong-state",
        /// The slot has no room left. 409.
        SlotFull = "slot-full",
        /// `If-Match` names an older version. 412.
        Stale = "stale",
        /// `If-Match` or `If-None-Match` is missing. 428.
        PreconditionRequired = "precondition-required",
        /// Somebody else holds the pen of this shared draft. 423.
        DraftHeld = "draft-held",
        /// There is no mandate in force that covers this. 403.
        MandateRefused = "mandate-refused",
        /// The upload's offset is not the one sent. 409.
        OffsetMismatch = "offset-mismatch",
        /// A chunk's checksum differs. 460.
        ChecksumMismatch = "checksum-mismatch",
        /// Larger than the published limit. 413.
        TooLarge = "too-large",
        /// The file's type is not accepted, or its bytes are of another type. 415.
        FileType = "file-type",
        /// An upload of no bytes. 422.
        EmptyFile = "empty-file",
        /// The upload is gone. 410.
        UploadExpired = "upload-expired",
        /// The place in a feed is unknown here, or too old: read the whole list again. 410.
        CursorGone = "cursor-gone",
        /// The part asked for begins behind the end. 416.
        RangeUnsatisfiable = "range-unsatisfiable",
        /// Too many requests; `retry_after` seconds. 429.
        TooMany = "too-many",
        /// The hall cannot serve just now. 503.
        Unavailable = "unavailable",
        /// A fault of the hall. 500.
        Internal = "internal",
    }
}

/// `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Problem {
    /// The code, stable over versions.
    pub code: ProblemCode,
    /// HTTP status, repeated for intermediaries that lose it.
    pub status: u16,
    /// One short sentence for people, in the hall's language.
    pub title: String,
    /// What happened to this very request, and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// When to try again.
    pub retry: Retry,
    /// Seconds to wait, with [`Retry::Later`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// Each place in the request that is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The filing this is about, when the client needs it to go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_id: Option<FilingId>,
    /// The case this is about, when the client needs it to go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// With `content-conflict`: the hash the hall holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_hash: Option<String>,
    /// With `content-conflict`: the hash just sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_hash: Option<String>,
}

/// One wrong place in a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldProblem {
    /// JSON Pointer (RFC 6901) into the request body: `/manifest/answers/shop_name`.
    pub pointer: String,
    /// The rule that was broken, by the names of `form::Rule` or the hall's own.
    pub code: String,
    /// The hall's sentence for people.
    pub text: String,
}
