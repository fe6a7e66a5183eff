//! Numbered progress: `[2/6] building the app …`, then how long it took.

use std::time::{Duration, Instant};

/// Counts the steps of one command.
#[derive(Debug)]
pub(crate) struct Steps {
    total: usize,
    begun: usize,
    start: Instant,
}

impl Steps {
    /// A command of `total` steps.
    pub(crate) fn of(total: usize) -> Self {
        Self { total, begun: 0, start: Instant::now() }
    }

    /// Announces the next step, does it, and says how long it took.
    pub(crate) fn run<T>(&mut self, what: &str, work: impl FnOnce() -> T) -> T {
        self.begun += 1;
        println!("[{}/{}] {what} …", self.begun, self.total);
        let start = Instant::now();
        let result = work();
        println!("      {}", spent(start.elapsed()));
        result
    }

    /// Time since the first step.
    pub(crate) fn elapsed(&self) -> String {
        spent(self.start.elapsed())
    }
}

/// A duration for people: `0.4 s`, `12.3 s`, `4 min 02 s`.
fn spent(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    if tenths < 600 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        format!("{} min {:02} s", tenths / 600, tenths % 600 / 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        for (milliseconds, text) in
            [(0, "0.0 s"), (420, "0.4 s"), (12_340, "12.3 s"), (59_999, "59.9 s"), (242_900, "4 min 02 s")]
        {
            assert_eq!(spent(Duration::from_millis(milliseconds)), text);
        }
    }
}
