//! Messages as they travel, and the ids that say where a client is.

use crate::page;

/// What a client waits before it comes back, in milliseconds.
const RETRY_MS: u32 = 3000;

/// A place among the events of all cases. A hall that was restored from a backup counts anew, in another epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) epoch: u32,
    pub(super) n: i64,
}

impl Place {
    pub(super) fn id(self) -> String {
        page::seal(&format!("feed:{}:{}", self.epoch, self.n))
    }

    pub(super) fn read(id: &str) -> Option<Self> {
        let text = page::unseal(id)?;
        let (epoch, n) = text.strip_prefix("feed:")?.split_once(':')?;
        Some(Self { epoch: epoch.parse().ok()?, n: n.parse().ok()? })
    }
}

/// What a stream begins with: an id without data moves the client's place and is no event.
pub(super) fn hello(place: Place) -> String {
    format!("retry: {RETRY_MS}\nid: {}\n\n", place.id())
}

/// A sign of life. It moves the place, too, so that a client to whom nothing happens does not fall behind.
pub(super) fn beat(place: Place) -> String {
    format!(": {}\nid: {}\n\n", place.n, place.id())
}

/// One event; `data` is JSON and therefore one line.
pub(super) fn message(place: Place, event: &str, data: &str) -> String {
    format!("id: {}\nevent: {event}\ndata: {data}\n\n", place.id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_its_place_and_holds_no_line_end() {
        for place in [Place { epoch: 1, n: 0 }, Place { epoch: 7, n: i64::MAX }] {
            assert_eq!(Place::read(&place.id()), Some(place));
            assert!(place.id().bytes().all(|it| it.is_ascii_graphic()));
        }
        for text in ["", "7", "feed:1:1", &page::seal("feed:1"), &page::seal("after:1")] {
            assert_eq!(Place::read(text), None, "{text}");
        }
    }
}
