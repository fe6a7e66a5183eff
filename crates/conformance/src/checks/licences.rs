//! Checks of the class `licences`.

use std::thread::sleep;
use std::time::{Duration, Instant};

use contract::requirement::Requirement;
use contract::requirement::licences::{
    LIC_001, LIC_002, LIC_003, LIC_004, LIC_005, LIC_006, LIC_007, LIC_008, LIC_009, LIC_010, LIC_011,
    LIC_012, LIC_013,
};
use contract::{
    Case, CaseSummary, Licence, LicenceCheck, LicenceCode, LicenceState, Page, PartyKind, ProblemCode,
};
use serde_json::json;

use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::mint;
use crate::paging::all;
use crate::race::at_once;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &LIC_001, tries: "my licences in pages of one and at once", run: list },
    Check { of: &LIC_002, tries: "another's licence, one that nobody has, another's list", run: others },
    Check { of: &LIC_003, tries: "every licence of every test person", run: expired },
    Check { of: &LIC_004, tries: "the documents of my cases, among my licences", run: issued },
    Check { of: &LIC_005, tries: "make a code", run: code },
    Check { of: &LIC_006, tries: "read a code as a stranger", run: read },
    Check { of: &LIC_007, tries: "64 strangers read one code at once", run: once },
    Check { of: &LIC_008, tries: "a code that was read beside one that never was", run: gone },
    Check { of: &LIC_009, tries: "wait until a code's time is over", run: late },
    Check { of: &LIC_010, tries: "make a second code and read the first", run: superseded },
    Check { of: &LIC_011, tries: "what a code says beside the licence", run: masked },
    Check { of: &LIC_012, tries: "make a code for another's licence", run: not_mine },
    Check {
        of: &LIC_013,
        tries: "read a code without and with the header, never with a cookie",
        run: header,
    },
];

/// What wants the time of all the others: a code is made early and read late.
pub(crate) const LAST: &[&Requirement] = &[&LIC_009];

const LICENCES: &str = "/api/v1/licences";
const CHECK: &str = "/api/v1/licence-checks";

fn mine(who: &Visitor) -> Result<Vec<Licence>, Trouble> {
    all(who, LICENCES, 200)
}

/// Somebody with a licence of their own.
fn holder(bench: &Bench) -> Result<(&Visitor, Licence), Trouble> {
    for who in bench.people() {
        let valid = |it: &Licence| it.state.code == LicenceState::Valid;
        // The oldest of those that are in force: cases of this run add others.
        let found = mine(who)?;
        if let Some(it) = found.iter().rfind(|it| valid(it)).or(found.last()) {
            // Whether it could be made is told where it is read.
            let _ = early(bench, it);
            return Ok((who, it.clone()));
        }
    }
    Err(Trouble::not_tried("no test person holds a licence"))
}

fn show(who: &Visitor, licence: &Licence) -> Result<LicenceCode, Trouble> {
    who.post(&format!("{LICENCES}/{}/codes", licence.id), &json!({}))?.expect(201)?.json()
}

fn check(bench: &Bench, code: &str) -> Result<Answer, Trouble> {
    bench.anyone().post(CHECK, &json!({ "code": code }))
}

fn list(bench: &Bench) -> Outcome {
    let (who, _) = holder(bench)?;
    let at_once: Vec<String> = mine(who)?.iter().map(|it| it.id.to_string()).collect();
    let one_by_one: Vec<Licence> = all(who, LICENCES, 1)?;
    // One may be issued in between: it is among the second alone.
    let one_by_one: Vec<String> =
        one_by_one.iter().map(|it| it.id.to_string()).filter(|it| at_once.contains(it)).collect();
    ensure(one_by_one == at_once, || {
        format!("GET {LICENCES}: one by one {one_by_one:?}, at once {at_once:?}")
    })
}

/// Somebody who has nothing to do with this holder's licence: whoever is told so when they read it.
fn stranger_to<'a>(bench: &'a Bench, licence: &Licence) -> Result<&'a Visitor, Trouble> {
    let holder = licence.holder.id.as_str();
    for who in bench.people().into_iter().filter(|it| it.id() != holder) {
        if who.get(&format!("{LICENCES}?principal={holder}"))?.status != 200 {
            return Ok(who);
        }
    }
    Err(Trouble::not_tried("every test person acts for the holder"))
}

fn others(bench: &Bench) -> Outcome {
    let (_, licence) = holder(bench)?;
    let other = stranger_to(bench, &licence)?;
    let theirs = other.get(&format!("{LICENCES}/{}", licence.id))?;
    let nobodys = other.get(&format!("{LICENCES}/{}", mint::uuid()?))?;
    theirs.problem(404, &ProblemCode::NotFound)?;
    nobodys.problem(404, &ProblemCode::NotFound)?;
    ensure(theirs.bytes == nobodys.bytes, || {
        theirs.broken("the answer to an id that nobody has").to_string()
    })?;
    let list = other.get(&format!("{LICENCES}?principal={}", licence.holder.id))?;
    list.problem(403, &ProblemCode::MandateRefused).map(drop)
}

fn expired(bench: &Bench) -> Outcome {
    let mut tried = false;
    for who in bench.people() {
        let today = today(&who.get("/api/v1/session")?)?;
        for it in mine(who)? {
            let past = it.valid_until.is_some_and(|until| until < today);
            tried |= past;
            ensure(!past || it.state.code != LicenceState::Valid, || {
                format!("GET {LICENCES}: {} ended on {:?} and is `valid` on {today}", it.id, it.valid_until)
            })?;
        }
    }
    if tried { Ok(()) } else { Err(Trouble::not_tried("no test person holds a licence that has ended")) }
}

/// The hall's clock when it answered.
fn clock(answer: &Answer) -> Result<contract::Instant, Trouble> {
    let text = answer.header("date").unwrap_or_default();
    chrono::DateTime::parse_from_rfc2822(text).map_err(|_| answer.broken("`Date`"))
}

/// The day before the hall's: its `Date` header is in UTC, and no hall is a whole day away from it.
fn today(answer: &Answer) -> Result<contract::Date, Trouble> {
    Ok(clock(answer)?.date_naive() - chrono::Duration::days(1))
}

fn issued(bench: &Bench) -> Outcome {
    for who in bench.people() {
        let cases: Page<CaseSummary> = who.get("/api/v1/cases?limit=20")?.json()?;
        for it in cases.items {
            let case: Case = who.get(&format!("/api/v1/cases/{}", it.id))?.json()?;
            let Some(document) = case.results.first() else { continue };
            let found = mine(who)?.into_iter().find(|it| it.number == document.number);
            return ensure(found.is_some_and(|it| it.name == document.name), || {
                format!(
                    "GET {LICENCES}: {} {} of case {} is not there",
                    document.name, document.number, it.id
                )
            });
        }
    }
    Err(Trouble::not_tried("no case of a test person has issued a document"))
}

fn code(bench: &Bench) -> Outcome {
    let (who, licence) = holder(bench)?;
    let answer = who.post(&format!("{LICENCES}/{}/codes", licence.id), &json!({}))?.expect(201)?;
    let made: LicenceCode = answer.json()?;
    // 22 characters of 64 kinds carry 132 bits; fewer cannot carry 128.
    ensure(made.code.len() >= 22, || answer.broken("a code of 128 bits").to_string())?;
    let lasts = made.expires_at.timestamp() - clock(&answer)?.timestamp();
    ensure((0..=121).contains(&lasts), || answer.broken("an end within 120 seconds").to_string())?;
    let second = show(who, &licence)?;
    ensure(second.code != made.code, || "the same code was given twice".to_owned())
}

fn read(bench: &Bench) -> Outcome {
    let (who, licence) = holder(bench)?;
    let said: LicenceCheck = check(bench, &show(who, &licence)?.code)?.expect(200)?.json()?;
    let same = said.name == licence.name
        && said.issued_by == licence.issued_by
        && said.state.code == licence.state.code
        && said.valid_until == licence.valid_until;
    ensure(same, || {
        format!("POST {CHECK}: says {} {}, the licence says {}", said.name, said.state.code, licence.name)
    })
}

fn once(bench: &Bench) -> Outcome {
    let (who, licence) = holder(bench)?;
    let code = show(who, &licence)?.code;
    let answers = at_once(64, |_| check(bench, &code))?;
    let read = answers.iter().filter(|it| it.status == 200).count();
    let gone = answers.iter().filter(|it| it.status == 404).count();
    ensure(read == 1 && read + gone == answers.len(), || {
        format!("POST {CHECK}: of 64 at once {read} read the code and {gone} were told 404")
    })
}

fn gone(bench: &Bench) -> Outcome {
    let (who, licence) = holder(bench)?;
    let code = show(who, &licence)?.code;
    check(bench, &code)?.expect(200)?;
    let used = check(bench, &code)?;
    let unknown = check(bench, &"A".repeat(code.len()))?;
    used.problem(404, &ProblemCode::NotFound)?;
    unknown.problem(404, &ProblemCode::NotFound)?;
    ensure(used.bytes == unknown.bytes, || used.broken("the answer to a code that never was").to_string())
}

/// A code of another licence than the one that the checks show over and over, made as early as possible.
pub(crate) type Early = Result<(LicenceCode, Instant), Trouble>;

/// Makes the code that [`late`] reads, once: the run goes on while its time passes.
fn early<'a>(bench: &'a Bench, shown: &Licence) -> &'a Early {
    let make = || {
        for who in bench.people() {
            if let Some(it) =
                mine(who)?.iter().find(|it| it.id != shown.id && it.holder.id.as_str() == who.id())
            {
                return Ok((show(who, it)?, Instant::now()));
            }
        }
        Err(Trouble::not_tried("no test person holds a second licence"))
    };
    bench.kept().early_code.get_or_init(make)
}

/// The longest that a code may last by the contract, and a little more.
const LONGEST: Duration = Duration::from_secs(122);

fn late(bench: &Bench) -> Outcome {
    let (_, licence) = holder(bench)?;
    let (code, made) = early(bench, &licence).as_ref().map_err(Clone::clone)?;
    let answer = bench.anyone().get("/.well-known/hall")?;
    let left = u64::try_from(code.expires_at.timestamp() - clock(&answer)?.timestamp()).unwrap_or(0);
    let wait = Duration::from_secs(left + 2).min(LONGEST.saturating_sub(made.elapsed()));
    if wait > bench.patience() {
        let seconds = wait.as_secs();
        return Err(Trouble::not_tried(format!(
            "a code lasts {seconds} seconds more, longer than --patience"
        )));
    }
    sleep(wait);
    check(bench, &code.code)?.problem(404, &ProblemCode::NotFound).map(drop)
}

fn superseded(bench: &Bench) -> Outcome {
    let (who, licence) = holder(bench)?;
    let (first, second) = (show(who, &licence)?, show(who, &licence)?);
    check(bench, &first.code)?.problem(404, &ProblemCode::NotFound)?;
    check(bench, &second.code)?.expect(200).map(drop)
}

fn masked(bench: &Bench) -> Outcome {
    let (who, licence) = holder(bench)?;
    let said: LicenceCheck = check(bench, &show(who, &licence)?.code)?.expect(200)?.json()?;
    ensure(said.number_masked != licence.number && !said.number_masked.contains(&licence.number), || {
        format!("POST {CHECK}: the whole number, {}", said.number_masked)
    })?;
    let person = licence.holder.kind != PartyKind::Organisation;
    ensure(!person || !said.holder_masked.contains(&licence.holder.name), || {
        format!("POST {CHECK}: the whole name of a person, {}", said.holder_masked)
    })
}

fn not_mine(bench: &Bench) -> Outcome {
    let (_, licence) = holder(bench)?;
    let other = stranger_to(bench, &licence)?;
    let path = format!("{LICENCES}/{}/codes", licence.id);
    other.post(&path, &json!({}))?.problem(404, &ProblemCode::NotFound).map(drop)
}

fn header(bench: &Bench) -> Outcome {
    let (who, licence) = holder(bench)?;
    let ask = |code: &str| Ask::new("POST", CHECK).json(&json!({ "code": code }));
    let code = show(who, &licence)?.code;
    let bare = bench.anyone().send(ask(&code)?.without_csrf())?;
    bare.problem(403, &ProblemCode::CsrfMismatch)?;
    let answer = bench.anyone().send(ask(&code)?.without_csrf().header("x-hall-csrf", "sign-in"))?;
    let answer = answer.expect(200)?;
    ensure(answer.header("set-cookie").is_none(), || answer.broken("no cookie").to_string())
}
