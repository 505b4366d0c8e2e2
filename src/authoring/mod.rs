//! Decks from the author's side: what is wrong or weak in them, what they cover of their source, small edits of their
//! text, and what an edit does to those who study them.
//!
//! The reader of decks reports what keeps a card from being asked; the lints in here report what makes it a poor
//! card. Pure: texts are handed in; problems, texts and facts come out. Who asks the author, and who writes files, is
//! elsewhere.

mod accept;
mod against;
mod allow;
mod append;
mod code;
mod contracted;
mod copied;
mod coverage;
mod digest;
mod draft;
mod explain;
mod finding;
#[cfg(test)]
mod fixture;
mod gaps;
mod given;
mod incoming;
mod insert;
mod language;
mod lexicon;
mod lints;
mod locate;
mod look;
mod mend;
#[cfg(test)]
mod mend_laws;
mod naming;
mod ordered;
mod outline;
mod parts;
mod patch;
mod placeholder;
mod reading;
mod remains;
mod rule;
mod rules;
mod run;
mod scalar;
pub mod schema;
mod script;
mod similar;
mod start;
mod stem;
mod summary;
mod synonyms;
#[cfg(test)]
mod tests;
mod text_of;
mod tongue;
mod trace;
mod twins;
mod wanted;
mod wording;
mod words;
mod written;

pub use accept::{Accepted, accept};
pub use against::{CardChange, Fate, Update, update};
pub use append::{NotAppended, append};
pub use coverage::{Coverage, SectionCoverage};
pub use draft::Draft;
pub use explain::{explain, list};
pub use gaps::numbered;
pub use given::Given;
pub use incoming::{Incoming, incoming};
pub use locate::{Located, Range, locate};
pub use mend::{Mend, mend};
pub use naming::named_after;
pub use patch::{Change, Edit, apply, changes};
pub use rule::{Gravity, Needs, Rule};
pub use rules::{all as all_rules, find as find_rule};
pub use run::{Checked, Checker, Options, Texts};
pub use start::starting_deck;
pub use summary::summary;
pub use text_of::FileOf;
pub use trace::{Looked, Traced};
pub use twins::Hint;
