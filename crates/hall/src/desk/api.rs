//! The staff API from its other end.

use std::fs;
use std::path::Path;

use contract::{Case, CaseSummary, Page, Problem};
use serde::de::DeserializeOwned;
use ureq::http::Response;
use ureq::{Agent, Body};

use crate::staff::Order;

/// A hall, and the proof that we may work there.
pub(super) struct Api {
    agent: Agent,
    url: String,
    authorization: String,
}

impl Api {
    pub(super) fn new(data: &Path, url: &str) -> Result<Self, String> {
        let file = data.join("staff-token");
        let token = fs::read_to_string(&file)
            .map_err(|error| format!("cannot read {}: {error}; is --data right?", file.display()))?;
        let agent = Agent::new_with_config(Agent::config_builder().http_status_as_error(false).build());
        let authorization = format!("Bearer {}", token.trim());
        Ok(Self { agent, url: url.trim_end_matches('/').to_owned(), authorization })
    }

    pub(super) fn queue(&self) -> Result<Page<CaseSummary>, String> {
        self.get("/staff/v1/queue")
    }

    pub(super) fn case(&self, id: &str) -> Result<Case, String> {
        self.get(&format!("/staff/v1/cases/{id}"))
    }

    pub(super) fn act(&self, id: &str, action: &str, order: &Order) -> Result<Case, String> {
        let url = format!("{}/staff/v1/cases/{id}/{action}", self.url);
        let request = self.agent.post(url).header("authorization", &self.authorization);
        self.read(request.send_json(order))
    }

    fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, String> {
        let request = self.agent.get(format!("{}{path}", self.url));
        self.read(request.header("authorization", &self.authorization).call())
    }

    fn read<T: DeserializeOwned>(&self, answer: Result<Response<Body>, ureq::Error>) -> Result<T, String> {
        let mut answer = answer.map_err(|error| format!("{}: {error}; is the hall running?", self.url))?;
        if answer.status().is_success() {
            return answer.body_mut().read_json().map_err(|error| format!("unreadable answer: {error}"));
        }
        let status = answer.status();
        let problem: Problem = answer.body_mut().read_json().map_err(|_| format!("refused with {status}"))?;
        let detail = problem.detail.map(|it| format!("：{it}")).unwrap_or_default();
        let errors: String =
            problem.errors.iter().map(|it| format!("\n  {} {}", it.pointer, it.text)).collect();
        Err(format!("{}{detail}{errors}", problem.title))
    }
}
