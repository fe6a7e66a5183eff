//! Sessions: the cookie, the CSRF value, and their end.

use contract::requirement::core::{COR_032, COR_033, COR_034, COR_035, COR_036};
use contract::{ProblemCode, SESSION_COOKIE, Session};
use serde_json::json;

use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::document::Operation;
use crate::filing::mint;
use crate::samples;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

const ADDRESS: &str = "/api/v1/session";

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &COR_032, tries: "a cookie that was never given", run: made_up_cookie },
    Check { of: &COR_033, tries: "the cookie of a sign-in", run: flags },
    Check { of: &COR_034, tries: "ask who is signed in, as a stranger", run: nobody },
    Check { of: &COR_035, tries: "sign in twice", run: rotation },
    Check { of: &COR_036, tries: "sign out of one of two sessions", run: sign_out },
];

/// A read that needs a session and nothing else, when the hall offers one.
fn personal(bench: &Bench) -> Option<&'static Operation> {
    let mut all = bench.contract().operations().iter();
    all.find(|it| {
        let plain = samples::variables(it.path).next().is_none()
            && it.parameters.iter().all(|it| it["required"] != true);
        let streamed = it.node["responses"]["200"]["content"].get("text/event-stream").is_some();
        it.method == "GET" && it.session && plain && !streamed && samples::offered(bench, it)
    })
}

/// Expects that this cookie opens nothing.
fn opens_nothing(bench: &Bench, cookie: &str) -> Outcome {
    let ask = |path: &str| Ask::new("GET", path).header("cookie", cookie);
    let session: Session = bench.anyone().send(ask(ADDRESS))?.expect(200)?.json()?;
    ensure(session.person.is_none(), || {
        format!("GET {ADDRESS}: somebody is signed in by a cookie without a session")
    })?;
    if let Some(operation) = personal(bench) {
        bench.anyone().send(ask(operation.path))?.problem(401, &ProblemCode::SessionRequired)?;
    }
    Ok(())
}

fn made_up_cookie(bench: &Bench) -> Outcome {
    for value in [mint::uuid()?, String::new(), "../../etc".into(), "'--".into()] {
        opens_nothing(bench, &format!("{SESSION_COOKIE}={value}"))?;
    }
    Ok(())
}

/// The answer to a sign-in as the first person.
fn signed_in(bench: &Bench) -> Result<Answer, Trouble> {
    // What people cannot sign in to by name is signed in to somewhere else.
    bench.fresh_first()?;
    bench.anyone().post(ADDRESS, &json!({ "person_id": bench.first().id() }))?.expect(200)
}

fn flags(bench: &Bench) -> Outcome {
    let answer = signed_in(bench)?;
    let Some(cookie) = answer.all("set-cookie").find(|it| it.starts_with(SESSION_COOKIE)) else {
        return Err(answer.broken(&format!("the cookie {SESSION_COOKIE}")));
    };
    let parts: Vec<String> = cookie.split(';').skip(1).map(|it| it.trim().to_ascii_lowercase()).collect();
    let has = |it: &str| parts.iter().any(|part| part == it);
    let strict = has("samesite=lax") || has("samesite=strict");
    let domain = parts.iter().any(|it| it.starts_with("domain"));
    ensure(has("secure") && has("httponly") && has("path=/") && strict && !domain, || {
        format!("POST {ADDRESS}: the cookie has `{}`", parts.join("; "))
    })
}

fn nobody(bench: &Bench) -> Outcome {
    let answer = bench.anyone().get(ADDRESS)?.expect(200)?;
    let session: Session = answer.json()?;
    ensure(session.person.is_none() && session.csrf == "sign-in", || {
        answer.broken("nobody, and `csrf` of `sign-in`").to_string()
    })
}

fn rotation(bench: &Bench) -> Outcome {
    let [one, other] = [bench.fresh_first()?, bench.fresh_first()?];
    ensure(one.cookie() != other.cookie(), || "two sign-ins gave one cookie".into())?;
    ensure(one.csrf != other.csrf && one.csrf != bench.first().csrf, || "two sign-ins gave one `csrf`".into())
}

fn sign_out(bench: &Bench) -> Outcome {
    let [one, other] = [bench.fresh_first()?, bench.fresh_first()?];
    let cookie = one.cookie().to_owned();
    one.delete(ADDRESS)?.expect(204)?;
    opens_nothing(bench, &cookie)?;
    still(&other)?;
    still(bench.first())
}

/// Expects that somebody is still signed in.
fn still(who: &Visitor) -> Outcome {
    let answer = who.get(ADDRESS)?.expect(200)?;
    let session: Session = answer.json()?;
    let id = session.person.as_ref().map_or("", |it| it.id.as_str());
    ensure(id == who.id(), || answer.broken(&format!("{} still signed in", who.id())).to_string())
}
