use contract::{FormDefinition, Format};
use serde_json::{Value, json};

use super::{answers, check, form_json, scenario};
use crate::{FieldDoubt, Rule, doubts, field_problem, payload, problems, visible};

fn form() -> FormDefinition {
    serde_json::from_value(form_json()).unwrap()
}

#[test]
fn visible_table() {
    type Pairs = &'static [(&'static str, &'static str)];
    let shop = "shop: shop_name mobile seats";
    let table: [(Pairs, Value, &[&str]); 6] = [
        (&[], json!({}), &[shop, "sales: takeaway"]),
        (&[("premises", "rent")], json!({}), &[shop, "sales: takeaway", "lease: landlord"]),
        (&[], json!({"takeaway": true}), &[shop, "sales: takeaway platform"]),
        (&[], json!({"takeaway": true, "platform": " own "}), &[shop, "sales: takeaway platform site"]),
        // `platform` was answered before it was hidden again: `site` does not see it.
        (&[], json!({"takeaway": false, "platform": "own"}), &[shop, "sales: takeaway"]),
        (&[], json!({"takeaway": "true"}), &[shop, "sales: takeaway platform"]),
    ];
    for (given, answered, expected) in table {
        let form = form();
        let shown: Vec<String> = visible(&form, &scenario(given), &answers(answered.clone()))
            .iter()
            .map(|part| {
                let names: Vec<_> = part.fields.iter().map(|it| it.field.name.as_str()).collect();
                format!("{}: {}", part.section.id, names.join(" "))
            })
            .collect();
        assert_eq!(shown, expected, "{given:?} {answered}");
    }
}

#[test]
fn a_field_without_a_property_is_not_shown() {
    let mut form = form();
    form.schema.properties.remove("takeaway");
    let shown = visible(&form, &scenario(&[]), &answers(json!({"takeaway": true})));
    assert_eq!(shown.len(), 1, "neither it nor what depends on it");
}

#[test]
fn payload_holds_visible_answers_only() {
    let table = [
        (
            json!({"shop_name": " 云岫 ", "mobile": "", "seats": 0, "takeaway": false}),
            json!({"shop_name": "云岫", "seats": 0, "takeaway": false}),
        ),
        (json!({"takeaway": false, "platform": "own", "site": "x"}), json!({"takeaway": false})),
        (json!({"landlord": "王强", "unheard_of": 1, "shop_name": null}), json!({})),
        (json!({"seats": "many"}), json!({"seats": "many"})), // wrong, and told by problems()
    ];
    for (given, expected) in table {
        assert_eq!(payload(&form(), &scenario(&[]), &answers(given.clone())), answers(expected), "{given}");
    }
}

#[test]
fn problems_table() {
    let good = json!({"shop_name": "云岫小馆", "mobile": "138", "takeaway": false});
    type Told = &'static [(&'static str, &'static str, &'static str)];
    let table: [(Value, Told); 8] = [
        (json!({}), &[]),
        (json!({"shop_name": "  "}), &[("shop", "shop_name", "missing")]),
        (json!({"shop_name": " 馆 "}), &[("shop", "shop_name", "too-short")]),
        (json!({"shop_name": "𠮷𠮷𠮷𠮷𠮷𠮷"}), &[]), // six characters, whatever their bytes
        (json!({"shop_name": "云岫小馆很好吃"}), &[("shop", "shop_name", "too-long")]),
        (json!({"takeaway": true}), &[("sales", "platform", "missing")]),
        (
            json!({"mobile": "bad", "seats": 501}),
            &[("shop", "mobile", "bad-mobile"), ("shop", "seats", "too-large")],
        ),
        (json!({"landlord": 1, "platform": 2}), &[]), // hidden
    ];
    for (change, expected) in table {
        let mut given = good.clone();
        given.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let found = problems(&form(), &scenario(&[]), &answers(given), check);
        let told: Vec<_> =
            found.iter().map(|it| (it.section.as_str(), it.field.as_str(), it.rule.code())).collect();
        assert_eq!(told, expected, "{change}");
    }
}

#[test]
fn field_problem_table() {
    let text = json!({"type": "string", "title": "", "minLength": 2, "maxLength": 3});
    let list = json!({"type": "string", "title": "", "maxLength": 1, "oneOf": [{"const": "a", "title": ""}]});
    let count = json!({"type": "integer", "title": "", "minimum": 1, "maximum": 9});
    let any = json!({"type": "integer", "title": ""});
    let wide = json!({"type": "integer", "title": "", "minimum": i64::MIN, "maximum": i64::MAX});
    let yes = json!({"type": "boolean", "title": ""});
    let later = json!({"type": "array", "title": ""});
    let biggest = (1_i64 << 53) - 1;
    let table = [
        (&text, json!("ab"), None),
        (&text, json!("a"), Some(Rule::TooShort(2))),
        (&text, json!("abcd"), Some(Rule::TooLong(3))),
        (&text, json!(12), Some(Rule::WrongType)),
        (&text, json!(""), Some(Rule::Missing)),
        (&text, json!(null), Some(Rule::Missing)),
        (&list, json!("a"), None),
        (&list, json!("abc"), Some(Rule::NotInList)),
        (&count, json!(1), None),
        (&count, json!(0), Some(Rule::TooSmall(1))),
        (&count, json!(10), Some(Rule::TooLarge(9))),
        (&count, json!(1.5), Some(Rule::WrongType)),
        (&count, json!(1.0), Some(Rule::WrongType)), // canonical JSON has no fractions
        (&count, json!("1"), Some(Rule::WrongType)),
        (&any, json!(biggest), None),
        (&any, json!(biggest + 1), Some(Rule::TooLarge(biggest))),
        (&any, json!(-biggest - 1), Some(Rule::TooSmall(-biggest))),
        (&any, json!(u64::MAX), Some(Rule::TooLarge(biggest))),
        (&wide, json!(biggest + 1), Some(Rule::TooLarge(biggest))),
        (&wide, json!(-biggest - 1), Some(Rule::TooSmall(-biggest))),
        (&yes, json!(false), None),
        (&yes, json!("false"), Some(Rule::WrongType)),
        (&later, json!([]), Some(Rule::WrongType)),
    ];
    for (property, value, expected) in table {
        let property = serde_json::from_value(property.clone()).unwrap();
        assert_eq!(field_problem(&property, true, Some(&value), check), expected, "{property:?} {value}");
    }
}

#[test]
fn only_required_fields_can_be_missing() {
    let property = serde_json::from_value(json!({"type": "string", "title": "", "minLength": 2})).unwrap();
    for nothing in [None, Some(json!(null)), Some(json!(""))] {
        assert_eq!(
            field_problem(&property, true, nothing.as_ref(), check),
            Some(Rule::Missing),
            "{nothing:?}"
        );
        assert_eq!(field_problem(&property, false, nothing.as_ref(), check), None, "{nothing:?}");
    }
}

#[test]
fn a_doubtful_value_is_told_and_is_no_problem() {
    let given = answers(json!({"shop_name": "云岫小馆", "mobile": " doubtful ", "takeaway": false}));
    assert_eq!(problems(&form(), &scenario(&[]), &given, check), []);
    let doubt = FieldDoubt { section: "shop".into(), field: "mobile".into(), format: Format::Mobile };
    assert_eq!(doubts(&form(), &scenario(&[]), &given, check), [doubt]);
}
