//! Key → sentence, and every code → what happened and what to do next. No sentence stands in a view.

mod ago;
mod coded;
mod enterprise;
mod language;
mod short;

mod sentences {
    include!(concat!(env!("OUT_DIR"), "/sentences.rs"));
}
pub(crate) use ago::ago;
pub(crate) use coded::{Named, Said, audience, channel, class_name, coded, guide_part, title};
pub(crate) use enterprise::{Urgency, clock_left, draft_words, due_words};
pub(crate) use language::{Language, hall_lang, is_known, lang_of, learn, set_hall_language, speak, spoken};
pub(crate) use sentences::*;
pub(crate) use short::short;

use chrono::{Datelike, Timelike};
use client::CallError;
use contract::{CaseState, Date, Format, Instant, Problem, Retry, TimeLimit, TimeUnit};
use form::Rule;

use crate::edge::disk::DiskError;

fn two(n: u32) -> String {
    let digits = n.to_string();
    if n < 10 { ["0", &digits].concat() } else { digits }
}

/// `11` or `Nov`.
fn month(date: &impl Datelike) -> &'static str {
    month_names().split(' ').nth(date.month0() as usize).unwrap_or_default()
}

/// `11月27日`, with the year when it is not `this_year`. In English `27 Nov`: the one order of digits and letters
/// that nobody reads wrongly.
pub(crate) fn date(date: Date, this_year: i32) -> String {
    if date.year() == this_year { month_day(month(&date), &date.day().to_string()) } else { full_date(date) }
}

/// `2026年11月27日`, `27 Nov 2026`.
pub(crate) fn full_date(date: Date) -> String {
    year_month_day(&date.year().to_string(), month(&date), &date.day().to_string())
}

/// `11-21 09:12`, `21 Nov 09:12`.
pub(crate) fn moment(at: Instant) -> String {
    let day = match spoken() {
        Language::Chinese => [&two(at.month()), "-", &two(at.day())].concat(),
        Language::English => month_day(month(&at), &at.day().to_string()),
    };
    [&day, " ", &clock_time(at)].concat()
}

/// [`moment`], or the whole date when it was another year: nobody looks up at what time then.
pub(crate) fn moment_in(at: Instant, this_year: i32) -> String {
    if at.year() == this_year { moment(at) } else { full_date(at.date_naive()) }
}

/// Whether a case is decided or ended: its clock tells what was, not what is left.
pub(crate) fn is_over(state: &CaseState) -> bool {
    *state == CaseState::Approved || rules::is_final(state)
}

/// `2026-11-21 09:12:05` in every language: evidence is read digit by digit.
pub(crate) fn exact_moment(at: Instant) -> String {
    let date = [&at.year().to_string(), "-", &two(at.month()), "-", &two(at.day())].concat();
    [&date, " ", &clock_time(at), ":", &two(at.second())].concat()
}

/// `10:42`.
pub(crate) fn clock_time(at: Instant) -> String {
    [&two(at.hour()), ":", &two(at.minute())].concat()
}

/// `8 个工作日`; 0 is at once.
pub(crate) fn limit(limit: &TimeLimit) -> String {
    let n = limit.n.to_string();
    match limit.unit {
        _ if limit.n == 0 => at_once().to_owned(),
        TimeUnit::WorkingDay => working_days(&n),
        TimeUnit::Day => days(&n),
        TimeUnit::Hour => hours(&n),
        TimeUnit::Month => months(&n),
        TimeUnit::Other(ref unit) => [&n, " ", unit].concat(),
    }
}

/// `承诺 8 个工作日`, or that it is done at once.
pub(crate) fn promised_words(promised_limit: &TimeLimit) -> String {
    if promised_limit.n == 0 { at_once().to_owned() } else { promised(&limit(promised_limit)) }
}

/// `340 KB`, `1.2 MB`: whole numbers and one decimal, without floating point.
pub(crate) fn size(bytes: u64) -> String {
    if bytes < 1_000_000 {
        return [&bytes.div_ceil(1_000).to_string(), " KB"].concat();
    }
    let tenths = bytes / 100_000;
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), " MB"].concat()
}

/// What is wrong with a value, and what would be right. Names the field.
pub(crate) fn rule(rule: &Rule, label: &str) -> String {
    match rule {
        Rule::Missing => rule_missing(label),
        Rule::WrongType => rule_wrong_type(label),
        Rule::TooShort(n) => rule_too_short(label, &n.to_string()),
        Rule::TooLong(n) => rule_too_long(label, &n.to_string()),
        Rule::TooSmall(n) => rule_too_small(label, &n.to_string()),
        Rule::TooLarge(n) => rule_too_large(label, &n.to_string()),
        Rule::NotInList => rule_not_in_list(label),
        Rule::Format(format) => match format {
            Format::Date => rule_date(label),
            Format::IdNumber => rule_id_number(label),
            Format::CreditCode => rule_credit_code(label),
            Format::Mobile => rule_mobile(label),
            Format::PersonName => rule_person_name(label),
            Format::Money => rule_money(label),
            Format::Other(_) => rule_wrong_type(label),
        },
    }
}

/// Why a call failed: a heading, and what to do next.
pub(crate) fn call_error(error: &CallError) -> (String, String) {
    let (title, next) = match error {
        CallError::Unreachable => (unreachable_title(), unreachable_next()),
        CallError::TimedOut => (timed_out_title(), timed_out_next()),
        CallError::TooLarge => (answer_too_large_title(), answer_too_large_next()),
        CallError::Elsewhere => (elsewhere_title(), unreadable_next()),
        CallError::SignedOut => (signed_out_title(), signed_out_next()),
        CallError::NotFound => (not_found_title(), not_found_next()),
        CallError::Status(_) => (hall_fault_title(), hall_fault_next()),
        CallError::Foreign => (unreadable_title(), unreadable_next()),
        CallError::Unreadable => (garbled_title(), hall_fault_next()),
        CallError::Beyond(title) => return (beyond_title(&short(title)), beyond_next().to_owned()),
        CallError::Refused(problem) => return refusal(problem),
    };
    (title.to_owned(), next.to_owned())
}

/// A refusal in the hall's own words, and how long to wait where it says so.
fn refusal(problem: &Problem) -> (String, String) {
    let title = if problem.title.is_empty() { hall_fault_title().to_owned() } else { short(&problem.title) };
    let next = problem.detail.clone().unwrap_or_else(|| refused_next().to_owned());
    let wait = match problem.retry_after.filter(|_| matches!(problem.retry, Retry::Later | Retry::Other(_))) {
        None | Some(0) => return (title, next),
        Some(seconds @ 1..120) => wait_seconds(&seconds.to_string()),
        // Whoever is told to wait for days is told the longest that the app itself waits.
        Some(seconds) => wait_minutes(&seconds.div_ceil(60).min(60).to_string()),
    };
    (title, [&next, " ", &wait].concat())
}

/// The language [`call_error`] tells it in: a refusal is in the hall's own words.
pub(crate) fn call_lang(error: &CallError) -> Option<&'static str> {
    matches!(error, CallError::Refused(_)).then(hall_lang).flatten()
}

/// Why nothing can be kept on this device, and what to do next.
pub(crate) fn disk_error(error: DiskError) -> &'static str {
    match error {
        DiskError::Full => disk_full(),
        DiskError::Unavailable => disk_unavailable(),
        DiskError::Unreadable => disk_unreadable(),
    }
}

/// A state in our own words, for the tone only; people read the hall's text.
pub(crate) fn tone(state: &CaseState) -> &'static str {
    match state {
        CaseState::CorrectionNeeded | CaseState::Suspended => "amber",
        CaseState::Approved | CaseState::Delivered => "jade",
        CaseState::NotAccepted | CaseState::Rejected => "zhu",
        CaseState::Submitted | CaseState::UnderReview | CaseState::Withdrawn | CaseState::Other(_) => "qing",
    }
}

/// How a send stands, in one sentence.
pub(crate) fn delivery_words(state: &outbox::State) -> &'static str {
    use outbox::{Hold, Stage};
    match (&state.stage, state.hold) {
        (Stage::Received, _) => delivery_received(),
        (Stage::Refused { .. }, _) => delivery_refused(),
        (_, Some(Hold::SignIn)) => delivery_sign_in(),
        (_, Some(Hold::Stopped)) => delivery_stopped(),
        (_, Some(Hold::Turn)) => delivery_turn(),
        (Stage::Unknown, _) => delivery_unknown(),
        (_, Some(Hold::Disk)) => delivery_not_kept(),
        (_, Some(Hold::Backoff)) => delivery_waiting(),
        (Stage::Uploading, None) => delivery_uploading(),
        (Stage::Signing | Stage::Committing, None) => delivery_sending(),
    }
}

/// A way of delivery.
pub(crate) fn delivery_kind(kind: &contract::DeliveryKind) -> String {
    use contract::DeliveryKind;
    match kind {
        DeliveryKind::Electronic => delivery_electronic().to_owned(),
        DeliveryKind::Window => delivery_window().to_owned(),
        DeliveryKind::Courier => delivery_courier().to_owned(),
        DeliveryKind::Other(name) => name.clone(),
    }
}
