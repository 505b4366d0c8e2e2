//! Sentences used both on the page and in the plain interface.

use crate::schedule::Day;
use crate::stats::count::{counted, grouped, percent};
use crate::stats::dates::{past, short};
use crate::stats::due_line::due_line;
use crate::stats::knowledge::Knowledge;
use crate::stats::retention::{Kept, RETENTION_DAYS};
use crate::stats::rounding::{real_sum, whole};
use crate::stats::score::Score;
use crate::stats::summary::{ItemCounts, Stats, Today};

/// From this many reviews on a share is given in percent.
const ENOUGH_FOR_PERCENT: i64 = 20;

/// What was done today and what is left.
pub(super) fn today(today: &Today) -> String {
    let Today { day, outlook, .. } = *today;
    let left = due_line(&outlook).replacen("nothing due", "Nothing is due", 1);
    if today.done > 0 {
        let done = counted(usize::try_from(today.done).unwrap_or(0), "answer", "answers");
        let done = format!("{done} in {}.", duration(today.done_ms));
        return if outlook.left.all() == 0 { format!("{done} {left}.") } else { format!("{done} Left: {left}.") };
    }
    match today.last_session {
        Some(last) => format!("{left}. Last session: {}.", past(last, day)),
        None => format!("{left}."),
    }
}

/// `40 seconds`, `1 minute`, `3 hours`.
fn duration(ms: i64) -> String {
    let seconds = real_sum(ms) / 1_000.0;
    if seconds < 59.5 {
        return counted(whole(seconds).max(1), "second", "seconds");
    }
    counted(whole(seconds / 60.0), "minute", "minutes")
}

/// Non-zero counts of items by state.
pub(super) fn items(counts: &ItemCounts) -> String {
    let parts = [
        (counts.new, "new"),
        (counts.learning, "learning"),
        (counts.review, "in review"),
        (counts.suspended, "suspended"),
    ];
    let mut parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", grouped(*n))).collect();
    if parts.is_empty() {
        parts.push("none".to_owned());
    }
    let elsewhere = match counts.elsewhere {
        0 => String::new(),
        n => format!("; {} in no deck here", grouped(n)),
    };
    format!("{}{elsewhere}", parts.join(", "))
}

/// Shown if there are no items.
pub(super) const NO_ITEM: &str = "No cards match.";

/// The main sentence.
pub(super) fn expected(knowledge: &Knowledge, today: Day) -> String {
    let score = &knowledge.all;
    let all = grouped(score.items);
    if score.met == 0 {
        return match score.items {
            0 => NO_ITEM.to_owned(),
            1 => "1 item is waiting for you, and you have not seen it yet.".to_owned(),
            _ => format!("{all} items are waiting for you, and you have seen none of them yet."),
        };
    }
    let (known, low, high) = rounded(score);
    let range = if low == high { String::new() } else { format!(" ({} to {})", grouped(low), grouped(high)) };
    let when = if knowledge.day == today {
        "If asked everything now".to_owned()
    } else {
        format!("If asked everything on {}, with nothing studied until then", short(knowledge.day, today))
    };
    format!("{when}, you would know about {} of {all}{range}.", grouped(known))
}

/// What is not known.
pub(in crate::stats) fn missing(score: &Score) -> Option<String> {
    if score.met == 0 {
        return None;
    }
    let forgotten = score.met - rounded(score).0.min(score.met);
    let forgotten = (forgotten > 0).then(|| format!("about {} you have probably forgotten", grouped(forgotten)));
    let not_met = match score.not_met() {
        0 => "You have seen all of them".to_owned(),
        not_met => format!("{} you have not seen yet", grouped(not_met)),
    };
    Some(format!("{}.", [Some(not_met), forgotten].into_iter().flatten().collect::<Vec<_>>().join("; ")))
}

/// How much guessing adds.
pub(in crate::stats) fn luck(knowledge: &Knowledge) -> Option<String> {
    let (score, _, _) = rounded(&knowledge.in_a_test);
    let (known, _, _) = rounded(&knowledge.all);
    let test = (score != known)
        .then(|| format!("In a test, guessing at all you have not seen, about {} would be right.", grouped(score)));
    let luck = whole(knowledge.luck);
    let luck = (luck > 0)
        .then(|| format!("Of the {} known, about {} may be luck with choices.", grouped(known), grouped(luck)));
    let sentences: Vec<String> = test.into_iter().chain(luck).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Expected, low and high in whole items.
pub(super) fn rounded(score: &Score) -> (usize, usize, usize) {
    (whole(score.expected), whole(score.low()), whole(score.high()))
}

/// True retention in one or two sentences.
pub(super) fn kept(stats: &Stats) -> Vec<String> {
    let retention = &stats.retention;
    let all = retention.all();
    let aim = percent(f64::from(retention.desired.get()));
    if all.reviews == 0 {
        let ever = stats.days.iter().any(|(_, sums)| sums.young + sums.mature > 0);
        let when = if ever { format!("of the last {RETENTION_DAYS} days") } else { "yet".to_owned() };
        return vec![format!("nothing to tell {when}: no item was asked again after a day; you aim at {aim}")];
    }
    let reviews = if all.reviews == 1 { "review" } else { "reviews" };
    let mut lines = vec![format!("{} {reviews} in {RETENTION_DAYS} days; you aim at {aim}", share(all))];
    let both = retention.young.reviews > 0 && retention.mature.reviews > 0;
    let parts = both.then(|| format!("young {}, mature {}", share(retention.young), share(retention.mature)));
    let expected = stats.log.as_ref().and_then(|log| log.expected_kept.share());
    let expected = expected.map(|share| format!("the model expected {}", percent(share)));
    let second: Vec<String> = parts.into_iter().chain(expected).collect();
    if !second.is_empty() {
        lines.push(second.join("; "));
    }
    lines
}

/// `86 % of 334`; `16 of 16` where percents would be too exact.
fn share(kept: Kept) -> String {
    let count = |n: i64| grouped(usize::try_from(n).unwrap_or(0));
    match kept.share() {
        Some(share) if kept.reviews >= ENOUGH_FOR_PERCENT => format!("{} of {}", percent(share), count(kept.reviews)),
        _ => format!("{} of {}", count(kept.kept), count(kept.reviews)),
    }
}

/// Study days since a day, and days in a row.
pub(super) fn study(since: &str, days: usize, stats: &Stats) -> String {
    let streak = streak(stats);
    // If there was no study day, say so once.
    if stats.streak.longest == 0 {
        streak
    } else {
        format!("since {since}: {} of study; {streak}", counted(days, "day", "days"))
    }
}

pub(super) fn streak(stats: &Stats) -> String {
    let streak = &stats.streak;
    let days = |n: u32| counted(n as usize, "day", "days");
    match (streak.now, streak.longest) {
        (_, 0) => "no day of study yet".to_owned(),
        (0, longest) => format!("longest streak {}", days(longest)),
        (now, longest) if now == longest => format!("streak {}, your longest", days(now)),
        (now, longest) => format!("streak {}, longest {longest}", days(now)),
    }
}
