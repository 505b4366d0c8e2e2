//! What an import left behind in the texts of a card.

use super::DeckContext;
use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::remains::{AboutTopics, Topic, may_be_of_paper, may_remain, prose, remains};
use crate::lint::rule::Rule;
use crate::lint::written::written;

pub(in crate::lint) static LEFTOVER: Rule = Rule {
    threshold: "no pictures, sounds, HTML, LaTeX, links or marks of other programs in a text. What stands in backticks is code; \
                a formula like `$x^2$` is left alone, and so is what the question or the deck's title is about",
    what: "what an import left in a text",
    why: "It is shown as it stands: the picture is missing, and the signs are in the way.",
    weak: "question: <img src=\"paste-7f3a.jpg\"> What is H<sub>2</sub>O&nbsp;called?",
    better: "question: What is H₂O called?",
    ..Rule::grave(RuleId::Leftover)
};

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let is_exact = reading.card.body.exact();
    let mut about = None;
    for (text, field, at) in written(reading.card) {
        if (is_exact && matches!(field, "answer" | "answers" | "accept")) || (field == "accept" && text.has_code()) {
            continue;
        }
        if !may_remain(text.source()) && !may_be_of_paper(text.source()) {
            continue;
        }
        let prose = prose(text);
        if remains(&prose, AboutTopics::default(), reading.kind.is_gapped()).is_none() {
            continue;
        }
        let about = *about.get_or_insert_with(|| AboutTopics::of(&reading.prompt.text).with(context.about));
        // An address in an explanation says where to read more.
        let about = if matches!(field, "because" | "why") { about.and(Topic::Addresses) } else { about };
        let Some(found) = remains(&prose, about, reading.kind.is_gapped()) else { continue };
        let what = format!("{} is shown as it stands: \"{}\"", found.sort, found.piece);
        let help = "take it out, or put it in backticks if it is what the card is about";
        out.add(&LEFTOVER, reading.card.place_of(field, at), what).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, findings};

    #[test]
    fn every_text_of_a_card_is_looked_at() {
        let card = "- id: a\n  kind: choice\n  question: Which bone is it? <br>\n  answer: '<b>femur</b>'\n  \
                    distractors: ['[[Tibia]]', ulna]\n  hint: '&nbsp;leg'\n  because: '[sound:x.mp3]'";
        assert_eq!(count(RuleId::Leftover, card), 5);
        let cloze =
            "- id: a\n  kind: cloze\n  text: 'Water is H<sub>2</sub>O, and {{c1::ice::its solid form}} floats.'";
        assert_eq!(count(RuleId::Leftover, cloze), 1);
        let typed = "- id: a\n  kind: typed\n  question: The capital is {{c1::Oslo}}.\n  answer: Oslo";
        assert_eq!(count(RuleId::Leftover, typed), 1);
        let paper =
            "- id: a\n  kind: typed\n  question: Q3. Which metal is liquid? (1 point)\n  answer: 'Answer: mercury'";
        assert_eq!(count(RuleId::Leftover, paper), 2);
    }

    #[test]
    fn what_a_card_is_about_is_no_leftover() {
        let card = |question: &str, answer: &str| {
            format!("- id: a\n  kind: typed\n  question: '{question}'\n  answer: '{answer}'")
        };
        for (question, answer, found) in [
            ("Which tag makes text bold?", "<b></b>", 0),
            ("How is a fraction set in LaTeX?", "\\frac{a}{b}", 0),
            ("What is `a<b>c</b>`?", "`<b>`", 0),
            ("What is half?", "\\frac{1}{2}", 1),
        ] {
            assert_eq!(count(RuleId::Leftover, &card(question, answer)), found, "{question}");
        }
        let exact = card("What ends a line?", "a<br>") + "\n  exact: true";
        assert_eq!(count(RuleId::Leftover, &exact), 0);
        let found = findings("about: HTML for beginners\n", &card("What ends a line?", "a<br>"), None);
        assert!(found.iter().all(|diagnostic| diagnostic.rule != RuleId::Leftover), "{found:?}");
    }
}
