//! The material: decks, cards and the items they yield, read from YAML text.
//!
//! Pure: nothing in here knows a file, a clock or a terminal. Text comes in,
//! a [`Deck`] and its [`Problem`]s come out.

mod card;
pub mod cloze;
mod collection;
pub mod fold;
mod id;
mod problem;
mod text;

pub use card::{
    Body, Card, CardIdentity, Claim, Deck, Distractor, Entity, Item, Kind, Place, Section, Source, Subsection, Was,
};
pub use collection::{Collection, nearest};
pub use id::{CardId, DeckId, IdError, ItemId, Part};
pub use problem::{Level, Problem};
pub use text::Text;
