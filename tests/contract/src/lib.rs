//! The client against the real hall, and the document against both.
