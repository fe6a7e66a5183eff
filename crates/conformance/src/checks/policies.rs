//! Checks of the class `policies`.

use contract::requirement::policies as of;
use contract::{Audience, MatterId, Policy, PolicySummary, ProblemCode};

use super::public::kept;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::mint;
use crate::paging::{all, encoded, steady};
use crate::trouble::{Outcome, Trouble, ensure};

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::POL_001, tries: "read the list in pages of one and of many", run: once },
    Check {
        of: &of::POL_002,
        tries: "ask for each audience, and for one that there is not",
        run: by_audience,
    },
    Check { of: &of::POL_003, tries: "open every policy", run: opens },
    Check { of: &of::POL_004, tries: "open a policy that there is not", run: unknown },
    Check { of: &of::POL_005, tries: "open the guide of every matter that is named", run: matters },
    Check { of: &of::POL_006, tries: "read as a stranger, and again with the tag", run: public },
];

const ADDRESS: &str = "/api/v1/policies";

/// Most policies that are looked at one by one.
const MOST: usize = 40;

fn list(bench: &Bench) -> Result<Vec<PolicySummary>, Trouble> {
    let found: Vec<PolicySummary> = all(&bench.anyone(), ADDRESS, 200)?;
    if found.is_empty() { Err(Trouble::not_tried("there are no policies")) } else { Ok(found) }
}

fn once(bench: &Bench) -> Outcome {
    let found = steady(&bench.anyone(), ADDRESS, |it: &PolicySummary| it.id.to_string())?;
    let wrong = found.windows(2).find(|it| it[0].published_on < it[1].published_on);
    ensure(wrong.is_none(), || {
        let ids = wrong.map_or(("", ""), |it| (it[0].id.as_str(), it[1].id.as_str()));
        format!("GET {ADDRESS}: {} stands before {}, which was published later", ids.0, ids.1)
    })
}

fn by_audience(bench: &Bench) -> Outcome {
    let list = list(bench)?;
    for audience in Audience::KNOWN.iter().chain(&["nobody"]) {
        let address = format!("{ADDRESS}?audience={}", encoded(audience));
        let found: Vec<PolicySummary> = all(&bench.anyone(), &address, 200)?;
        let is_for = |it: &&PolicySummary| it.audiences.iter().any(|it| it.as_str() == *audience);
        let expected: Vec<&PolicySummary> = list.iter().filter(is_for).collect();
        ensure(found.iter().collect::<Vec<_>>() == expected, || {
            format!("GET {address}: {} policies, {} are for `{audience}`", found.len(), expected.len())
        })?;
    }
    Ok(())
}

fn opens(bench: &Bench) -> Outcome {
    for it in list(bench)?.iter().take(MOST) {
        let found: Policy = bench.anyone().get(&format!("{ADDRESS}/{}", it.id))?.expect(200)?.json()?;
        ensure(found.summary == *it, || format!("{ADDRESS}/{}: the list says something else", it.id))?;
        ensure(!found.text.trim().is_empty(), || format!("{ADDRESS}/{}: no text", it.id))?;
    }
    Ok(())
}

fn unknown(bench: &Bench) -> Outcome {
    let path = format!("{ADDRESS}/{}", mint::uuid()?);
    bench.anyone().get(&path)?.problem(404, &ProblemCode::NotFound).map(|_| ())
}

fn matters(bench: &Bench) -> Outcome {
    let named: Vec<MatterId> = list(bench)?.into_iter().filter_map(|it| it.matter).take(MOST).collect();
    if named.is_empty() {
        return Err(Trouble::not_tried("no policy names a matter"));
    }
    named.iter().try_for_each(|it| bench.guide(it).map(|_| ()))
}

fn public(bench: &Bench) -> Outcome {
    kept(bench, ADDRESS)?;
    match list(bench)?.first() {
        Some(it) => kept(bench, &format!("{ADDRESS}/{}", it.id)),
        None => Ok(()),
    }
}
