//! What an input has led to, in words: the same on every face.

use super::{days, verdict};
use crate::schedule::Day;
use crate::session::{Ending, Forecast, Leech, Notice, Summary, Undone};

/// What there is to say, if it is not seen anyway.
pub(super) fn words(notice: &Notice) -> Option<&'static str> {
    Some(match notice {
        Notice::Hint => return None,
        Notice::LastHint => "That was the last hint.",
        Notice::NoHint => "This card has no hint.",
        Notice::NoHintToTruth => "A true-or-false question has no hint.",
        Notice::Skipped => "Skipped: it comes later.",
        Notice::Flagged => "Flagged.",
        Notice::Unflagged => "No longer flagged.",
        Notice::Buried => "Buried until tomorrow.",
        Notice::Suspended => "Suspended: not asked until you resume it.",
        Notice::Undone(undone) => undone_words(*undone),
        Notice::NothingToUndo => "Nothing to undo in this session; oss-quiz undo goes further back.",
        Notice::NotNow => "That does nothing here.",
    })
}

fn undone_words(undone: Undone) -> &'static str {
    match undone {
        Undone::Answer => "Taken back: the answer.",
        Undone::Rating => "Taken back: the rating.",
        Undone::Overrule => "Taken back: what you said of the verdict.",
        Undone::Guess => "Taken back: \"I guessed\".",
        Undone::Reveal => "Taken back: the look at the answer.",
        Undone::Skip => "Taken back: the skip.",
        Undone::Flag => "Taken back: the flag.",
        Undone::Bury => "Taken back: the bury.",
        Undone::Suspend => "Taken back: the suspension.",
    }
}

/// That nothing else is left but what was missed just now.
pub(super) const ONLY_AGAIN: &str = "Only this one is left, which you missed just now.";

/// What to do about an item that keeps lapsing, where its verdict is shown; `edit`, `suspend` and `history` are what
/// is pressed or typed for it.
pub(super) fn leech_here(leech: &Leech, [edit, suspend, history]: [&str; 3]) -> String {
    let nth = verdict::ordinal(leech.lapses as usize);
    format!("This is its {nth} lapse: edit the card ({edit}), suspend it ({suspend}), or see its history ({history}).")
}

/// The same where something else is asked already.
pub(super) fn leech_before(leech: &Leech) -> String {
    let (nth, item) = (verdict::ordinal(leech.lapses as usize), &leech.item);
    format!(
        "That was the {nth} lapse of {item}: oss-quiz edit {item} changes the card, oss-quiz mark {item} suspend \
         puts it away."
    )
}

/// How many questions in how long: `18 questions in 6 minutes`.
pub(super) fn sum(summary: &Summary) -> String {
    if summary.items == 0 {
        return "No question answered".to_owned();
    }
    let minutes = usize::try_from((summary.ms + 30_000) / 60_000).unwrap_or(usize::MAX);
    let time = if minutes == 0 { "less than a minute".to_owned() } else { super::count(minutes, "minute") };
    format!("{} in {time}", super::count(summary.items, "question"))
}

/// How they went: `14 right at once, 4 came back and came right`.
pub(super) fn course(summary: &Summary) -> String {
    let left = summary.missed.len().saturating_sub(summary.came_right);
    let parts = [
        (summary.right_at_once, "right at once"),
        (summary.came_right, "came back and came right"),
        (left, "still to come right"),
    ];
    // The first is said even when it is none.
    let said = parts.into_iter().enumerate().filter(|(at, (number, _))| *at == 0 || *number > 0);
    said.map(|(_, (number, words))| format!("{number} {words}")).collect::<Vec<_>>().join(", ")
}

/// What waits: `Tomorrow, Wed 25 Nov: 9 due, 10 new, about 6 minutes.`
pub(super) fn next(ending: &Ending, today: Day) -> Option<String> {
    let Forecast { day, tomorrow, due, new, minutes } = ending.next?;
    let name = days::date(day, today);
    let name = match () {
        () if day <= today => "Still today".to_owned(),
        () if tomorrow => format!("Tomorrow, {name}"),
        () => name,
    };
    let parts = [(due, "due"), (new, "new")];
    let mut words: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if words.is_empty() {
        return None;
    }
    if minutes > 0 {
        words.push(format!("about {}", super::count(usize::try_from(minutes).unwrap_or(usize::MAX), "minute")));
    }
    Some(format!("{name}: {}.", words.join(", ")))
}

/// That a question is the first of its deck.
pub(super) fn begins(deck: &str, title: &str) -> String {
    if title.is_empty() { format!("A new deck begins: {deck}") } else { format!("A new deck begins: {deck}, {title}") }
}
