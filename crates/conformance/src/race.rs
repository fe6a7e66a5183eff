//! The same moment for several: what a hall does when requests come at once.

use std::sync::Barrier;
use std::thread;

use crate::trouble::Trouble;

/// Does `each` for 0 … n − 1 at once, in as many threads, and gives what came of them in that order.
///
/// # Errors
///
/// The first trouble of any of them; [`Trouble::NotTried`] when a thread could not run to its end.
pub fn at_once<T: Send>(
    n: usize,
    each: impl Fn(usize) -> Result<T, Trouble> + Sync,
) -> Result<Vec<T>, Trouble> {
    let start = Barrier::new(n);
    thread::scope(|scope| {
        let run = |index: usize| {
            let (start, each) = (&start, &each);
            scope.spawn(move || {
                start.wait();
                each(index)
            })
        };
        let running: Vec<_> = (0..n).map(run).collect();
        let ended = running.into_iter().map(|it| {
            it.join().unwrap_or_else(|_| Err(Trouble::not_tried("a thread of the kit did not end well")))
        });
        ended.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_run_and_come_back_in_order() {
        assert_eq!(at_once(8, Ok).unwrap(), (0..8).collect::<Vec<_>>());
        let odd = |it: usize| if it % 2 == 1 { Err(Trouble::broken(it.to_string())) } else { Ok(it) };
        assert_eq!(at_once(4, odd), Err(Trouble::broken("1")));
    }
}
