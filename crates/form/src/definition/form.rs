//! The checks of a form.

use std::collections::BTreeSet;

use contract::{FormDefinition, JsonType, Property, Section};

use super::scope::{Scope, Values};
use super::{DefinitionFault, Findings, limits};

/// Whether `form` is small enough to be looked into.
pub(super) fn sizes(form: &FormDefinition, root: &str, found: &mut Findings) -> bool {
    let sections = [root, "/sections"].concat();
    let fields: usize = form.sections.iter().map(|it| it.fields.len()).sum();
    let properties = [root, "/schema/properties"].concat();
    found.few(form.sections.len(), limits::SECTIONS, &sections)
        && found.few(fields, limits::FIELDS, &sections)
        && found.few(form.schema.properties.len(), limits::FIELDS, &properties)
        && form.schema.properties.iter().all(|(name, it)| {
            let list = || format!("{properties}{}/oneOf", crate::pointer::pointer(&[name]));
            it.one_of.len() <= limits::CHOICES || found.few(it.one_of.len(), limits::CHOICES, &list())
        })
        && form
            .sections
            .iter()
            .flat_map(|it| &it.fields)
            .all(|it| found.narrow(it.show_if.as_ref(), &sections))
}

/// Checks `form`; pointers start with `root`, conditions may look at what `scope` has.
pub(super) fn check<'a>(form: &'a FormDefinition, root: &str, mut scope: Scope<'a>, found: &mut Findings) {
    let asked: Vec<&str> =
        form.sections.iter().flat_map(|it| &it.fields).map(|it| it.name.as_str()).collect();
    found.add_if(form.schema.kind != "object", &format!("{root}/schema/type"), DefinitionFault::NotAnObject);
    for (name, property) in &form.schema.properties {
        let pointer = format!("{root}/schema/properties{}", crate::pointer::pointer(&[name]));
        found.add_if(!asked.contains(&name.as_str()), &pointer, DefinitionFault::NeverAsked);
        check_property(property, &pointer, found);
    }
    scope.announce(asked);
    let mut ids = BTreeSet::new();
    for (at, section) in form.sections.iter().enumerate() {
        let pointer = format!("{root}/sections/{at}");
        found.add_if(!ids.insert(&section.id), &pointer, DefinitionFault::Duplicate);
        check_section(form, section, &pointer, &mut scope, found);
    }
}

fn check_section<'a>(
    form: &'a FormDefinition,
    section: &'a Section,
    pointer: &str,
    scope: &mut Scope<'a>,
    found: &mut Findings,
) {
    found.name(&section.id, b"-", &format!("{pointer}/id"));
    found.length(&section.title, limits::TITLE, &format!("{pointer}/title"));
    found.length(section.hint.as_deref().unwrap_or_default(), limits::TEXT, &format!("{pointer}/hint"));
    for (at, field) in section.fields.iter().enumerate() {
        let pointer = format!("{pointer}/fields/{at}");
        found.name(&field.name, b"", &format!("{pointer}/name"));
        found.length(field.hint.as_deref().unwrap_or_default(), limits::TEXT, &format!("{pointer}/hint"));
        found.length(field.unit.as_deref().unwrap_or_default(), limits::TITLE, &format!("{pointer}/unit"));
        if let Some(condition) = &field.show_if {
            scope.check(condition, &format!("{pointer}/show_if"), found);
        }
        let property = form.schema.properties.get(&field.name);
        found.add_if(property.is_none(), &pointer, DefinitionFault::UnknownProperty);
        let is_new = scope.ask(&field.name, property.map_or(Values::Any, values));
        found.add_if(!is_new, &pointer, DefinitionFault::Duplicate);
    }
}

fn check_property(property: &Property, pointer: &str, found: &mut Findings) {
    let (text, number) = match property.kind {
        JsonType::Text => (true, false),
        JsonType::Integer => (false, true),
        JsonType::Boolean => (false, false),
        JsonType::Other(_) => {
            return found.add(&format!("{pointer}/type"), DefinitionFault::UnknownType);
        }
    };
    let keywords = [
        ("minLength", property.min_length.is_some(), text),
        ("maxLength", property.max_length.is_some(), text),
        ("format", property.format.is_some(), text),
        ("oneOf", !property.one_of.is_empty(), text),
        ("minimum", property.minimum.is_some(), number),
        ("maximum", property.maximum.is_some(), number),
    ];
    for (keyword, present, fits) in keywords {
        found.add_if(present && !fits, &format!("{pointer}/{keyword}"), DefinitionFault::WrongKeyword);
    }
    let lengths = property.min_length.zip(property.max_length).is_some_and(|(min, max)| min > max);
    let bounds = property.minimum.zip(property.maximum).is_some_and(|(min, max)| min > max);
    found.add_if(lengths || bounds, pointer, DefinitionFault::EmptyRange);
    found.length(&property.title, limits::TITLE, &format!("{pointer}/title"));
    let list = format!("{pointer}/oneOf");
    found.distinct(property.one_of.iter().map(|it| it.value.as_str()), &list);
    for (at, choice) in property.one_of.iter().enumerate() {
        found.length(&choice.title, limits::TITLE, &format!("{list}/{at}/title"));
    }
}

fn values(property: &Property) -> Values<'_> {
    match property.kind {
        JsonType::Boolean => Values::Only(vec!["true", "false"]),
        _ if property.one_of.is_empty() => Values::Any,
        _ => Values::Only(property.one_of.iter().map(|it| it.value.as_str()).collect()),
    }
}
