//! Checks of the class `intermediaries`.

use std::collections::BTreeSet;

use contract::requirement::intermediaries as of;
use contract::{Intermediary, ProblemCode};

use super::public::kept;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::mint;
use crate::paging::{all, encoded, steady};
use crate::trouble::{Outcome, Trouble, ensure};

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::INT_001, tries: "read the register in pages of one and of many", run: once },
    Check {
        of: &of::INT_002,
        tries: "ask for each service, and for one that nobody offers",
        run: by_service,
    },
    Check { of: &of::INT_003, tries: "open every entry", run: opens },
    Check { of: &of::INT_004, tries: "open an entry that there is not", run: unknown },
    Check { of: &of::INT_005, tries: "read as a stranger, and again with the tag", run: public },
];

const ADDRESS: &str = "/api/v1/intermediaries";

/// Most entries, and most services, that are looked at one by one.
const MOST: usize = 40;

fn register(bench: &Bench) -> Result<Vec<Intermediary>, Trouble> {
    let found: Vec<Intermediary> = all(&bench.anyone(), ADDRESS, 200)?;
    if found.is_empty() { Err(Trouble::not_tried("the register is empty")) } else { Ok(found) }
}

fn once(bench: &Bench) -> Outcome {
    steady(&bench.anyone(), ADDRESS, |it: &Intermediary| it.id.to_string()).map(|_| ())
}

fn by_service(bench: &Bench) -> Outcome {
    let register = register(bench)?;
    let mut services: BTreeSet<String> = register.iter().flat_map(|it| it.services.clone()).collect();
    services = services.into_iter().take(MOST).collect();
    services.insert("没有人提供的服务".into());
    for service in services {
        let address = format!("{ADDRESS}?service={}", encoded(&service));
        let found: Vec<Intermediary> = all(&bench.anyone(), &address, 200)?;
        let expected: Vec<&Intermediary> =
            register.iter().filter(|it| it.services.contains(&service)).collect();
        ensure(found.iter().collect::<Vec<_>>() == expected, || {
            format!("GET {address}: {} entries, {} offer `{service}`", found.len(), expected.len())
        })?;
    }
    Ok(())
}

fn opens(bench: &Bench) -> Outcome {
    for it in register(bench)?.iter().take(MOST) {
        let found: Intermediary = bench.anyone().get(&format!("{ADDRESS}/{}", it.id))?.expect(200)?.json()?;
        ensure(found == *it, || format!("{ADDRESS}/{}: the list says something else", it.id))?;
    }
    Ok(())
}

fn unknown(bench: &Bench) -> Outcome {
    let path = format!("{ADDRESS}/{}", mint::uuid()?);
    bench.anyone().get(&path)?.problem(404, &ProblemCode::NotFound).map(|_| ())
}

fn public(bench: &Bench) -> Outcome {
    kept(bench, ADDRESS)?;
    match register(bench)?.first() {
        Some(it) => kept(bench, &format!("{ADDRESS}/{}", it.id)),
        None => Ok(()),
    }
}
