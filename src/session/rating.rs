//! From verdict to rating: the only table.

use std::fmt::Write as _;

use crate::deck::Kind;
use crate::schedule::{Rating, Verdict};

/// The rating the program suggests; `None` if the answer is self-rated.
///
/// Only complete answers count: partly right is Again, because the missing part was not remembered.
#[must_use]
pub fn suggested(verdict: Verdict, hints: u8) -> Option<Rating> {
    match (verdict, hints) {
        (Verdict::Right, 0) => Some(Rating::Good),
        (Verdict::Right, _) => Some(Rating::Hard),
        (Verdict::Wrong, _) => Some(Rating::Again),
        (Verdict::None, _) => None,
    }
}

/// The table of ratings for the README, made from [`suggested`].
#[must_use]
pub fn rating_table() -> String {
    let rating = |verdict, hints| suggested(verdict, hints).map_or("yours".to_owned(), |r| r.to_string());
    let judged = Kind::ALL.iter().filter(|kind| !kind.is_recalled()).map(|kind| {
        let word = kind.word();
        if kind.has_sides() { format!("`{word}` with `typed`") } else { format!("`{word}`") }
    });
    let judged = judged.collect::<Vec<_>>().join(", ");
    let rows = [
        ("right, or right with a typing slip", rating(Verdict::Right, 0)),
        ("right after a hint", rating(Verdict::Right, 1)),
        ("partly right: one missed, one too many, one out of place", rating(Verdict::Wrong, 0)),
        ("wrong", rating(Verdict::Wrong, 0)),
        ("\"I don't know\": `0`, or an empty text", rating(Verdict::Wrong, 0)),
        ("right, but \"I guessed\": `g`", Rating::Again.to_string()),
    ];
    let mut table = format!("| {judged} | rating |\n| --- | --- |\n");
    for (answer, rating) in rows {
        let _ = writeln!(table, "| {answer} | {rating} |");
    }
    let _ = writeln!(
        table,
        "| `flip`, other sides of a `term`, `cloze` with `typed: false` | {} |",
        rating(Verdict::None, 0)
    );
    table
}
