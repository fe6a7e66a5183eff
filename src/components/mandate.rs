//! A mandate in words: what it covers, how long, and why it cannot be used.

use std::collections::BTreeMap;

use chrono::Datelike;
use contract::{Date, Mandate, MandateAction, MandateState, MatterId};

use crate::edge::clock;
use crate::text;

/// A mandate that ends within so many days is said to end soon.
const SOON_DAYS: i64 = 14;

/// How a mandate's time stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// In force, and for a while.
    Running,
    /// In force for so many days after today.
    EndsIn(i64),
    /// Not in force: by the hall's word, whatever this device's clock says.
    Unusable,
}

/// How a mandate's time stands on `today`.
#[must_use]
pub fn term(mandate: &Mandate, today: Date) -> Term {
    if mandate.state.code != MandateState::Active {
        return Term::Unusable;
    }
    match mandate.valid_until.map(|it| (it - today).num_days()) {
        Some(days) if days <= SOON_DAYS => Term::EndsIn(days.max(0)),
        _ => Term::Running,
    }
}

/// Until when, from when, or why not.
#[must_use]
pub fn validity(mandate: &Mandate) -> String {
    let today = clock::now().date_naive();
    let date = |it: Date| text::date(it, today.year());
    match (&mandate.state.code, term(mandate, today), mandate.valid_until) {
        (MandateState::Revoked, ..) => text::mandate_revoked().to_owned(),
        (MandateState::NotYet, ..) => text::mandate_from(&date(mandate.valid_from)),
        (MandateState::Expired, _, Some(until)) => text::mandate_expired(&date(until)),
        (MandateState::Active, Term::EndsIn(0), Some(until)) => text::mandate_last_day(&date(until)),
        (MandateState::Active, Term::EndsIn(n), Some(until)) => {
            text::mandate_days_left(&n.to_string(), &date(until))
        }
        (MandateState::Active, _, Some(until)) => text::mandate_until(&date(until)),
        (MandateState::Active, _, None) => text::mandate_open_end().to_owned(),
        // A state this version does not know: the hall's own word.
        _ => text::coded(&mandate.state).text,
    }
}

/// Which matters, by the titles that are known; else how many.
#[must_use]
pub fn matters(mandate: &Mandate, titles: &BTreeMap<MatterId, String>) -> String {
    let Some(covered) = &mandate.scope.matters else { return text::mandate_every_matter().to_owned() };
    let named: Vec<&str> = covered.iter().filter_map(|it| titles.get(it).map(String::as_str)).collect();
    if named.len() == covered.len() {
        text::mandate_only(&named.join(text::mandate_list_comma()))
    } else {
        text::mandate_only_count(&covered.len().to_string())
    }
}

/// Which actions, when they are not all.
#[must_use]
pub fn actions(mandate: &Mandate) -> Option<String> {
    let all = [
        (MandateAction::File, text::mandate_file()),
        (MandateAction::Correct, text::mandate_correct()),
        (MandateAction::Withdraw, text::mandate_withdraw()),
        (MandateAction::View, text::mandate_view()),
    ];
    let may: Vec<&str> = all
        .iter()
        .filter(|(action, _)| mandate.scope.actions.contains(action))
        .map(|(_, word)| *word)
        .collect();
    (may.len() < all.len()).then(|| text::mandate_actions(&may.join(text::mandate_list_comma())))
}

/// What is covered, in one line.
#[must_use]
pub fn scope(mandate: &Mandate, titles: &BTreeMap<MatterId, String>) -> String {
    let matters = matters(mandate, titles);
    match actions(mandate) {
        Some(actions) => [&matters, " · ", &actions].concat(),
        None => matters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_a_mandate_ends_soon() {
        let today: Date = "2026-11-22".parse().unwrap();
        let table = [
            ("active", Some("2027-11-22"), Term::Running),
            ("active", None, Term::Running),
            ("active", Some("2026-12-07"), Term::Running),
            ("active", Some("2026-12-06"), Term::EndsIn(14)),
            ("active", Some("2026-11-22"), Term::EndsIn(0)),
            // The hall's day decides, not this device's.
            ("active", Some("2026-11-21"), Term::EndsIn(0)),
            ("expired", Some("2027-11-22"), Term::Unusable),
            ("not-yet", Some("2027-11-22"), Term::Unusable),
            ("revoked", None, Term::Unusable),
        ];
        for (state, until, expected) in table {
            let until = until.map(|it| format!(r#""valid_until":"{it}","#)).unwrap_or_default();
            let text = format!(
                r#"{{"id":"m-1","role":{{"code":"relative","text":"亲友"}},
                "agent":{{"id":"p-a","kind":"person","name":"甲"}},"principal":{{"id":"p-b","kind":"person","name":"乙"}},
                "principal_no":"990101********0017","scope":{{"actions":["file"]}},"valid_from":"2026-01-01",{until}
                "state":{{"code":"{state}","text":"…"}},
                "signer":{{"party":{{"id":"p-b","kind":"person","name":"乙"}},"place":"in-person"}},
                "basis":"委托书","granted_at":"2026-01-01T09:00:00+08:00"}}"#
            );
            let mandate: Mandate = serde_json::from_str(&text).unwrap();
            assert_eq!(term(&mandate, today), expected, "{state} {until}");
        }
    }
}
