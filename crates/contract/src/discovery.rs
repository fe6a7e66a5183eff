//! `GET /.well-known/hall`: the only address a client must know besides `/api/v1`.

use serde::{Deserialize, Serialize};

use crate::coded::names;
use crate::{CaptureKind, Date, HallId, KeyId, PersonId};

names! {
    /// What a hall offers, each testable alone. A client hides what is not offered.
    Class {
        /// Discovery, problems, time, session state, regions.
        Core = "core",
        /// Catalogue, guides, scenario tree, forms.
        Guides = "guides",
        /// The catalogue as files, to be searched on the device.
        Snapshots = "snapshots",
        /// Finalize with a client-minted id, receipt by id.
        Filing = "filing",
        /// Resumable uploads.
        Uploads = "uploads",
        /// Cases, their events, corrections.
        Cases = "cases",
        /// Challenge and signature envelope.
        Signing = "signing",
        /// Mandates.
        OnBehalf = "on-behalf",
        /// Shared drafts of organisations.
        Drafts = "drafts",
        /// Projects with stages.
        Projects = "projects",
        /// What happens to one's cases, as it happens.
        Events = "events",
        /// 一件事: one questionnaire, one form, child cases.
        Bundles = "bundles",
        /// 好差评, complaints, urging.
        Ratings = "ratings",
        /// 预约
        Appointments = "appointments",
        /// 缴费
        Payments = "payments",
        /// 寄递
        Delivery = "delivery",
        /// 电子证照
        Licences = "licences",
        /// 咨询
        Consultations = "consultations",
        /// 中介服务
        Intermediaries = "intermediaries",
        /// 惠企利民政策
        Policies = "policies",
    }
}

/// What a hall says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discovery {
    /// Stable id of the hall; part of every manifest, envelope and receipt.
    pub hall: HallId,
    /// Its name for people.
    pub name: String,
    /// Region code, GB/T 2260 (6 digits) or the 12-digit form.
    pub region: String,
    /// The region's name.
    pub region_name: String,
    /// Contract versions served, newest first.
    pub contract: Vec<String>,
    /// Conformance classes offered.
    pub classes: Vec<Class>,
    /// Classes that are not among `classes` but served elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<ClassLink>,
    /// How people sign; with the class `signing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing: Option<SigningTerms>,
    /// Languages of the hall's content (BCP 47), the first is its own.
    pub locales: Vec<String>,
    /// What is too much.
    pub limits: Limits,
    /// How people sign in.
    pub sign_in: SignIn,
    /// Public keys that receipts and challenges are signed with. Old keys stay for ever.
    pub keys: Jwks,
    /// Changes when the hall was restored from a backup.
    pub epoch: u32,
    /// Until when the hall knows its working days; later deadlines are estimates.
    pub calendar_until: Date,
    /// The operator's own wording, by use.
    pub legal: Vec<LegalText>,
    /// Hotline number (`12345`), where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hotline: Option<String>,
    /// Present when this hall shows sample data only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demo: Option<Demo>,
}

/// A class that is offered as a link only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassLink {
    /// The class.
    pub class: Class,
    /// Where it is served: an absolute `https` address, or a path of this origin.
    pub url: String,
    /// What the hall calls it.
    pub text: String,
}

names! {
    /// What becomes of a signature that was made far from a network, without a challenge.
    OfflineSigning {
        /// It is refused; sign again with a challenge.
        Refuse = "refuse",
        /// It is taken after the signer confirmed it online.
        Confirm = "confirm",
        /// It is taken.
        Accept = "accept",
    }
}

/// How people sign at this hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningTerms {
    /// The ways offered. All are equal.
    pub methods: Vec<CaptureKind>,
    /// Whether a signature without a challenge is taken.
    pub offline: OfflineSigning,
}

/// Published and enforced limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest file, in bytes.
    pub file_bytes: u64,
    /// Largest chunk of an upload, in bytes.
    pub chunk_bytes: u64,
    /// Most files for one material.
    pub files_per_material: u32,
    /// Accepted media types.
    pub file_types: Vec<String>,
    /// Largest JSON body, in bytes.
    pub body_bytes: u64,
    /// Days an unfinished upload and an unused signing challenge are kept, at least 7.
    pub upload_days: u32,
    /// Look-ups that find nothing within an hour, for one number and for one address, before the hall refuses more; with
    /// the class `cases`. Offers of a mandate that find nobody are counted the same way, for one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lookup_misses_per_hour: Option<u32>,
    /// Most regions that are answered at once, whole levels from the highest down. A hall that names it answers
    /// `?parent=`, `?of=` and `?q=`; one that does not answers all of its regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions_at_once: Option<u32>,
}

/// How people sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// Where the browser is sent; the hall comes back to `return_to` with its cookie set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// True when `POST /api/v1/session` accepts a seeded person. Demo and development only.
    #[serde(default)]
    pub development: bool,
}

/// A JSON Web Key Set (RFC 7517) of P-256 public keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwks {
    /// The keys.
    pub keys: Vec<Jwk>,
}

/// One P-256 public key (RFC 7518 §6.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    /// Always `EC` here.
    pub kty: String,
    /// Always `P-256` here.
    pub crv: String,
    /// X coordinate, base64url without padding.
    pub x: String,
    /// Y coordinate, base64url without padding.
    pub y: String,
    /// Key id; absent on a signer's own key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<KeyId>,
}

names! {
    /// What a legal text is for.
    LegalUse {
        /// Shown and agreed to before a signature.
        Signing = "signing",
        /// What the applicant promises.
        Commitment = "commitment",
        /// How personal data is handled.
        Privacy = "privacy",
    }
}

/// The operator's own wording for one use. What is agreed to is bound by its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalText {
    /// Stable id with version: `signing-2026-01`.
    pub id: String,
    /// What it is for.
    #[serde(rename = "use")]
    pub purpose: LegalUse,
    /// Language (BCP 47).
    pub lang: String,
    /// Heading.
    pub title: String,
    /// Plain text; the digest covers exactly these UTF-8 bytes.
    pub text: String,
    /// SHA-256 of `text`, 64 lower-case hex digits.
    pub sha256: String,
}

/// A demo hall names its sample people, so that anyone can try it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demo {
    /// Shown wherever sample data is shown.
    pub notice: String,
    /// People one can sign in as.
    pub persons: Vec<DemoPerson>,
}

/// A sample person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    /// For [`crate::DevelopmentSignIn`].
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// One line on who this is.
    pub about: String,
}
