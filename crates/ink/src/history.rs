//! Undo, redo and clear, without deleting anything.

use crate::{Op, OpKind, Stroke};

/// What a signer did that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Drew the stroke with this index.
    Draw(usize),
    /// Cleared the pad.
    Clear,
}

/// The acts of a signer; the first `done` of them are in effect, the rest can be done again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct History {
    acts: Vec<Act>,
    done: usize,
    visible: Vec<usize>,
}

impl History {
    /// The history that these strokes and operations tell.
    pub(crate) fn replay(strokes: &[Stroke], ops: &[Op]) -> Self {
        let mut history = Self::default();
        let mut ops = ops.iter().peekable();
        for index in 0..=strokes.len() {
            while let Some(Op(_, kind, _)) = ops.next_if(|op| op.2 <= index) {
                history.operate(*kind);
            }
            if strokes.get(index).is_some_and(|it| !it.void) {
                history.draw(index);
            }
        }
        history
    }

    /// A stroke was drawn.
    pub(crate) fn draw(&mut self, index: usize) {
        self.push(Act::Draw(index));
    }

    /// An operation was asked for. False when there was nothing to do.
    pub(crate) fn operate(&mut self, kind: OpKind) -> bool {
        match kind {
            OpKind::Undo if self.can_undo() => {
                self.done -= 1;
                self.look();
                true
            }
            OpKind::Redo if self.can_redo() => {
                self.done += 1;
                self.look();
                true
            }
            OpKind::Clear if !self.visible.is_empty() => {
                self.push(Act::Clear);
                true
            }
            OpKind::Undo | OpKind::Redo | OpKind::Clear | OpKind::Resume => false,
        }
    }

    pub(crate) fn can_undo(&self) -> bool {
        self.done > 0
    }

    pub(crate) fn can_redo(&self) -> bool {
        self.done < self.acts.len()
    }

    /// Indices of the strokes in sight, in order of drawing.
    pub(crate) fn visible(&self) -> &[usize] {
        &self.visible
    }

    fn push(&mut self, act: Act) {
        self.acts.truncate(self.done);
        self.acts.push(act);
        self.done += 1;
        self.look();
    }

    fn look(&mut self) {
        self.visible.clear();
        for act in &self.acts[..self.done] {
            match act {
                Act::Draw(index) => self.visible.push(*index),
                Act::Clear => self.visible.clear(),
            }
        }
    }
}
