//! One field of a form. It never scolds before it is left.

use contract::{Const, Field, Format, JsonType, Property, Widget};
use leptos::prelude::*;
use serde_json::Value;

use super::{Choice, Pick};
use crate::text;

/// What the parts of one field share.
#[derive(Clone)]
struct Parts {
    id: String,
    property: Property,
    field: Field,
    lang: Option<&'static str>,
    value: Signal<Option<Value>>,
    invalid: Signal<bool>,
    on_value: Callback<Option<Value>>,
    on_left: Callback<()>,
}

impl Parts {
    fn described(&self) -> String {
        [&self.id, "-hint ", &self.id, "-error"].concat()
    }

    fn as_text(&self) -> Signal<String> {
        let value = self.value;
        Signal::derive(move || match value.get() {
            Some(Value::String(text)) => text,
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        })
    }
}

/// A labelled field with its hint, control and error.
#[component]
pub fn FieldView(
    /// How it is asked.
    field: Field,
    /// The language of what the hall says in it, where it is not the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
    /// What its value is.
    property: Property,
    /// The answer.
    #[prop(into)]
    value: Signal<Option<Value>>,
    /// What is wrong, once it may be said.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// A new answer; `None` for none.
    on_value: Callback<Option<Value>>,
    /// The field was left.
    on_left: Callback<()>,
) -> impl IntoView {
    let id = ["f-", &field.name].concat();
    let invalid = Signal::derive(move || error.with(Option::is_some));
    let parts = Parts {
        id: id.clone(),
        property: property.clone(),
        field: field.clone(),
        lang,
        value,
        invalid,
        on_value,
        on_left,
    };
    let error_view = {
        let id = [&id, "-error"].concat();
        view! { <p class="field__error" id=id>{move || error.get()}</p> }
    };
    let hint = field
        .hint
        .clone()
        .map(|it| view! { <p class="field__hint" id=[&id, "-hint"].concat() lang=lang>{it}</p> });
    let optional =
        (!field.required).then(|| view! { <span class="field__optional">{text::optional()}</span> });
    let class = move || if invalid.get() { "field field--error" } else { "field" };
    let choices = is_choices(&property, &field);
    let label = property.title.clone();
    if choices {
        let described = parts.described();
        let group = [id.as_str(), "-group"].concat();
        let row = if is_short(&property) { " choices choices--row" } else { " choices" };
        let radios = radios(parts);
        return view! {
            <fieldset class=move || [class(), row].concat() id=group aria-describedby=described>
                <legend class="field__label"><span lang=lang>{label}</span>{optional}</legend>
                {hint}{error_view}{radios}
            </fieldset>
        }
        .into_any();
    }
    let unit_lang = lang.filter(|_| field.unit.is_some());
    let unit =
        unit(&property, &field).map(|it| view! { <span class="field__unit" lang=unit_lang>{it}</span> });
    let control = control(parts);
    view! {
        <div class=class>
            <label class="field__label" for=id><span lang=lang>{label}</span>{optional}</label>
            {hint}{error_view}
            <div class="field__control">{control}{unit}</div>
        </div>
    }
    .into_any()
}

/// What stands behind the input: the field's own unit; money is in yuan, whoever forgot to say so.
fn unit(property: &Property, field: &Field) -> Option<String> {
    let yuan = || (property.format == Some(Format::Money)).then(|| text::yuan().to_owned());
    field.unit.clone().or_else(yuan)
}

/// Few choices are shown at once; many open.
fn is_choices(property: &Property, field: &Field) -> bool {
    const AT_ONCE: usize = 5;
    let listed = !property.one_of.is_empty() && property.one_of.len() <= AT_ONCE;
    property.kind == JsonType::Boolean
        || (listed && field.widget != Some(Widget::Select))
        || field.widget == Some(Widget::Radio)
}

fn radios(parts: Parts) -> impl IntoView {
    let boolean = parts.property.kind == JsonType::Boolean;
    let options = if boolean {
        let option = |value: &str, title: &str| Const { value: value.to_owned(), title: title.to_owned() };
        vec![option("true", text::yes()), option("false", text::no())]
    } else {
        parts.property.one_of.clone()
    };
    let value = parts.value;
    let chosen = move || match value.get() {
        Some(Value::Bool(yes)) => Some(if yes { "true" } else { "false" }.to_owned()),
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let (on_value, on_left) = (parts.on_value, parts.on_left);
    let lang = parts.lang.filter(|_| !boolean);
    let option = move |(at, option): (usize, Const)| {
        // Links from a list of errors lead to the field's id: the first of its choices.
        let id = if at == 0 { parts.id.clone() } else { [&parts.id, "-", &at.to_string()].concat() };
        let (this, value) = (option.value.clone(), option.value);
        let checked = Signal::derive(move || chosen().as_deref() == Some(this.as_str()));
        let on_change = Callback::new(move |_| {
            let value = if boolean { Value::Bool(value == "true") } else { Value::String(value.clone()) };
            on_value.run(Some(value));
            on_left.run(());
        });
        view! { <Choice pick=Pick::One id name=parts.id.clone() checked on_change label=option.title lang/> }
    };
    options.into_iter().enumerate().map(option).collect_view()
}

/// Two or three short answers stand side by side.
fn is_short(property: &Property) -> bool {
    const SHORT: usize = 4;
    let listed = &property.one_of;
    property.kind == JsonType::Boolean
        || (listed.len() <= 3 && listed.iter().all(|it| it.title.chars().count() <= SHORT))
}

/// A field that is taken away while it has the focus is left, too; by then its page is gone, and nobody listens.
fn control(parts: Parts) -> AnyView {
    let text = parts.as_text();
    let invalid = parts.invalid;
    let described = parts.described();
    let (id, on_value, on_left) = (parts.id.clone(), parts.on_value, parts.on_left);
    let required = parts.field.required.then_some("true");
    let kind = parts.property.kind.clone();
    let took = move |typed: String| on_value.run(to_value(&kind, typed));
    let aria_invalid = move || invalid.get().then_some("true");
    if !parts.property.one_of.is_empty() {
        let options = parts.property.one_of.into_iter().map(|it| {
            let this = it.value.clone();
            view! { <option value=it.value lang=parts.lang prop:selected=move || text.get() == this>{it.title}</option> }
        });
        return view! {
            <select class="field__input" id=id aria-required=required aria-invalid=aria_invalid aria-describedby=described
                prop:value=text on:change=move |event| { took(event_target_value(&event)); on_left.run(()); }>
                <option value="">{text::choose()}</option>
                {options.collect_view()}
            </select>
        }
        .into_any();
    }
    if parts.field.widget == Some(Widget::Multiline) {
        return view! {
            <textarea class="field__input" id=id rows="4" aria-required=required aria-invalid=aria_invalid
                aria-describedby=described prop:value=text on:input=move |event| took(event_target_value(&event))
                on:blur=move |_| { on_left.try_run(()); }></textarea>
        }
        .into_any();
    }
    let (input_type, mode, auto) = keyboard(&parts.property, parts.field.prefill.as_deref());
    let capitals = is_code(&parts.property).then_some("characters");
    let class = if is_figure(&parts.property) { "field__input field__input--figure" } else { "field__input" };
    view! {
        <input class=class id=id type=input_type inputmode=mode autocomplete=auto aria-required=required
            autocapitalize=capitals spellcheck=capitals.map(|_| "false") aria-invalid=aria_invalid aria-describedby=described prop:value=text
            on:input=move |event| took(event_target_value(&event)) on:blur=move |_| { on_left.try_run(()); }/>
    }
    .into_any()
}

/// Numbers of papers hold capital letters and are in no dictionary.
fn is_code(property: &Property) -> bool {
    matches!(property.format, Some(Format::IdNumber | Format::CreditCode))
}

/// Amounts, counts and dates are short; the width of the input says so.
fn is_figure(property: &Property) -> bool {
    property.kind == JsonType::Integer
        || matches!(property.format, Some(Format::Date | Format::Money | Format::Mobile))
}

/// What was typed as a value; an integer field keeps text that is no number, so that nothing typed is lost.
fn to_value(kind: &JsonType, typed: String) -> Option<Value> {
    if typed.is_empty() {
        return None;
    }
    if *kind == JsonType::Integer
        && let Ok(number) = typed.trim().parse::<i64>()
    {
        return Some(Value::from(number));
    }
    Some(Value::String(typed))
}

/// `type`, `inputmode` and `autocomplete` of an input.
fn keyboard(property: &Property, prefill: Option<&str>) -> (&'static str, &'static str, &'static str) {
    match (&property.kind, &property.format) {
        (JsonType::Integer, _) => ("text", "numeric", "off"),
        (_, Some(Format::Date)) => ("date", "text", "off"),
        (_, Some(Format::Mobile)) => ("tel", "tel", if prefill.is_some() { "tel-national" } else { "off" }),
        (_, Some(Format::Money)) => ("text", "decimal", "off"),
        (_, Some(Format::PersonName)) if prefill.is_some() => ("text", "text", "name"),
        _ => ("text", "text", "off"),
    }
}

/// A labelled line of text outside a hall's form.
#[component]
pub fn TextInput(
    /// Id of the input.
    id: &'static str,
    /// Label.
    #[prop(into)]
    label: String,
    /// A line of help.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The text.
    value: RwSignal<String>,
) -> impl IntoView {
    let hint_id = [id, "-hint"].concat();
    let error_id = [id, "-error"].concat();
    let described = [hint_id.as_str(), " ", &error_id].concat();
    view! {
        <div class=move || if error.with(Option::is_some) { "field field--error" } else { "field" }>
            <label class="field__label" for=id>{label}</label>
            {hint.map(|it| view! { <p class="field__hint" id=hint_id.clone()>{it}</p> })}
            <p class="field__error" id=error_id>{move || error.get()}</p>
            <div class="field__control">
                <input class="field__input" id=id type="text" autocomplete="off" aria-describedby=described
                    aria-invalid=move || error.with(|it| it.is_some().then_some("true"))
                    prop:value=value on:input=move |event| value.set(event_target_value(&event))/>
            </div>
        </div>
    }
}
