//! Laws that hold for any answers, also those no client of ours would send.

use std::collections::BTreeSet;

use contract::{Answers, FormDefinition, ScenarioAnswers};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{check, form_json, guide};
use crate::{Heap, asked, checklist, payload, problems, prune, unanswered, visible};

fn scenarios() -> impl Strategy<Value = ScenarioAnswers> {
    let questions = prop::sample::select(vec!["premises", "registered", "nobody"]);
    let options = prop::sample::select(vec!["own", "rent", "street", "yes", "no", "castle"]);
    prop::collection::btree_map(questions.prop_map_into(), options.prop_map_into(), 0..4)
}

fn values() -> impl Strategy<Value = Value> {
    let chosen = vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(501),
        json!(-1),
        json!(1.5),
        json!(""),
        json!(" "),
        json!(" own "),
        json!("own"),
        json!("a"),
        json!("true"),
        json!("bad"),
        json!("云岫小馆"),
        json!([]),
        json!({}),
    ];
    prop_oneof![prop::sample::select(chosen), ".{0,8}".prop_map(Value::from)]
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let names = vec![
        "shop_name",
        "mobile",
        "seats",
        "takeaway",
        "platform",
        "site",
        "landlord",
        "unheard_of",
        "premises",
    ];
    prop::collection::btree_map(prop::sample::select(names).prop_map_into(), values(), 0..9)
}

fn form() -> FormDefinition {
    serde_json::from_value(form_json()).unwrap()
}

proptest! {
    #[test]
    fn payload_never_contains_a_hidden_field(scenario in scenarios(), answers in any_answers()) {
        let form = form();
        let sent = payload(&form, &scenario, &answers);
        let sections = visible(&form, &scenario, &answers);
        let shown: BTreeSet<_> = sections.iter().flat_map(|it| &it.fields).map(|it| &it.field.name).collect();
        prop_assert!(sent.keys().all(|it| shown.contains(it)), "{sent:?}");
        prop_assert!(sent.values().all(|it| !it.is_null() && *it != json!("")), "{sent:?}");
    }

    #[test]
    fn what_is_sent_is_judged_as_what_was_typed(scenario in scenarios(), answers in any_answers()) {
        let form = form();
        let sent = payload(&form, &scenario, &answers);
        prop_assert_eq!(&payload(&form, &scenario, &sent), &sent);
        prop_assert_eq!(problems(&form, &scenario, &sent, check), problems(&form, &scenario, &answers, check));
    }

    #[test]
    fn pruning_twice_is_pruning_once_and_changes_no_question(answers in scenarios()) {
        let questions = guide().questions;
        let pruned = prune(&questions, &answers);
        prop_assert_eq!(&prune(&questions, &pruned), &pruned);
        prop_assert_eq!(asked(&questions, &pruned), asked(&questions, &answers));
        let (asked, open) = (asked(&questions, &answers).len(), unanswered(&questions, &answers).len());
        prop_assert_eq!(asked, pruned.len() + open);
    }

    #[test]
    fn a_checklist_names_each_material_once_heap_by_heap_in_the_order_of_the_guide(answers in scenarios()) {
        let guide = guide();
        let list = checklist(&guide, &answers);
        let ids: Vec<_> = list.iter().map(|it| &it.id).collect();
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        let place = |id: &contract::MaterialId| guide.materials.iter().position(|it| it.id == *id);
        let places: Vec<_> = list.iter().map(|it| (Heap::of(it), place(&it.id))).collect();
        prop_assert!(places.is_sorted(), "{places:?}");
    }
}
