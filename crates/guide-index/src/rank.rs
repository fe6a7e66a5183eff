//! Which hit is the better one.

use crate::Why;
use crate::fold::fold;
use crate::head::Kind;
use crate::machine::{Place, Spelling};

/// How good a match is; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Quality {
    TitleWhole,
    TitleStart,
    TitleInside,
    CalledWhole,
    Code,
    CalledInside,
    EverydayWhole,
    EverydayInside,
    SoundWhole,
    TitleSound,
    CalledSound,
    EverydaySound,
    InitialsWhole,
    TitleInitials,
    CalledInitials,
    EverydayInitials,
    Topic,
    Department,
    Alike,
    Slip,
    AroundSound,
    Part,
}

/// How much worse a match is for being of a matter that does not serve where the person is, by distance, in
/// quarters of a [`Quality`].
const FAR: [u8; 5] = [0, 10, 14, 18, 20];

impl Quality {
    /// Of a text of a kind in which a word was found.
    pub(crate) fn of(kind: Kind, spelling: Spelling, place: Place) -> Self {
        let whole = place == Place::Whole;
        match (spelling, kind) {
            (Spelling::Written, Kind::Title) => match place {
                Place::Whole => Self::TitleWhole,
                Place::Start => Self::TitleStart,
                Place::Inside => Self::TitleInside,
            },
            (Spelling::Written, Kind::Called) if whole => Self::CalledWhole,
            (Spelling::Written, Kind::Called) => Self::CalledInside,
            (Spelling::Written, Kind::Everyday) if whole => Self::EverydayWhole,
            (Spelling::Written, Kind::Everyday) => Self::EverydayInside,
            (Spelling::Written, Kind::Department) => Self::Department,
            (Spelling::Written, Kind::Topic) => Self::Topic,
            (_, Kind::Department | Kind::Topic) => Self::AroundSound,
            (Spelling::Slip, _) => Self::Slip,
            (Spelling::Alike, _) => Self::Alike,
            (Spelling::Initials, Kind::Title | Kind::Called) if whole => Self::InitialsWhole,
            (Spelling::Initials, Kind::Title) => Self::TitleInitials,
            (Spelling::Initials, Kind::Everyday) => Self::EverydayInitials,
            (Spelling::Initials, _) => Self::CalledInitials,
            (_, Kind::Title | Kind::Called | Kind::Sound) if whole => Self::SoundWhole,
            (_, Kind::Title) => Self::TitleSound,
            (_, Kind::Everyday) => Self::EverydaySound,
            (_, Kind::Called | Kind::Sound) => Self::CalledSound,
        }
    }

    /// What a person is told.
    pub(crate) fn why(self, kind: Kind) -> Why {
        match self {
            Self::TitleWhole | Self::TitleStart | Self::TitleInside => Why::Title,
            Self::CalledWhole | Self::CalledInside => Why::Alias,
            Self::Code => Why::Code,
            Self::EverydayWhole | Self::EverydayInside => Why::Everyday,
            Self::SoundWhole | Self::TitleSound | Self::CalledSound | Self::EverydaySound => Why::Pinyin,
            Self::InitialsWhole | Self::TitleInitials | Self::CalledInitials | Self::EverydayInitials => {
                Why::Initials
            }
            Self::Topic => Why::Topic,
            Self::Department => Why::Department,
            Self::AroundSound if kind == Kind::Topic => Why::Topic,
            Self::AroundSound => Why::Department,
            Self::Alike => Why::Sound,
            Self::Slip => Why::Typo,
            Self::Part => Why::Part,
        }
    }
}

/// What decides between two hits of one catalogue or of two; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    match_and_distance: u8,
    missing: u8,
    unpopular: u8,
    length: u16,
    /// Of two that are alike people want the one that is for the first time.
    again: bool,
    offline: u8,
}

impl Rank {
    /// No matter that is found so, and so far away, has a better one.
    pub(crate) fn at_best(quality: Quality, missing: u8, distance: u8) -> Self {
        let far = FAR.get(usize::from(distance)).copied().unwrap_or(20);
        let match_and_distance = quality as u8 * 4 + far;
        Self { match_and_distance, missing, unpopular: 0, length: 0, offline: 0, again: false }
    }

    pub(crate) fn new(quality: Quality, missing: u8, distance: u8, matter: Known) -> Self {
        Self {
            // Twice as popular is one better.
            unpopular: matter.popularity.leading_zeros() as u8,
            length: matter.length,
            offline: matter.offline,
            ..Self::at_best(quality, missing, distance)
        }
    }

    /// Looks at the title, too: worth it for the few that are shown. Marks make it no longer.
    pub(crate) fn with_title(self, title: &str) -> Self {
        const FIRST: [&str; 6] = ["新办", "首次", "初次", "新设", "设立", "申领"];
        let again = !FIRST.iter().any(|it| title.contains(it));
        let length = title.chars().filter(|it| fold(*it).is_some()).count();
        Self { length: length as u16, again, ..self }
    }
}

/// What is known of a matter that makes it more or less likely to be meant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) popularity: u32,
    /// Characters of its title.
    pub(crate) length: u16,
    /// 0 when it can be done online, whole; more the less.
    pub(crate) offline: u8,
}
