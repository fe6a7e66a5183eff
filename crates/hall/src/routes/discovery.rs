//! What the hall is.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use contract::{CaptureKind, Class, Demo, Discovery, OfflineSigning, SignIn, SigningTerms};

use crate::error::Refusal;
use crate::json::{Keep, tagged};
use crate::state::{Hall, Shared};
use crate::store::people;

/// `GET /.well-known/hall`
pub(crate) async fn show(State(hall): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    tagged(&headers, Keep::Public, &discovery(&hall).await?)
}

async fn discovery(hall: &Hall) -> Result<Discovery, Refusal> {
    let seed = hall.seed.clone();
    let demo = if hall.config.demo { Some(demo(hall).await?) } else { None };
    Ok(Discovery {
        hall: seed.id,
        name: seed.name,
        region: seed.region,
        region_name: seed.region_name,
        contract: vec![contract::CONTRACT_VERSION.to_owned()],
        classes: vec![
            Class::Core,
            Class::Guides,
            Class::Snapshots,
            Class::Filing,
            Class::Uploads,
            Class::Cases,
            Class::Signing,
            Class::OnBehalf,
            Class::Drafts,
            Class::Projects,
            Class::Bundles,
            Class::Payments,
            Class::Delivery,
            Class::Intermediaries,
            Class::Policies,
            Class::Events,
            Class::Ratings,
            Class::Appointments,
            Class::Licences,
            Class::Consultations,
        ],
        locales: vec!["zh-CN".to_owned()],
        links: Vec::new(),
        signing: Some(signing()),
        limits: hall.config.limits.clone(),
        sign_in: SignIn { url: None, development: hall.config.demo },
        keys: hall.keys.public(),
        epoch: hall.epoch,
        calendar_until: hall.calendar.until(),
        legal: hall.legal.clone(),
        hotline: Some(seed.hotline),
        demo,
    })
}

/// A signature needs the hall's challenge: the envelope carries it, and there is no second tap to confirm one without.
fn signing() -> SigningTerms {
    SigningTerms { methods: vec![CaptureKind::Draw, CaptureKind::Type], offline: OfflineSigning::Refuse }
}

async fn demo(hall: &Hall) -> Result<Demo, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let persons = people::all(&mut db).await?.iter().map(fixtures::Person::demo).collect();
    Ok(Demo { notice: hall.seed.notice.clone(), persons })
}

/// `GET /api/v1/openapi.yaml`
pub(crate) async fn document() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/yaml"), (header::CACHE_CONTROL, "public, max-age=60")],
        contract::DOCUMENT,
    )
}

/// `GET /healthz`
pub(crate) async fn health() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], concat!("ok ", env!("CARGO_PKG_VERSION"), "\n"))
}
