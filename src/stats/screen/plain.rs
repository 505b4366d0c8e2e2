//! The statistics in sentences, one per line, for a screen reader, a log or a pipe.

use super::{calibration, hard, items, over_time, words};
use crate::stats::count::{counted, grouped, percent};
use crate::stats::dates::short;
use crate::stats::months::Month;
use crate::stats::score::Score;
use crate::stats::section::StatsSection;
use crate::stats::summary::Stats;

/// All sentences, in the order of the page; lines stay unwrapped, and no symbol replaces a word.
#[must_use]
pub fn sentences(stats: &Stats) -> Vec<String> {
    let mut lines = vec![format!("Today: {}", words::today(&stats.today))];
    if stats.items.total == 0 {
        lines.push(words::NO_ITEM.to_owned());
        return lines;
    }
    lines.push(format!("Items: {}.", words::items(&stats.items)));
    lines.push(words::expected(&stats.knowledge, stats.today.day));
    lines.extend(words::missing(&stats.knowledge.all));
    lines.extend(stats.knowledge.decks.iter().map(|deck| known(&deck.deck, &deck.score)));
    if stats.reviews > 0 {
        lines.push(kept(stats));
        lines.push(coming(stats));
        let days = counted(stats.streak.days as usize, "day", "days");
        lines.push(format!("Study: {days} in all; {}.", words::streak(stats)));
    }
    lines
}

/// The sentences of some sections.
#[must_use]
pub fn sentences_of(stats: &Stats, parts: &[StatsSection]) -> Vec<String> {
    parts.iter().flat_map(|part| of_part(stats, *part)).collect()
}

fn of_part(stats: &Stats, part: StatsSection) -> Vec<String> {
    match part {
        StatsSection::Knowledge => knowledge(stats),
        StatsSection::Retention => std::iter::once(kept(stats)).chain(by_month(stats, "Kept", kept_in)).collect(),
        StatsSection::Forecast => vec![coming(stats)],
        StatsSection::Calendar => answers(stats),
        StatsSection::Stability => vec![lasts(stats)],
        StatsSection::Time => {
            by_month(stats, "Time", |month| Some(format!("{:.1} seconds", month.seconds()?))).collect()
        }
        StatsSection::Hard => hardest(stats),
        StatsSection::Calibration => calibrated(stats),
        StatsSection::Items => stats.log.iter().flat_map(|log| &log.items).map(items::sentence).collect(),
    }
}

fn knowledge(stats: &Stats) -> Vec<String> {
    let knowledge = &stats.knowledge;
    let mut lines = vec![words::expected(knowledge, stats.today.day)];
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

fn kept(stats: &Stats) -> String {
    format!("Kept: {}.", words::kept(stats).join("; "))
}

fn kept_in(month: &Month) -> Option<String> {
    month.kept().share().map(percent)
}

fn by_month<'a>(
    stats: &'a Stats,
    label: &'a str,
    value: impl Fn(&Month) -> Option<String> + 'a,
) -> impl Iterator<Item = String> + 'a {
    over_time::last(stats).iter().filter_map(move |month| {
        let value = value(month)?;
        Some(format!("{label} in {}: {value}.", month.first.date().strftime("%b %Y")))
    })
}

fn coming(stats: &Stats) -> String {
    let today = stats.today.day;
    let when = |day| if day == today { "now".to_owned() } else { format!("on {}", short(day, today)) };
    let due = stats.forecast.days.iter().filter(|on| on.due > 0);
    let days: Vec<String> = due.map(|on| format!("{} {}", on.due, when(on.day))).collect();
    if days.is_empty() {
        return "Coming: nothing, today or in the next 14 days.".to_owned();
    }
    format!("Coming: {}.", days.join(", "))
}

/// The last 14 days with answers; a month of numbers would be too long.
fn answers(stats: &Stats) -> Vec<String> {
    let today = stats.today.day;
    let days: Vec<String> = (0..14)
        .map(|ago| today - ago)
        .filter(|day| stats.reviews_on(*day) > 0)
        .map(|day| format!("{} on {}", stats.reviews_on(day), short(day, today)))
        .collect();
    let days = if days.is_empty() { "none".to_owned() } else { days.join(", ") };
    let all = counted(stats.streak.days as usize, "day", "days");
    vec![format!("Answers in the last 14 days: {days}."), format!("Study: {all} in all; {}.", words::streak(stats))]
}

fn lasts(stats: &Stats) -> String {
    let buckets: Vec<String> = stats
        .stability
        .iter()
        .filter(|bucket| bucket.items > 0)
        .map(|bucket| format!("{} {}", grouped(bucket.items), bucket.name))
        .collect();
    let buckets = if buckets.is_empty() { "nothing has been learnt yet".to_owned() } else { buckets.join(", ") };
    format!("Lasts, until recall falls to 90 %: {buckets}.")
}

fn hardest(stats: &Stats) -> Vec<String> {
    let mut lines: Vec<String> = stats.hardest.iter().map(hard::sentence).collect();
    if lines.is_empty() {
        lines.push(hard::NOTHING.to_owned());
    }
    if let Some(log) = &stats.log {
        lines.extend(
            log.confusions.iter().map(|confusion| format!("Confused: {}.", hard::confused(confusion, "; but"))),
        );
        lines.extend(log.items.iter().filter_map(hard::at_fault).map(|fault| format!("May be at fault: {fault}.")));
    }
    lines
}

fn calibrated(stats: &Stats) -> Vec<String> {
    let Some(log) = &stats.log else { return Vec::new() };
    let Some(calibration) = &log.calibration else { return vec![calibration::NOTHING.to_owned()] };
    let mut lines = vec![calibration::verdict(calibration), calibration::losses(calibration)];
    lines.extend(calibration.bins.iter().map(calibration::sentence));
    lines.extend(calibration::guesses(&log.guesses));
    lines
}
