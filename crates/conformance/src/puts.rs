//! What people make beside filings: the client mints the id and puts it. The same questions for every kind of thing.

use contract::{Page, ProblemCode};
use serde_json::Value;

use crate::answer::Answer;
use crate::bench::Bench;
use crate::filing::mint;
use crate::paging::pages;
use crate::race::at_once;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

/// How many arrive at once.
const RACERS: usize = 64;

/// A kind of thing that is put once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    /// Where it lies: `/api/v1/complaints`.
    pub(crate) collection: &'static str,
    /// The member that the hall gives to each, once: `no`.
    pub(crate) number: &'static str,
}

impl Kind {
    /// The address of a new one.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when the machine has no random numbers.
    pub(crate) fn address(self) -> Result<String, Trouble> {
        Ok(format!("{}/{}", self.collection, mint::uuid()?))
    }

    /// Makes one: 201, under the id it was put with, and with a number.
    ///
    /// # Errors
    ///
    /// When the hall does otherwise.
    pub(crate) fn make(self, who: &Visitor, path: &str, body: &Value) -> Result<Value, Trouble> {
        let answer = who.put(path, body)?.expect(201)?;
        let made = answer.value()?;
        let id = made["id"].as_str().unwrap_or_default();
        ensure(!id.is_empty() && path.ends_with(id), || answer.broken("the id it was put with").to_string())?;
        ensure(!self.of(&made).is_empty(), || answer.broken(&format!("`{}`", self.number)).to_string())?;
        Ok(made)
    }

    /// The hall's number of one.
    pub(crate) fn of(self, made: &Value) -> &str {
        made[self.number].as_str().unwrap_or_default()
    }

    /// Puts it again and again: alike, and made once, also when 64 arrive at the same time.
    ///
    /// # Errors
    ///
    /// When it is made twice, or something else comes back.
    pub(crate) fn again(self, who: &Visitor, body: &Value) -> Outcome {
        let path = self.address()?;
        let answers = at_once(RACERS, |_| who.put(&path, body))?;
        let first = one_made(&path, &answers)?;
        let number = self.of(&first).to_owned();
        let last = who.put(&path, body)?.expect(200)?.value()?;
        let all = answers.iter().map(Answer::value).collect::<Result<Vec<_>, _>>()?;
        ensure(all.iter().chain([&last]).all(|it| self.of(it) == number), || {
            format!("PUT {path}: {RACERS} at once were given more than one `{}`", self.number)
        })
    }

    /// Puts something else under the same id: 409 with both hashes, and what was first stays.
    ///
    /// # Errors
    ///
    /// When the hall does otherwise.
    pub(crate) fn conflict(self, who: &Visitor, body: &Value, other: &Value, member: &str) -> Outcome {
        let path = self.address()?;
        self.make(who, &path, body)?;
        conflicts(&who.put(&path, other)?)?;
        let kept = who.get(&path)?.expect(200)?.value()?;
        ensure(kept[member] == body[member], || {
            format!("PUT {path}: refused, and `{member}` changed all the same")
        })
    }

    /// What is the first person's is not the second's: 404 to a reader, 403 to a writer.
    ///
    /// # Errors
    ///
    /// When the hall does otherwise.
    pub(crate) fn not_mine(self, bench: &Bench, body: &Value, theirs: &Value) -> Outcome {
        let path = self.address()?;
        self.make(bench.first(), &path, body)?;
        bench.second().get(&path)?.problem(404, &ProblemCode::NotFound)?;
        bench.second().get(&self.address()?)?.problem(404, &ProblemCode::NotFound)?;
        bench.second().put(&path, theirs)?.problem(403, &ProblemCode::NotAllowed)?;
        bench.first().get(&path)?.expect(200).map(drop)
    }

    /// Expects 422 at `pointer` for a new one with this body.
    ///
    /// # Errors
    ///
    /// When it is taken, or another place is named.
    pub(crate) fn refused(self, who: &Visitor, body: &Value, pointer: &str) -> Outcome {
        refused_at(&who.put(&self.address()?, body)?, pointer)
    }

    /// The list of somebody's own: newest first, and each once over its pages, although one is added between them.
    ///
    /// # Errors
    ///
    /// When it is not so, or another person sees one of them.
    pub(crate) fn own_list(self, bench: &Bench, body: impl Fn(usize) -> Value) -> Outcome {
        let who = bench.first();
        let make = |n: usize| -> Result<String, Trouble> {
            let path = self.address()?;
            Ok(self.make(who, &path, &body(n))?["id"].as_str().unwrap_or_default().to_owned())
        };
        let mut newest_first = vec![make(0)?, make(1)?, make(2)?];
        newest_first.reverse();
        let mut seen = Vec::new();
        for (turn, page) in pages(who, self.collection, 2).enumerate() {
            seen.extend(ids(page?));
            if turn == 0 {
                make(3)?;
            }
            if seen.len() >= 400 {
                break;
            }
        }
        ensure(seen.starts_with(&newest_first), || {
            format!("GET {}: the three made last are not the first three, newest first", self.collection)
        })?;
        let mut once = seen.clone();
        once.sort_unstable();
        once.dedup();
        ensure(once.len() == seen.len(), || {
            format!("GET {}: something came twice when one was added between two pages", self.collection)
        })?;
        let mut theirs = Vec::new();
        for page in pages(bench.second(), self.collection, 200) {
            theirs.extend(ids(page?));
        }
        ensure(!theirs.iter().any(|it| seen.contains(it)), || {
            format!("GET {}: another person sees what is the first person's", self.collection)
        })
    }
}

fn ids(page: Page<Value>) -> impl Iterator<Item = String> {
    page.items.into_iter().map(|it| it["id"].as_str().unwrap_or_default().to_owned())
}

/// Of several at once one is 201 and the others are 200; what the first of them made.
///
/// # Errors
///
/// When it is otherwise.
pub(crate) fn one_made(path: &str, answers: &[Answer]) -> Result<Value, Trouble> {
    let made = answers.iter().filter(|it| it.status == 201).count();
    let again = answers.iter().filter(|it| it.status == 200).count();
    ensure(made == 1 && made + again == answers.len(), || {
        let mut statuses: Vec<u16> = answers.iter().map(|it| it.status).collect();
        statuses.sort_unstable();
        statuses.dedup();
        format!(
            "PUT {path}, {} at once: 201 came {made} times instead of once, among {statuses:?}",
            answers.len()
        )
    })?;
    let first = answers.iter().find(|it| it.status == 201);
    first.ok_or_else(|| Trouble::broken(format!("PUT {path}: nothing was made")))?.value()
}

/// 409 `content-conflict` with two hashes that differ.
///
/// # Errors
///
/// When it is anything else.
pub(crate) fn conflicts(answer: &Answer) -> Outcome {
    let problem = answer.problem(409, &ProblemCode::ContentConflict)?;
    let both = problem.held_hash.is_some() && problem.sent_hash.is_some();
    ensure(both && problem.held_hash != problem.sent_hash, || {
        answer.broken("`held_hash` and `sent_hash`, which differ").to_string()
    })
}

/// 422 `invalid` that names this place.
///
/// # Errors
///
/// When it is anything else.
pub(crate) fn refused_at(answer: &Answer, pointer: &str) -> Outcome {
    let problem = answer.problem(422, &ProblemCode::Invalid)?;
    ensure(problem.errors.iter().any(|it| it.pointer == pointer), || {
        answer.broken(&format!("an error at {pointer}")).to_string()
    })
}

/// Reads an address until it shows what is waited for, as long as the bench has patience; what was read last.
///
/// # Errors
///
/// [`Trouble::Broken`] when it never does, and when an answer is no success.
pub(crate) fn until(
    bench: &Bench,
    path: &str,
    what: &str,
    holds: impl Fn(&Value) -> bool,
) -> Result<Value, Trouble> {
    let until = std::time::Instant::now() + bench.patience();
    loop {
        let answer = bench.first().get(path)?.expect(200)?;
        let value = answer.value()?;
        if holds(&value) {
            return Ok(value);
        }
        if std::time::Instant::now() > until {
            return Err(answer.broken(&format!("{what} within {} seconds", bench.patience().as_secs())));
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}
