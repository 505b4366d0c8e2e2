//! The picture in sentences, one a line: for a screen reader, a log, a pipe.

use super::words;
use crate::stats::count::{counted, grouped};
use crate::stats::dates::short;
use crate::stats::knowledge::DeckScore;
use crate::stats::picture::Picture;

/// What matters first; no line is wrapped, no sign stands for a word.
#[must_use]
pub fn sentences(picture: &Picture) -> Vec<String> {
    let mut lines = vec![words::expected(&picture.knowledge.all)];
    lines.extend(words::missing(&picture.knowledge.all));
    lines.push(format!("Today: {}", words::today(&picture.today)));
    lines.push(format!("Items: {}.", words::items(&picture.items)));
    lines.extend(picture.knowledge.decks.iter().map(deck));
    if picture.reviews > 0 {
        lines.push(format!("Kept: {}.", words::kept(picture).join("; ")));
        lines.push(coming(picture));
        let days = counted(picture.streak.days as usize, "day", "days");
        lines.push(format!("Study: {days} in all; {}.", words::streak(picture)));
    }
    lines
}

/// `challenges: about 43 of 47 known, 40 to 46`
fn deck(of: &DeckScore) -> String {
    let items = grouped(of.score.items);
    if of.score.met == 0 {
        return format!("{}: not begun, {items} items.", of.deck);
    }
    let (known, low, high) = words::rounded(&of.score);
    format!("{}: about {} of {items} known, {} to {}.", of.deck, grouped(known), grouped(low), grouped(high))
}

fn coming(picture: &Picture) -> String {
    let today = picture.today.day;
    let days: Vec<String> = picture
        .forecast
        .coming()
        .iter()
        .filter(|on| on.due > 0)
        .map(|on| format!("{} on {}", on.due, short(on.day, today)))
        .collect();
    if days.is_empty() {
        return "Coming: nothing in the next 14 days.".to_owned();
    }
    format!("Coming: {}.", days.join(", "))
}
