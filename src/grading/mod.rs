//! Whether a typed text is a right answer: texts and languages in, a verdict out.
//!
//! Pure, and below the decks: it knows no card.

#[cfg_attr(not(test), expect(dead_code, reason = "the rules that ask it come next"))]
mod english;
mod language;
mod tolerance;

pub use language::Language;
pub use tolerance::Tolerance;
