//! The picture in sentences, one a line: for a screen reader, a log, a pipe.

use super::{calibration, hard, items, over_time, words};
use crate::stats::count::{counted, grouped, percent};
use crate::stats::dates::short;
use crate::stats::months::Month;
use crate::stats::score::Score;
use crate::stats::section::StatsSection;
use crate::stats::summary::Stats;

/// In the order of the page; no line is wrapped, no sign stands for a word.
#[must_use]
pub fn sentences(picture: &Stats) -> Vec<String> {
    let mut lines = vec![format!("Today: {}", words::today(&picture.today))];
    if picture.items.total == 0 {
        lines.push(words::NO_ITEM.to_owned());
        return lines;
    }
    lines.push(format!("Items: {}.", words::items(&picture.items)));
    lines.push(words::expected(&picture.knowledge, picture.today.day));
    lines.extend(words::missing(&picture.knowledge.all));
    lines.extend(picture.knowledge.decks.iter().map(|deck| known(&deck.deck, &deck.score)));
    if picture.reviews > 0 {
        lines.push(kept(picture));
        lines.push(coming(picture));
        let days = counted(picture.streak.days as usize, "day", "days");
        lines.push(format!("Study: {days} in all; {}.", words::streak(picture)));
    }
    lines
}

/// Some parts of it.
#[must_use]
pub fn sentences_of(picture: &Stats, parts: &[StatsSection]) -> Vec<String> {
    parts.iter().flat_map(|part| of_part(picture, *part)).collect()
}

fn of_part(picture: &Stats, part: StatsSection) -> Vec<String> {
    match part {
        StatsSection::Knowledge => knowledge(picture),
        StatsSection::Retention => std::iter::once(kept(picture)).chain(by_month(picture, "Kept", kept_in)).collect(),
        StatsSection::Forecast => vec![coming(picture)],
        StatsSection::Calendar => answers(picture),
        StatsSection::Stability => vec![lasts(picture)],
        StatsSection::Time => {
            by_month(picture, "Time", |month| Some(format!("{:.1} seconds", month.seconds()?))).collect()
        }
        StatsSection::Hard => hardest(picture),
        StatsSection::Calibration => calibrated(picture),
        StatsSection::Items => picture.log.iter().flat_map(|log| &log.items).map(items::sentence).collect(),
    }
}

fn knowledge(picture: &Stats) -> Vec<String> {
    let knowledge = &picture.knowledge;
    let mut lines = vec![words::expected(knowledge, picture.today.day)];
    lines.extend(words::missing(&knowledge.all).into_iter().chain(words::luck(knowledge)));
    for deck in &knowledge.decks {
        lines.push(known(&deck.deck, &deck.score));
        let sections = deck.sections.iter();
        lines.extend(sections.map(|section| known(&format!("{}, {}", deck.deck, section.short()), &section.score)));
    }
    lines
}

/// `challenges: about 43 of 47 known, 40 to 46.`
fn known(name: &str, score: &Score) -> String {
    let items = grouped(score.items);
    if score.met == 0 {
        return format!("{name}: not begun, {}.", counted(score.items, "item", "items"));
    }
    let (known, low, high) = words::rounded(score);
    let range = if low == high { String::new() } else { format!(", {} to {}", grouped(low), grouped(high)) };
    format!("{name}: about {} of {items} known{range}.", grouped(known))
}

fn kept(picture: &Stats) -> String {
    format!("Kept: {}.", words::kept(picture).join("; "))
}

fn kept_in(month: &Month) -> Option<String> {
    month.kept().share().map(percent)
}

fn by_month<'a>(
    picture: &'a Stats,
    label: &'a str,
    value: impl Fn(&Month) -> Option<String> + 'a,
) -> impl Iterator<Item = String> + 'a {
    over_time::last(picture).iter().filter_map(move |month| {
        let value = value(month)?;
        Some(format!("{label} in {}: {value}.", month.first.date().strftime("%b %Y")))
    })
}

fn coming(picture: &Stats) -> String {
    let today = picture.today.day;
    let when = |day| if day == today { "now".to_owned() } else { format!("on {}", short(day, today)) };
    let due = picture.forecast.days.iter().filter(|on| on.due > 0);
    let days: Vec<String> = due.map(|on| format!("{} {}", on.due, when(on.day))).collect();
    if days.is_empty() {
        return "Coming: nothing, today or in the next 14 days.".to_owned();
    }
    format!("Coming: {}.", days.join(", "))
}

/// The last 14 days that had any; a month's worth of numbers would be no sentence.
fn answers(picture: &Stats) -> Vec<String> {
    let today = picture.today.day;
    let days: Vec<String> = (0..14)
        .map(|ago| today - ago)
        .filter(|day| picture.scheduled_on(*day) > 0)
        .map(|day| format!("{} on {}", picture.scheduled_on(day), short(day, today)))
        .collect();
    let days = if days.is_empty() { "none".to_owned() } else { days.join(", ") };
    let all = counted(picture.streak.days as usize, "day", "days");
    vec![format!("Answers in the last 14 days: {days}."), format!("Study: {all} in all; {}.", words::streak(picture))]
}

fn lasts(picture: &Stats) -> String {
    let buckets: Vec<String> = picture
        .lasting
        .iter()
        .filter(|bucket| bucket.items > 0)
        .map(|bucket| format!("{} {}", grouped(bucket.items), bucket.name))
        .collect();
    let buckets = if buckets.is_empty() { "nothing was learnt yet".to_owned() } else { buckets.join(", ") };
    format!("Lasts, until recall falls to 90 %: {buckets}.")
}

fn hardest(picture: &Stats) -> Vec<String> {
    let mut lines: Vec<String> = picture.hardest.iter().map(hard::sentence).collect();
    if lines.is_empty() {
        lines.push(hard::NOTHING.to_owned());
    }
    if let Some(log) = &picture.log {
        lines.extend(
            log.confusions.iter().map(|confusion| format!("Confused: {}.", hard::confused(confusion, "; but"))),
        );
        lines.extend(log.items.iter().filter_map(hard::at_fault).map(|fault| format!("May be at fault: {fault}.")));
    }
    lines
}

fn calibrated(picture: &Stats) -> Vec<String> {
    let Some(log) = &picture.log else { return Vec::new() };
    let Some(calibration) = &log.calibration else { return vec![calibration::NOTHING.to_owned()] };
    let mut lines = vec![calibration::verdict(calibration), calibration::losses(calibration)];
    lines.extend(calibration.bins.iter().map(calibration::sentence));
    lines.extend(calibration::guesses(&log.guesses));
    lines
}
