//! Lints: what is weak in a deck, and how much of a source its decks cover.
//!
//! The deck reader reports what keeps a card from being asked; the lints here report what makes it a poor card.
//! Pure: texts go in, diagnostics and facts come out.

mod allow;
mod card_texts;
mod checks;
mod code;
mod contracted;
mod coverage;
mod deck_linter;
mod expected_text;
mod explain;
mod features;
mod file_source;
mod finding;
#[cfg(test)]
mod fixture;
mod format;
mod guess_language;
mod list_parts;
mod locate;
mod placeholder;
mod plagiarism;
mod remains;
mod rule;
mod run;
mod script;
mod signs;
mod similar;
mod small_words;
mod source_index;
mod stem;
mod stop_words;
mod summary;
mod synonyms;
#[cfg(test)]
mod tests;
mod trace;
mod wording;
mod words;
mod written;

pub use coverage::Coverage;
pub use explain::{explain, list};
pub use file_source::FileOf;
pub use locate::{Located, LspRange, locate};
pub use rule::{Rule, Severity, all as all_rules, rule};
pub use run::{Checked, Checker, Options};
pub use summary::summary;
