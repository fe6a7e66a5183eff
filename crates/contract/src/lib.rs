//! The REST contract, v1: the types on the wire between any hall and this client.
//!
//! `openapi.yaml` beside this crate is the law; these types are tied to it by `tests/contract`.
//! Nothing here behaves: types parse, print and (de)serialise. Unknown members are ignored and
//! unknown names of an enum are kept with the hall's own text, so that adding stays compatible.

mod appointment;
mod bundle;
mod case;
mod catalogue;
mod coded;
mod complaint;
mod consultation;
mod discovery;
mod draft;
mod filing;
mod form;
mod guide;
mod ids;
mod intermediary;
mod licence;
mod lookup;
mod mandate;
mod material;
mod page;
mod parcel;
mod payment;
mod policy;
mod precheck;
mod problem;
mod project;
mod rating;
mod receipt;
mod region;
mod report;
pub mod requirement;
mod scenario;
mod session;
mod signing;
mod snapshot;
mod stream;
mod verification;

pub use appointment::*;
pub use bundle::*;
pub use case::*;
pub use catalogue::*;
pub use coded::*;
pub use complaint::*;
pub use consultation::*;
pub use discovery::*;
pub use draft::*;
pub use filing::*;
pub use form::*;
pub use guide::*;
pub use ids::*;
pub use intermediary::*;
pub use licence::*;
pub use lookup::*;
pub use mandate::*;
pub use material::*;
pub use page::*;
pub use parcel::*;
pub use payment::*;
pub use policy::*;
pub use precheck::*;
pub use problem::*;
pub use project::*;
pub use rating::*;
pub use receipt::*;
pub use region::*;
pub use report::*;
pub use scenario::*;
pub use session::*;
pub use signing::*;
pub use snapshot::*;
pub use stream::*;
pub use verification::*;

/// The version of the contract these types speak.
pub const CONTRACT_VERSION: &str = "1.3";

/// The document itself: OpenAPI 3.1, as YAML. Every hall serves it at `/api/v1/openapi.yaml`.
#[cfg(feature = "document")]
pub const DOCUMENT: &str = include_str!("../openapi.yaml");

/// The header that carries the value of [`Session::csrf`] on every write.
pub const CSRF_HEADER: &str = "x-hall-csrf";

/// The name of the session cookie. The `__Host-` prefix binds it to one origin, path `/`, and TLS.
pub const SESSION_COOKIE: &str = "__Host-hall";

/// Media type of a problem (RFC 9457).
pub const PROBLEM_TYPE: &str = "application/problem+json";

/// Media type of a receipt: a compact JWS. The only answer to a finalize that means "received".
pub const RECEIPT_TYPE: &str = "application/vnd.hall.receipt+jwt";

/// An instant on the hall's clock, RFC 3339 with its offset.
pub type Instant = chrono::DateTime<chrono::FixedOffset>;

/// A civil date in the hall's time zone.
pub type Date = chrono::NaiveDate;
