//! From verdict to rating: the one table.

use std::fmt::Write as _;

use crate::deck::Kind;
use crate::schedule::{Rating, Verdict};

/// The rating the program suggests: `None` where the learner judges himself.
///
/// Only whole answers count: partly right is Again, since what is missing was not remembered.
#[must_use]
pub fn suggested(verdict: Verdict, hints: u8) -> Option<Rating> {
    match (verdict, hints) {
        (Verdict::Right, 0) => Some(Rating::Good),
        (Verdict::Right, _) => Some(Rating::Hard),
        (Verdict::Wrong, _) => Some(Rating::Again),
        (Verdict::None, _) => None,
    }
}

/// The table of ratings as the README prints it, made from [`suggested`].
#[must_use]
pub fn rating_table() -> String {
    let word = |verdict, hints| suggested(verdict, hints).map_or("your own rating".to_owned(), |r| r.to_string());
    let kinds = |judged: bool| {
        let asked = |kind: &&Kind| matches!(kind, Kind::Flip | Kind::Term) != judged;
        Kind::ALL.iter().filter(asked).map(|kind| format!("`{}`", kind.word())).collect::<Vec<_>>().join(", ")
    };
    let mut table = String::from("| kind | your answer | rating |\n| --- | --- | --- |\n");
    let judged = kinds(true);
    for (answer, rating) in [
        ("right, also with a slip of the keyboard", word(Verdict::Right, 0)),
        ("right after a hint", word(Verdict::Right, 1)),
        ("partly right: one missed, one too many, one out of place", word(Verdict::Wrong, 0)),
        ("wrong", word(Verdict::Wrong, 0)),
        ("\"I don't know\": `0`, or an empty text", word(Verdict::Wrong, 0)),
    ] {
        let _ = writeln!(table, "| {judged} | {answer} | {rating} |");
    }
    let _ = writeln!(table, "| any of these | right, then `g`: \"I guessed\" | {} |", Rating::Again);
    let own = format!("{}, `cloze` with `typed: false`", kinds(false));
    let _ = writeln!(table, "| {own} | revealed | {} |", word(Verdict::None, 0));
    table
}
