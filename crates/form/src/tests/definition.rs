use contract::{Condition, FormDefinition, Guide};
use serde_json::{Value, json};

use super::{form_json, guide};
use crate::DefinitionFault::*;
use crate::definition::limits;
use crate::{DefinitionFault, DefinitionProblem, check_definition, check_guide, unfillable};

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
            vec![("/schema/properties/site/oneOf/1", Repeated)],
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

/// A guide with `change` done to it.
fn spoilt(change: impl FnOnce(&mut Guide)) -> Guide {
    let mut guide = guide();
    change(&mut guide);
    guide
}

#[test]
fn a_guide_made_to_choke_a_phone_is_refused_at_once() {
    let is = |n: usize| Condition::Is { field: "premises".into(), is: n.to_string() };
    let bomb = |condition: Condition| spoilt(|it| it.materials[0].when = Some(condition));
    let form = |change: fn(&mut FormDefinition)| spoilt(|it| change(it.form.as_mut().unwrap()));
    let table: [(&str, Guide, DefinitionFault); 8] = [
        (
            "fields",
            form(|it| {
                let field = it.sections[0].fields[0].clone();
                it.sections[0].fields.extend(vec![field; 20_000]);
            }),
            TooMany(limits::FIELDS),
        ),
        (
            "properties",
            form(|it| {
                let property = it.schema.properties["seats"].clone();
                it.schema.properties.extend((0..20_000).map(|n| (n.to_string(), property.clone())));
            }),
            TooMany(limits::FIELDS),
        ),
        (
            "sections",
            form(|it| it.sections = vec![it.sections[0].clone(); 20_000]),
            TooMany(limits::SECTIONS),
        ),
        (
            "choices",
            form(|it| {
                let list = &mut it.schema.properties.get_mut("site").unwrap().one_of;
                *list = vec![contract::Const { value: "x".into(), title: String::new() }; 20_000];
            }),
            TooMany(limits::CHOICES),
        ),
        (
            "questions",
            spoilt(|it| it.questions = vec![it.questions[0].clone(); 20_000]),
            TooMany(limits::QUESTIONS),
        ),
        (
            "materials",
            spoilt(|it| it.materials = vec![it.materials[0].clone(); 20_000]),
            TooMany(limits::MATERIALS),
        ),
        (
            "a wide condition",
            bomb(Condition::Any { any: (0..20_000).map(is).collect() }),
            TooMany(limits::COMPARED),
        ),
        (
            "many values",
            bomb(Condition::In { field: "premises".into(), one_of: vec!["x".into(); 20_000] }),
            TooMany(limits::COMPARED),
        ),
    ];
    for (name, guide, fault) in table {
        let found = check_guide(&guide);
        assert_eq!(found.iter().map(|it| it.fault.clone()).collect::<Vec<_>>(), [fault], "{name}");
        assert_eq!(unfillable(&guide), found.into_iter().next(), "{name}");
    }
}

#[test]
fn what_cannot_be_filled_in_is_told_from_what_is_only_untidy() {
    type Change = fn(&mut Guide);
    let never = Condition::Is { field: "premises".into(), is: "never".into() };
    let table: [(&str, Change, bool); 6] = [
        (
            "a label of 300 characters",
            |it| it.form.as_mut().unwrap().sections[0].title = "长".repeat(300),
            false,
        ),
        ("an option twice", |it| it.questions[0].options[1].id = "own".into(), false),
        (
            "one name for two fields",
            |it| {
                let form = it.form.as_mut().unwrap();
                let field = form.sections[0].fields[0].clone();
                form.sections[1].fields.push(field);
            },
            true,
        ),
        ("a question without an answer", |it| it.questions[0].options.clear(), true),
        (
            "questions that wait for each other",
            |it| {
                it.questions[0].show_if =
                    Some(Condition::Is { field: it.questions[1].id.clone(), is: "x".into() });
            },
            true,
        ),
        ("a name that is none", |it| it.questions[0].id = "\u{202e}<img>".into(), true),
    ];
    for (name, change, fatal) in table {
        assert_eq!(unfillable(&spoilt(change)).is_some(), fatal, "{name}");
    }
    assert_eq!(unfillable(&spoilt(|it| it.materials[0].when = Some(never))), None);
    assert_eq!(unfillable(&guide()), None);
}

#[test]
fn a_pattern_is_no_part_of_the_profile_and_is_never_run() {
    let mut form = form_json();
    form["schema"]["properties"]["shop_name"]["pattern"] = json!("^(a+)+$");
    let form: FormDefinition = serde_json::from_value(form).unwrap();
    let property = contract::Property { max_length: None, ..form.schema.properties["shop_name"].clone() };
    let hostile = Value::String(["a".repeat(30), "!".into()].concat());
    let good = |_: &contract::Format, _: &str| contract::FormatVerdict::Good;
    assert_eq!(crate::field_problem(&property, true, Some(&hostile), good), None);
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
        (|it| it.questions[0].options[1].id = "own".into(), "/questions/0/options/1", Repeated),
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
