//! What lies in memory as it lies in the snapshot, and is taken apart only where it is looked at.

use crate::Damaged;
use crate::bytes::Varints;

/// Of so many entries one is found without reading those before it.
pub(crate) const BLOCK: usize = 16;

/// One number for each matter, by planes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Column {
    count: usize,
    /// How many planes there are, then the planes.
    bytes: Vec<u8>,
}

impl Column {
    /// `count` numbers, each less than `below`.
    pub(crate) fn new(bytes: Vec<u8>, count: usize, below: usize) -> Result<Self, Damaged> {
        let width = usize::from(*bytes.first().ok_or(Damaged)?);
        if width > 4 || bytes.len() - 1 != count.checked_mul(width).ok_or(Damaged)? {
            return Err(Damaged);
        }
        let new = Self { count, bytes };
        // So many bytes cannot hold more.
        let fits = below == usize::MAX || width < 4 && below >= 1 << (8 * width);
        if fits || new.is_below(below) { Ok(new) } else { Err(Damaged) }
    }

    fn is_below(&self, below: usize) -> bool {
        let plane = |plane: usize| {
            let begin = 1 + plane * self.count;
            self.bytes[begin..begin + self.count].iter().map(|it| usize::from(*it))
        };
        match self.bytes.first() {
            Some(1) => plane(0).all(|it| it < below),
            Some(2) => plane(0).zip(plane(1)).all(|it| it.0 | it.1 << 8 < below),
            _ => (0..self.count).all(|it| (self.get(it) as usize) < below),
        }
    }

    #[inline]
    pub(crate) fn get(&self, at: usize) -> u32 {
        let plane = |plane: usize| {
            self.bytes.get(1 + at + plane * self.count).map_or(0, |it| u32::from(*it) << (8 * plane))
        };
        match self.bytes.first() {
            Some(1) => plane(0),
            Some(2) => plane(0) | plane(1),
            Some(3) => plane(0) | plane(1) | plane(2),
            Some(4) => plane(0) | plane(1) | plane(2) | plane(3),
            _ => 0,
        }
    }
}

/// What an identifier is made of: see `contract::ids`.
const VALID: [bool; 256] = {
    let mut valid = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        valid[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'.' | b'_' | b'~');
        byte += 1;
    }
    valid
};

/// Identifiers that lean on the one before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    shared: Vec<u8>,
    rests: Vec<u8>,
    /// Where the rest of each [`BLOCK`]th begins.
    blocks: Vec<u32>,
}

impl Ids {
    pub(crate) fn new(shared: Vec<u8>, rests: Vec<u8>, count: usize) -> Result<Self, Damaged> {
        if shared.len() != count {
            return Err(Damaged);
        }
        let (mut begin, mut before) = (0, 0);
        let mut blocks = Vec::with_capacity(count / BLOCK + 1);
        for (at, same) in shared.iter().map(|it| usize::from(*it)).enumerate() {
            let own = own(&rests[begin..]).ok_or(Damaged)?;
            let length = same + own;
            // A block stands by itself.
            let leans = same > before || at % BLOCK == 0 && same > 0;
            if leans || !(1..=contract::MAX_ID_LEN).contains(&length) {
                return Err(Damaged);
            }
            if at % BLOCK == 0 {
                blocks.push(begin as u32);
            }
            (before, begin) = (length, begin + own + 1);
        }
        if begin == rests.len() { Ok(Self { shared, rests, blocks }) } else { Err(Damaged) }
    }

    pub(crate) fn get(&self, at: usize) -> Option<String> {
        let mut id = String::new();
        for (same, rest) in self.from(at / BLOCK).take(at % BLOCK + 1) {
            add(&mut id, same, rest);
        }
        (at < self.shared.len()).then_some(id)
    }

    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.all().position(|it| it == id)
    }

    /// All of them, each read once.
    pub(crate) fn all(&self) -> impl Iterator<Item = String> {
        let mut id = String::new();
        self.from(0).map(move |(same, rest)| {
            add(&mut id, same, rest);
            id.clone()
        })
    }

    /// Those of a block and of all after it: how much of the one before, and what comes then.
    fn from(&self, block: usize) -> impl Iterator<Item = (usize, &[u8])> {
        let begin = self.blocks.get(block).map_or(self.rests.len(), |it| *it as usize);
        let rests = self.rests.get(begin..).unwrap_or_default().split(|it| *it == b'\n');
        let shared = self.shared.get(block * BLOCK..).unwrap_or_default();
        shared.iter().map(|it| usize::from(*it)).zip(rests)
    }
}

/// How long an identifier's own part is, which ends with its line; `None` when it is none.
fn own(rest: &[u8]) -> Option<usize> {
    let end = rest.iter().position(|it| !VALID[usize::from(*it)])?;
    (rest[end] == b'\n').then_some(end)
}

/// Makes an identifier of the one before.
fn add(id: &mut String, same: usize, rest: &[u8]) {
    id.truncate(same);
    id.extend(rest.iter().map(|it| char::from(*it)));
}

/// A list of numbers for each matter, most of them empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    bytes: Vec<u8>,
    /// Where each [`BLOCK`]th begins.
    blocks: Vec<u32>,
    count: usize,
}

impl Lists {
    /// `count` lists of numbers, each number less than `below`.
    pub(crate) fn new(bytes: Vec<u8>, count: usize, below: usize) -> Result<Self, Damaged> {
        let mut read = Varints(&bytes);
        let mut blocks = Vec::with_capacity(count / BLOCK + 1);
        for list in 0..count {
            if list % BLOCK == 0 {
                blocks.push((bytes.len() - read.0.len()) as u32);
            }
            check(&mut read, below)?;
        }
        read.end()?;
        Ok(Self { bytes, blocks, count })
    }

    pub(crate) fn get(&self, at: usize) -> Vec<u32> {
        self.from(at / BLOCK).nth(at % BLOCK).unwrap_or_default()
    }

    fn from(&self, block: usize) -> impl Iterator<Item = Vec<u32>> {
        let begin = self.blocks.get(block).map_or(self.bytes.len(), |it| *it as usize);
        let mut read = Varints(self.bytes.get(begin..).unwrap_or_default());
        (block * BLOCK..self.count).map_while(move |_| {
            let length = read.next().ok()?;
            (0..length).map(|_| read.next().ok()).collect()
        })
    }

    /// For each number below `count` the lists that hold it, one after the other.
    pub(crate) fn turned(&self, count: usize) -> Turned {
        let mut ends = vec![0u32; count];
        self.each(|_, number| ends[number as usize] += 1);
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total - *end;
        }
        let mut lists = vec![0u32; total as usize];
        self.each(|list, number| {
            let next = &mut ends[number as usize];
            lists[*next as usize] = list;
            *next += 1;
        });
        Turned { lists, ends }
    }

    /// Every number with its list.
    fn each(&self, mut each: impl FnMut(u32, u32)) {
        let mut read = Varints(&self.bytes);
        // They were all read once.
        for list in 0..self.count as u32 {
            for _ in 0..read.next().unwrap_or_default() {
                each(list, read.next().unwrap_or_default());
            }
        }
    }
}

/// Reads a list of numbers, each less than `below`.
fn check(read: &mut Varints<'_>, below: usize) -> Result<(), Damaged> {
    for _ in 0..read.next()? {
        if read.next()? as usize >= below {
            return Err(Damaged);
        }
    }
    Ok(())
}

/// The lists that hold each number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Turned {
    lists: Vec<u32>,
    ends: Vec<u32>,
}

impl Turned {
    pub(crate) fn get(&self, number: usize) -> &[u32] {
        let end = self.ends.get(number).map_or(0, |it| *it as usize);
        let begin = number.checked_sub(1).and_then(|it| self.ends.get(it)).map_or(0, |it| *it as usize);
        self.lists.get(begin..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::{lean, planes, push_varint};

    #[test]
    fn a_column_reads_back() {
        for numbers in [vec![0, 1, 255, 256, 65_535], vec![70_000, 3], vec![0, 0], vec![], vec![u32::MAX - 1]]
        {
            let bytes = planes(&numbers);
            let column = Column::new(bytes.clone(), numbers.len(), usize::MAX).unwrap();
            assert!(numbers.iter().enumerate().all(|(at, it)| column.get(at) == *it), "{numbers:?}");
            let most = numbers.iter().max().map_or(0, |it| *it as usize);
            assert!(numbers.is_empty() || Column::new(bytes.clone(), numbers.len(), most).is_err());
            assert!(numbers.len() < 3 || Column::new(bytes.clone(), 2, usize::MAX).is_err());
        }
        assert!(Column::new(vec![5, 0], 0, 9).is_err());
    }

    #[test]
    fn identifiers_read_back() {
        let all: Vec<String> = (0..200).map(|it| format!("m-{it}")).collect();
        let (shared, rests) = lean(all.iter().map(String::as_str), BLOCK);
        let ids = Ids::new(shared.clone(), rests.clone(), 200).unwrap();
        for (at, id) in all.iter().enumerate() {
            assert_eq!((ids.get(at).as_ref(), ids.position(id)), (Some(id), Some(at)));
        }
        assert_eq!((ids.get(200), ids.position("m-200")), (None, None));
        let (leaning, rests) = (lean(all.iter().map(String::as_str), 1_000), rests);
        assert!(Ids::new(leaning.0, leaning.1, 200).is_err(), "a block leans");
        assert!(Ids::new(shared, rests, 199).is_err());
        assert!(Ids::new(vec![0], b"a b\n".to_vec(), 1).is_err());
        assert!(Ids::new(vec![0], b"\n".to_vec(), 1).is_err());
        assert!(Ids::new(vec![9], b"a\n".to_vec(), 1).is_err());
    }

    #[test]
    fn lists_read_back_and_turn() {
        let all: Vec<Vec<u32>> = (0..150u32).map(|it| (0..it % 3).map(|k| (it + k) % 10).collect()).collect();
        let mut bytes = Vec::new();
        for list in &all {
            push_varint(&mut bytes, list.len() as u32);
            list.iter().for_each(|it| push_varint(&mut bytes, *it));
        }
        let lists = Lists::new(bytes.clone(), 150, 10).unwrap();
        assert!(all.iter().enumerate().all(|(at, it)| lists.get(at) == *it));
        let turned = lists.turned(10);
        for number in 0..10u32 {
            let expected: Vec<u32> = (0..150).filter(|it| all[*it as usize].contains(&number)).collect();
            assert_eq!(turned.get(number as usize), expected);
        }
        assert!(Lists::new(bytes.clone(), 150, 9).is_err() && Lists::new(bytes.clone(), 149, 10).is_err());
    }
}
