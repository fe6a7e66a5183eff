//! An organisation's cases by the project they were filed for, each with its next due date.

use contract::{CaseSummary, PartyId, ProjectCode, ProjectSummary};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{CaseCell, Chevron, DueTag};
use crate::edge::{clock, fetch};
use crate::route::Route;
use crate::text;

/// The cases, grouped. Projects without a case are left to their own page.
#[component]
pub(super) fn ByProject(
    /// Whose they are.
    principal: PartyId,
    /// The cases that are here so far, newest first.
    #[prop(into)]
    cases: Signal<Vec<CaseSummary>>,
) -> impl IntoView {
    let found = LocalResource::new(move || {
        let call = client::projects::page(&principal, None);
        // Without the projects' names the cases are still shown, under their codes.
        async move { fetch::send(call).await.map(|it| it.items).unwrap_or_default() }
    });
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                let projects = found.await;
                move || groups(&projects, cases.get()).into_iter().map(group).collect_view()
            })}
        </Suspense>
    }
}

/// The cases of one project, or of none.
struct Group {
    project: Option<(ProjectCode, Option<ProjectSummary>)>,
    cases: Vec<CaseSummary>,
}

/// Projects in the order of their newest case; what belongs to none comes last.
fn groups(projects: &[ProjectSummary], cases: Vec<CaseSummary>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut rest = Vec::new();
    for case in cases {
        let Some(code) = case.project.clone() else {
            rest.push(case);
            continue;
        };
        let held = groups.iter_mut().find(|it| it.project.as_ref().is_some_and(|(own, _)| *own == code));
        match held {
            Some(group) => group.cases.push(case),
            None => {
                let known = projects.iter().find(|it| it.code == code).cloned();
                groups.push(Group { project: Some((code, known)), cases: vec![case] });
            }
        }
    }
    if !rest.is_empty() {
        groups.push(Group { project: None, cases: rest });
    }
    groups
}

fn group(group: Group) -> impl IntoView {
    let this_year = chrono::Datelike::year(&clock::now());
    let head = match group.project {
        Some((code, known)) => project(code, known).into_any(),
        None => view! { <h3 class="section-title">{text::cases_other()}</h3> }.into_any(),
    };
    view! {
        {head}
        <ul class="list">
            {group.cases.into_iter().map(|case| view! { <li><CaseCell case this_year/></li> }).collect_view()}
        </ul>
    }
}

fn project(code: ProjectCode, known: Option<ProjectSummary>) -> impl IntoView {
    let (name, due) = match known {
        Some(it) => (it.name, it.next_due),
        None => (code.to_string(), None),
    };
    view! {
        <div class="group-head">
            <h3 class="group-head__name">
                <A href=Route::Project(code).href() attr:class="group-head__link" attr:lang=text::hall_lang()>{name}<Chevron/></A>
            </h3>
            {due.map(|on| view! { <DueTag on/> })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(id: &str, project: Option<&str>) -> CaseSummary {
        let project = project.map(|it| format!(r#""project":"{it}","#)).unwrap_or_default();
        let party = r#"{"id":"o-1","kind":"organisation","name":"甲"}"#;
        let text = format!(
            r#"{{"id":"{id}","filing_id":"f-{id}","title":"事项","state":{{"code":"submitted","text":"已提交"}},{project}
            "acting":{{"actor":{party},"principal":{party}}},"receipt_no":"1",
            "received_at":"2026-01-01T09:00:00+08:00","updated_at":"2026-01-01T09:00:00+08:00"}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn projects_come_in_the_order_of_their_newest_case_and_the_rest_last() {
        let cases = vec![
            case("5", None),
            case("4", Some("b")),
            case("3", Some("a")),
            case("2", Some("b")),
            case("1", None),
        ];
        let seen: Vec<_> = groups(&[], cases)
            .into_iter()
            .map(|it| (it.project.map(|(code, _)| code.to_string()), it.cases.len()))
            .collect();
        assert_eq!(seen, [(Some("b".to_owned()), 2), (Some("a".to_owned()), 1), (None, 2)]);
    }
}
