//! What is on the shelves, and who sees it.

use std::collections::BTreeSet;

use chrono::Datelike;
use contract::{Case, CaseState, Channel, Discovery, NoticeState, PartyKind};

use super::{count, past::past};

#[test]
fn there_is_enough_of_everything() {
    let past = past();
    assert!(past.cases.len() >= 200, "{}", past.cases.len());
    for state in CaseState::KNOWN {
        let found = count(|it| it.summary.state.code.as_str() == *state);
        assert!(found >= 5, "{state}: {found}");
    }
    let matters: BTreeSet<_> = past.cases.iter().map(|it| &it.matter).collect();
    assert!(matters.len() >= 30, "{}", matters.len());
    let months: BTreeSet<_> =
        past.cases.iter().map(|it| (it.summary.received_at.year(), it.summary.received_at.month())).collect();
    assert!(months.len() >= 13, "{months:?}");
    assert!(count(|it| it.notices.iter().any(|it| it.state.code == NoticeState::Open)) >= 5);
}

#[test]
fn everybody_of_the_cast_has_a_believable_handful() {
    let table = [
        ("p-chenyu", 10, 20),
        ("p-wangguilan", 4, 6),
        ("p-maimaiti", 4, 8),
        ("p-zhanglihua", 2, 6),
        ("p-luozhi", 2, 6),
        ("p-linwan", 4, 8),
        ("p-lishoutian", 2, 6),
        ("p-zhaochanghe", 2, 8),
        ("p-sunguixiang", 2, 8),
        ("p-zhouxiaoman", 2, 6),
        ("p-linguoqing", 2, 6),
        ("p-luojianguo", 2, 6),
        ("p-fangmin", 2, 6),
        ("p-heqing", 2, 6),
        ("o-shanquan", 20, 30),
        ("o-qinghe", 4, 12),
        ("o-yujian", 2, 6),
    ];
    for (who, least, most) in table {
        let found = count(|it| it.summary.acting.principal.id.as_str() == who);
        assert!((least..=most).contains(&found), "{who}: {found}");
    }
    let town = fixtures::townspeople().unwrap();
    for person in &town {
        assert!(
            count(|it| it.summary.acting.principal.id.as_str() == person.id.as_str()) >= 5,
            "{}",
            person.name
        );
    }
}

#[test]
fn an_agent_filed_for_others_and_every_record_says_so() {
    let by_her = |it: &&Case| {
        it.summary.acting.actor.id.as_str() == "p-zhanglihua" && it.summary.acting.mandate.is_some()
    };
    let cases: Vec<_> = past().cases.iter().filter(by_her).collect();
    assert!(cases.len() >= 25, "{}", cases.len());
    for case in cases {
        assert_ne!(case.summary.acting.principal.id.as_str(), "p-zhanglihua");
        let received = &case.events[0];
        let by_clerk = received.channel == Some(Channel::Window);
        assert!(received.by.contains(if by_clerk { " · " } else { "张丽华（代办）" }), "{}", received.by);
    }
}

#[test]
fn everybody_sees_through_the_api_what_is_theirs_and_nothing_else() {
    let past = past();
    let discovery: &Discovery = &past.discovery;
    let accounts = &discovery.demo.as_ref().unwrap().persons;
    assert!(accounts.iter().all(|it| past.people.iter().any(|known| known.id == it.id)));
    for account in accounts {
        let own: BTreeSet<_> = past
            .cases
            .iter()
            .filter(|it| it.summary.acting.principal.id.as_str() == account.id.as_str())
            .map(|it| it.summary.id.clone())
            .collect();
        assert_eq!(past.own[&account.id], own, "{}", account.name);
        let others = past.for_others.get(&account.id).into_iter().flatten().count();
        assert!(!own.is_empty() || others > 0, "{} sees nothing", account.name);
    }
    // What an organisation has is seen by who speaks for it.
    let orgs = past.cases.iter().filter(|it| it.summary.acting.principal.kind == PartyKind::Organisation);
    for case in orgs {
        assert!(past.for_others.values().any(|it| it.contains(&case.summary.id)), "{}", case.summary.id);
    }
}

#[test]
fn nobody_of_the_town_is_offered_for_sign_in() {
    let past = past();
    let offered: BTreeSet<_> =
        past.discovery.demo.as_ref().unwrap().persons.iter().map(|it| it.id.clone()).collect();
    assert_eq!(offered.len(), fixtures::people().unwrap().len());
    assert!(fixtures::townspeople().unwrap().iter().all(|it| !offered.contains(&it.id)));
}

#[test]
fn projects_stand_where_their_stories_say() {
    let table = [
        ("2605-990101-04-01-100023", ["done", "done", "done", "running"]),
        ("2609-990101-04-01-100016", ["done", "running", "waiting", "waiting"]),
        ("2610-990101-04-01-100031", ["done", "open", "waiting", "waiting"]),
    ];
    for (code, states) in table {
        let project = past().projects.iter().find(|it| it.summary.code.as_str() == code).unwrap();
        let found: Vec<_> = project.stages.iter().map(|it| it.state.code.as_str()).collect();
        assert_eq!(found, states, "{code}");
        let on_it = count(|it| it.summary.project.as_ref().is_some_and(|it| it.as_str() == code));
        let shown = project.stages.iter().flat_map(|it| &it.matters).filter(|it| it.case.is_some()).count();
        assert_eq!(shown, on_it, "{code}");
        assert!(project.government_days > 0, "{code}");
    }
}
