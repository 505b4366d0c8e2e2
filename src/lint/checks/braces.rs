//! Gaps that include a brace of the surrounding text: `\frac{a}{{{b}}}`.

use crate::deck::RuleId;
use crate::deck::cloze::ClozePiece;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;

pub(in crate::lint) static BRACE_IN_GAP: Rule = Rule {
    threshold: "a gap takes in no brace of the text around it; one with a number has its braces by itself",
    what: "a gap that takes in a brace",
    why: "Of `{{{x}}}` the answer is \"{x}\", braces and all, and the text around it has lost them. A number says which \
          braces are the gap's.",
    weak: r"text: The quotient is \frac{u}{{{v}}} wherever v is not zero.",
    better: r"text: The quotient is \frac{u}{{{c1::v}}} wherever v is not zero.",
    source: "ours; LaTeX in Anki's cloze deletions",
    ..Rule::grave(RuleId::BraceInGap)
};

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    let pieces = reading.card.body.pieces();
    let gaps = pieces.iter().filter(|piece| matches!(piece, ClozePiece::Gap { .. })).count();
    for piece in pieces {
        let ClozePiece::Gap { number, written, text, hint, .. } = piece else { continue };
        if text.is_code() {
            continue;
        }
        let text = text.source();
        let Some(meant) = meant(*number, *written, text, hint.as_ref().map(crate::deck::Text::source)) else {
            continue;
        };
        let what = format!("the gap takes in a brace of the text: its answer is \"{text}\"");
        let others = if *written || gaps < 2 { "" } else { ", and number the other gaps as well" };
        out.add(&BRACE_IN_GAP, reading.card.place_of("text", 0), what).help(format!("{meant}{others}"));
    }
}

/// How to write a gap that includes a brace of the surrounding text; `None` if all its braces are its own.
fn meant(number: u16, written: bool, text: &str, hint: Option<&str>) -> Option<String> {
    let hint = hint.map(|hint| format!("::{hint}")).unwrap_or_default();
    let gap = |text: &str| format!("{{{{c{number}::{text}{hint}}}}}");
    let inside = text.strip_prefix('{').filter(|_| !written);
    match (inside, open_and_closed(text)) {
        (Some(inside), (0, 0)) if inside.ends_with('}') && open_and_closed(&inside[..inside.len() - 1]) == (0, 0) => {
            let around = gap(inside[..inside.len() - 1].trim());
            Some(format!("{{{around}}}   (braces around the gap), or {}   (braces in the answer)", gap(text)))
        }
        (Some(inside), (1, 0)) => Some(format!("{{{}   (the brace before the gap)", gap(inside.trim()))),
        // A brace that is only closed in the gap was opened before it.
        (_, (0, 1)) => {
            let inside = text.strip_suffix('}')?;
            Some(format!(
                "{}\\}}   (the brace behind the gap; in double quotes the backslash stands twice)",
                gap(inside.trim())
            ))
        }
        _ => None,
    }
}

/// Counts the opening braces that are never closed, and the closing ones that were never opened.
fn open_and_closed(text: &str) -> (usize, usize) {
    text.chars().fold((0, 0), |(open, closed), c| match c {
        '{' => (open + 1, closed),
        '}' if open > 0 => (open - 1, closed),
        '}' => (open, closed + 1),
        _ => (open, closed),
    })
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::deck::parse_deck;
    use crate::lint::fixture::{cloze, count, help};

    #[test]
    fn a_brace_of_the_text_is_no_part_of_an_answer() {
        for (gap, helps) in [
            (r"\frac{u}{{{v^2}}}", &["{{{c1::v^2}}}", "{{c1::{v^2}}}"][..]),
            (r"\frac{u}{{{v}} + 1}", &["{{{c1::v}}"]),
            (r"\sqrt{ {{c1::v}}}", &[r"{{c1::v}}\}"]),
            ("the set {{{a, b}}}", &["{{{c1::a, b}}}", "{{c1::{a, b}}}"]),
        ] {
            let card = cloze(&format!("What is divided here at each place is {gap} and so on."));
            assert_eq!(count(RuleId::BraceInGap, &card), 1, "{gap}");
            let told = help(RuleId::BraceInGap, &card);
            for help in helps {
                assert!(told.contains(help), "{told}");
                // Following the help literally silences the lint.
                let from = gap.find("{{").unwrap_or_default();
                let to = gap.rfind("}}").unwrap_or_default() + 2;
                let mended = card.replace(&gap[from..to], help);
                let deck = parse_deck("d", None, format!("title: T\ncards:\n{mended}")).expect("a deck");
                assert_eq!((deck.cards.len(), deck.diagnostics.len()), (1, 0), "{mended}");
                assert_eq!(count(RuleId::BraceInGap, &mended), 0, "{mended}");
            }
        }
        assert!(
            help(RuleId::BraceInGap, &cloze("In it {{{a}}} stands before {{b}} at each place.")).ends_with(" as well")
        );
    }

    #[test]
    fn braces_of_an_answer_are_its_own() {
        for gap in ["{{c1::{a, b}}}", "{{{c1::a}}}", r"{{\frac{a}{b}}}", "{{`{`}}", "{{`{}`}}", r"{{c1::\{}}"] {
            let card = cloze(&format!("What is divided here at each place is {gap} and so on."));
            assert_eq!(count(RuleId::BraceInGap, &card), 0, "{gap}");
        }
    }
}
