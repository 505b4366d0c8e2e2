//! Knowledge as bars with their uncertainty, deck by deck and section by section.

use super::markup::{Cell, escaped, folded, line, section, slab, table};
use crate::stats::count::grouped;
use crate::stats::knowledge::Knowledge;
use crate::stats::number::{real, whole};
use crate::stats::picture::Picture;
use crate::stats::score::Score;

/// The part of the page.
pub(super) fn draw(picture: &Picture) -> String {
    let knowledge = &picture.knowledge;
    let mut rows = String::new();
    for deck in &knowledge.decks {
        rows += &row("row", &deck.deck, &deck.score);
        if deck.score.met > 0 {
            for section in &deck.sections {
                rows += &row("row sub", &section.title, &section.score);
            }
        }
    }
    let note = "What you would know if everything were asked now. The line shows where nine of ten results would lie.";
    section(
        "wide",
        "Knowledge",
        note,
        &format!("<div class=\"rows\">{rows}</div>{LEGEND}{}", folded(&numbers(knowledge))),
    )
}

const LEGEND: &str = "<ul class=\"legend\">\
<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"known\" width=\"10\" height=\"10\" rx=\"2\"/></svg>known</li>\
<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"near\" width=\"10\" height=\"10\" rx=\"2\"/>\
<path class=\"hatch\" d=\"M0 10L10 0\"/></svg>probably forgotten</li>\
<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"none\" width=\"10\" height=\"10\" rx=\"2\"/></svg>not met yet</li>\
</ul>";

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

/// One bar over a width of 100.
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
    if score.met > 0 {
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
        let number = |n: f64| Cell::number(format!("{n:.1}"));
        let (expected, low, high) = (number(score.expected), number(score.low()), number(score.high()));
        vec![Cell::text(name), Cell::number(score.items), Cell::number(score.met), expected, low, high]
    };
    let mut rows = vec![cells("All".to_owned(), &knowledge.all)];
    for deck in &knowledge.decks {
        rows.push(cells(deck.deck.clone(), &deck.score));
        let sections = deck.sections.iter();
        rows.extend(sections.map(|section| cells(format!("{}, {}", deck.deck, section.title), &section.score)));
    }
    table(&["Deck", "Items#", "Met#", "Known#", "5 %#", "95 %#"], rows)
}
