//! Noticing that a device lost something.
//!
//! Browsers drop what they keep: a log cut short opens without its last records and without an error. So every
//! decision to send is a link of a chain, kept in the same transaction as its delivery, and the chain's end is written
//! down once more where the same damage does not reach. At a start the two are compared.

use std::fmt;
use std::str::FromStr;

use contract::FilingId;
use serde::{Deserialize, Serialize};

/// Most links that are kept one by one; older ones that arrived are only counted.
const MOST_LINKS: usize = 500;

/// One decision to send.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// The key of the delivery.
    pub id: FilingId,
    /// Hash of the content that was decided on.
    pub content_hash: String,
}

/// Every decision of one person on this device.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Chain {
    /// Running number of the last decision that is not listed any more.
    base: u64,
    /// The chain's hash there, SHA-256 in hex; empty at the very beginning.
    base_hash: String,
    /// The decisions after it; the first has the running number `base` + 1.
    links: Vec<Link>,
}

/// Most deliveries a mark names: it has to fit into a cookie.
const MOST_OPEN: usize = 40;

/// The end of a chain, written down elsewhere. As text: `seq:hash:id:id…`, which a cookie may hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// Running number of the last decision.
    pub seq: u64,
    /// The chain's hash there.
    pub hash: String,
    /// What had not arrived then.
    pub open: Vec<FilingId>,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)?;
        self.open.iter().take(MOST_OPEN).try_for_each(|it| write!(f, ":{it}"))
    }
}

impl FromStr for Mark {
    type Err = NoMark;

    fn from_str(text: &str) -> Result<Self, NoMark> {
        let mut parts = text.split(':');
        let seq = parts.next().and_then(|it| it.parse().ok()).ok_or(NoMark)?;
        let hash = parts.next().filter(|it| it.is_empty() || canon::is_digest(it)).ok_or(NoMark)?;
        let open = parts.map(|it| it.parse().map_err(|_| NoMark)).collect::<Result<_, _>>()?;
        Ok(Self { seq, hash: hash.to_owned(), open })
    }
}

/// A text that is no mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMark;

impl fmt::Display for NoMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the end of a chain")
    }
}

impl std::error::Error for NoMark {}

/// What a device lost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Loss {
    /// Deliveries that are known to be gone. The hall may have them: only it can say.
    pub gone: Vec<FilingId>,
    /// Decisions that are gone without a name: nobody can say which they were.
    pub unnamed: u64,
}

impl Loss {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        let new = other.gone.into_iter().filter(|it| !self.gone.contains(it)).collect::<Vec<_>>();
        self.gone.extend(new);
        self.unnamed = self.unnamed.saturating_add(other.unnamed);
        self
    }

    /// True when nothing was lost.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.gone.is_empty() && self.unnamed == 0
    }
}

impl Chain {
    /// A chain that goes on after so many decisions that were never written down.
    #[must_use]
    pub const fn after(seq: u64) -> Self {
        Self { base: seq, base_hash: String::new(), links: Vec::new() }
    }

    /// Running number of the last decision.
    #[must_use]
    pub const fn seq(&self) -> u64 {
        self.base.saturating_add(self.links.len() as u64)
    }

    /// Adds a decision; its running number is the new [`Self::seq`].
    pub fn push(&mut self, link: Link) {
        self.links.push(link);
        let surplus = self.links.len().saturating_sub(MOST_LINKS);
        for link in self.links.drain(..surplus) {
            self.base = self.base.saturating_add(1);
            self.base_hash = next_hash(&self.base_hash, &link);
        }
    }

    /// Its end, to be written down elsewhere with what has not arrived.
    #[must_use]
    pub fn mark(&self, open: Vec<FilingId>) -> Mark {
        let hash = self.links.iter().fold(self.base_hash.clone(), |hash, link| next_hash(&hash, link));
        Mark { seq: self.seq(), hash, open }
    }

    /// The chain to go on with after a loss: no running number is used twice.
    #[must_use]
    pub fn mended(self, mark: Option<&Mark>) -> Self {
        match mark {
            Some(mark) if mark.seq >= self.seq() => {
                Self { base: mark.seq, base_hash: mark.hash.clone(), links: Vec::new() }
            }
            _ => {
                let end = self.mark(Vec::new());
                Self { base: end.seq, base_hash: end.hash, links: Vec::new() }
            }
        }
    }

    /// The chain's hash after the decision of this running number, where that is still known.
    fn hash_at(&self, seq: u64) -> Option<String> {
        let count = usize::try_from(seq.checked_sub(self.base)?).ok()?;
        let links = self.links.get(..count)?;
        Some(links.iter().fold(self.base_hash.clone(), |hash, link| next_hash(&hash, link)))
    }
}

fn next_hash(hash: &str, link: &Link) -> String {
    let line = [hash, link.id.as_str(), &link.content_hash].join("\n");
    canon::sha256_hex(line.as_bytes())
}

/// What is missing: `held` are the keys of the deliveries that can be read.
///
/// The mark is written after the disk, so it may be behind it, never before it.
#[must_use]
pub fn audit(mark: Option<&Mark>, chain: &Chain, held: &[FilingId]) -> Loss {
    let mut gone: Vec<FilingId> = Vec::new();
    let mut miss = |id: &FilingId| {
        if !held.contains(id) && !gone.contains(id) {
            gone.push(id.clone());
        }
    };
    chain.links.iter().for_each(|it| miss(&it.id));
    let Some(mark) = mark else { return Loss { gone, unnamed: 0 } };
    mark.open.iter().for_each(&mut miss);
    let agrees = mark.seq < chain.base || chain.hash_at(mark.seq).is_some_and(|it| it == mark.hash);
    // Those with a name that the chain does not have account for as many decisions; the rest have none.
    let named = gone.iter().filter(|id| !chain.links.iter().any(|it| it.id == **id)).count() as u64;
    let behind = mark.seq.saturating_sub(chain.seq());
    let unnamed = if agrees { 0 } else { behind.max(1).saturating_sub(named) };
    Loss { gone, unnamed }
}
