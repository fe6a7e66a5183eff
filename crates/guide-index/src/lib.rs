//! Finding a matter by title, everyday words, pinyin, initials, with a slip or in other characters, by department,
//! topic or code, on the device: tens of thousands of matters in about a millisecond.
//!
//! [`pack`] makes the bytes of a snapshot, on the hall's side or on the device; [`Index::open`] reads them; a
//! [`Catalogue`] is a snapshot with what changed since. There is no index in the usual sense: the sorted titles are kept
//! as a tree, with the places of every character, and a search follows the word from where it may begin, letter by
//! letter. So it knows pinyin, initials and slips without listing them (docs/decisions/013).

mod alphabet;
mod answer;
mod bits;
mod bytes;
mod catalogue;
mod everyday;
mod find;
mod fold;
mod head;
mod index;
mod machine;
mod moves;
mod only;
mod pack;
mod parts;
mod places;
mod rank;
mod run;
mod scan;
mod sound;
mod spoken;
mod steps;
mod store;
mod tally;
mod texts;
mod walk;

use contract::GuideSummary;

pub use answer::{Answer, answers, is_question};
pub use bytes::Source;
pub use catalogue::{Catalogue, Group};
pub use index::Index;
pub use only::{Ask, Only};
pub use pack::pack;

/// The format that [`pack`] makes and [`Index::open`] reads.
pub const FORMAT: u32 = 1;

/// The bytes are not a snapshot of this format, or not all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a whole snapshot of the catalogue in format 1")
    }
}

impl std::error::Error for Damaged {}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The best, the best first.
    pub hits: Vec<Hit>,
    /// How many matters were found, before the limit. What is less likely is looked for only while there is room.
    pub total: usize,
    /// What was understood, when nothing has the words as they were typed.
    pub meant: Option<String>,
}

/// A matter that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which, as the catalogue lists it; without its pinyin.
    pub guide: GuideSummary,
    /// Why.
    pub why: Why,
    /// The text in which it was found, as the hall wrote it.
    pub text: String,
    /// The parts of `text` that were asked for, in characters, from inclusive to exclusive, in order, never
    /// overlapping.
    pub ranges: Vec<(usize, usize)>,
}

/// Why a matter was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The words stand in its title.
    Title,
    /// The words are what people call it, or its title in another language.
    Alias,
    /// The pinyin of its title or of what people call it.
    Pinyin,
    /// The initials of the pinyin (`kfg` for 开饭馆).
    Initials,
    /// All but one letter or character.
    Typo,
    /// Other characters that sound the same.
    Sound,
    /// The words are what people say for a word of its title.
    Everyday,
    /// The department that handles it.
    Department,
    /// A topic it belongs to.
    Topic,
    /// Its code.
    Code,
    /// Only parts of what was typed.
    Part,
}
