//! Entity tags: what a client has already is not sent again.

use contract::requirement::core::COR_051;

use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::document::Operation;
use crate::samples;
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] =
    &[Check { of: &COR_051, tries: "every read without an id, and again with its tag", run: tags }];

fn tags(bench: &Bench) -> Outcome {
    let lists = samples::lists(bench)?;
    for operation in bench.contract().operations() {
        if !is_tagged(operation)
            || samples::variables(operation.path).next().is_some()
            || !samples::offered(bench, operation)
        {
            continue;
        }
        let list = lists.iter().find(|it| it.0.id == operation.id);
        let (who, path) = match list {
            Some((_, who, path)) => (*who, path.clone()),
            None => (bench.first(), samples::ask(operation, &[], bench.first())?.path),
        };
        let answer = who.get(&path)?;
        if answer.status != 200 {
            continue;
        }
        let tag = answer.header("etag").ok_or_else(|| answer.broken("an `ETag`"))?;
        let strong = tag.trim_start_matches("W/");
        for sent in [tag.to_owned(), format!("W/{strong}"), format!("\"other\", {tag}"), "*".into()] {
            let again = who.send(Ask::new("GET", &path).header("if-none-match", &sent))?;
            let nothing = again.status == 304 && again.bytes.is_empty();
            // What changes under way is no fault of the tag.
            let changed = again.header("etag") != Some(tag) && again.status == 200;
            ensure(nothing || changed, || {
                again.broken(&format!("304 for `If-None-Match: {sent}`")).to_string()
            })?;
        }
        let other = who.send(Ask::new("GET", &path).header("if-none-match", "\"other\""))?;
        ensure(other.status == 200, || other.broken("200 for another tag").to_string())?;
    }
    Ok::<(), Trouble>(())
}

/// Whether the document promises an `ETag`.
fn is_tagged(operation: &Operation) -> bool {
    operation.method == "GET" && operation.node["responses"]["200"]["headers"].get("ETag").is_some()
}
