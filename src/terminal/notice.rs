//! What an input led to, in words; the same in every interface.

use super::{days, verdict};
use crate::session::{Ending, Leech, Notice, Outlook, Summary, Undone};

/// The message, unless the screen shows the effect anyway.
pub(super) fn words(notice: &Notice) -> Option<String> {
    let words = match notice {
        Notice::Hint => return None,
        Notice::LastHint => "That was the last hint.",
        Notice::NoHint => "This card has no hint.",
        Notice::NoHintToTruth => "A true-or-false question has no hint.",
        Notice::Skipped => "Skipped: it comes later.",
        Notice::Flagged => "Flagged.",
        Notice::Unflagged => "No longer flagged.",
        Notice::Buried => "Buried until tomorrow.",
        Notice::Suspended(item) => {
            return Some(format!("Suspended until `oss-quiz mark {item} resume`."));
        }
        Notice::Undone(undone) => undone_words(*undone),
        Notice::NothingToUndo => "Nothing to undo in this session; oss-quiz undo goes further back.",
        Notice::DoesNotFit => "This isn't an answer to that question.",
        Notice::FirstQuestion => "This is the first question.",
        Notice::NoQuestion(1) => "There is only question 1.",
        Notice::NoQuestion(last) => return Some(format!("The questions have the numbers 1 to {last}.")),
        Notice::NotNow => "That does nothing here.",
    };
    Some(words.to_owned())
}

fn undone_words(undone: Undone) -> &'static str {
    match undone {
        Undone::Answer => "The answer is undone.",
        Undone::Rating => "The rating is undone.",
        Undone::Overrule => "The verdict stands again.",
        Undone::Guess => "\"I guessed\" is undone.",
        Undone::Reveal => "The answer is hidden again.",
        Undone::Skip => "The skip is undone.",
        Undone::Flag => "The flag is undone.",
        Undone::Bury => "The item is no longer buried.",
        Undone::Suspend => "The item is no longer suspended.",
    }
}

pub(super) const ONLY_AGAIN: &str = "Only this question is left, which you missed just now.";

/// Advice about a leech, on the screen of its verdict; `edit`, `suspend` and `history` are what to press or type.
pub(super) fn leech_here(leech: &Leech, [edit, suspend, history]: [&str; 3]) -> String {
    let nth = verdict::ordinal(leech.lapses as usize);
    format!("This is its {nth} lapse: edit the card ({edit}), suspend it ({suspend}), or see its history ({history}).")
}

/// The same when another question is shown already.
pub(super) fn leech_before(leech: &Leech) -> String {
    let (nth, item) = (verdict::ordinal(leech.lapses as usize), &leech.item);
    format!(
        "That was the {nth} lapse of {item}: oss-quiz edit {item} changes the card, oss-quiz mark {item} suspend \
         puts it away."
    )
}

/// `18 questions in 6 minutes`
pub(super) fn sum(summary: &Summary) -> String {
    if summary.items == 0 {
        return "No question answered".to_owned();
    }
    let minutes = minutes(summary.ms);
    let time = if minutes == 0 { "less than a minute".to_owned() } else { super::count(minutes, "minute") };
    format!("{} in {time}", super::count(summary.items, "question"))
}

/// `14 right at once, 4 right later`
pub(super) fn course(summary: &Summary) -> String {
    let parts = [
        (summary.right_at_once, "right at once"),
        (summary.came_right, "right later"),
        (summary.to_come_right(), "still wrong"),
        (summary.put_away, "put away"),
    ];
    // The first part is always given, even if zero.
    let said = parts.into_iter().enumerate().filter(|(at, (number, _))| *at == 0 || *number > 0);
    said.map(|(_, (number, words))| format!("{number} {words}")).collect::<Vec<_>>().join(", ")
}

/// `About 12 more known than before, 5 days in a row, 14 minutes today.`
pub(super) fn gained(ending: &Ending) -> Option<String> {
    let known = ending.more_known.round();
    let known = (known >= 1.0).then(|| format!("about {known} more known than before"));
    let more_today = minutes(ending.ms_today) > minutes(ending.summary.ms);
    joined(known.into_iter().chain(of_study(ending.streak, if more_today { ending.ms_today } else { 0 })))
}

/// `5 days in a row, 14 minutes today.`
pub(super) fn study(streak: u32, ms_today: u64) -> Option<String> {
    joined(of_study(streak, ms_today))
}

fn of_study(streak: u32, ms_today: u64) -> impl Iterator<Item = String> {
    let streak = (streak > 1).then(|| format!("{streak} days in a row"));
    let today = minutes(ms_today);
    let today = (today > 0).then(|| format!("{} today", super::count(today, "minute")));
    streak.into_iter().chain(today)
}

/// Joins the parts of a sentence.
fn joined(parts: impl Iterator<Item = String>) -> Option<String> {
    let mut words = parts.collect::<Vec<_>>().join(", ");
    words.get_mut(..1)?.make_ascii_uppercase();
    Some(format!("{words}."))
}

fn minutes(ms: u64) -> usize {
    usize::try_from((ms + 30_000) / 60_000).unwrap_or(usize::MAX)
}

/// What is left after a session, as by [`standing`].
pub(super) fn waits(ending: &Ending) -> Option<String> {
    let in_all = if ending.of_some { " in all" } else { "" };
    let outlook = ending.outlook.as_ref()?;
    Some(standing(outlook, "Today is done.", in_all, ending.tomorrow_is_next))
}

/// What is left today, or else what comes next: `Left today: 18 due, 6 new, about 2 minutes: oss-quiz run`, or
/// `Today is done. Tomorrow, Wed 25 Nov: 9 due, 10 new, about 6 minutes.`
pub(super) fn standing(outlook: &Outlook, done: &str, in_all: &str, tomorrow_is_next: bool) -> String {
    let about = |minutes| format!("about {}", super::count(minutes, "minute"));
    if outlook.left.all() > 0 {
        return format!("Left today: {}{in_all}, {}: oss-quiz run", outlook.left.words(), about(outlook.minutes));
    }
    let Some(next) = outlook.next else { return done.to_owned() };
    let name = days::date(next.day, outlook.today);
    let tomorrow = tomorrow_is_next && next.day == outlook.today + 1;
    let name = if tomorrow { format!("Tomorrow, {name}") } else { name };
    format!("{done} {name}: {}{in_all}, {}.", next.load.words(), about(next.minutes))
}

/// The message for the first question of a deck.
pub(super) fn begins(deck: &str, title: &str) -> String {
    if title.is_empty() { format!("A new deck begins: {deck}") } else { format!("A new deck begins: {deck}, {title}") }
}
