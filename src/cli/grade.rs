//! Flags of `grade`.

use clap::Args;

use super::values;
use crate::schedule::{EventId, Rating};

#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct GradeArgs {
    /// The item, deck/card or deck/card#part; `-` reads JSON answers from standard input, one per line.
    #[arg(value_name = "ITEM")]
    pub item: String,
    /// The answer; repeat it for each choice that applies, each step of an order, each of several texts.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub answer: Vec<String>,
    /// The learner's rating.
    #[arg(
        long,
        value_name = "RATING",
        help = "again, hard, good or easy: the whole answer to a self-rated card, otherwise in place of the suggested rating; \
a wrong answer counts as Again unless it is overruled"
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
    /// How many seconds the answer took.
    #[arg(long, value_name = "S", default_value_t = 0.0, value_parser = values::seconds)]
    pub seconds: f64,
    /// Changes an earlier review.
    #[arg(long, value_name = "REVIEW", conflicts_with_all = ["answer", "dont_know", "hints", "seconds"])]
    pub amend: Option<EventId>,
    /// Reverses the verdict: a wrong answer counts as right, and vice versa.
    #[arg(long, conflicts_with_all = ["guessed", "dont_know"])]
    pub overrule: bool,
    /// Grades the answer without recording it.
    #[arg(long)]
    pub dry_run: bool,
    /// A UUID for the review: an answer sent twice is recorded once, and gets the same reply.
    #[arg(long, value_name = "UUID", conflicts_with = "amend")]
    pub key: Option<EventId>,
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}
