//! What this hall calls roles, states and actions of mandates, and why it refuses one.

use contract::{Date, MandateAction, MandateRole, MandateState, ProblemCode};
use rules::mandate::Refused;

use crate::catalogue::Catalogue;
use crate::error::Refusal;
use crate::store::mandates::MandateRow;

/// A role. Whoever speaks for a 个体工商户 is its 经营者; its credit code begins with 92 (GB 32100, 登记管理部门代码 9,
/// 机构类别代码 2).
#[must_use]
pub fn role<'a>(role: &'a MandateRole, principal_no: &str) -> &'a str {
    match role {
        MandateRole::AgentStaff => "代办员",
        MandateRole::Relative => "亲友",
        MandateRole::Handler => "经办人",
        MandateRole::LegalRepresentative if principal_no.starts_with("92") => "经营者",
        MandateRole::LegalRepresentative => "法定代表人",
        MandateRole::Other(name) => name,
    }
}

/// How a case's history names somebody who acted under a mandate: 「张丽华（代办）」.
#[must_use]
pub fn by(mandate: &MandateRow) -> String {
    let role = match &mandate.role {
        MandateRole::AgentStaff | MandateRole::Relative => "代办",
        other => role(other, &mandate.principal_no),
    };
    format!("{}（{role}）", mandate.agent.name)
}

/// A state.
#[must_use]
pub fn state(state: &MandateState) -> &str {
    match state {
        MandateState::Active => "有效",
        MandateState::NotYet => "未生效",
        MandateState::Expired => "已到期",
        MandateState::Revoked => "已收回",
        MandateState::Offered => "待接受",
        MandateState::Declined => "未接受",
        MandateState::Other(name) => name,
    }
}

/// An action.
#[must_use]
pub fn action(action: &MandateAction) -> &str {
    match action {
        MandateAction::File => "申报",
        MandateAction::Correct => "补正",
        MandateAction::Withdraw => "撤回",
        MandateAction::View => "查看",
        MandateAction::Other(name) => name,
    }
}

/// A refusal that says which of the reasons it is and what to do.
pub fn refused(catalogue: &Catalogue, mandate: &MandateRow, wanted: &MandateAction, why: Refused) -> Refusal {
    let principal = &mandate.principal.name;
    because(match why {
        Refused::Revoked => format!("{principal}已收回这份委托。要继续代办，请重新办理委托"),
        Refused::Offered => "这份委托你还没有接受。先接受，再来办理".to_owned(),
        Refused::Declined => format!("你没有接受这份委托。要代办，请{principal}重新授权"),
        Refused::NotYet(from) => format!("这份委托{}起生效，到时再来办理", day(from)),
        Refused::Expired(until) => format!("这份委托已在{}到期。要继续代办，请重新办理委托", day(until)),
        Refused::Matter => {
            let titles = titles(catalogue, mandate);
            format!("这份委托只包括{titles}。其他事项请{principal}另行委托，或者本人办理")
        }
        Refused::Action => {
            let allowed: Vec<_> = mandate.scope.actions.iter().map(action).collect();
            let (allowed, wanted) = (allowed.join("、"), action(wanted));
            format!("这份委托只能用来{allowed}，不包括{wanted}。请{principal}另行委托，或者本人办理")
        }
    })
}

/// A refusal for another reason.
pub fn because(detail: impl Into<String>) -> Refusal {
    Refusal::new(ProblemCode::MandateRefused).detail(detail)
}

/// A mandate that does not exist and one that is somebody else's are the same to whoever asks.
pub fn unknown() -> Refusal {
    because("没有这份委托，或者不是给你的。请从你的委托里重新选择")
}

fn titles(catalogue: &Catalogue, mandate: &MandateRow) -> String {
    let matters = mandate.scope.matters.as_deref().unwrap_or_default();
    let title = |id| catalogue.current(id).map(|it| format!("「{}」", it.title));
    let titles: String = matters.iter().filter_map(title).collect();
    if titles.is_empty() { "别的事项".to_owned() } else { titles }
}

fn day(date: Date) -> String {
    date.format(" %Y 年 %-m 月 %-d 日").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_runs_a_shop_of_their_own_is_not_called_a_legal_representative() {
        let table = [
            (MandateRole::LegalRepresentative, "91990101MA0000A19H", "法定代表人"),
            (MandateRole::LegalRepresentative, "92990101MA0000C38Q", "经营者"),
            (MandateRole::Handler, "92990101MA0000C38Q", "经办人"),
            (MandateRole::Other("guardian".into()), "", "guardian"),
        ];
        for (given, number, text) in table {
            assert_eq!(role(&given, number), text, "{given} {number}");
        }
    }
}
