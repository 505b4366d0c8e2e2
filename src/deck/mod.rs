//! The material: decks, cards and the items they yield, read from YAML text.
//!
//! Pure: nothing in here knows a file, a clock or a terminal. Text comes in,
//! a [`Deck`] and its [`Problem`]s come out.

mod accept;
pub(crate) mod allow;
mod alone;
mod body;
mod card;
mod cards;
pub mod cloze;
mod collection;
mod contents;
mod elsewhere;
mod file_kind;
mod header;
#[cfg(test)]
mod hostile;
mod id;
mod identity;
mod judging;
pub mod kinds;
mod lineage;
mod lines;
mod look_alike;
mod marks;
mod merge;
#[cfg(test)]
mod mistakes;
mod nearest;
mod order;
mod parse;
pub mod problem;
mod quote;
mod quotes;
mod record;
mod recover;
mod report;
mod single;
mod source;
mod synonyms;
mod syntax;
pub mod text;
mod together;
mod value;
pub mod values;
pub(crate) mod yaml;

pub(crate) use alone::{Setting, parse_card};
pub use card::{
    Accept, Body, Card, CardIdentity, Claim, Deck, Distractor, Entity, FieldPlace, Item, Kind, LeftOut, Place,
    RightAnswer, Section, Source, Subsection, TypedSides, Was,
};
pub(crate) use collection::gather;
pub use collection::{Collection, Gathered, Gathering};
pub use contents::{Contents, DeckSums, EachCard, Entry, Heading, Named, Passage, Split, name_hash, prompt_hash};
pub(crate) use contents::{choices, said};
pub(crate) use file_kind::FileKind;
pub use id::{CardId, DeckId, IdError, ItemId, MAX_ID_CHARS, Part};
pub(crate) use identity::slug_words;
pub use identity::{derived_id, slug};
pub use judging::{Judging, Languages};
pub(crate) use lineage::{Family, Lineage, Relative, resolve};
pub use nearest::nearest;
pub use parse::parse_deck;
pub(crate) use parse::too_large;
pub(crate) use problem::excerpt;
pub use problem::{Level, Part as ProblemPart, Problem, narrowed, one_line, render, render_with};
pub(crate) use quote::quoted;
pub use source::parse_source;
pub(crate) use synonyms::compared;
pub use synonyms::{Synonym, Synonyms, SynonymsFile, parse_synonyms};
pub use text::{Span, Style, Text};
pub use together::{Hidden, Site};
pub(crate) use together::{Member, Outline, bring_together};
pub use yaml::MAX_BYTES;
