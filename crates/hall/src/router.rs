//! Every address of the hall, in one table that both builds the router and is compared with the document.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use contract::ProblemCode;

use crate::error::Refusal;
use crate::routes::{
    cases, discovery, drafts, filings, guides, mandates, projects, regions, session, staff, uploads,
};
use crate::state::Shared;
use crate::{app_files, headers};

macro_rules! routes {
    ($(#[$doc:meta])* $table:ident, $build:ident: $($method:ident $path:literal => $handler:path,)+) => {
        $(#[$doc])*
        pub const $table: &[(&str, &str)] = &[$((stringify!($method), $path)),+];

        fn $build() -> Router<Shared> {
            Router::new()$(.route($path, on(MethodFilter::$method, $handler)))+
        }
    };
}

routes! {
    /// Method and path template of every route of the contract, as the OpenAPI document spells them.
    ROUTES, public:
    GET "/.well-known/hall" => discovery::show,
    GET "/healthz" => discovery::health,
    GET "/api/v1/openapi.yaml" => discovery::document,
    GET "/api/v1/session" => session::show,
    POST "/api/v1/session" => session::open,
    DELETE "/api/v1/session" => session::close,
    GET "/api/v1/regions" => regions::list,
    GET "/api/v1/guides" => guides::list,
    GET "/api/v1/guides/{matter}" => guides::show,
    OPTIONS "/api/v1/uploads" => uploads::options,
    POST "/api/v1/uploads" => uploads::create,
    HEAD "/api/v1/uploads/{upload_id}" => uploads::head,
    PATCH "/api/v1/uploads/{upload_id}" => uploads::append,
    DELETE "/api/v1/uploads/{upload_id}" => uploads::remove,
    GET "/api/v1/uploads/{upload_id}" => uploads::show,
    POST "/api/v1/filings/{filing_id}/challenges" => filings::challenge,
    POST "/api/v1/filings/{filing_id}/finalize" => filings::finalize,
    GET "/api/v1/filings/{filing_id}/receipt" => filings::receipt,
    GET "/api/v1/cases" => cases::list,
    GET "/api/v1/cases/{case_id}" => cases::show,
    GET "/api/v1/cases/{case_id}/events" => cases::events,
    POST "/api/v1/cases/{case_id}/corrections/{notice_id}/answer" => cases::answer,
    GET "/api/v1/cases/{case_id}/corrections/{notice_id}/answer/receipt" => cases::answer_receipt,
    POST "/api/v1/cases/{case_id}/withdraw" => cases::withdraw,
    GET "/api/v1/mandates" => mandates::list,
    GET "/api/v1/mandates/{mandate_id}" => mandates::show,
    POST "/api/v1/mandates/{mandate_id}/revoke" => mandates::revoke,
    GET "/api/v1/drafts" => drafts::list,
    GET "/api/v1/drafts/{filing_id}" => drafts::show,
    PUT "/api/v1/drafts/{filing_id}" => drafts::put,
    DELETE "/api/v1/drafts/{filing_id}" => drafts::remove,
    POST "/api/v1/drafts/{filing_id}/holder" => drafts::take_pen,
    DELETE "/api/v1/drafts/{filing_id}/holder" => drafts::lay_down_pen,
    GET "/api/v1/projects" => projects::list,
    GET "/api/v1/projects/{code}" => projects::show,
}

routes! {
    /// The staff's own routes. Not part of the contract.
    STAFF_ROUTES, internal:
    GET "/staff/v1/queue" => staff::queue,
    GET "/staff/v1/cases/{case_id}" => staff::show,
    POST "/staff/v1/cases/{case_id}/{action}" => staff::act,
}

/// The whole hall as one service.
pub fn router(hall: Shared) -> Router {
    let limits = &hall.config.limits;
    let most = limits.body_bytes.max(limits.chunk_bytes);
    public()
        .merge(internal())
        .method_not_allowed_fallback(wrong_method)
        .fallback(app_files::serve)
        .layer(DefaultBodyLimit::max(usize::try_from(most).unwrap_or(usize::MAX)))
        .layer(middleware::from_fn(uploads::versioned))
        .layer(middleware::from_fn_with_state(hall.clone(), headers::every_answer))
        .with_state(hall)
}

/// axum adds `Allow`.
async fn wrong_method() -> Response {
    Refusal::new(ProblemCode::MethodNotAllowed).into_response()
}
