//! Checks of the class `payments`.

use std::thread::sleep;
use std::time::{Duration, Instant};

use contract::requirement::payments as of;
use contract::{Acting, Case, CaseState, Payment, PaymentState, ProblemCode, StartPayment, Withdraw};

use crate::answer::Answer;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::{Filed, Wish, mint};
use crate::paging::{all, steady};
use crate::trouble::{Outcome, Trouble, ensure};
use crate::visitor::Visitor;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::PAY_001, tries: "add up the payments of every test person", run: sums },
    Check {
        of: &of::PAY_002,
        tries: "read the list in pages of one and of many, before and after",
        run: lists,
    },
    Check { of: &of::PAY_003, tries: "ask for another person's payments", run: others_list },
    Check {
        of: &of::PAY_004,
        tries: "read and start another person's payment, and one there is not",
        run: others,
    },
    Check { of: &of::PAY_005, tries: "start a payment that is due", run: starts },
    Check { of: &of::PAY_006, tries: "start it again, and four times at once", run: again },
    Check { of: &of::PAY_007, tries: "read the address of the cashier", run: addresses },
    Check { of: &of::PAY_008, tries: "read what was paid", run: vouchers },
    Check { of: &of::PAY_009, tries: "start what was paid", run: paid },
    Check { of: &of::PAY_010, tries: "start the payment of a case that was withdrawn", run: ended },
    Check { of: &of::PAY_011, tries: "start it in another name", run: acting },
];

const ADDRESS: &str = "/api/v1/payments";

/// Matters that are filed to find one that costs something.
const MATTERS: usize = 4;
/// Between two looks at a case that staff have to accept.
const LOOK: Duration = Duration::from_millis(100);

fn payments(who: &Visitor) -> Result<Vec<Payment>, Trouble> {
    all(who, ADDRESS, 200)
}

/// The payments of every test person.
fn everyones(bench: &Bench) -> Result<Vec<(&Visitor, Payment)>, Trouble> {
    let mut found = Vec::new();
    for who in bench.people() {
        found.extend(payments(who)?.into_iter().map(|it| (who, it)));
    }
    Ok(found)
}

/// A new filing of the first person with a payment that is due.
fn due(bench: &Bench) -> Result<(Filed, Payment), Trouble> {
    let costly = bench.guides()?.iter().filter(|it| !it.fees.is_empty());
    let matters: Vec<_> = costly.map(|it| it.matter.clone()).take(MATTERS).collect();
    // Staff may ask for a correction first: each matter has a second chance.
    for matter in matters.iter().chain(&matters).cloned() {
        // A matter that this person cannot file is no trouble of payments.
        let Ok(filed) = bench.file(bench.first(), &Wish::matter(matter)) else { continue };
        if let Some(payment) = charged(bench, &filed)? {
            return Ok((filed, payment));
        }
    }
    Err(Trouble::not_tried("no matter that the kit can file here was accepted and cost something"))
}

/// What a filing costs, once staff have looked at it.
fn charged(bench: &Bench, filed: &Filed) -> Result<Option<Payment>, Trouble> {
    let since = Instant::now();
    loop {
        let case: Case = bench.first().get(&filed.case(""))?.expect(200)?.json()?;
        if case.summary.state.code != CaseState::Submitted {
            let found = payments(bench.first())?.into_iter().find(|it| it.case_id == filed.case_id);
            return Ok(found.filter(|it| it.state.code == PaymentState::Due));
        }
        if bench.discovery().demo.is_none() || since.elapsed() > bench.patience() / 4 {
            return Ok(None);
        }
        sleep(LOOK);
    }
}

fn start(who: &Visitor, payment: &Payment, acting: &Acting) -> Result<Answer, Trouble> {
    let body = StartPayment { acting: acting.clone() };
    who.post(&format!("{ADDRESS}/{}/start", payment.id), &body)
}

fn read(who: &Visitor, payment: &Payment) -> Result<Payment, Trouble> {
    who.get(&format!("{ADDRESS}/{}", payment.id))?.expect(200)?.json()
}

fn sums(bench: &Bench) -> Outcome {
    let found = everyones(bench)?;
    if found.is_empty() {
        due(bench)?;
    }
    for (_, it) in everyones(bench)? {
        let sum: u64 = it.items.iter().map(|it| it.amount.minor).sum();
        ensure(!it.items.is_empty() && sum == it.total.minor, || {
            format!("{}: the items make {sum}, the total is {}", it.id, it.total.minor)
        })?;
        let currency = &it.total.currency;
        let one = it.items.iter().all(|it| it.amount.currency == *currency);
        let named = currency.len() == 3 && currency.bytes().all(|it| it.is_ascii_uppercase());
        ensure(one && named, || format!("{}: not one currency of ISO 4217", it.id))?;
    }
    Ok(())
}

fn lists(bench: &Bench) -> Outcome {
    let before = steady(bench.first(), ADDRESS, |it: &Payment| it.id.to_string())?;
    let (_, payment) = due(bench)?;
    let after = payments(bench.first())?;
    let place = after.iter().position(|it| it.id == payment.id);
    let older = before.first().and_then(|old| after.iter().position(|it| it.id == old.id));
    ensure(place.is_some() && (older.is_none() || place < older), || {
        format!("{}: the newest payment does not stand before the older ones", payment.id)
    })
}

fn others_list(bench: &Bench) -> Outcome {
    let path = format!("{ADDRESS}?principal={}", bench.first().id());
    let answer = bench.second().get(&path)?;
    let mandates = bench.mandates().unwrap_or_default();
    let holds = mandates
        .iter()
        .any(|it| it.0.id() == bench.second().id() && it.1.principal.id.as_str() == bench.first().id());
    if holds {
        return Err(Trouble::not_tried("the second person may act for the first"));
    }
    answer.problem(403, &ProblemCode::MandateRefused).map(|_| ())
}

fn others(bench: &Bench) -> Outcome {
    let (filed, payment) = due(bench)?;
    let unknown = mint::uuid()?;
    let mut told = Vec::new();
    for id in [payment.id.as_str(), &unknown] {
        let path = format!("{ADDRESS}/{id}");
        told.push(bench.second().get(&path)?.problem(404, &ProblemCode::NotFound)?);
        let me = bench.second().party()?;
        let acting = Acting { actor: me.clone(), principal: me, mandate: None };
        let body = StartPayment { acting };
        told.push(
            bench.second().post(&format!("{path}/start"), &body)?.problem(404, &ProblemCode::NotFound)?,
        );
    }
    ensure(told[0] == told[2] && told[1] == told[3], || {
        "another person's payment and one that is not there are told apart".into()
    })?;
    let after = read(bench.first(), &payment)?;
    ensure(after.state.code == PaymentState::Due, || format!("{}: started by another person", filed.case_id))
}

fn starts(bench: &Bench) -> Outcome {
    let (filed, payment) = due(bench)?;
    let begun: Payment = start(bench.first(), &payment, &filed.manifest.acting())?.expect(200)?.json()?;
    ensure(begun.state.code == PaymentState::Paying && begun.pay_url.is_some(), || {
        format!("{}: `{}` and {:?} after the start", begun.id, begun.state.code, begun.pay_url)
    })?;
    let same = begun.items == payment.items && begun.total == payment.total;
    ensure(same, || format!("{}: the start changed what is paid", begun.id))
}

fn again(bench: &Bench) -> Outcome {
    let (filed, payment) = due(bench)?;
    let acting = filed.manifest.acting();
    let many = crate::race::at_once(4, |_| start(bench.first(), &payment, &acting)?.expect(200)?.json())?;
    let once_more: Payment = start(bench.first(), &payment, &acting)?.expect(200)?.json()?;
    ensure(many.iter().all(|it: &Payment| *it == once_more), || {
        format!("{}: started five times, answered differently", payment.id)
    })
}

fn addresses(bench: &Bench) -> Outcome {
    let (filed, payment) = due(bench)?;
    start(bench.first(), &payment, &filed.manifest.acting())?.expect(200)?;
    for (_, it) in everyones(bench)? {
        let paying = it.state.code == PaymentState::Paying;
        ensure(it.pay_url.is_some() == paying, || {
            format!("{}: `{}` with the address {:?}", it.id, it.state.code, it.pay_url)
        })?;
        let own = |url: &str| url.starts_with('/') && !url.starts_with("//");
        let good = it.pay_url.as_deref().is_none_or(|url| url.starts_with("https://") || own(url));
        ensure(good, || format!("{}: {:?} is neither https nor a path of the hall", it.id, it.pay_url))?;
    }
    Ok(())
}

fn settled(bench: &Bench) -> Result<Vec<(&Visitor, Payment)>, Trouble> {
    let mut found = everyones(bench)?;
    found.retain(|it| it.1.state.code == PaymentState::Paid);
    if found.is_empty() { Err(Trouble::not_tried("no test person has paid for anything")) } else { Ok(found) }
}

fn vouchers(bench: &Bench) -> Outcome {
    for (_, it) in settled(bench)? {
        let voucher = it.voucher_no.as_deref().is_some_and(|it| !it.is_empty());
        ensure(it.paid_at.is_some() && voucher, || format!("{}: paid without time or voucher", it.id))?;
    }
    Ok(())
}

fn paid(bench: &Bench) -> Outcome {
    for (who, it) in settled(bench)? {
        let case: Case = who.get(&format!("/api/v1/cases/{}", it.case_id))?.expect(200)?.json()?;
        let me = who.party()?;
        if case.summary.acting.principal != me {
            continue;
        }
        let acting = Acting { actor: me.clone(), principal: me, mandate: None };
        let told: Payment = start(who, &it, &acting)?.expect(200)?.json()?;
        ensure(told == it && read(who, &it)? == it, || format!("{}: paid, and changed by a start", it.id))?;
        return Ok(());
    }
    Err(Trouble::not_tried("no test person has paid for a case of their own"))
}

fn ended(bench: &Bench) -> Outcome {
    let (filed, payment) = due(bench)?;
    let acting = filed.manifest.acting();
    let body = Withdraw { acting: acting.clone(), reason: "合规测试".into() };
    let withdrawn = bench.first().post(&filed.case("/withdraw"), &body)?;
    if withdrawn.status != 200 {
        return Err(Trouble::not_tried("the case had come too far to be withdrawn"));
    }
    let after = read(bench.first(), &payment)?;
    let over = matches!(after.state.code, PaymentState::Cancelled | PaymentState::Refunded);
    ensure(over, || format!("{}: `{}` after its case was withdrawn", after.id, after.state.code))?;
    start(bench.first(), &payment, &acting)?.problem(409, &ProblemCode::WrongState).map(|_| ())
}

fn acting(bench: &Bench) -> Outcome {
    let (filed, payment) = due(bench)?;
    let right = filed.manifest.acting();
    let other = bench.second().party()?;
    let wrong = [
        Acting { actor: other.clone(), ..right.clone() },
        Acting { principal: other.clone(), ..right.clone() },
        Acting { actor: other.clone(), principal: other, ..right },
    ];
    for acting in wrong {
        let answer = start(bench.first(), &payment, &acting)?;
        answer.refusal()?;
        ensure(answer.status == 403 || answer.status == 422, || answer.broken("403").to_string())?;
    }
    let after = read(bench.first(), &payment)?;
    // It may have ended with its case meanwhile.
    let started = matches!(after.state.code, PaymentState::Paying | PaymentState::Paid);
    ensure(!started, || format!("{}: started in another name", after.id))
}
