//! Decks from the author's side: small edits of their text, and what an edit does to those who study them.
//!
//! Pure: text comes in, text and facts come out. Who asks the author, and who writes files, is elsewhere.

mod against;
mod append;
mod draft;
mod gaps;
mod mend;
#[cfg(test)]
mod mend_laws;
mod ordered;
mod patch;
mod scalar;
pub mod schema;
mod start;
mod twins;

pub use against::{CardChange, Fate, Update, update};
pub use append::{Refusal, append};
pub use draft::{Draft, Value};
pub use gaps::numbered;
pub use mend::{Mend, mend};
pub use patch::{Change, Edit, apply, changes};
pub use start::starting_deck;
pub use twins::Hint;
