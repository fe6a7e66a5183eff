//! What a case costs: a rate, times what the applicant said. Pure.

use contract::{Amount, Answers, Date, Manifest, PaymentItem};
use fixtures::FeeRate;

/// The currency of this hall.
const CURRENCY: &str = "CNY";

/// What a filing is charged by these rates; empty when it costs nothing.
pub(super) fn items(rates: &[FeeRate], manifest: &Manifest) -> Vec<PaymentItem> {
    let look = |name: &str| manifest.scenario.get(name).cloned();
    let due = rates.iter().filter(|it| it.when.as_ref().is_none_or(|it| form::holds(it, &look)));
    let item = |rate: &FeeRate| {
        let minor = minor(rate, &manifest.answers).filter(|it| *it > 0)?;
        Some(PaymentItem { name: rate.name.clone(), basis: rate.basis.clone(), amount: amount(minor) })
    };
    due.filter_map(item).collect()
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

/// The rate times every count it names, times the days it spans; `None` when the answers do not say.
fn minor(rate: &FeeRate, answers: &Answers) -> Option<u64> {
    let counted = rate.times.iter().try_fold(rate.minor, |sum, name| {
        let count = u64::try_from(answers.get(name)?.as_i64()?).ok()?;
        sum.checked_mul(count)
    })?;
    let Some((from, to)) = &rate.days else { return Some(counted) };
    let day = |name: &str| answers.get(name)?.as_str()?.parse::<Date>().ok();
    let days = (day(to)? - day(from)?).num_days() + 1;
    counted.checked_mul(u64::try_from(days).ok()?)
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
            r#"{"area": 12, "from_on": "2026-12-01", "to_on": "2026-12-05", "early_on": "2026-11-01", "name": "a"}"#,
        )
        .unwrap();
        let table = [
            (r#""minor": 2000"#, Some(2000)),
            (r#""minor": 30, "times": ["area"]"#, Some(360)),
            // Both days count.
            (r#""minor": 30, "times": ["area"], "days": ["from_on", "to_on"]"#, Some(1800)),
            (r#""minor": 30, "days": ["from_on", "from_on"]"#, Some(30)),
            (r#""minor": 30, "days": ["from_on", "early_on"]"#, None),
            (r#""minor": 30, "times": ["unasked"]"#, None),
            (r#""minor": 30, "times": ["name"]"#, None),
            (r#""minor": 18446744073709551615, "times": ["area"]"#, None),
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
