//! Mandates granted online: the first test person offers, the second answers.

use contract::{
    AgentContact, Mandate, MandateAction, MandateId, MandateRole, MandateScope, MandateState, MatterId,
    ProblemCode, PutMandate, SigningPlace,
};

use crate::answer::Answer;
use crate::bench::Bench;
use crate::filing::send::{finalize, me};
use crate::filing::{Wish, mint};
use crate::paging;
use crate::race::at_once;
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

/// More unknown agents than this are not tried, whatever a hall allows.
const MOST: u32 = 200;
/// Grants that are sent at one time.
const MANY: usize = 16;

fn fresh() -> Result<MandateId, Trouble> {
    mint::uuid()?.parse().map_err(|_| Trouble::not_tried("a UUID that is no id"))
}

fn path(id: &MandateId, what: &str) -> String {
    format!("/api/v1/mandates/{id}{what}")
}

/// A matter that can be filed, and a day that is today by the hall's clock.
fn matter(bench: &Bench) -> Result<MatterId, Trouble> {
    Ok(bench.filed()?.manifest.matter.clone())
}

/// How `who` is known to others.
fn contact(who: &Visitor) -> Result<AgentContact, Trouble> {
    let person = me(who)?;
    let mobile = person.profile.get("mobile").cloned();
    let mobile = mobile.ok_or_else(|| Trouble::not_tried("the session does not tell the mobile number"))?;
    Ok(AgentContact { name: person.name.clone(), mobile })
}

/// What the first person asks of the second: to file in one matter, from today on.
fn offer(bench: &Bench) -> Result<PutMandate, Trouble> {
    let today = bench.filed()?.receipt.received_at.date_naive();
    Ok(PutMandate {
        role: MandateRole::Relative,
        principal: bench.first().party()?.id,
        agent: contact(bench.second())?,
        scope: MandateScope {
            matters: Some(vec![matter(bench)?]),
            actions: vec![MandateAction::File, MandateAction::View],
        },
        valid_from: today,
        valid_until: Some(today + chrono::Days::new(30)),
        place: SigningPlace::InPerson,
    })
}

fn put(who: &Visitor, id: &MandateId, body: &PutMandate) -> Result<Answer, Trouble> {
    let answer = who.put(&path(id, ""), body)?;
    if answer.status == 429 {
        return Err(Trouble::not_tried("this person has used up their misses; try again in an hour"));
    }
    Ok(answer)
}

/// A new offer of the first person to the second.
fn offered(bench: &Bench) -> Result<Mandate, Trouble> {
    put(bench.first(), &fresh()?, &offer(bench)?)?.expect(201)?.json()
}

fn answer(who: &Visitor, mandate: &Mandate, word: &str) -> Result<Answer, Trouble> {
    who.post(&path(&mandate.id, word), &serde_json::json!({}))
}

fn stands(answer: &Answer, state: &MandateState) -> Outcome {
    let mandate: Mandate = answer.json()?;
    if mandate.state.code == *state { Ok(()) } else { Err(answer.broken(&format!("`{state}`"))) }
}

fn listed(who: &Visitor, side: &str, id: &MandateId) -> Result<usize, Trouble> {
    let all: Vec<Mandate> = paging::all(who, &format!("/api/v1/mandates?as={side}"), 200)?;
    Ok(all.iter().filter(|it| it.id == *id).count())
}

pub(super) fn is_offered(bench: &Bench) -> Outcome {
    let answer = put(bench.first(), &fresh()?, &offer(bench)?)?.expect(201)?;
    stands(&answer, &MandateState::Offered)?;
    let mandate: Mandate = answer.json()?;
    let sides = [(bench.first(), "principal"), (bench.second(), "agent")];
    for (who, side) in sides {
        let found = listed(who, side, &mandate.id)?;
        ensure(found == 1, || format!("a new mandate stands {found} times in the list of its {side}"))?;
    }
    ensure(mandate.agent.id == bench.second().party()?.id, || answer.broken("its agent").why().to_owned())
}

pub(super) fn once(bench: &Bench) -> Outcome {
    let (id, body) = (fresh()?, offer(bench)?);
    let answers = at_once(MANY, |_| put(bench.first(), &id, &body))?;
    let new = answers.iter().filter(|it| it.status == 201).count();
    for it in answers.into_iter().filter(|it| it.status != 201) {
        it.expect(200)?;
    }
    ensure(new == 1, || format!("{new} of {MANY} equal grants at once are new"))?;
    ensure(listed(bench.first(), "principal", &id)? == 1, || "one mandate stands twice in the list".into())?;
    let other = PutMandate { valid_until: None, ..body };
    let answer = put(bench.first(), &id, &other)?;
    let problem = answer.problem(409, &ProblemCode::ContentConflict)?;
    let hashes = problem.held_hash.is_some() && problem.sent_hash.is_some();
    ensure(hashes, || answer.broken("both hashes").why().to_owned())?;
    let theirs =
        PutMandate { principal: bench.second().party()?.id, agent: contact(bench.first())?, ..other };
    put(bench.second(), &id, &theirs)?.problem(403, &ProblemCode::NotAllowed).map(|_| ())
}

pub(super) fn covers_nothing(bench: &Bench) -> Outcome {
    let mandate = offered(bench)?;
    let wish = Wish::matter(matter(bench)?).without_files();
    let draft = match bench.draft_under(bench.second(), &mandate, &wish) {
        Err(Trouble::NotTried(_)) => {
            bench.draft_under(bench.second(), &mandate, &Wish::matter(matter(bench)?))?
        }
        other => other?,
    };
    finalize(bench.second(), &draft)?.problem(403, &ProblemCode::MandateRefused)?;
    let told: Mandate = bench.second().get(&path(&mandate.id, ""))?.expect(200)?.json()?;
    ensure(told.profile.is_empty(), || "an offer tells what may be prefilled about the principal".into())
}

pub(super) fn accepted(bench: &Bench) -> Outcome {
    let mandate = offered(bench)?;
    for _ in 0..2 {
        stands(&answer(bench.second(), &mandate, "/accept")?.expect(200)?, &MandateState::Active)?;
    }
    let principal = &mandate.principal.id;
    bench.second().get(&format!("/api/v1/cases?principal={principal}"))?.expect(200)?;
    // Taken back: to every other check the second person is somebody else.
    answer(bench.first(), &mandate, "/revoke")?.expect(200)?;
    let tomorrow = offer(bench)?;
    let later = PutMandate { valid_from: tomorrow.valid_from + chrono::Days::new(7), ..tomorrow };
    let mandate: Mandate = put(bench.first(), &fresh()?, &later)?.expect(201)?.json()?;
    stands(&answer(bench.second(), &mandate, "/accept")?.expect(200)?, &MandateState::NotYet)?;
    answer(bench.first(), &mandate, "/revoke")?.expect(200).map(|_| ())
}

pub(super) fn declined(bench: &Bench) -> Outcome {
    let mandate = offered(bench)?;
    for _ in 0..2 {
        stands(&answer(bench.second(), &mandate, "/decline")?.expect(200)?, &MandateState::Declined)?;
    }
    answer(bench.second(), &mandate, "/accept")?.problem(409, &ProblemCode::WrongState).map(|_| ())
}

pub(super) fn by_the_agent(bench: &Bench) -> Outcome {
    let mandate = offered(bench)?;
    let third = bench.people().into_iter().nth(2);
    for word in ["/accept", "/decline"] {
        answer(bench.first(), &mandate, word)?.problem(403, &ProblemCode::NotAllowed)?;
        if let Some(third) = third {
            answer(third, &mandate, word)?.problem(404, &ProblemCode::NotFound)?;
        }
    }
    stands(&bench.second().get(&path(&mandate.id, ""))?, &MandateState::Offered)
}

pub(super) fn unknown_agent(bench: &Bench) -> Outcome {
    let good = offer(bench)?;
    let name = AgentContact { name: format!("{}某", good.agent.name), ..good.agent.clone() };
    let mobile = AgentContact { mobile: contact(bench.first())?.mobile, ..good.agent.clone() };
    let mut told = Vec::new();
    for agent in [name, mobile] {
        let answer = put(bench.first(), &fresh()?, &PutMandate { agent, ..good.clone() })?;
        let problem = answer.problem(422, &ProblemCode::Invalid)?;
        ensure(problem.errors.iter().any(|it| it.pointer.starts_with("/agent")), || {
            answer.broken("an error at /agent").why().to_owned()
        })?;
        told.push(answer.bytes);
    }
    ensure(told[0] == told[1], || "the refusal says whether the name or the number was wrong".into())
}

pub(super) fn other_principal(bench: &Bench) -> Outcome {
    let third = bench.people().into_iter().nth(2).unwrap_or_else(|| bench.second());
    let body = PutMandate { principal: third.party()?.id, ..offer(bench)? };
    put(bench.first(), &fresh()?, &body)?.problem(403, &ProblemCode::NotAllowed).map(|_| ())
}

pub(super) fn what_cannot_be(bench: &Bench) -> Outcome {
    let good = offer(bench)?;
    let yesterday = good.valid_from - chrono::Days::new(2);
    let scope = |matters, actions| MandateScope { matters, actions };
    let nothing: MatterId = mint::uuid()?.parse().map_err(|_| Trouble::not_tried("no id"))?;
    let table = [
        ("/role", PutMandate { role: MandateRole::LegalRepresentative, ..good.clone() }),
        ("/scope", PutMandate { scope: scope(None, Vec::new()), ..good.clone() }),
        (
            "/scope",
            PutMandate { scope: scope(Some(vec![nothing]), vec![MandateAction::File]), ..good.clone() },
        ),
        ("/valid_from", PutMandate { valid_from: yesterday, ..good.clone() }),
        ("/valid_until", PutMandate { valid_until: Some(yesterday), ..good.clone() }),
    ];
    for (pointer, body) in table {
        let answer = put(bench.first(), &fresh()?, &body)?;
        let problem = answer.problem(422, &ProblemCode::Invalid)?;
        ensure(problem.errors.iter().any(|it| it.pointer.starts_with(pointer)), || {
            answer.broken(&format!("an error at {pointer}")).why().to_owned()
        })?;
    }
    Ok(())
}

pub(super) fn taken_back(bench: &Bench) -> Outcome {
    let mandate = offered(bench)?;
    stands(&answer(bench.first(), &mandate, "/revoke")?.expect(200)?, &MandateState::Revoked)?;
    answer(bench.second(), &mandate, "/accept")?.problem(409, &ProblemCode::WrongState).map(|_| ())
}

/// Uses up the misses of the last test person for an hour, so that the others are not kept from granting.
pub(super) fn guesses_end(bench: &Bench) -> Outcome {
    let limit = bench.discovery().limits.lookup_misses_per_hour;
    let limit = limit.ok_or_else(|| Trouble::broken("discovery publishes no `lookup_misses_per_hour`"))?;
    let last = bench.people().into_iter().nth_back(0).filter(|it| it.id() != bench.second().id());
    let who = last.ok_or_else(|| Trouble::not_tried("a third test person is needed"))?;
    if limit > MOST {
        return Err(Trouble::not_tried(format!("{limit} misses are more than the kit tries")));
    }
    let good = PutMandate { principal: who.party()?.id, ..offer(bench)? };
    let nobody = AgentContact { name: "某某某".to_owned(), mobile: "10000000000".to_owned() };
    let wrong = PutMandate { agent: nobody, ..good.clone() };
    for _ in 0..limit {
        let answer = who.put(&path(&fresh()?, ""), &wrong)?;
        if answer.status == 429 {
            break;
        }
        answer.problem(422, &ProblemCode::Invalid)?;
    }
    let answer = who.put(&path(&fresh()?, ""), &good)?;
    answer.problem(429, &ProblemCode::TooMany)?;
    let after = answer.header("retry-after").and_then(|it| it.parse::<u32>().ok());
    ensure(after.is_some_and(|it| it > 0), || answer.broken("Retry-After in seconds").why().to_owned())
}
