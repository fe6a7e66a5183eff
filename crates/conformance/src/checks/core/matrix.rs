//! The authorization matrix: every operation with an id in its address, tried with ids that are somebody else's.
//!
//! Nothing is made for it. When it runs, at the end, the record holds every address that a test person was let into
//! during the run; their ids are tried by a person who has nothing to do with them, by a stranger, and beside them an
//! id that nobody has.

use std::collections::BTreeMap;

use contract::requirement::core::{COR_043, COR_044, COR_045, COR_057};
use contract::{Mandate, MandateState, ProblemCode};

use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::document::Operation;
use crate::filing::mint;
use crate::paging;
use crate::samples;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &COR_057, tries: "every list of a principal, for somebody else", run: principals },
    Check { of: &COR_043, tries: "every operation of the document with another person's ids", run: others },
    Check { of: &COR_044, tries: "another person's ids beside ids that nobody has", run: as_unknown },
    Check {
        of: &COR_045,
        tries: "a person's ids beside ids that nobody has, without a session",
        run: strangers,
    },
];

/// Ids of one address, by variable, and who was let in with them.
type Ids = Vec<(&'static str, String)>;

/// What one person was let into: ids by the names of their variables, with the collection before each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    owner: String,
    /// `cases/{case_id}` and the id.
    ids: Vec<(String, String)>,
}

/// `cases/{case_id}` for every variable of a template.
fn places(template: &'static str) -> Vec<(String, &'static str)> {
    let parts: Vec<&'static str> = template.split('/').collect();
    let pairs = parts.windows(2).filter(|it| it[1].starts_with('{'));
    pairs.map(|it| (it.join("/"), it[1].trim_matches(['{', '}']))).collect()
}

/// Everything that test persons were let into, from the record.
fn held(bench: &Bench) -> Vec<Held> {
    let mut found = Vec::new();
    for exchange in bench.record().all() {
        let answer = &exchange.answer;
        let Some(owner) = exchange.person.filter(|_| (200..300).contains(&answer.status)) else { continue };
        let Some(operation) = bench.contract().operation(&answer.method, &answer.path) else { continue };
        let names = places(operation.path);
        if !operation.session || names.is_empty() || knows_nothing(answer) {
            continue;
        }
        let path = answer.path.split('?').next().unwrap_or_default();
        let values = operation.path.split('/').zip(path.split('/')).filter(|it| it.0.starts_with('{'));
        let ids = names.into_iter().zip(values).map(|((place, _), (_, id))| (place, id.to_owned())).collect();
        let held = Held { owner, ids };
        if !found.contains(&held) {
            found.push(held);
        }
    }
    found
}

/// A look-up that says that the hall knows nothing lets nobody into anything.
fn knows_nothing(answer: &Answer) -> bool {
    answer.value().is_ok_and(|it| it["state"] == "unknown")
}

/// Which persons have to do with which: each with a name for the group of those who act for each other, directly or
/// through others.
fn groups(bench: &Bench) -> Result<BTreeMap<String, String>, Trouble> {
    let people = bench.people();
    let mut group: BTreeMap<String, String> =
        people.iter().map(|it| (it.id().to_owned(), it.id().to_owned())).collect();
    if !bench.offers(&contract::Class::OnBehalf) {
        return Ok(group);
    }
    for who in &people {
        for side in ["agent", "principal"] {
            // Read again: checks of the run may have granted some.
            let all: Vec<Mandate> = paging::all(who, &format!("/api/v1/mandates?as={side}"), 200)?;
            for it in all.iter().filter(|it| !is_over(it)) {
                for party in [&it.agent, &it.principal, &it.signer.party] {
                    join(&mut group, who.id(), party.id.as_str());
                }
            }
        }
    }
    Ok(group)
}

fn is_over(mandate: &Mandate) -> bool {
    matches!(mandate.state.code, MandateState::Expired | MandateState::Revoked)
        || mandate.state.code.as_str() == "declined"
}

fn join(group: &mut BTreeMap<String, String>, one: &str, other: &str) {
    let name =
        |group: &BTreeMap<String, String>, id: &str| group.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let (keep, drop) = (name(group, one), name(group, other));
    group.insert(other.to_owned(), drop.clone());
    for it in group.values_mut().filter(|it| **it == drop) {
        it.clone_from(&keep);
    }
}

/// One row of the matrix: an operation, ids that `owner` was let in with, and somebody who has nothing to do with it.
struct Row<'a> {
    operation: &'static Operation,
    ids: Ids,
    intruder: &'a Visitor,
}

/// How many ids of one kind are tried with one operation.
const EACH: usize = 2;

fn rows(bench: &Bench) -> Result<Vec<Row<'_>>, Trouble> {
    let (held, groups) = (held(bench), groups(bench)?);
    let mut rows = Vec::new();
    for operation in bench.contract().operations() {
        let wanted = places(operation.path);
        if wanted.is_empty() || !operation.session || !samples::offered(bench, operation) {
            continue;
        }
        let mut tried = 0;
        for it in &held {
            let ids: Ids = wanted
                .iter()
                .filter_map(|(place, name)| Some((*name, it.ids.iter().find(|id| id.0 == *place)?.1.clone())))
                .collect();
            let apart =
                |who: &&Visitor| who.id() != it.owner && groups.get(who.id()) != groups.get(&it.owner);
            let Some(intruder) = bench.people().into_iter().find(apart) else { continue };
            let again = rows.iter().any(|row: &Row| row.operation.id == operation.id && row.ids == ids);
            if ids.len() == wanted.len() && !again && tried < EACH {
                rows.push(Row { operation, ids, intruder });
                tried += 1;
            }
        }
    }
    if rows.is_empty() {
        return Err(Trouble::not_tried("nothing was made in this run that belongs to one person alone"));
    }
    // What only reads comes first: a hall that lets a write through has answered the reads by then.
    rows.sort_by_key(|it| it.operation.csrf);
    Ok(rows)
}

/// The request with these ids.
fn ask(row: &Row) -> Result<Ask, Trouble> {
    let borrowed: Vec<(&str, &str)> = row.ids.iter().map(|it| (it.0, it.1.as_str())).collect();
    samples::ask(row.operation, &borrowed, row.intruder)
}

/// The answer to these ids, and to ids that nobody has.
fn both(row: &Row, who: &Visitor) -> Result<(Answer, Answer), Trouble> {
    let ask = ask(row)?;
    let mut unknown = ask.clone();
    for (_, id) in &row.ids {
        unknown.path = unknown.path.replacen(id.as_str(), &mint::uuid()?, 1);
    }
    Ok((who.send(ask)?, who.send(unknown)?))
}

/// The body without the ids of the address: they may be repeated in it.
fn without_ids(answer: &Answer) -> String {
    let mut text = answer.text();
    for part in answer.path.split(['/', '?']).filter(|it| it.len() > 6) {
        text = text.replace(part, "…");
    }
    text
}

fn others(bench: &Bench) -> Outcome {
    let mut wrong = Vec::new();
    for row in rows(bench)? {
        // Beside ids that clients make there is none to compare with: one that nobody has is free.
        if is_minted_by_clients(row.operation) {
            let other = row.intruder.send(ask(&row)?)?;
            // 400 and the like: refused before anybody looked whose it is.
            if !matches!(other.status, 400 | 401 | 403 | 404 | 412 | 422 | 428) {
                wrong.push(other.broken("a refusal to another person").to_string());
            }
            continue;
        }
        let (other, unknown) = both(&row, row.intruder)?;
        let refused = matches!(other.status, 401 | 403 | 404);
        // Refused before anybody looked, or a look-up that knows nothing.
        let same = other.status == unknown.status && without_ids(&other) == without_ids(&unknown);
        let looked_up = other.status == 200 && knows_nothing(&other);
        if !refused && !(same && (other.status >= 400 || looked_up)) {
            wrong.push(other.broken("401, 403 or 404 to another person").to_string());
        }
    }
    ensure(wrong.is_empty(), || wrong.join("; "))
}

/// Whether the client makes the id: then one that nobody has is free, and may be used.
fn is_minted_by_clients(operation: &Operation) -> bool {
    operation.method == "PUT" || operation.csrf && operation.path.contains("/filings/{filing_id}")
}

fn as_unknown(bench: &Bench) -> Outcome {
    let mut wrong = Vec::new();
    for row in rows(bench)?.iter().filter(|it| !is_minted_by_clients(it.operation)) {
        let (other, unknown) = both(row, row.intruder)?;
        if other.status != unknown.status || without_ids(&other) != without_ids(&unknown) {
            wrong
                .push(other.broken(&format!("as for an id that nobody has: {}", unknown.came())).to_string());
        }
    }
    ensure(wrong.is_empty(), || wrong.join("; "))
}

fn strangers(bench: &Bench) -> Outcome {
    let (mut wrong, stranger) = (Vec::new(), bench.anyone());
    for row in rows(bench)? {
        let (there, unknown) = both(&row, &stranger)?;
        for answer in [there, unknown] {
            let refused = answer.method == "HEAD" && answer.status == 401
                || answer.problem(401, &ProblemCode::SessionRequired).is_ok();
            if !refused {
                wrong.push(answer.broken("401 `session-required`").to_string());
            }
        }
    }
    ensure(wrong.is_empty(), || wrong.join("; "))
}

fn principals(bench: &Bench) -> Outcome {
    let mut wrong = Vec::new();
    let groups = groups(bench)?;
    let (first, people) = (bench.first(), bench.people());
    let apart = people.iter().find(|it| groups.get(it.id()) != groups.get(first.id()));
    let Some(other) = apart else { return Err(Trouble::not_tried("every test person acts for the first")) };
    for operation in bench.contract().operations().iter().filter(|it| samples::offered(bench, it)) {
        let of_principal =
            operation.parameters.iter().any(|it| it["name"] == "principal" && it["in"] == "query");
        if operation.method != "GET" || !of_principal || samples::variables(operation.path).next().is_some() {
            continue;
        }
        for principal in [first.id(), "nobody-has-this-id"] {
            let answer = other.get(&format!("{}?principal={principal}", operation.path))?;
            wrong.extend(answer.problem(403, &ProblemCode::MandateRefused).err().map(|it| it.to_string()));
        }
    }
    ensure(wrong.is_empty(), || wrong.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_is_named_with_its_collection() {
        let found = places("/api/v1/cases/{case_id}/corrections/{notice_id}/answer");
        let places: Vec<&str> = found.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(places, ["cases/{case_id}", "corrections/{notice_id}"]);
        assert_eq!(found[1].1, "notice_id");
    }

    #[test]
    fn those_who_act_for_each_other_are_one_group() {
        let mut group: BTreeMap<String, String> =
            ["a", "b", "c", "d"].map(|it| (it.to_owned(), it.to_owned())).into();
        join(&mut group, "a", "o");
        join(&mut group, "b", "o");
        join(&mut group, "c", "p");
        assert_eq!(group["a"], group["b"]);
        assert_ne!(group["a"], group["c"]);
        assert_ne!(group["a"], group["d"]);
    }
}
