//! Conditions over named values: does one hold, and what does it look at.

use contract::Condition;

/// Deepest nesting; a condition without parts is 1 deep.
pub const MAX_DEPTH: usize = 8;

/// Whether `condition` holds for the values that `look` finds. A name without a value equals nothing.
///
/// A condition nested deeper than [`MAX_DEPTH`] does not hold as a whole, whatever it says.
#[must_use]
pub fn holds(condition: &Condition, look: &dyn Fn(&str) -> Option<String>) -> bool {
    !is_too_deep(condition) && judge(condition, look)
}

/// Whether it is nested deeper than [`MAX_DEPTH`].
#[must_use]
pub fn is_too_deep(condition: &Condition) -> bool {
    deeper_than(condition, MAX_DEPTH)
}

/// Every comparison in it, in order: the name it looks at, and the values it compares with.
#[must_use]
pub fn comparisons(condition: &Condition) -> Vec<(&str, &[String])> {
    match condition {
        Condition::Is { field, is } => vec![(field, std::slice::from_ref(is))],
        Condition::In { field, one_of } => vec![(field, one_of)],
        _ => parts(condition).iter().flat_map(comparisons).collect(),
    }
}

fn judge(condition: &Condition, look: &dyn Fn(&str) -> Option<String>) -> bool {
    match condition {
        Condition::Is { field, is } => look(field).as_ref() == Some(is),
        Condition::In { field, one_of } => look(field).is_some_and(|it| one_of.contains(&it)),
        Condition::All { all } => all.iter().all(|it| judge(it, look)),
        Condition::Any { any } => any.iter().any(|it| judge(it, look)),
        Condition::Not { not } => !judge(not, look),
    }
}

/// Descends no further than it must: the depth of a hostile condition is not our stack's depth.
fn deeper_than(condition: &Condition, limit: usize) -> bool {
    limit == 0 || parts(condition).iter().any(|it| deeper_than(it, limit - 1))
}

fn parts(condition: &Condition) -> &[Condition] {
    match condition {
        Condition::Is { .. } | Condition::In { .. } => &[],
        Condition::All { all: parts } | Condition::Any { any: parts } => parts,
        Condition::Not { not } => std::slice::from_ref(not),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(condition: Value) -> Condition {
        serde_json::from_value(condition).unwrap()
    }

    fn look(name: &str) -> Option<String> {
        let values = [("rent", "yes"), ("kind", "b"), ("open", "false")];
        values.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn holds_table() {
        let table = [
            (json!({"field": "rent", "is": "yes"}), true),
            (json!({"field": "rent", "is": "no"}), false),
            (json!({"field": "nobody", "is": ""}), false),
            (json!({"field": "open", "is": "false"}), true),
            (json!({"field": "kind", "in": ["a", "b"]}), true),
            (json!({"field": "kind", "in": []}), false),
            (json!({"field": "nobody", "in": ["a"]}), false),
            (json!({"not": {"field": "nobody", "is": "a"}}), true),
            (json!({"all": []}), true),
            (json!({"any": []}), false),
            (json!({"all": [{"field": "rent", "is": "yes"}, {"field": "kind", "is": "a"}]}), false),
            (json!({"any": [{"field": "rent", "is": "no"}, {"field": "kind", "is": "b"}]}), true),
        ];
        for (condition, expected) in table {
            assert_eq!(holds(&read(condition.clone()), &look), expected, "{condition}");
        }
    }

    fn nested(depth: usize, innermost: bool) -> Condition {
        let mut condition = Condition::Any { any: vec![] };
        if innermost {
            condition = Condition::All { all: vec![] };
        }
        for _ in 1..depth {
            condition = Condition::All { all: vec![condition] };
        }
        condition
    }

    #[test]
    fn eight_deep_is_judged_and_nine_deep_does_not_hold() {
        assert!(holds(&nested(8, true), &look));
        assert!(!holds(&nested(8, false), &look));
        assert!(!holds(&nested(9, true), &look));
        let not = Condition::Not { not: Box::new(nested(8, false)) };
        assert!(!holds(&not, &look), "a negation does not turn too deep into true");
    }

    #[test]
    fn comparisons_are_told_in_order() {
        let condition =
            read(json!({"all": [{"field": "b", "is": "1"}, {"not": {"field": "a", "in": ["2", "3"]}}]}));
        let told: Vec<_> =
            comparisons(&condition).into_iter().map(|(name, values)| (name, values.concat())).collect();
        assert_eq!(told, [("b", "1".to_owned()), ("a", "23".to_owned())]);
    }
}
