//! A whole hall in a temporary folder, spoken to in-process, for tests here and elsewhere. Feature `testing`;
//! a release binary never has it.

mod answer;
mod draft;
mod visitor;

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::clock::{Clock as _, FixedClock};
use crate::{Config, Hall, Shared, router};

pub use answer::Answer;
pub use draft::{Draft, File, pdf};
pub use visitor::{Signer, Visitor};

/// What a helper gives, or whatever went wrong on the way.
pub type Tried<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Where the test hall's clock stands at first: 2026-11-23 09:00 in the hall's zone, a Monday.
pub const MONDAY: i64 = 1_795_395_600;

/// Most bytes of an answer that are read.
const MOST: usize = 64 * 1024 * 1024;

/// A hall that runs in a folder of its own, as a demo, without the clerk, on a clock that stands still.
pub struct TestHall {
    /// The hall.
    pub hall: Shared,
    /// Its clock.
    pub clock: Arc<FixedClock>,
    router: Router,
    folder: TempDir,
}

impl TestHall {
    /// A new hall.
    ///
    /// # Errors
    ///
    /// When it cannot be opened.
    pub async fn start() -> Tried<Self> {
        Self::open(tempfile::tempdir()?, Arc::new(FixedClock::at(MONDAY)), |_| {}).await
    }

    /// A new hall whose configuration was changed.
    ///
    /// # Errors
    ///
    /// As [`Self::start`].
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Tried<Self> {
        Self::open(tempfile::tempdir()?, Arc::new(FixedClock::at(MONDAY)), change).await
    }

    /// Closes the hall and opens it again on the same folder.
    ///
    /// # Errors
    ///
    /// As [`Self::start`].
    pub async fn restart(self) -> Tried<Self> {
        self.restart_with(|_| {}).await
    }

    /// Closes the hall and opens it again on the same folder, its configuration changed.
    ///
    /// # Errors
    ///
    /// As [`Self::start`].
    pub async fn restart_with(self, change: impl FnOnce(&mut Config)) -> Tried<Self> {
        self.hall.close().await;
        let Self { clock, folder, .. } = self;
        Self::open(folder, clock, change).await
    }

    /// Closes the hall and keeps its folder.
    pub async fn stop(self) -> TempDir {
        self.hall.close().await;
        self.folder
    }

    /// A hall on a folder that is there already.
    ///
    /// # Errors
    ///
    /// As [`Self::start`].
    pub async fn resume(folder: TempDir) -> Tried<Self> {
        Self::open(folder, Arc::new(FixedClock::at(MONDAY)), |_| {}).await
    }

    async fn open(folder: TempDir, clock: Arc<FixedClock>, change: impl FnOnce(&mut Config)) -> Tried<Self> {
        let shared: Arc<dyn crate::clock::Clock> = clock.clone();
        let mut config = Config { demo: true, clock: shared, ..Config::new(folder.path().to_owned()) };
        change(&mut config);
        let hall = Hall::open(config).await?;
        Ok(Self { router: router(hall.clone()), hall, clock, folder })
    }

    /// The hall's data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// The hall as a service.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Sends one request.
    ///
    /// # Errors
    ///
    /// When the answer cannot be read.
    pub async fn send(&self, request: Request<Body>) -> Tried<Answer> {
        let (parts, body) = self.router.clone().oneshot(request).await?.into_parts();
        let body = to_bytes(body, MOST).await?;
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body: body.to_vec() })
    }

    /// Somebody who is not signed in.
    #[must_use]
    pub fn stranger(&self) -> Visitor<'_> {
        Visitor::new(self)
    }

    /// A sample person, signed in.
    ///
    /// # Errors
    ///
    /// When there is no such person.
    pub async fn sign_in(&self, person: &str) -> Tried<Visitor<'_>> {
        let mut visitor = Visitor::new(self);
        visitor.sign_in(person).await?;
        Ok(visitor)
    }

    /// Does something as staff.
    ///
    /// # Errors
    ///
    /// When the answer cannot be read.
    pub async fn staff(&self, method: &str, path: &str, body: &serde_json::Value) -> Tried<Answer> {
        let request = Request::builder()
            .method(method)
            .uri(format!("/staff/v1/{path}"))
            .header("authorization", format!("Bearer {}", self.hall.staff_token))
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))?;
        self.send(request).await
    }

    /// Now, in Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.unix()
    }
}
