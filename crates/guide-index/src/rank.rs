//! Which reason is the better one.

use crate::Why;

/// How good a match is; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    TitleExact,
    TitleStart,
    TitleInside,
    AliasExact,
    AliasInside,
    SoundExact,
    Sound,
    Around,
}

/// Where in a text a match lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Exact,
    Start,
    Inside,
}

impl Rank {
    /// The rank of words as they are written.
    pub(crate) fn written(why: Why, place: Place) -> Self {
        match (why, place) {
            (Why::Title, Place::Exact) => Self::TitleExact,
            (Why::Title, Place::Start) => Self::TitleStart,
            (Why::Title, Place::Inside) => Self::TitleInside,
            (Why::Alias, Place::Exact) => Self::AliasExact,
            (Why::Alias, Place::Start | Place::Inside) => Self::AliasInside,
            (Why::Pinyin | Why::Initials | Why::Department | Why::Topic, _) => Self::Around,
        }
    }

    /// The rank of words as they sound.
    pub(crate) fn sounded(place: Place) -> Self {
        match place {
            Place::Exact => Self::SoundExact,
            Place::Start | Place::Inside => Self::Sound,
        }
    }
}
