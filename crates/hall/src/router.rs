//! Every address of the hall, in one table that both builds the router and is compared with the document.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use contract::ProblemCode;

use crate::error::Refusal;
use crate::routes::{
    appointments, bundles, cases, complaints, consultations, discovery, drafts, feed, filings, guides,
    helpdesk, licences, mandates, parcels, payments, projects, ratings, regions, registers, session,
    snapshots, staff, uploads,
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
    GET "/api/v1/guides/changes" => guides::changes,
    GET "/api/v1/guide-snapshots" => snapshots::list,
    GET "/api/v1/guide-snapshots/{sha256}" => snapshots::show,
    GET "/api/v1/guides/{matter}" => guides::show,
    GET "/api/v1/guides/{matter}/documents/{document_id}" => guides::document,
    PUT "/api/v1/guide-reports/{report_id}" => guides::put_report,
    GET "/api/v1/guide-reports/{report_id}" => guides::show_report,
    OPTIONS "/api/v1/uploads" => uploads::options,
    POST "/api/v1/uploads" => uploads::create,
    HEAD "/api/v1/uploads/{upload_id}" => uploads::head,
    PATCH "/api/v1/uploads/{upload_id}" => uploads::append,
    DELETE "/api/v1/uploads/{upload_id}" => uploads::remove,
    GET "/api/v1/uploads/{upload_id}" => uploads::show,
    POST "/api/v1/filings/{filing_id}/challenges" => filings::challenge,
    POST "/api/v1/filings/{filing_id}/check" => filings::check,
    POST "/api/v1/filings/{filing_id}/finalize" => filings::finalize,
    GET "/api/v1/filings/{filing_id}/receipt" => filings::receipt,
    GET "/api/v1/cases" => cases::list,
    GET "/api/v1/cases/{case_id}" => cases::show,
    GET "/api/v1/cases/{case_id}/events" => cases::events,
    GET "/api/v1/cases/{case_id}/signatures" => cases::signatures,
    POST "/api/v1/cases/{case_id}/corrections/{notice_id}/answer" => cases::answer,
    GET "/api/v1/cases/{case_id}/corrections/{notice_id}/answer/receipt" => cases::answer_receipt,
    POST "/api/v1/cases/{case_id}/withdraw" => cases::withdraw,
    POST "/api/v1/case-lookups" => cases::look_up,
    GET "/api/v1/events" => feed::listen,
    GET "/api/v1/mandates" => mandates::list,
    GET "/api/v1/mandates/{mandate_id}" => mandates::show,
    PUT "/api/v1/mandates/{mandate_id}" => mandates::put,
    POST "/api/v1/mandates/{mandate_id}/accept" => mandates::accept,
    POST "/api/v1/mandates/{mandate_id}/decline" => mandates::decline,
    POST "/api/v1/mandates/{mandate_id}/revoke" => mandates::revoke,
    GET "/api/v1/drafts" => drafts::list,
    GET "/api/v1/drafts/{filing_id}" => drafts::show,
    PUT "/api/v1/drafts/{filing_id}" => drafts::put,
    DELETE "/api/v1/drafts/{filing_id}" => drafts::remove,
    POST "/api/v1/drafts/{filing_id}/holder" => drafts::take_pen,
    DELETE "/api/v1/drafts/{filing_id}/holder" => drafts::lay_down_pen,
    GET "/api/v1/projects" => projects::list,
    GET "/api/v1/projects/{code}" => projects::show,
    GET "/api/v1/bundles" => bundles::list,
    GET "/api/v1/payments" => payments::list,
    GET "/api/v1/payments/{payment_id}" => payments::show,
    POST "/api/v1/payments/{payment_id}/start" => payments::start,
    GET "/api/v1/cases/{case_id}/parcels" => parcels::list,
    GET "/api/v1/intermediaries" => registers::intermediaries,
    GET "/api/v1/intermediaries/{intermediary_id}" => registers::intermediary,
    GET "/api/v1/policies" => registers::policies,
    GET "/api/v1/policies/{policy_id}" => registers::policy,
    GET "/api/v1/cases/{case_id}/service-events" => ratings::services,
    GET "/api/v1/ratings/{service_event_id}" => ratings::show,
    PUT "/api/v1/ratings/{service_event_id}" => ratings::put,
    GET "/api/v1/complaints" => complaints::list,
    GET "/api/v1/complaints/{complaint_id}" => complaints::show,
    PUT "/api/v1/complaints/{complaint_id}" => complaints::put,
    GET "/api/v1/consultations" => consultations::list,
    GET "/api/v1/consultations/{consultation_id}" => consultations::show,
    PUT "/api/v1/consultations/{consultation_id}" => consultations::put,
    GET "/api/v1/public-consultations" => consultations::public,
    GET "/api/v1/venues" => appointments::venues,
    GET "/api/v1/venues/{venue_id}/slots" => appointments::slots,
    GET "/api/v1/appointments" => appointments::list,
    GET "/api/v1/appointments/{appointment_id}" => appointments::show,
    PUT "/api/v1/appointments/{appointment_id}" => appointments::put,
    POST "/api/v1/appointments/{appointment_id}/cancel" => appointments::cancel,
    GET "/api/v1/licences" => licences::list,
    GET "/api/v1/licences/{licence_id}" => licences::show,
    POST "/api/v1/licences/{licence_id}/codes" => licences::code,
    POST "/api/v1/licence-checks" => licences::check,
}

routes! {
    /// The staff's own routes. Not part of the contract.
    STAFF_ROUTES, internal:
    GET "/staff/v1/queue" => staff::queue,
    GET "/staff/v1/guide-reports" => staff::reports,
    POST "/staff/v1/guide-reports/{report_id}" => staff::answer_report,
    GET "/staff/v1/cases/{case_id}" => staff::show,
    POST "/staff/v1/cases/{case_id}/{action}" => staff::act,
    GET "/staff/v1/requests" => helpdesk::waiting,
    POST "/staff/v1/consultations/{consultation_id}/answer" => helpdesk::consultation,
    POST "/staff/v1/complaints/{complaint_id}/{action}" => helpdesk::complaint,
    POST "/staff/v1/ratings/{service_event_id}/answer" => helpdesk::rating,
    POST "/staff/v1/appointments/{appointment_id}/keep" => helpdesk::keep,
    POST "/staff/v1/licences/{licence_id}/{decision}" => helpdesk::licence,
}

routes! {
    /// Pages of the sample hall that are no part of the contract: its cashier.
    PAGES, pages:
    GET "/cashier/style.css" => payments::style,
    GET "/cashier/{token}" => payments::cashier,
    POST "/cashier/{token}" => payments::pay,
}

/// The whole hall as one service.
pub fn router(hall: Shared) -> Router {
    let limits = &hall.config.limits;
    let most = limits.body_bytes.max(limits.chunk_bytes);
    public()
        .merge(internal())
        .merge(pages())
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
