//! Deck text in, findings out: what is wrong or weak in decks, and what they cover of their source.
//!
//! The reader of decks reports what keeps a card from being asked; the lints in
//! here report what makes it a poor card. Pure: texts are handed in, problems
//! come out, all of them in one run, ordered by file and place.

mod allow;
mod copied;
mod coverage;
mod digest;
mod explain;
mod finding;
#[cfg(test)]
mod fixture;
mod lexicon;
mod lints;
mod outline;
mod reading;
mod rule;
mod rules;
mod run;
mod similar;
mod stem;
mod summary;
#[cfg(test)]
mod tests;
mod text_of;
mod words;

pub use coverage::{Coverage, SectionCoverage};
pub use explain::{explain, list};
pub use rule::{Gravity, Needs, Rule};
pub use rules::{all as all_rules, find as find_rule};
pub use run::{Checked, Options, Texts, check};
pub use summary::summary;
pub use text_of::FileOf;
