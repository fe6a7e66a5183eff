//! Walking through JSON of which only little is known.

use serde_json::{Map, Value, json};

/// Changes every text that is written for people: a string with a Chinese character in it, wherever it stands, unless
/// it is bound by a digest or is somebody's own answer.
pub(super) fn texts(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) if text.chars().any(is_han) => change(text),
        Value::Array(all) => all.iter_mut().for_each(|it| texts(it, change)),
        Value::Object(all) => {
            let bound = all.contains_key("sha256") || all.contains_key("content_hash");
            for (key, it) in all.iter_mut().filter(|_| !bound) {
                if !["answers", "manifest", "profile"].contains(&key.as_str()) {
                    texts(it, change);
                }
            }
        }
        _ => {}
    }
}

fn is_han(it: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&it)
}

/// Members whose value is a list of pairs and not an object with members of the contract.
const PAIRS: [&str; 6] = ["answers", "profile", "properties", "scenario", "titles", "to"];

/// Visits every object with members of the contract, those inside first: what is added is not visited itself.
pub(super) fn objects(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|it| objects(it, change)),
        Value::Object(all) => {
            for (key, it) in all.iter_mut() {
                match it {
                    Value::Object(pairs) if PAIRS.contains(&key.as_str()) => {
                        pairs.values_mut().for_each(|it| objects(it, change));
                    }
                    _ => objects(it, change),
                }
            }
            change(all);
        }
        _ => {}
    }
}

/// A page of so many items, all like the first one of `page`; `key` gets a number, so that no two are the same. As text:
/// a page like this is not a thing to build twice.
pub(super) fn multiplied(page: &Value, key: &str, many: usize) -> String {
    const MARK: &str = "x-place-x";
    let mut one = page.pointer("/items/0").cloned().unwrap_or_else(|| json!({}));
    one[key] = json!(MARK);
    let one = one.to_string();
    let (head, tail) = one.split_once(MARK).unwrap_or((&one, ""));
    let items: Vec<_> = (0..many).map(|it| [head, "x-", &it.to_string(), tail].concat()).collect();
    ["{\"items\":[", &items.join(","), "]}"].concat()
}

/// `depth` arrays, one in the other.
pub(super) fn nested(depth: usize) -> Vec<u8> {
    ["[".repeat(depth), "]".repeat(depth)].concat().into_bytes()
}

/// A condition `depth` negations deep.
pub(super) fn deep_condition(field: &str, depth: usize) -> Value {
    (0..depth).fold(json!({"field": field, "is": "never"}), |it, _| json!({"not": it}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_for_people_change() {
        let mut value = json!({
            "id": "elder-card", "title": "优待证", "items": ["审核", "A"], "answers": {"name": "陈屿"},
            "legal": {"text": "条款", "sha256": "00"},
        });
        texts(&mut value, &mut |it| it.push('!'));
        let expected = json!({
            "id": "elder-card", "title": "优待证!", "items": ["审核!", "A"], "answers": {"name": "陈屿"},
            "legal": {"text": "条款", "sha256": "00"},
        });
        assert_eq!(value, expected);
    }

    #[test]
    fn a_page_grows_without_two_items_alike() {
        let page = json!({"items": [{"id": "a", "n": 1}]});
        let many: Value = serde_json::from_str(&multiplied(&page, "id", 2)).unwrap();
        assert_eq!(many, json!({"items": [{"id": "x-0", "n": 1}, {"id": "x-1", "n": 1}]}));
    }

    #[test]
    fn nesting_is_as_deep_as_asked_for() {
        assert_eq!(nested(3), b"[[[]]]");
        assert_eq!(deep_condition("f", 1), json!({"not": {"field": "f", "is": "never"}}));
    }
}
