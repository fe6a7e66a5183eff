//! Mandates: for whom somebody may act, and who may act for them.

use contract::{Mandate, MandateId, Page};

use crate::call::{get, page};
use crate::{Answer, Call, Method, encode};

/// From which side mandates are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Those under which the person signed in acts.
    Agent,
    /// Those the person signed in has given.
    Principal,
}

/// `GET /api/v1/mandates?as=`: one page, without profiles.
#[must_use]
pub fn list(side: Side, cursor: Option<&str>) -> Call<Page<Mandate>> {
    let side = match side {
        Side::Agent => "agent",
        Side::Principal => "principal",
    };
    page(match cursor {
        Some(cursor) => format!("/api/v1/mandates?as={side}&limit=200&cursor={}", encode(cursor)),
        None => format!("/api/v1/mandates?as={side}&limit=200"),
    })
}

/// `GET /api/v1/mandates/{mandate_id}`; with its profile for the agent, while it is in force.
#[must_use]
pub fn show(mandate: &MandateId) -> Call<Mandate> {
    get(format!("/api/v1/mandates/{mandate}")).about(mandate, |it: &Mandate, id| it.id.as_str() == id)
}

/// `POST /api/v1/mandates/{mandate_id}/revoke`: takes it back. Nothing can be filed under it from then on.
#[must_use]
pub fn revoke(mandate: &MandateId) -> Call<Mandate> {
    Call::new(Method::Post, format!("/api/v1/mandates/{mandate}/revoke"), Answer::json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_has_its_own_list() {
        let table = [
            (list(Side::Agent, None), "/api/v1/mandates?as=agent&limit=200"),
            (list(Side::Principal, Some("a b")), "/api/v1/mandates?as=principal&limit=200&cursor=a%20b"),
        ];
        for (call, path) in table {
            assert_eq!(call.path, path);
        }
    }
}
