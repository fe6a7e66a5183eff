//! The pen of a shared draft. One writes at a time; who is silent for two minutes has laid it down.

use contract::{DeviceId, PersonId};

/// How long the pen is held without a word from its holder, in seconds.
pub const LASTS: i64 = 120;

/// Who was given the pen, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pen {
    /// Who.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// Until this Unix second, exclusive.
    pub until_s: i64,
}

/// What somebody wants the pen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish<'a> {
    /// To write from this device. One's own other device stands in the way, too: two browsers must not overwrite
    /// each other.
    Write(&'a DeviceId),
    /// To take it. From one's own other device that is always possible.
    Take,
}

impl Pen {
    /// A pen that is given at `now`.
    #[must_use]
    pub fn given(person: PersonId, device: DeviceId, now: i64) -> Self {
        Self { person, device, until_s: now + LASTS }
    }

    /// Whether it is still in somebody's hand.
    #[must_use]
    pub fn is_held(&self, now: i64) -> bool {
        now < self.until_s
    }
}

/// Whether `person` may do what they wish.
///
/// # Errors
///
/// The pen that stands in the way.
pub fn check<'a>(pen: Option<&'a Pen>, person: &PersonId, wish: Wish<'_>, now: i64) -> Result<(), &'a Pen> {
    match pen.filter(|it| it.is_held(now)) {
        Some(pen) if pen.person != *person => Err(pen),
        Some(pen) if matches!(wish, Wish::Write(device) if *device != pen.device) => Err(pen),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pen_table() {
        let (me, other): (PersonId, PersonId) = ("p-1".parse().unwrap(), "p-2".parse().unwrap());
        let (here, there): (DeviceId, DeviceId) = ("d-1".parse().unwrap(), "d-2".parse().unwrap());
        let mine = Pen::given(me.clone(), here.clone(), 1000);
        let theirs = Pen::given(other, there.clone(), 1000);
        #[rustfmt::skip]
        let table = [
            ("free",                      None,          Wish::Write(&here),  1000, true),
            ("free, taken",               None,          Wish::Take,          1000, true),
            ("mine",                      Some(&mine),   Wish::Write(&here),  1119, true),
            ("mine, on another device",   Some(&mine),   Wish::Write(&there), 1119, false),
            ("mine, moved over",          Some(&mine),   Wish::Take,          1119, true),
            ("theirs, to the last second", Some(&theirs), Wish::Write(&here), 1119, false),
            ("theirs, not taken away",    Some(&theirs), Wish::Take,          1119, false),
            ("theirs, laid down",         Some(&theirs), Wish::Write(&here),  1120, true),
            ("theirs, laid down, taken",  Some(&theirs), Wish::Take,          1120, true),
        ];
        for (what, pen, wish, now, ok) in table {
            assert_eq!(check(pen, &me, wish, now).is_ok(), ok, "{what}");
        }
    }
}
