//! Who listens: a few streams for each person, and all of them end when the hall closes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use contract::{PersonId, ProblemCode};
use tokio::sync::watch;

use crate::error::Refusal;

/// Most streams of one person; a browser opens one for each tab.
const MOST: u32 = 8;
/// How long somebody waits who has too many, in seconds.
const LATER: u32 = 30;

type Seats = Arc<Mutex<HashMap<PersonId, u32>>>;

/// The streams that are open.
pub struct Listeners {
    seats: Seats,
    closing: watch::Sender<bool>,
}

impl Default for Listeners {
    fn default() -> Self {
        Self { seats: Seats::default(), closing: watch::Sender::new(false) }
    }
}

/// A stream's place; free again when it is dropped.
pub(super) struct Seat {
    person: PersonId,
    seats: Seats,
}

impl Listeners {
    /// Ends every stream.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Changes when every stream has to end.
    pub(super) fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    /// A place for one more stream.
    pub(super) fn sit(&self, person: &PersonId) -> Result<Seat, Refusal> {
        let mut seats = taken(&self.seats);
        let mine = seats.entry(person.clone()).or_default();
        if *mine >= MOST {
            return Err(Refusal::new(ProblemCode::TooMany).detail("同时打开的页面太多了").after(LATER));
        }
        *mine += 1;
        Ok(Seat { person: person.clone(), seats: self.seats.clone() })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = taken(&self.seats);
        if let Some(mine) = seats.get_mut(&self.person) {
            *mine -= 1;
            if *mine == 0 {
                seats.remove(&self.person);
            }
        }
    }
}

fn taken(seats: &Seats) -> MutexGuard<'_, HashMap<PersonId, u32>> {
    // Nothing in here can be left half done.
    seats.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_so_many_seats_and_a_free_one_when_somebody_leaves() {
        let listeners = Listeners::default();
        let (one, other): (PersonId, PersonId) = ("p-1".parse().unwrap(), "p-2".parse().unwrap());
        let mut seats: Vec<_> = (0..MOST).map(|_| listeners.sit(&one).unwrap_or_else(|_| panic!())).collect();
        assert!(listeners.sit(&one).is_err());
        assert!(listeners.sit(&other).is_ok());
        seats.pop();
        assert!(listeners.sit(&one).is_ok());
        seats.clear();
        assert!(taken(&listeners.seats).is_empty());
    }
}
