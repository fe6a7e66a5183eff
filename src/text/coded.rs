//! The names of the contract in our own words, for who does not read the hall's language.
//!
//! A hall calls a state what it likes, and its word is shown. Where the page speaks another language than the hall,
//! a name that this version of the contract knows is said in the words of the page instead.

use std::collections::BTreeMap;

use contract::{
    Audience, CaseState, Channel, Class, Coded, EventKind, GuidePart, Handling, Level, MandateRole,
    MandateState, MaterialSource, MatterKind, Necessity, NoticeState, OnlineDepth, ReportState, StageState,
};

use super::{hall_lang, short, spoken};

/// A text of the hall's or ours, with the `lang` it needs where it is not in the language of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its language; `None` when it is the page's.
    pub lang: Option<&'static str>,
}

impl Said {
    /// A text in the language of the page.
    pub fn ours(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: None }
    }

    /// The hall's words; `lang` as [`super::lang_of`] gives it.
    pub fn theirs(text: impl Into<String>, lang: Option<&'static str>) -> Self {
        Self { text: text.into(), lang }
    }
}

/// A name of the contract that we have words for.
pub trait Named {
    /// Our words; `None` for a name nobody here knows.
    fn ours(&self) -> Option<&'static str>;
}

/// A name as people read it: the hall's words, or ours where the hall's are in another language.
#[must_use]
pub fn coded<T: Named>(it: &Coded<T>) -> Said {
    let lang = hall_lang();
    match lang.and_then(|_| it.code.ours()) {
        Some(ours) => Said { text: ours.to_owned(), lang: None },
        None => Said { text: short(&it.text), lang },
    }
}

/// A title in the language of the page when the hall has it; else as it is, in `lang`.
#[must_use]
pub fn title(title: &str, titles: &BTreeMap<String, String>, lang: Option<&'static str>) -> Said {
    match lang.and_then(|_| titles.get(spoken().tag())) {
        Some(ours) => Said { text: short(ours), lang: None },
        None => Said { text: short(title), lang },
    }
}

macro_rules! words {
    ($($name:ident { $($variant:ident => $word:ident,)+ })+) => {$(
        impl Named for $name {
            fn ours(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some(super::sentences::$word()),)+
                    Self::Other(_) => None,
                }
            }
        }
    )+};
}

words! {
    CaseState {
        Submitted => state_submitted,
        CorrectionNeeded => state_correction_needed,
        NotAccepted => state_not_accepted,
        UnderReview => state_under_review,
        Suspended => state_suspended,
        Approved => state_approved,
        Rejected => state_rejected,
        Delivered => state_delivered,
        Withdrawn => state_withdrawn,
    }
    EventKind {
        Received => event_received,
        Accepted => event_accepted,
        NotAccepted => event_not_accepted,
        CorrectionAsked => event_correction_asked,
        CorrectionAnswered => event_correction_answered,
        Suspended => event_suspended,
        Resumed => event_resumed,
        Approved => event_approved,
        Rejected => event_rejected,
        Delivered => event_delivered,
        Withdrawn => event_withdrawn,
    }
    NoticeState {
        Open => notice_open,
        Answered => notice_answered,
        Closed => notice_ended,
    }
    OnlineDepth {
        InformationOnly => depth_information_only,
        PreCheck => depth_pre_check,
        OneVisit => depth_one_visit,
        FullyOnline => depth_fully_online,
    }
    Handling {
        Instant => handling_instant,
        Promised => handling_promised,
        Reported => handling_reported,
    }
    Level {
        Nation => level_nation,
        Province => level_province,
        City => level_city,
        County => level_county,
        Township => level_township,
        Village => level_village,
    }
    Necessity {
        Required => necessity_required,
        Optional => necessity_optional,
        MayFollow => necessity_may_follow,
        Fetched => necessity_fetched,
    }
    MatterKind {
        Licence => kind_licence,
        Benefit => kind_benefit,
        Confirmation => kind_confirmation,
        Reward => kind_reward,
        Adjudication => kind_adjudication,
        OtherPower => kind_other_power,
        PublicService => kind_public_service,
    }
    MaterialSource {
        Applicant => source_applicant,
        Government => source_government,
        Intermediary => source_intermediary,
    }
    MandateRole {
        AgentStaff => role_agent_staff,
        Relative => role_relative,
        Handler => role_handler,
        LegalRepresentative => role_legal_representative,
    }
    MandateState {
        Active => mandate_state_active,
        NotYet => mandate_state_not_yet,
        Expired => mandate_state_expired,
        Revoked => mandate_state_revoked,
        Offered => mandate_state_offered,
        Declined => mandate_state_declined,
    }
    Audience {
        Person => audience_person,
        Enterprise => audience_enterprise,
        Organisation => audience_organisation,
    }
    Channel {
        Window => channel_window,
        Web => channel_web,
        Mobile => channel_mobile,
        Mail => channel_mail,
        Kiosk => channel_kiosk,
    }
    GuidePart {
        General => part_general,
        Conditions => part_conditions,
        Materials => part_materials,
        TimeLimits => part_time_limits,
        Steps => part_steps,
        Places => part_places,
        Fees => part_fees,
        LegalBasis => part_legal_basis,
        Form => part_form,
    }
    ReportState {
        Received => report_state_received,
        Answered => report_state_answered,
        Corrected => report_state_corrected,
    }
    StageState {
        Waiting => stage_waiting,
        Open => stage_open,
        Running => stage_running,
        Done => stage_done,
    }
}

/// Whom a matter serves; a name nobody here knows as it is.
#[must_use]
pub fn audience(it: &Audience) -> String {
    it.ours().map_or_else(|| short(it.as_str()), ToOwned::to_owned)
}

/// A way to apply; a name nobody here knows as it is.
#[must_use]
pub fn channel(it: &Channel) -> String {
    it.ours().map_or_else(|| short(it.as_str()), ToOwned::to_owned)
}

/// A part of a guide; a name nobody here knows as it is.
#[must_use]
pub fn guide_part(it: &GuidePart) -> String {
    it.ours().map_or_else(|| short(it.as_str()), ToOwned::to_owned)
}

/// What a class is called where it is missing.
#[must_use]
pub fn class_name(class: &Class) -> &str {
    use super::sentences as ours;
    match class {
        Class::Guides => ours::class_guides(),
        Class::Filing => ours::class_filing(),
        Class::Uploads => ours::class_uploads(),
        Class::Signing => ours::class_signing(),
        Class::Cases => ours::class_cases(),
        Class::OnBehalf => ours::class_on_behalf(),
        Class::Projects => ours::class_projects(),
        other => other.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, learn, speak};

    /// Speaks English; `{0}`… the table itself is checked by `tests/e2e/language.test.mjs`.
    fn in_english() {
        assert!(learn(b"[]"));
        speak(Language::English);
    }

    #[test]
    fn the_halls_word_is_shown_where_people_read_it() {
        let state = Coded::new(CaseState::Delivered, "办好了");
        assert_eq!(coded(&state), Said { text: "办好了".into(), lang: None });
    }

    #[test]
    fn a_name_we_know_is_said_in_our_words_and_a_strange_one_in_the_halls() {
        in_english();
        let ours = coded(&Coded::new(CaseState::Delivered, "办好了"));
        assert_eq!((ours.text.as_str(), ours.lang), (crate::text::state_delivered(), None));
        let strange = coded(&Coded::new(CaseState::Other("hibernating".into()), "冬眠中"));
        assert_eq!(strange, Said { text: "冬眠中".into(), lang: Some("zh-CN") });
    }

    #[test]
    fn a_title_is_translated_by_the_hall_or_marked() {
        let titles = BTreeMap::from([("en".to_owned(), "Senior card".to_owned())]);
        let said = |titles| title("老年人优待证", titles, hall_lang());
        assert_eq!(said(&titles).text, "老年人优待证", "nobody asked for English");
        in_english();
        assert_eq!(said(&titles), Said { text: "Senior card".into(), lang: None });
        assert_eq!(said(&BTreeMap::new()), Said { text: "老年人优待证".into(), lang: Some("zh-CN") });
    }
}
