//! The statistics as a single HTML file: no network, no script, light and dark, narrow and wide, printable.

mod bars;
mod days;
mod knowledge;
mod log;
mod markup;
mod months;

#[cfg(test)]
mod tests;

use self::markup::escaped;
use super::count::{counted, grouped, percent};
use super::dates::short;
use super::due_line::due_line;
use super::rounding::whole;
use super::screen::{luck, missing};
use super::summary::Stats;

const STYLE: &str = include_str!("style.css");

/// Marks a page as ours.
const GENERATOR: &str = "<meta name=\"generator\" content=\"oss-quiz\">";

/// Whether a file is such a page, or empty, so that it may be overwritten.
#[must_use]
pub fn is_page(file: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&file[..file.len().min(1_000)]);
    head.is_empty() || head.contains(GENERATOR)
}

/// The whole page. `past_midnight` if the study day began yesterday; `version` is the program's.
#[must_use]
pub fn html(stats: &Stats, past_midnight: bool, version: &str) -> String {
    let date = stats.today.day.date().strftime("%-d %B %Y").to_string();
    let date = if past_midnight { format!("study day {date}") } else { date };
    let log = stats.log.as_ref();
    let mut main = knowledge::draw(stats);
    if stats.reviews > 0 {
        main += &days::coming(stats);
        main += &months::stability(stats);
        main += &months::retention(stats);
        main += &months::time(stats);
        main += &days::calendar(stats);
    }
    main += &log.map(log::calibration).unwrap_or_default();
    main += &log::hard(stats);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         {GENERATOR}\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>What you know, {date}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{}{}<main>\n{}</main>\n{}</body>\n</html>\n",
        header(stats, &date),
        facts(stats),
        main,
        footer(version)
    )
}

/// The main number.
fn header(stats: &Stats, date: &str) -> String {
    let (knowledge, today) = (&stats.knowledge, stats.today.day);
    let score = &knowledge.all;
    let (known, low, high) = (whole(score.expected), whole(score.low()), whole(score.high()));
    let range = if low == high {
        String::new()
    } else {
        format!(" <span class=\"range\">{} to {}</span>", grouped(low), grouped(high))
    };
    let know = if knowledge.day == today {
        "You know".to_owned()
    } else {
        format!("On {} you would know", short(knowledge.day, today))
    };
    let (title, text) = match missing(score) {
        Some(missing) => {
            let text = luck(knowledge).map_or(missing.clone(), |luck| format!("{missing} {luck}"));
            (format!("{know} about {} of {}{range}", grouped(known), grouped(score.items)), text)
        }
        None if score.items == 0 => ("Nothing to know".to_owned(), "No cards match.".to_owned()),
        None => (
            format!("{} ahead of you", counted(score.items, "item", "items")),
            "You have seen none of them yet. Begin with: oss-quiz run".to_owned(),
        ),
    };
    format!("<header><p class=\"kicker\">oss-quiz, {date}</p><h1>{title}</h1><p>{}</p></header>\n", escaped(&text))
}

/// Today, streak, retention, in numbers.
fn facts(stats: &Stats) -> String {
    let outlook = &stats.today.outlook;
    let streak = &stats.streak;
    let all = stats.retention.all();
    let aim = format!("you aim at {}", percent(f64::from(stats.retention.desired.get())));
    let (kept, of) = match all.share() {
        Some(share) => (percent(share), format!("of {}; {aim}", counted(number(all.reviews), "review", "reviews"))),
        None => ("nothing yet".to_owned(), aim),
    };
    let days = match streak.days {
        0 => "no day of study yet".to_owned(),
        days => format!("longest {}; {} in all", grouped(streak.longest as usize), grouped(days as usize)),
    };
    let items = counted(stats.items.total, "item", "items");
    let facts = [
        ("Left today", counted(outlook.left.all(), "item", "items"), due_line(outlook)),
        ("Streak", counted(streak.now as usize, "day", "days"), days),
        ("Kept in 30 days", kept, of),
        ("Reviews", grouped(number(stats.reviews)), format!("in all; {items} here")),
    ];
    let fact = |(name, value, more): &(&str, String, String)| {
        format!("<div><dt>{name}</dt><dd>{} <small>{}</small></dd></div>", escaped(value), escaped(more))
    };
    format!("<dl class=\"facts\">{}</dl>\n", facts.iter().map(fact).collect::<String>())
}

fn number(count: i64) -> usize {
    usize::try_from(count).unwrap_or(0)
}

fn footer(version: &str) -> String {
    format!(
        "<footer><p>Known is the sum of the chances of recall that FSRS-6 gives each item today; what you never met \
         counts as unknown. The range is where nine in ten results would fall if items are recalled independently of each \
         other. Made by oss-quiz {}, from your own log and nothing else.</p></footer>\n",
        escaped(version)
    )
}
