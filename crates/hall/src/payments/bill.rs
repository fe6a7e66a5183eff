//! What a case costs: a rate, times what the applicant said. Pure.

use contract::{Amount, Answers, Date, FieldProblem, Manifest, PaymentItem, ProblemCode};
use fixtures::FeeRate;

use crate::error::Refusal;

/// The currency of this hall.
const CURRENCY: &str = "CNY";

/// An answer by which a charge cannot be computed: its field, and why.
type Uncounted<'a> = (&'a str, Why);

/// Why a charge cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The answer is no count and no day, or there is none.
    Uncounted,
    /// The last day is before the first.
    BeforeStart,
    /// The amount is larger than can be written.
    TooMuch,
}

/// What a filing is charged by these rates; empty when it costs nothing.
///
/// # Errors
///
/// `invalid` with each answer by which it cannot be said what it costs.
pub(super) fn items(rates: &[FeeRate], manifest: &Manifest) -> Result<Vec<PaymentItem>, Refusal> {
    let look = |name: &str| manifest.scenario.get(name).cloned();
    let due = rates.iter().filter(|it| it.when.as_ref().is_none_or(|it| form::holds(it, &look)));
    let (mut items, mut errors) = (Vec::new(), Vec::new());
    for rate in due {
        match minor(rate, &manifest.answers) {
            Ok(0) => {}
            Ok(minor) => items.push(PaymentItem {
                name: rate.name.clone(),
                basis: rate.basis.clone(),
                amount: amount(minor),
            }),
            Err(uncounted) => errors.push(told(uncounted)),
        }
    }
    if errors.is_empty() { Ok(items) } else { Err(Refusal::new(ProblemCode::Invalid).errors(errors)) }
}

fn told((field, why): Uncounted<'_>) -> FieldProblem {
    let (code, text) = match why {
        Why::Uncounted => ("uncounted", "这一项算不出费用，请检查"),
        Why::BeforeStart => ("before-start", "结束的日期不能早于开始的日期"),
        Why::TooMuch => ("too-much", "这一项太大，算不出费用"),
    };
    FieldProblem { pointer: format!("/manifest/answers/{field}"), code: code.into(), text: text.into() }
}

/// The sum of the items.
pub(super) fn total(items: &[PaymentItem]) -> Amount {
    amount(items.iter().map(|it| it.amount.minor).sum())
}

/// An amount for people: yuan and fen.
pub(super) fn yuan(amount: &Amount) -> String {
    format!("{}.{:02} 元", amount.minor / 100, amount.minor % 100)
}

fn amount(minor: u64) -> Amount {
    Amount { minor, currency: CURRENCY.to_owned() }
}

/// The rate times every count it names, times the days it spans, both ends counted.
fn minor<'a>(rate: &'a FeeRate, answers: &Answers) -> Result<u64, Uncounted<'a>> {
    let counted = rate.times.iter().try_fold(rate.minor, |sum, name| {
        let count = answers.get(name).and_then(|it| u64::try_from(it.as_i64()?).ok());
        sum.checked_mul(count.ok_or((name.as_str(), Why::Uncounted))?).ok_or((name.as_str(), Why::TooMuch))
    })?;
    let Some((from, to)) = &rate.days else { return Ok(counted) };
    let day = |name: &'a str| {
        let day = answers.get(name).and_then(|it| it.as_str()?.parse::<Date>().ok());
        day.ok_or((name, Why::Uncounted))
    };
    let (first, last) = (day(from)?, day(to)?);
    if last < first {
        return Err((to, Why::BeforeStart));
    }
    let days = u64::try_from((last - first).num_days() + 1).map_err(|_| (to.as_str(), Why::Uncounted))?;
    counted.checked_mul(days).ok_or((to, Why::TooMuch))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(text: &str) -> FeeRate {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn amount_table() {
        let answers: Answers = serde_json::from_str(
            r#"{"area": 12, "none": 0, "from_on": "2026-12-01", "to_on": "2026-12-05", "early_on": "2026-11-01", "name": "a"}"#,
        )
        .unwrap();
        let table = [
            (r#""minor": 2000"#, Ok(2000)),
            (r#""minor": 30, "times": ["none"]"#, Ok(0)),
            (r#""minor": 30, "times": ["area"]"#, Ok(360)),
            // Both days count.
            (r#""minor": 30, "times": ["area"], "days": ["from_on", "to_on"]"#, Ok(1800)),
            (r#""minor": 30, "days": ["from_on", "from_on"]"#, Ok(30)),
            (r#""minor": 30, "days": ["from_on", "early_on"]"#, Err(("early_on", Why::BeforeStart))),
            (r#""minor": 30, "times": ["unasked"]"#, Err(("unasked", Why::Uncounted))),
            (r#""minor": 30, "times": ["name"]"#, Err(("name", Why::Uncounted))),
            (r#""minor": 18446744073709551615, "times": ["area"]"#, Err(("area", Why::TooMuch))),
        ];
        for (members, expected) in table {
            let rate = rate(&format!(r#"{{"matter": "m", "name": "n", "basis": "b", {members}}}"#));
            assert_eq!(minor(&rate, &answers), expected, "{members}");
        }
    }

    #[test]
    fn yuan_table() {
        for (minor, text) in [(0, "0.00 元"), (5, "0.05 元"), (1250, "12.50 元"), (200_000, "2000.00 元")]
        {
            assert_eq!(yuan(&amount(minor)), text);
        }
    }
}
