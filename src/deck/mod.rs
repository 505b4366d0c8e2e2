//! The material: decks, cards and the items they yield, read from YAML text.
//!
//! Pure: nothing in here knows a file, a clock or a terminal. Text comes in,
//! a [`Deck`] and its [`Diagnostic`]s come out.

pub(crate) mod allow;
mod card;
pub mod cloze;
mod collection;
mod decks;
pub mod diagnostic;
mod diff;
pub mod edit;
pub mod format;
mod id;
mod identity;
mod judging;
pub mod kinds;
mod markup;
mod merge;
mod nearest;
mod ordered_json;
mod ordering;
pub mod reader;
mod renames;
mod rule_id;
pub mod schema;
mod single_card;
mod source;
mod synonyms;
pub mod text;

pub(crate) use crate::deck::reader::file_kind::FileKind;
pub use crate::deck::reader::parse::parse_deck;
pub(crate) use crate::deck::reader::parse::too_large;
pub(crate) use crate::deck::reader::quote::quoted;
pub use crate::deck::reader::yaml::MAX_BYTES;
pub use card::{Card, CardIdentity, Claim, Deck, Entity, FieldPlace, Item, Place, Section, Source, Subsection, Was};
pub(crate) use collection::gather;
pub use collection::{Collection, Gathering};
pub(crate) use decks::content_hash;
pub use decks::{
    CatalogueTables, DeckSummary, DeckSums, Decks, EachCard, ItemSummary, Named, SourceRef, name_hash, prompt_hash,
};
pub(crate) use diagnostic::show_lines;
pub use diagnostic::{Diagnostic, DrawnPart, Level, narrowed, one_line, render, render_with};
pub use diff::RenameHint;
pub use diff::{CardChange, CardFate, Update, update};
pub use id::{CardId, DeckId, ItemId, ItemPart, MAX_ID_CHARS};
pub use identity::slug;
pub(crate) use identity::slug_words;
pub use judging::{Judging, Languages};
pub use kinds::{AnswerKind, AnswerText, Body, Choice, Kind, PromptPiece, RightAnswer, Role, RoleText};
pub(crate) use markup::escaped as escaped_marks;
pub(crate) use merge::{Member, Outline, bring_together};
pub use merge::{ShadowedDeck, Site};
pub use nearest::nearest;
pub use ordered_json::Json;
pub(crate) use renames::{CardNames, NamedCard, Renames, resolve};
pub use rule_id::{RuleId, UnknownRule};
pub(crate) use single_card::{CardSetting, parse_card};
pub use source::parse_source;
pub(crate) use synonyms::compared;
pub use synonyms::{Synonym, Synonyms, SynonymsFile, parse_synonyms};
pub use text::{Emphasis, Text};
