//! The words of `grade`.

use clap::Args;

use super::values;
use crate::schedule::{EventId, Rating};

/// The flags of `grade`.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct GradeArgs {
    /// The item, deck/card or deck/card#part; `-` reads an answer a line from standard input, as JSON.
    #[arg(value_name = "ITEM")]
    pub item: String,
    /// The answer; once for each choice that applies, each step of an order, each of several texts.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub answer: Vec<String>,
    /// The learner's rating; alone where he judges himself, else instead of the one suggested.
    #[arg(
        long,
        value_name = "RATING",
        help = "again, hard, good or easy: alone where the learner does the rating, else instead of the one suggested; \
a wrong answer counts as Again, unless it is overruled"
    )]
    pub rating: Option<Rating>,
    /// "I don't know".
    #[arg(long, conflicts_with_all = ["answer", "guessed"])]
    pub dont_know: bool,
    /// How many hints were shown.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = values::hints)]
    pub hints: u8,
    /// "I guessed": counts as Again.
    #[arg(long, conflicts_with = "rating")]
    pub guessed: bool,
    /// How long the answer took.
    #[arg(long, value_name = "S", default_value_t = 0.0, value_parser = values::seconds)]
    pub seconds: f64,
    /// Changes a review already written.
    #[arg(long, value_name = "REVIEW", conflicts_with_all = ["answer", "dont_know", "hints", "seconds"])]
    pub amend: Option<EventId>,
    /// The verdict is wrong: what was found wrong is right, and the other way round.
    #[arg(long, conflicts_with_all = ["guessed", "dont_know"])]
    pub overrule: bool,
    /// Judges and writes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// A UUID that becomes the id of the review: what is sent twice is written once, and answered as the first time.
    #[arg(long, value_name = "UUID", conflicts_with = "amend")]
    pub key: Option<EventId>,
    /// For other programs.
    #[arg(long)]
    pub json: bool,
}
