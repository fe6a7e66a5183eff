//! Lists: pages, cursors and limits.

use std::collections::BTreeSet;

use contract::requirement::core::{COR_047, COR_048, COR_049, COR_050};
use contract::{Page, ProblemCode};
use serde_json::Value;

use crate::bench::Bench;
use crate::check::Check;
use crate::paging::pages;
use crate::samples;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &COR_047, tries: "every list with cursors that nobody gave", run: cursors },
    Check { of: &COR_048, tries: "every list with limits that are none", run: limits },
    Check { of: &COR_049, tries: "every list in pages of one and two", run: lengths },
    Check { of: &COR_050, tries: "every list in small pages and in large ones", run: orders },
];

/// Most items that a list is walked for.
const MOST: usize = 40;

/// Members that name an item, the first that there is.
const NAMES: [&str; 8] = ["case_id", "filing_id", "id", "no", "number", "matter", "code", "item"];

fn cursors(bench: &Bench) -> Outcome {
    for (_, who, address) in samples::lists(bench)? {
        for cursor in ["nobody-gave-this", "%00", "..%2f..", "MTIzNDU2Nzg5MA", "-1"] {
            who.get(&format!("{address}&cursor={cursor}"))?.problem(400, &ProblemCode::Malformed)?;
        }
    }
    Ok(())
}

fn limits(bench: &Bench) -> Outcome {
    for (_, who, address) in samples::lists(bench)? {
        for limit in ["0", "201", "-1", "many", "1.5", "99999999999999999999"] {
            who.get(&format!("{address}&limit={limit}"))?.problem(400, &ProblemCode::Malformed)?;
        }
    }
    Ok(())
}

fn lengths(bench: &Bench) -> Outcome {
    for (_, who, address) in samples::lists(bench)? {
        for limit in [1, 2] {
            let answer = who.get(&format!("{address}&limit={limit}"))?;
            let length = answer.value()?["items"].as_array().map_or(0, Vec::len);
            ensure(length <= limit, || {
                answer.broken(&format!("at most {limit} items, not {length}")).to_string()
            })?;
        }
    }
    Ok(())
}

/// The name of an item in its list.
fn name(item: &Value) -> String {
    let own = NAMES.iter().find_map(|it| item[*it].as_str());
    own.map_or_else(|| item.to_string(), str::to_owned)
}

/// Names of the items of a list, page by page; the first `MOST` of them.
fn walk(who: &Visitor, address: &str, limit: usize) -> Result<Vec<String>, Trouble> {
    let mut names = Vec::new();
    for page in pages::<Page<Value>>(who, address, limit) {
        let page = page?;
        ensure(!page.items.is_empty() || page.next.is_none(), || {
            format!("GET {address}: an empty page with a `next`")
        })?;
        names.extend(page.items.iter().map(name));
        if names.len() >= MOST {
            break;
        }
    }
    names.truncate(MOST);
    Ok(names)
}

fn orders(bench: &Bench) -> Outcome {
    for (operation, who, address) in samples::lists(bench)? {
        let (small, large) = (walk(who, &address, 1)?, walk(who, &address, 200)?);
        let once: BTreeSet<&String> = small.iter().collect();
        ensure(once.len() == small.len(), || format!("{}: an item twice in pages of one", operation.id))?;
        ensure(small == large, || {
            let at = small.iter().zip(&large).take_while(|it| it.0 == it.1).count();
            format!(
                "{}: {} items in pages of one, {} in pages of 200; they part at item {at}",
                operation.id,
                small.len(),
                large.len()
            )
        })?;
    }
    Ok(())
}
