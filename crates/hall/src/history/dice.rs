//! Small differences between cases, the same in every hall: numbers drawn from the place of a story in the list.

/// The draws of one story.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of the `n`th story.
    pub(super) fn of(n: u64) -> Self {
        Self(n)
    }

    /// A number below `sides`, always the same for the same story and purpose.
    pub(super) fn roll(self, purpose: &str, sides: u32) -> u32 {
        u32::try_from(self.number(purpose) % u64::from(sides.max(1))).unwrap_or_default()
    }

    /// Any number, always the same for the same story and purpose.
    pub(super) fn number(self, purpose: &str) -> u64 {
        let bytes = canon::sha256(format!("{}/{purpose}", self.0).as_bytes());
        bytes.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_story_draws_the_same_and_others_differ() {
        let rolls = |n| ["a", "b", "c", "d"].map(|it| Dice::of(n).roll(it, 1000));
        assert_eq!(rolls(7), rolls(7));
        assert_ne!(rolls(7), rolls(8));
        assert!((0..500).all(|n| Dice::of(n).roll("a", 3) < 3));
        assert_eq!(Dice::of(1).roll("a", 0), 0);
    }
}
