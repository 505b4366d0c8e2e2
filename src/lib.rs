//! The library behind `oss-quiz`, a quiz and flashcard trainer for the terminal.
//!
//! Values in, values out; the clock, random numbers, the disk and the screen at the edges. See `ARCHITECTURE.md`.
//!
//! The rooms are private: what is `pub` in them is for the crate. Only what the program, the benches and the tests need
//! is exported here.

mod app;
mod cli;
pub mod commands;
mod deck;
mod exchange;
#[doc(hidden)]
pub mod fuzzing;
mod grading;
mod library;
mod lint;
mod parallel;
mod rng;
mod schedule;
mod session;
mod stats;
mod store;
mod study;
mod styled;
pub mod terminal;

pub use app::clock::{Clock, SystemClock};
pub use app::error::{ErrorReport, ExitKind, Outcome};
pub use app::{App, Env, StandardError};
pub use cli::{Cli, Command};
pub use deck::edit::starting_deck;
pub use deck::format::{CARD, HEADER};
pub use deck::kinds::KINDS;
pub use deck::{
    AnswerKind, Body, CardFate, Collection, Deck, Decks, Diagnostic, ItemId, ItemPart, ItemSummary, Kind, Role, RuleId,
    Text, parse_deck, parse_source, parse_synonyms, render, schema, update,
};
pub use grading::{AnswerSet, KnownAnswers, Language, Reason, RightForm, Rules, TextMatch, fold, grade};
pub use library::{Cache, Catalogue, DeckPaths, catalogue, load};
pub use rng::Rng;
pub use schedule::{
    Act, Day, DayStart, Event, EventDraft, EventId, EventKind, ItemState, Model, Moment, Purpose, Rating, Review,
    SchedulingParams, Verdict, preview, replay,
};
pub use session::{
    Answer, Candidates, Filter, GradeDetail, GradingContext, Limits, Load, Plan, Question, carry_states, grade_answer,
    rating_table,
};
pub use stats::screen::{self as stats_screen, PageForm};
pub use stats::{Forecast, Limit, Pace, Stats, StatsInput, StatsJson, Streak, known};
pub use store::{Store, StoreError, StoreResult};
pub use terminal::{ColorFacts, Wide};
