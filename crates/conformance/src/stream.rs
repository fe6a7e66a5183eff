//! An event stream (`text/event-stream`, WHATWG HTML §9.2), read by a thread of its own.

use std::io::{BufRead as _, BufReader};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::answer::Answer;
use crate::trouble::Trouble;

/// One event, or one comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StreamEvent {
    /// `id:`, when the block had one.
    pub id: Option<String>,
    /// `event:`; `message` when the block had none.
    pub event: String,
    /// `data:` lines, joined by line feeds.
    pub data: String,
    /// `retry:` in milliseconds, when the block had one.
    pub retry: Option<u64>,
    /// Text of a comment line; such a block has nothing else.
    pub comment: Option<String>,
}

/// A stream that is open. Dropping it lets go of the connection at the next thing the hall sends.
#[derive(Debug)]
pub struct Stream {
    /// Status and headers; the body is the stream.
    pub head: Answer,
    events: Receiver<StreamEvent>,
}

impl Stream {
    pub(crate) fn open(head: Answer, body: ureq::Body) -> Self {
        let (give, events) = channel();
        thread::spawn(move || {
            let mut block = Block::default();
            for line in BufReader::new(body.into_reader()).lines() {
                let Ok(line) = line else { return };
                // Nobody listens any more: the connection closes with the reader.
                if block.line(&line).is_some_and(|it| give.send(it).is_err()) {
                    return;
                }
            }
        });
        Self { head, events }
    }

    /// The next event or comment, waited for at most this long; nothing when none came.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when the hall has ended the stream.
    pub fn next(&self, within: Duration) -> Result<Option<StreamEvent>, Trouble> {
        match self.events.recv_timeout(within) {
            Ok(event) => Ok(Some(event)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => {
                Err(Trouble::Broken(format!("{} {}: the stream ended", self.head.method, self.head.path)))
            }
        }
    }
}

/// A block that is not complete.
#[derive(Debug, Default)]
struct Block {
    event: StreamEvent,
    has_data: bool,
}

impl Block {
    /// Takes one line in; gives what is complete by it.
    fn line(&mut self, line: &str) -> Option<StreamEvent> {
        if line.is_empty() {
            let Self { mut event, has_data } = std::mem::take(self);
            if event.event.is_empty() {
                "message".clone_into(&mut event.event);
            }
            return (has_data || event.retry.is_some() || event.id.is_some()).then_some(event);
        }
        if let Some(comment) = line.strip_prefix(':') {
            return Some(StreamEvent {
                comment: Some(comment.trim_start().to_owned()),
                ..StreamEvent::default()
            });
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "id" => self.event.id = Some(value.to_owned()),
            "event" => value.clone_into(&mut self.event.event),
            "retry" => self.event.retry = value.parse().ok(),
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
                self.has_data = true;
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<StreamEvent> {
        let mut block = Block::default();
        text.lines().filter_map(|it| block.line(it)).collect()
    }

    #[test]
    fn blocks_are_read_as_the_standard_says() {
        let found =
            read(": hello\nretry: 3000\n\nid: 7\nevent: case\ndata: {\"a\":\ndata: 1}\n\nunknown: x\n\n");
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].comment.as_deref(), Some("hello"));
        assert_eq!(found[1].retry, Some(3000));
        assert_eq!((found[2].id.as_deref(), found[2].event.as_str()), (Some("7"), "case"));
        assert_eq!(found[2].data, "{\"a\":\n1}");
    }
}
