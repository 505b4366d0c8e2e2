//! Knowledge as bars with their uncertainty, by deck and section.

use super::markup::{TableCell, escaped, folded, legend, line, section, slab, square, table};
use crate::stats::count::grouped;
use crate::stats::dates::short;
use crate::stats::knowledge::Knowledge;
use crate::stats::rounding::{real, whole};
use crate::stats::score::Score;
use crate::stats::summary::Stats;

pub(super) fn draw(stats: &Stats) -> String {
    let knowledge = &stats.knowledge;
    let mut rows = String::new();
    for deck in &knowledge.decks {
        rows += &row("row", &deck.deck, &deck.score);
        if deck.score.met > 0 {
            for section in &deck.sections {
                rows += &row("row sub", &section.title, &section.score);
            }
        }
    }
    let note = if knowledge.day == stats.today.day {
        "What you would know if everything were asked now.".to_owned()
    } else {
        format!("What you would know on {}, with nothing studied until then.", short(knowledge.day, stats.today.day))
    };
    section(
        "wide",
        "Knowledge",
        &note,
        &format!("<div class=\"rows\">{rows}</div>{}{}", signs(), folded(&numbers(knowledge))),
    )
}

fn signs() -> String {
    let forgotten = square("near") + &line("hatch", (0.0, 10.0), (10.0, 0.0));
    let range = line("whisker", (0.5, 5.0), (9.5, 5.0))
        + &line("whisker", (0.5, 2.0), (0.5, 8.0))
        + &line("whisker", (9.5, 2.0), (9.5, 8.0));
    let signs = [
        (square("known"), "known"),
        (forgotten, "probably forgotten"),
        (square("none"), "new"),
        (range, "nine in ten results fall here"),
    ];
    legend(&signs.map(|(drawing, words)| (drawing, words.to_owned())))
}

fn row(class: &str, name: &str, score: &Score) -> String {
    let (known, low, high) = (whole(score.expected), whole(score.low()), whole(score.high()));
    let range = match score.met {
        0 => "not begun".to_owned(),
        _ if low == high => String::new(),
        _ => format!("{} to {}", grouped(low), grouped(high)),
    };
    let count = format!("{} of {}", grouped(known), grouped(score.items));
    let name = escaped(name);
    let bar = bar(&format!("{name}: {count} {range}"), score);
    format!(
        "<div class=\"{class}\"><div class=\"name\">{name}</div>{bar}<div class=\"count\">{count}<small>{range}</small></div></div>"
    )
}

/// A bar of width 100.
fn bar(name: &str, score: &Score) -> String {
    let share = |part: f64| part / real(score.items.max(1)) * 100.0;
    let (known, met) = (share(score.expected), share(real(score.met)));
    let mut drawing = slab("none", (0.0, 0.0), (100.0, 10.0));
    drawing += &slab("near", (0.0, 0.0), (met, 10.0));
    let mut stripe = known + 1.0;
    while stripe < met {
        drawing += &line("hatch", (stripe, 10.0), (stripe + 0.6, 0.0));
        stripe += 1.4;
    }
    drawing += &slab("known", (0.0, 0.0), (known, 10.0));
    if whole(score.low()) < whole(score.high()) {
        let (low, high) = (share(score.low()), share(score.high()));
        drawing += &line("whisker", (low, 5.0), (high, 5.0));
        drawing += &line("whisker", (low, 2.5), (low, 7.5));
        drawing += &line("whisker", (high, 2.5), (high, 7.5));
    }
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{name}\"><title>{name}</title>{drawing}</svg>"
    )
}

fn numbers(knowledge: &Knowledge) -> String {
    let cells = |name: String, score: &Score| {
        let number = |n: f64| TableCell::number(format!("{n:.1}"));
        let (expected, low, high) = (number(score.expected), number(score.low()), number(score.high()));
        vec![TableCell::text(name), TableCell::number(score.items), TableCell::number(score.met), expected, low, high]
    };
    let mut rows = vec![cells("All".to_owned(), &knowledge.all)];
    for deck in &knowledge.decks {
        rows.push(cells(deck.deck.clone(), &deck.score));
        let sections = deck.sections.iter();
        rows.extend(sections.map(|section| cells(format!("{}, {}", deck.deck, section.title), &section.score)));
    }
    table(&["Deck", "Items#", "Met#", "Known#", "5 %#", "95 %#"], rows)
}
