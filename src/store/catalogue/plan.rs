//! Which file comes next. Pure: what is here and what the hall has come in, the next step comes out.

use contract::{GuideSnapshot, SnapshotKind};

use guide_index::FORMAT;

use super::Reach;
use super::ledger::Held;

/// A whole catalogue of so many bytes is read at once, without the district's before it.
const SMALL: u64 = 192 << 10;
/// The largest file that is taken at all: ten times what a province needs.
const LARGEST: u64 = 96 << 20;
/// How often as much room as the file must be free: the browser's guess is rough, and others need room, too.
const ROOM: u64 = 3;
/// More pages of changes than this are not gone through at every start: the newer file is read instead.
pub(super) const MOST_CHANGES: u32 = 48;

/// What somebody wants.
#[derive(Debug, Clone, Default)]
pub(super) struct Wish {
    /// How much.
    pub reach: Reach,
    /// Codes of the region they are in and those it lies in, innermost first.
    pub here: Vec<String>,
    /// Bytes that may still be kept; nothing where the browser does not say.
    pub room: Option<u64>,
    /// What is here is too old to be mended: the hall forgot what changed since.
    pub renew: bool,
}

/// The file to read next; `None` when what is here is what is wanted, or the best there is.
pub(super) fn next<'a>(
    items: &'a [GuideSnapshot],
    held: Option<&Held>,
    wish: &Wish,
) -> Option<&'a GuideSnapshot> {
    let usable = |it: &&GuideSnapshot| {
        it.kind == SnapshotKind::Guides
            && it.format == FORMAT
            && it.length <= LARGEST
            && canon::is_digest(&it.sha256)
    };
    let whole = items.iter().filter(usable).find(|it| it.region.is_none());
    let district = wish
        .here
        .iter()
        .find_map(|code| items.iter().filter(usable).find(|it| it.region.as_ref() == Some(code)));
    let new = |it: &&GuideSnapshot| held.is_none_or(|held| held.name != it.sha256);
    let small = |it: &&GuideSnapshot| it.length <= SMALL;
    let fits = |it: &&GuideSnapshot| wish.room.is_none_or(|room| room / ROOM >= it.length);
    match held {
        Some(held) if held.region.is_none() => {
            let worn = wish.renew || held.changes > MOST_CHANGES;
            whole.filter(|_| worn).filter(new)
        }
        // The district of before is searched until the new one is here.
        Some(held) if !wish.renew && district.is_none_or(|it| it.region == held.region) => {
            let wanted = wish.reach == Reach::Whole;
            let worn = || district.filter(|_| held.changes > MOST_CHANGES).filter(new);
            whole.filter(|_| wanted).filter(fits).or_else(worn)
        }
        _ => whole
            .filter(small)
            .or(district)
            .filter(new)
            .or_else(|| whole.filter(|_| wish.reach == Reach::Whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(letter: char) -> String {
        letter.to_string().repeat(64)
    }

    fn item(region: Option<&str>, length: u64, letter: char) -> GuideSnapshot {
        GuideSnapshot {
            kind: SnapshotKind::Guides,
            region: region.map(Into::into),
            format: FORMAT,
            guides: 1,
            length,
            sha256: digest(letter),
        }
    }

    fn held(letter: char, region: Option<&str>, changes: u32) -> Option<Held> {
        Some(Held { name: digest(letter), region: region.map(Into::into), changes, ..Held::default() })
    }

    #[test]
    fn the_own_district_first_then_the_whole_then_nothing() {
        let items =
            [item(None, 6 << 20, 'a'), item(Some("1"), 50 << 10, 'b'), item(Some("2"), 50 << 10, 'c')];
        let wish = |reach, code: &str| Wish { reach, here: vec![code.to_owned()], ..Wish::default() };
        let (whole, part) = (Reach::Whole, Reach::District);
        #[rustfmt::skip]
        let table = [
            ("nothing here yet", None, wish(whole, "1"), Some('b')),
            ("a place without a file", None, wish(whole, "9"), Some('a')),
            ("the district is here", held('b', Some("1"), 0), wish(whole, "1"), Some('a')),
            ("and is enough", held('b', Some("1"), 0), wish(part, "1"), None),
            ("an older one is mended by changes", held('x', Some("1"), 3), wish(part, "1"), None),
            ("unless they are too many", held('x', Some("1"), 99), wish(part, "1"), Some('b')),
            ("another place was chosen", held('b', Some("1"), 0), wish(part, "2"), Some('c')),
            ("a place without a file was chosen", held('b', Some("1"), 0), wish(part, "9"), None),
            ("everything is here", held('a', None, 3), wish(whole, "1"), None),
            ("everything of before is mended", held('x', None, 3), wish(whole, "2"), None),
            ("unless the changes are too many", held('x', None, 99), wish(whole, "1"), Some('a')),
            ("or forgotten", held('x', None, 0), Wish { renew: true, ..wish(whole, "1") }, Some('a')),
            ("a forgotten district", held('x', Some("1"), 0), Wish { renew: true, ..wish(part, "1") }, Some('b')),
            ("no room for everything", held('b', Some("1"), 0), Wish { room: Some(17 << 20), ..wish(whole, "1") }, None),
            ("just enough room", held('b', Some("1"), 0), Wish { room: Some(18 << 20), ..wish(whole, "1") }, Some('a')),
        ];
        for (name, held, wish, expected) in table {
            let found = next(&items, held.as_ref(), &wish).map(|it| it.sha256.clone());
            assert_eq!(found, expected.map(digest), "{name}");
        }
    }

    #[test]
    fn a_small_catalogue_comes_whole() {
        let items = [item(None, 20 << 10, 'a'), item(Some("1"), 10 << 10, 'b')];
        let wish = Wish { here: vec!["1".into()], ..Wish::default() };
        assert_eq!(next(&items, None, &wish).map(|it| it.sha256.clone()), Some(digest('a')));
    }

    #[test]
    fn what_this_app_cannot_read_is_left_alone() {
        let good = item(None, 1, 'a');
        let bad = [
            GuideSnapshot { format: 2, ..good.clone() },
            GuideSnapshot { kind: SnapshotKind::Passages, ..good.clone() },
            GuideSnapshot { length: LARGEST + 1, ..good.clone() },
            GuideSnapshot { sha256: "../../session".into(), ..good.clone() },
            GuideSnapshot { sha256: digest('A'), ..good.clone() },
        ];
        for item in bad {
            assert_eq!(next(std::slice::from_ref(&item), None, &Wish::default()), None, "{item:?}");
        }
        assert_eq!(next(&[], None, &Wish::default()), None);
    }
}
