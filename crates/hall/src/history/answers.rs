//! What somebody filled in: the sample filing of the matter, made theirs.

use chrono::Duration;
use contract::{Answers, Date, FormDefinition, Format, Guide, Property, ScenarioAnswers};
use fixtures::{Sample, Story};
use serde_json::Value;

use super::cast::Roles;

/// The day the samples speak from: their dates lie around it.
const SAMPLES_FROM: (i32, u32, u32) = (2026, 11, 20);
/// The question whether somebody fills it in for the applicant, in every guide that asks it.
const BY_AGENT: &str = "by_agent";

/// The scenario of a story: the sample's with what differs; what that leaves open is the first answer that does not
/// end the filing.
pub(super) fn scenario(
    guide: &Guide,
    sample: Option<&Sample>,
    story: &Story,
    roles: &Roles<'_>,
) -> ScenarioAnswers {
    let mut given = sample.map(|it| it.scenario.clone()).unwrap_or_default();
    if let Some(asked) = given.get_mut(BY_AGENT) {
        (if roles.by_agent() { "yes" } else { "no" }).clone_into(asked);
    }
    for (question, answer) in &story.scenario {
        match answer {
            Some(answer) => given.insert(question.clone(), answer.clone()),
            None => given.remove(question),
        };
    }
    while let Some(open) = form::unanswered(&guide.questions, &given).first() {
        let Some(option) = open.options.iter().find(|it| it.stop.is_none()) else { break };
        given.insert(open.id.clone(), option.id.clone());
    }
    form::prune(&guide.questions, &given)
}

/// The answers of a story filed on `day`.
pub(super) fn answers(
    form: &FormDefinition,
    scenario: &ScenarioAnswers,
    sample: &Sample,
    story: &Story,
    roles: &Roles<'_>,
    day: Date,
) -> Answers {
    let mut given = sample.answers.clone();
    let profile = roles.profile();
    for field in form.sections.iter().flat_map(|it| &it.fields) {
        let Some(property) = form.schema.properties.get(&field.name) else { continue };
        let known = field.prefill.as_ref().and_then(|key| profile.get(key)).cloned();
        let theirs = known.or_else(|| place(property, roles)).or_else(|| agent(&field.name, roles));
        if let Some(theirs) = theirs.or_else(|| project(&field.name, roles)) {
            given.insert(field.name.clone(), theirs.into());
        } else if property.format == Some(Format::Date)
            && let Some(moved) = given.get(&field.name).and_then(|it| moved(it, day))
        {
            given.insert(field.name.clone(), moved);
        }
    }
    for (name, value) in &story.answers {
        match value {
            Value::Null => given.remove(name),
            value => given.insert(name.clone(), value.clone()),
        };
    }
    form::payload(form, scenario, &given)
}

/// Of a list of places, the one the applicant lives in.
fn place(property: &Property, roles: &Roles<'_>) -> Option<String> {
    let address = roles.organisation.map_or(&roles.contact.address, |it| &it.address);
    let lives = |name: &str| name.ends_with(['镇', '乡', '村']) && address.contains(name);
    property.one_of.iter().find(|it| lives(&it.title)).map(|it| it.value.clone())
}

/// What a form asks about somebody who fills it in for the applicant.
fn agent(field: &str, roles: &Roles<'_>) -> Option<String> {
    let actor = roles.actor;
    let known = match field {
        "agent_name" => &actor.name,
        "agent_mobile" => &actor.mobile,
        "agent_id_number" => &actor.id_number,
        _ => return None,
    };
    roles.by_agent().then(|| known.clone())
}

/// What a form asks about the project.
fn project(field: &str, roles: &Roles<'_>) -> Option<String> {
    let project = roles.project?;
    match field {
        "project_code" => Some(project.code.to_string()),
        "project_title" => Some(project.name.clone()),
        "place" => Some(project.place.clone()),
        _ => None,
    }
}

/// A date of the sample, as far from `day` as it was from the day the samples speak from, on the same day of the week.
fn moved(value: &Value, day: Date) -> Option<Value> {
    let date: Date = value.as_str()?.parse().ok()?;
    let (year, month, first) = SAMPLES_FROM;
    let weeks = (day - Date::from_ymd_opt(year, month, first)?).num_days().div_euclid(7);
    Some((date + Duration::days(weeks * 7)).to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_move_with_the_day_and_keep_their_weekday() {
        let day: Date = "2026-01-09".parse().unwrap(); // 45 weeks earlier
        assert_eq!(moved(&"2026-12-15".into(), day), Some("2026-02-03".into()));
        assert_eq!(moved(&"soon".into(), day), None);
        assert_eq!(moved(&7.into(), day), None);
    }
}
