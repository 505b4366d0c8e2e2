//! The formats of other programs, and our own for logs that travel: texts to events and back, one file a format.

pub mod anki;
pub mod log;
