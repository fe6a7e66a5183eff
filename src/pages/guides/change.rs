//! What another answer changes on a checklist.

use contract::{Material, MaterialId};

use crate::text;

/// What came to a list and what went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// Names of what came, in the order of the new list.
    more: Vec<String>,
    /// Names of what went, in the order of the old one.
    fewer: Vec<String>,
}

/// A material as it is named on a list.
pub(super) type Named = (MaterialId, String);

/// The names on a list.
pub(super) fn named(list: &[&Material]) -> Vec<Named> {
    list.iter().map(|it| (it.id.clone(), it.name.clone())).collect()
}

/// From one list to another.
pub(super) fn change(before: &[Named], after: &[Named]) -> Change {
    let missing = |from: &[Named], of: &[Named]| -> Vec<String> {
        from.iter().filter(|it| !of.iter().any(|other| other.0 == it.0)).map(|it| it.1.clone()).collect()
    };
    Change { more: missing(after, before), fewer: missing(before, after) }
}

impl Change {
    /// In words.
    pub(super) fn words(&self) -> String {
        let said = |names: &[String], say: fn(&str, &str) -> String| {
            (!names.is_empty())
                .then(|| say(&names.len().to_string(), &names.join(text::mandate_list_comma())))
        };
        let both = [said(&self.more, text::change_more), said(&self.fewer, text::change_fewer)];
        let both: Vec<_> = both.into_iter().flatten().collect();
        if both.is_empty() { text::change_none().to_owned() } else { both.join(text::semicolon()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(ids: &[&str]) -> Vec<Named> {
        ids.iter().map(|it| (it.parse().unwrap(), it.to_uppercase())).collect()
    }

    #[test]
    fn an_answer_says_what_came_and_what_went() {
        type Ids = &'static [&'static str];
        let table: [(Ids, Ids, &str); 5] = [
            (&["a", "b"], &["a", "b"], "清单没有变"),
            // Another order is no other list.
            (&["a", "b"], &["b", "a"], "清单没有变"),
            (&["a"], &["a", "b", "c"], "多了 2 样：B、C"),
            (&["a", "b"], &["b"], "少了 1 样：A"),
            (&["a", "b"], &["b", "c"], "多了 1 样：C；少了 1 样：A"),
        ];
        for (before, after, words) in table {
            assert_eq!(change(&list(before), &list(after)).words(), words, "{before:?} → {after:?}");
        }
    }
}
