use contract::{Condition, FormDefinition, Guide};
use serde_json::{Value, json};

use super::{form_json, guide};
use crate::DefinitionFault::*;
use crate::definition::limits;
use crate::{DefinitionFault, DefinitionProblem, check_definition, check_guide};

fn told(problems: Vec<DefinitionProblem>) -> Vec<(String, DefinitionFault)> {
    problems.into_iter().map(|it| (it.pointer, it.fault)).collect()
}

/// What is found once the member at `pointer` is `value`.
fn changed(pointer: &str, value: Value) -> Vec<(String, DefinitionFault)> {
    let mut form = form_json();
    let (parent, member) = pointer.rsplit_once('/').unwrap();
    let parent = form.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(items) if member == "-" => items.push(value),
        Value::Array(items) => items[member.parse::<usize>().unwrap()] = value,
        other => other[member] = value,
    }
    let form: FormDefinition = serde_json::from_value(form).unwrap();
    told(check_definition(&form))
}

#[test]
fn the_sample_guide_and_its_form_have_no_mistakes() {
    assert_eq!(check_definition(&serde_json::from_value(form_json()).unwrap()), []);
    assert_eq!(check_guide(&guide()), []);
}

#[test]
fn form_mistakes_table() {
    let seats = "/schema/properties/seats";
    let first = "/sections/0/fields/0";
    let table = [
        ("/schema/type", json!("array"), vec![("/schema/type", NotAnObject)]),
        ("/sections/0/fields/-", json!({"name": "nobody"}), vec![("/sections/0/fields/3", UnknownProperty)]),
        ("/sections/2/fields/-", json!({"name": "seats"}), vec![("/sections/2/fields/1", Duplicate)]),
        ("/sections/1/id", json!("shop"), vec![("/sections/1", Duplicate)]),
        ("/sections/1/id", json!("a b"), vec![("/sections/1/id", BadName)]),
        ("/sections/2/fields", json!([]), vec![("/schema/properties/landlord", NeverAsked)]),
        (seats, json!({"type": "number", "title": ""}), vec![("/schema/properties/seats/type", UnknownType)]),
        (
            seats,
            json!({"type": "integer", "title": "", "minimum": 2, "maximum": 1}),
            vec![(seats, EmptyRange)],
        ),
        (
            seats,
            json!({"type": "integer", "title": "", "maxLength": 1}),
            vec![("/schema/properties/seats/maxLength", WrongKeyword)],
        ),
        (
            "/schema/properties/site/oneOf",
            json!([{"const": "x", "title": ""}, {"const": "x", "title": ""}]),
            vec![("/schema/properties/site/oneOf/1", Duplicate)],
        ),
        (
            "/sections/0/fields/0/show_if",
            json!({"field": "takeaway", "is": "true"}),
            vec![("/sections/0/fields/0/show_if", LooksAhead("takeaway".into()))],
        ),
        (
            "/sections/0/fields/0/show_if",
            json!({"not": {"field": "shop_name", "is": "x"}}),
            vec![("/sections/0/fields/0/show_if", LooksAhead("shop_name".into()))],
        ),
        (
            "/sections/1/fields/1/show_if",
            json!({"field": "takeaway", "in": ["true", "yes"]}),
            vec![(
                "/sections/1/fields/1/show_if",
                NeverGiven { name: "takeaway".into(), value: "yes".into() },
            )],
        ),
        (
            first,
            json!({"name": "shop_name", "hint": "长".repeat(1001)}),
            vec![("/sections/0/fields/0/hint", TooLong(1000))],
        ),
        (
            first,
            json!({"name": "shop_name", "unit": "长".repeat(201)}),
            vec![("/sections/0/fields/0/unit", TooLong(200))],
        ),
        (first, json!({"name": "shop_name", "hint": "长".repeat(1000)}), vec![]),
    ];
    for (pointer, value, expected) in table {
        let expected: Vec<_> = expected.into_iter().map(|(at, fault)| (at.to_owned(), fault)).collect();
        assert_eq!(changed(pointer, value.clone()), expected, "{pointer} = {value}");
    }
}

#[test]
fn sizes_are_limited() {
    let choice = |n: usize| json!({"const": n.to_string(), "title": ""});
    let choices = |n: usize| Value::Array((0..n).map(choice).collect());
    assert_eq!(changed("/schema/properties/site/oneOf", choices(limits::CHOICES)), []);
    let found = changed("/schema/properties/site/oneOf", choices(limits::CHOICES + 1));
    assert_eq!(found, [("/schema/properties/site/oneOf".to_owned(), TooMany(limits::CHOICES))]);

    let mut form: FormDefinition = serde_json::from_value(form_json()).unwrap();
    let (seats, field) = (form.schema.properties["seats"].clone(), form.sections[0].fields[2].clone());
    for n in form.schema.properties.len()..limits::FIELDS {
        form.schema.properties.insert(format!("f{n}"), seats.clone());
        form.sections[2].fields.push(contract::Field { name: format!("f{n}"), ..field.clone() });
    }
    assert_eq!(check_definition(&form), []);
    form.schema.properties.insert("one_more".into(), seats);
    form.sections[2].fields.push(contract::Field { name: "one_more".into(), ..field });
    assert_eq!(told(check_definition(&form)), [("/sections".to_owned(), TooMany(limits::FIELDS))]);
}

#[test]
fn a_condition_nine_deep_is_reported() {
    let mut deep = json!({"field": "seats", "is": "1"});
    for _ in 1..8 {
        deep = json!({"not": deep});
    }
    assert_eq!(changed("/sections/1/fields/0/show_if", deep.clone()), []);
    let found = changed("/sections/1/fields/0/show_if", json!({"not": deep}));
    assert_eq!(found, [("/sections/1/fields/0/show_if".to_owned(), TooDeep)]);
}

#[test]
fn guide_mistakes_table() {
    type Change = fn(&mut Guide);
    let is = |field: &str, is: &str| Some(Condition::Is { field: field.into(), is: is.into() });
    let table: [(Change, &str, DefinitionFault); 8] = [
        (|it| it.questions[0].id = "Premises!".into(), "/questions/0/id", BadName),
        (|it| it.questions[0].options.truncate(1), "/questions/0/options", TooFew(2)),
        (|it| it.questions[0].options[1].id = "own".into(), "/questions/0/options/1", Duplicate),
        (|it| it.questions.swap(0, 1), "/questions/0/show_if", LooksAhead("premises".into())),
        (|it| it.questions[1].id = "premises".into(), "/questions/1", Duplicate),
        (|it| it.materials[1].id = it.materials[0].id.clone(), "/materials/1", Duplicate),
        (
            |it| it.questions[1].id = "seats".into(),
            "/form/sections/0/fields/2", // a field has the name of a question
            Duplicate,
        ),
        (
            |it| it.form.iter_mut().for_each(|it| it.sections[0].fields[0].name = "nobody".into()),
            "/form/sections/0/fields/0",
            UnknownProperty,
        ),
    ];
    for (change, pointer, fault) in table {
        let mut guide = guide();
        change(&mut guide);
        let found = told(check_guide(&guide));
        assert!(found.contains(&(pointer.to_owned(), fault.clone())), "{pointer} {fault:?}: {found:?}");
    }

    let mut guide = guide();
    guide.materials[2].when = is("premisses", "own");
    guide.materials[3].when = is("premises", "rented");
    guide.form.as_mut().unwrap().sections[2].fields[0].show_if = is("nobody", "x");
    let expected = [
        ("/materials/2/when".to_owned(), LooksAtNothing("premisses".into())),
        ("/materials/3/when".to_owned(), NeverGiven { name: "premises".into(), value: "rented".into() }),
        ("/form/sections/2/fields/0/show_if".to_owned(), LooksAtNothing("nobody".into())),
    ];
    assert_eq!(told(check_guide(&guide)), expected);
}
