//! The forecast, and a year of answers as a calendar.

use super::bars::{Bar, bars};
use super::markup::{TableCell, escaped, folded, label, legend, rect, section, square, table};
use crate::stats::count::{counted, grouped};
use crate::stats::dates::{days_since_monday, short, weekday};
use crate::stats::months::Month;
use crate::stats::rounding::{real, real_sum, whole};
use crate::stats::screen::{level, ranges};
use crate::stats::summary::Stats;

/// Weeks of the calendar.
const WEEKS: i32 = 53;

/// The distance between two days.
const STEP: f64 = 13.0;

/// What is left today, and the next days.
pub(super) fn coming(stats: &Stats) -> String {
    let today = stats.today.day;
    let days: Vec<Bar> = stats
        .forecast
        .days
        .iter()
        .map(|on| Bar {
            below: if on.day == today { "now".to_owned() } else { weekday(on.day) },
            name: if on.day == today { "Left today".to_owned() } else { short(on.day, today) },
            value: real(on.due),
            shown: if on.due == 0 { String::new() } else { grouped(on.due) },
        })
        .collect();
    if days.iter().all(|day| day.shown.is_empty()) {
        return section("", "Coming", "Nothing is due now or in the next 14 days, if you begin nothing new.", "");
    }
    let body = bars("Items due now and on each of the next 14 days", ["Day", "Due"], &days);
    section("", "Coming", "Items due, if you finish each day and begin nothing new.", &body)
}

pub(super) fn calendar(stats: &Stats) -> String {
    let today = stats.today.day;
    let first = today - days_since_monday(today) - 7 * (WEEKS - 1);
    let days: Vec<_> = (0..=today.since(first)).map(|ahead| first + ahead).collect();
    let most = days.iter().map(|day| stats.reviews_on(*day)).max().unwrap_or(0);
    let (width, height) = (34.0 + STEP * f64::from(WEEKS), 18.0 + STEP * 7.0);
    let mut drawing = String::new();
    for (number, name) in [(0.0, "Mon"), (2.0, "Wed"), (4.0, "Fri")] {
        drawing += &label("", "end", (26.0, 18.0 + STEP * number + 9.0), name);
    }
    for (at, day) in days.iter().enumerate() {
        let (week, number) = (at / 7, at % 7);
        let place = (32.0 + STEP * real(week), 18.0 + STEP * real(number));
        let count = stats.reviews_on(*day);
        let answers = counted(usize::try_from(count).unwrap_or(0), "answer", "answers");
        let class = format!("s{}", level(count, most));
        drawing += &rect(&class, place, (STEP - 2.0, STEP - 2.0), &format!("{}: {answers}", short(*day, today)));
        if day.date().day() == 1 {
            let name = day.date().strftime("%b").to_string();
            // In the last weeks, right-align the name so that it isn't cut off.
            let last = week + 2 >= days.len().div_ceil(7);
            let (anchor, x) = if last { ("end", width - 2.0) } else { ("start", place.0) };
            drawing += &label("", anchor, (x, 11.0), &name);
        }
    }
    if days.iter().take(14).all(|day| day.date().day() != 1) {
        drawing += &label("", "start", (32.0, 11.0), &first.date().strftime("%b").to_string());
    }
    let name = format!("Answers per day since {}", short(first, today));
    let svg = format!(
        "<figure class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Calendar, can be scrolled\">\
         <svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{0}\"><title>{0}</title>{drawing}</svg></figure>",
        escaped(&name)
    );
    let studied = counted(stats.streak.days as usize, "day", "days");
    let note = format!("{studied} of study in all.");
    section("wide calendar", "A year of answers", &note, &(svg + &signs(most) + &folded(&by_month(&stats.months))))
}

/// The number of answers for each shade.
fn signs(most: i64) -> String {
    let levels = ranges(most).into_iter().map(|(level, range)| (square(&format!("s{level}")), range));
    let signs: Vec<(String, String)> = [(square("s0"), "none".to_owned())].into_iter().chain(levels).collect();
    legend(&signs)
}

fn by_month(months: &[Month]) -> String {
    let row = |month: &Month| {
        let minutes = whole(real_sum(month.sums.ms) / 60_000.0);
        let name = month.first.date().strftime("%B %Y").to_string();
        vec![TableCell::text(name), TableCell::number(month.sums.reviews), TableCell::number(minutes)]
    };
    table(&["Month", "Answers#", "Minutes#"], months.iter().map(row))
}
