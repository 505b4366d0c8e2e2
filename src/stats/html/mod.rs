//! The picture as one file for a browser: no network, no script, light and dark, narrow and wide, printable.

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
use super::due_line::DueLine;
use super::number::whole;
use super::picture::{Picture, Today};

const STYLE: &str = include_str!("style.css");

/// The whole page. `version` is the program's.
#[must_use]
pub fn html(picture: &Picture, version: &str) -> String {
    let date = picture.today.day.date().strftime("%-d %B %Y").to_string();
    let log = picture.log.as_ref();
    let main = [
        knowledge::draw(picture),
        days::coming(picture),
        months::lasting(picture),
        months::retention(picture),
        months::time(picture),
        days::calendar(picture),
        log.map(log::calibration).unwrap_or_default(),
        log::hard(picture),
    ];
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>What you know, {date}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{}{}<main>\n{}</main>\n{}</body>\n</html>\n",
        header(picture, &date),
        facts(picture),
        main.concat(),
        footer(version)
    )
}

/// The one number that carries the page.
fn header(picture: &Picture, date: &str) -> String {
    let score = &picture.knowledge.all;
    let (known, low, high) = (whole(score.expected), whole(score.low()), whole(score.high()));
    let range = match score.met {
        0 => String::new(),
        _ => format!(" <span class=\"range\">{} to {}</span>", grouped(low), grouped(high)),
    };
    let title = format!("You know about {} of {}{range}", grouped(known), grouped(score.items));
    let forgotten = score.met.saturating_sub(known);
    let text = match score.met {
        0 => "You have met none of them yet.".to_owned(),
        _ => format!(
            "{} you have not met yet; about {} you have probably forgotten. In a test, with a guess at all you have not \
             met, about {} would be right.",
            grouped(score.not_met()),
            grouped(forgotten),
            grouped(whole(picture.knowledge.in_a_test.expected))
        ),
    };
    format!("<header><p class=\"kicker\">oss-quiz, {date}</p><h1>{title}</h1><p>{}</p></header>\n", escaped(&text))
}

/// Today, streak, retention, in numbers.
fn facts(picture: &Picture) -> String {
    let Today { day, asked, minutes, next, .. } = picture.today;
    let left = DueLine { today: day, asked, minutes, next }.to_string();
    let streak = &picture.streak;
    let all = picture.retention.all();
    let kept = all.share().map_or("nothing yet".to_owned(), percent);
    let aim = percent(f64::from(picture.retention.desired.get()));
    let facts = [
        ("Due today", grouped(asked.all()), left),
        (
            "Streak",
            counted(streak.now as usize, "day", "days"),
            format!("longest {}; {} in all", grouped(streak.longest as usize), grouped(streak.days as usize)),
        ),
        ("Kept in 30 days", kept, format!("of {} reviews; you aim at {aim}", all.reviews)),
        ("Reviews", grouped(usize::try_from(picture.reviews).unwrap_or(0)), format!("{} items", picture.items.total)),
    ];
    let fact = |(name, value, more): &(&str, String, String)| {
        format!("<div><dt>{name}</dt><dd>{}<small>{}</small></dd></div>", escaped(value), escaped(more))
    };
    format!("<dl class=\"facts\">{}</dl>\n", facts.iter().map(fact).collect::<String>())
}

fn footer(version: &str) -> String {
    format!(
        "<footer><p>Known is the sum of the chances of recall that FSRS-6 gives each item today; what you never met \
         counts as unknown. The range is where nine of ten results would lie if items are recalled independently of each \
         other. Made by oss-quiz {}, from your own log and nothing else.</p></footer>\n",
        escaped(version)
    )
}
