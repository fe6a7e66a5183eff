//! The choice of delivery in a manifest.

use contract::{DeliveryChoice, DeliveryKind, Format, FormatVerdict, Guide};

use crate::manifest::{ManifestIssue, ManifestRule};
use crate::rule::{FormatCheck, Rule};
use crate::text::normalise_text;

/// What a courier needs to know, and the most characters of each.
const COURIER: [(&str, u32); 3] = [("name", 50), ("mobile", 20), ("address", 200)];

/// What is wrong with the choice: not offered, address incomplete, or an address nobody needs.
pub(crate) fn issues(guide: &Guide, choice: &DeliveryChoice, check: FormatCheck) -> Vec<ManifestIssue> {
    let mut issues = Vec::new();
    if !guide.deliveries.contains(&choice.kind) {
        issues.push(ManifestRule::DeliveryNotOffered.at(&["delivery", "kind"]));
    }
    let needed: &[_] = if choice.kind == DeliveryKind::Courier { &COURIER } else { &[] };
    for (name, max) in needed {
        let value = choice.to.get(*name).map_or("", String::as_str);
        issues.extend(address_fault(name, value, *max, check).map(|it| it.at(&["delivery", "to", name])));
    }
    // A kind this version does not know may need things it does not know.
    if !matches!(choice.kind, DeliveryKind::Other(_)) {
        for name in choice.to.keys().filter(|it| !needed.iter().any(|(name, _)| name == it)) {
            issues.push(ManifestRule::NotAsked.at(&["delivery", "to", name]));
        }
    }
    issues
}

fn address_fault(name: &str, value: &str, max: u32, check: FormatCheck) -> Option<ManifestRule> {
    let trimmed = normalise_text(value);
    if trimmed.is_empty() {
        Some(ManifestRule::BadValue(Rule::Missing))
    } else if trimmed != value {
        Some(ManifestRule::NotNormalised)
    } else if value.chars().nth(max as usize).is_some() {
        Some(ManifestRule::BadValue(Rule::TooLong(max)))
    } else {
        let bad = name == "mobile" && check(&Format::Mobile, value) == FormatVerdict::Bad;
        bad.then_some(ManifestRule::BadValue(Rule::Format(Format::Mobile)))
    }
}
