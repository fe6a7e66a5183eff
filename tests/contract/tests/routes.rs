//! The reference hall serves the routes of the document, no fewer and no more.

use std::collections::BTreeSet;

use serde_json::Value;

#[test]
fn the_hall_serves_exactly_the_routes_of_the_document() {
    let document: Value = serde_norway::from_str(include_str!("../../../crates/contract/openapi.yaml"))
        .expect("the document is YAML");
    let methods = ["get", "head", "options", "post", "put", "patch", "delete"];
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("the document has paths") {
        for method in
            item.as_object().expect("a path is an object").keys().filter(|it| methods.contains(&it.as_str()))
        {
            documented.insert((method.to_uppercase(), path.clone()));
        }
    }
    let served: BTreeSet<(String, String)> =
        hall::ROUTES.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(served.len(), hall::ROUTES.len(), "a route twice");
    assert_eq!(served, documented);
}
