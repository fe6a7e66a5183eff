//! Halls that break what holds for everything, and for the catalogue.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use contract::Session;

use crate::Mutant;
use crate::lab::{Later, Play, Req, World, pass};

pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "no-such-date",
        breaks: "`Date` is no HTTP date",
        expects: "COR-012",
        classes: &[],
        play: Play::After(|_, _, res| res.set("date", "2026-11-22 09:00:00")),
    },
    Mutant {
        name: "not-found-in-html",
        breaks: "an unknown address is answered with a page for people",
        expects: "COR-015",
        classes: &[],
        play: Play::After(|_, _, res| {
            if res.status == StatusCode::NOT_FOUND {
                res.set("content-type", "text/html");
                res.body = b"<h1>404</h1>".to_vec();
            }
        }),
    },
    Mutant {
        name: "no-allow",
        breaks: "405 does not say what is allowed",
        expects: "COR-016",
        classes: &[],
        play: Play::After(|_, _, res| drop(res.headers.remove("allow"))),
    },
    Mutant {
        name: "null-members",
        breaks: "members that are absent are sent as null",
        expects: "COR-022",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.path() == "/.well-known/hall" {
                res.edit(|it| it["hotline"] = serde_json::Value::Null);
            }
        }),
    },
    Mutant {
        name: "personal-may-be-stored",
        breaks: "personal answers do not say `no-store`",
        expects: "COR-023",
        classes: &["cases"],
        play: Play::After(|_, req, res| {
            if req.path().starts_with("/api/v1/cases") {
                res.headers.remove("cache-control");
            }
        }),
    },
    Mutant {
        name: "csrf-is-not-looked-at",
        breaks: "writes are taken without `X-Hall-CSRF`",
        expects: "COR-029",
        classes: &[],
        play: Play::Around(open_to_forms),
    },
    Mutant {
        name: "cookie-is-not-asked-for",
        breaks: "the list of cases is shown to somebody who is not signed in",
        expects: "COR-031",
        classes: &[],
        play: Play::Around(generous),
    },
    Mutant {
        name: "cookie-for-scripts",
        breaks: "scripts can read the session's cookie",
        expects: "COR-033",
        classes: &[],
        play: Play::After(|_, _, res| {
            let cookie = res.header("set-cookie").replace("; HttpOnly", "");
            if !cookie.is_empty() {
                res.set("set-cookie", &cookie);
            }
        }),
    },
    Mutant {
        name: "signing-out-is-a-promise",
        breaks: "the session lives on after signing out",
        expects: "COR-036",
        classes: &[],
        play: Play::Around(stays),
    },
    Mutant {
        name: "someone-elses-case",
        breaks: "cases are shown to whoever knows their id",
        expects: "COR-043",
        classes: &["cases"],
        play: Play::Before(|world, req| {
            if req.finalizes() {
                world.first("filer", req.cookie());
            }
            let filer = world.memory().get("filer").cloned();
            if let Some(filer) = filer.filter(|_| req.reads("cases") && !req.cookie().is_empty()) {
                req.set("cookie", &filer);
            }
        }),
    },
    Mutant {
        name: "cursor-of-anything",
        breaks: "lists take any cursor as the first page",
        expects: "COR-047",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.query("cursor").is_some() {
                let path = req.path().to_owned();
                req.go(&path);
            }
        }),
    },
    Mutant {
        name: "a-village-is-held-back",
        breaks: "the last region is left out and its parent does not say so",
        expects: "COR-060",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.path().ends_with("/regions") && req.uri.query().is_none() && res.status == StatusCode::OK {
                res.edit(|it| drop(it["regions"].as_array_mut().unwrap().pop()));
            }
        }),
    },
    Mutant {
        name: "no-question-about-regions",
        breaks: "every question about regions is answered with all of them",
        expects: "COR-061",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.path().ends_with("/regions") {
                req.go("/api/v1/regions");
            }
        }),
    },
    Mutant {
        name: "a-way-without-its-top",
        breaks: "the way to a region begins below the highest",
        expects: "COR-062",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.query("of").is_some() && res.status == StatusCode::OK {
                res.edit(|it| drop(it["regions"].as_array_mut().unwrap().remove(0)));
            }
        }),
    },
    Mutant {
        name: "found-without-its-way",
        breaks: "a region is found without what it lies in",
        expects: "COR-063",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.query("q").is_some() && res.status == StatusCode::OK {
                res.edit(|it| {
                    let found = it["found"].clone();
                    let regions = it["regions"].as_array_mut().unwrap();
                    regions.retain(|it| found.as_array().is_some_and(|found| found.contains(&it["code"])));
                });
            }
        }),
    },
    Mutant {
        name: "a-region-of-nobody",
        breaks: "an unknown region has nothing in it, instead of not being there",
        expects: "COR-064",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.query("parent").is_some() && res.status == StatusCode::NOT_FOUND {
                res.status = StatusCode::OK;
                res.set("content-type", "application/json");
                res.body = br#"{"regions":[]}"#.to_vec();
            }
        }),
    },
    Mutant {
        name: "catalogue-repeats-a-matter",
        breaks: "a matter stands in the catalogue twice",
        expects: "GUI-002",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.is(&Method::GET, "/guides") && res.status == StatusCode::OK {
                res.edit(|it| {
                    let items = it["items"].as_array_mut().unwrap();
                    if let Some(first) = items.first().cloned() {
                        items.push(first);
                    }
                });
            }
        }),
    },
    Mutant {
        name: "any-version-is-the-current-one",
        breaks: "an unknown version of a guide is answered with the current one",
        expects: "GUI-008",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.query("version").is_some() {
                let path = req.path().to_owned();
                req.go(&path);
            }
        }),
    },
];

/// A hall that knows its sessions' CSRF values so well that it does not ask for them.
fn open_to_forms<'a>(world: &'a World, next: &'a Next, mut req: Req) -> Later<'a> {
    Box::pin(async move {
        let known = world.memory().get(req.cookie()).cloned();
        if let Some(csrf) = known.filter(|_| !req.cookie().is_empty()) {
            req.set("x-hall-csrf", &csrf);
        }
        let res = pass(next, req).await;
        let cookie = res.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        if let Some(session) = res.json::<Session>().filter(|_| !cookie.is_empty()) {
            world.first(&cookie, &session.csrf);
        }
        res
    })
}

/// A hall that takes somebody without a cookie for whoever came in first.
fn generous<'a>(world: &'a World, next: &'a Next, mut req: Req) -> Later<'a> {
    Box::pin(async move {
        let somebody = world.memory().get("somebody").cloned();
        if let Some(somebody) = somebody.filter(|_| req.cookie().is_empty() && req.is(&Method::GET, "/cases"))
        {
            req.set("cookie", &somebody);
        }
        let res = pass(next, req).await;
        let cookie = res.header("set-cookie").split(';').next().unwrap_or_default();
        if !cookie.is_empty() {
            world.first("somebody", cookie);
        }
        res
    })
}

/// A hall that says goodbye and forgets to.
fn stays<'a>(_: &'a World, next: &'a Next, mut req: Req) -> Later<'a> {
    Box::pin(async move {
        if !req.is(&Method::DELETE, "/session") {
            return pass(next, req).await;
        }
        req.method = Method::GET;
        let mut res = pass(next, req).await;
        res.status = StatusCode::NO_CONTENT;
        res.body.clear();
        res.headers.remove("content-type");
        res
    })
}
