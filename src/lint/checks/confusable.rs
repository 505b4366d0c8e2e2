//! Typed answers of two cards on the same matter, one of which would be accepted for the other.
//!
//! Grading itself decides this: it never forgives another card's answer as a slip. What remains are forms of the
//! same word, and letters without their accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::name_within;
use crate::deck::{Card, FieldPlace, ItemPart, Place, RuleId, Synonyms};
use crate::grading::{AnswerSet, TextMatch, fold};
use crate::lint::expected_text::{ExpectedText, wanted};
use crate::lint::features::CardFeatures;
use crate::lint::rule::{Needs, Rule};
use crate::lint::trace::{CardTrace, DeckTrace};
use crate::lint::words::{Word, WordMap, jaccard};

pub(in crate::lint) static CONFUSABLE_ANSWERS: Rule = Rule {
    needs: Needs::Words,
    limits: &[25],
    threshold: "no typed answer would be right for another one; or their prompts share less than {0} % of their words",
    what: "two answers of which one is right for the other",
    why: "What is another card's answer is never a slip. A form of the same word is right all the same: the plural for the \
          singular. Where the form is what is asked, it has to count.",
    weak: "answer: mitochondrion   answer: mitochondria   (on two cards about the names of organelles)",
    better: "forms: count   (on both, or in the header)",
    source: "agentydragon, My Anki patterns",
    ..Rule::slight(RuleId::ConfusableAnswers)
};

/// An answer is compared only with this many of the latest answers that have the same roots.
const MOST: usize = 32;

/// The parts of a card that are needed to compare its typed answers.
#[derive(Debug)]
pub(in crate::lint) struct TypedAnswers {
    /// The card, without what is shown after an answer.
    card: Card,
    /// The words of what is asked, for each answer.
    asked: Vec<Box<[Word]>>,
}

impl TypedAnswers {
    /// `None` if no typed answer could be mistaken for another.
    pub(in crate::lint) fn of(digest: &CardFeatures) -> Option<Self> {
        let card = digest.card;
        let all = wanted(card);
        let is_compared = |wanted: &ExpectedText| roots_of(wanted).is_some();
        all.iter().any(is_compared).then(|| Self {
            card: without_asides(card),
            asked: all.iter().map(|wanted| asked(digest, wanted.part).into()).collect(),
        })
    }
}

/// A copy of a card with only what is graded.
fn without_asides(card: &Card) -> Card {
    let is_judged =
        |(field, _, _): &&FieldPlace| matches!(*field, "answer" | "answers" | "text" | "term" | "definition");
    Card {
        id: card.id.clone(),
        identity: card.identity,
        body: card.body.clone(),
        hints: Vec::new(),
        because: None,
        claims: Vec::new(),
        mentions: Vec::new(),
        tags: Vec::new(),
        was: Vec::new(),
        revision: card.revision,
        suspended: card.suspended,
        judging: card.judging,
        place: card.place,
        fields: card.fields.iter().filter(is_judged).copied().collect(),
    }
}

/// A typed answer, with its card and the index of its deck.
struct TypedAnswer<'t> {
    deck: usize,
    card: &'t CardTrace,
    wanted: ExpectedText<'t>,
    asked: &'t [Word],
}

/// Two answers, one of which is accepted for the other. The finding goes to the deck of the later one.
struct ConfusablePair {
    deck: usize,
    place: Place,
    what: String,
    help: &'static str,
}

pub(super) fn check(decks: &mut [DeckTrace]) {
    for ConfusablePair { deck, place, what, help } in found(decks) {
        decks[deck].found.add(&CONFUSABLE_ANSWERS, place, what).help(help);
    }
}

fn found(decks: &[DeckTrace]) -> Vec<ConfusablePair> {
    let mut alike: WordMap<Vec<usize>> = WordMap::default();
    let mut answers: Vec<TypedAnswer> = Vec::new();
    let mut found = Vec::new();
    let cards = decks.iter().enumerate().flat_map(|(deck, traced)| traced.cards.iter().map(move |card| (deck, card)));
    for (deck, card, typed) in cards.filter_map(|(deck, card)| Some((deck, card, card.typed.as_ref()?))) {
        for (wanted, asked) in wanted(&typed.card).into_iter().zip(&typed.asked) {
            let Some(roots) = roots_of(&wanted) else { continue };
            let answer = TypedAnswer { deck, card, wanted, asked };
            let same = alike.entry(roots).or_default();
            found.extend(same.iter().rev().take(MOST).filter_map(|&other| compare(&answers[other], &answer)));
            same.push(answers.len());
            answers.push(answer);
        }
    }
    found
}

/// `None` if the answer is compared with no other.
fn roots_of(wanted: &ExpectedText) -> Option<Word> {
    // Exact answers forgive nothing, and numbers are compared as numbers.
    let source = wanted.text.source();
    let is_exact = wanted.is_exact() || source.starts_with(|c: char| c.is_numeric() || c == '`');
    if is_exact { None } else { roots(source) }
}

fn compare(earlier: &TypedAnswer, later: &TypedAnswer) -> Option<ConfusablePair> {
    let (one, other) = (earlier.wanted.text, later.wanted.text);
    let is_near = one != other
        && !std::ptr::eq(earlier.card, later.card)
        && jaccard(earlier.asked, later.asked) >= CONFUSABLE_ANSWERS.limit(0);
    if !is_near {
        return None;
    }
    let (one, other) = (one.plain(), other.plain());
    // If they differ only in case, signs and articles, they are one answer.
    if fold(&one, true) == fold(&other, true) {
        return None;
    }
    let mut both = AnswerSet::default();
    both.insert(&one);
    both.insert(&other);
    let grade = |wanted: &ExpectedText, typed: &str| wanted.grade(typed, &Synonyms::default(), &both);
    let found = [grade(&earlier.wanted, &other), grade(&later.wanted, &one)];
    if found.iter().any(|found| matches!(found, TextMatch::Same | TextMatch::NoArticle)) {
        return None;
    }
    let help = if found.contains(&TextMatch::Form) {
        "forms: count"
    } else if found.contains(&TextMatch::Slip) {
        "exact: true"
    } else {
        return None;
    };
    let CardTrace { id, place, .. } = earlier.card;
    let named = if earlier.deck == later.deck { name_within(id, *place) } else { format!("`{id}`") };
    let what = format!("\"{other}\" and \"{one}\", the answer of {named}, are right for each other");
    Some(ConfusablePair { deck: later.deck, place: later.wanted.place(), what, help })
}

/// The words of what is asked for a part.
fn asked<'a>(digest: &'a CardFeatures, part: ItemPart) -> &'a [Word] {
    match part {
        ItemPart::Whole | ItemPart::Term => &digest.prompt,
        // For a term, `CardFeatures::answer` has the words of the term itself.
        ItemPart::Definition => &digest.answer,
        ItemPart::Cloze(_) => {
            let at = digest.card.parts().iter().position(|other| *other == part);
            at.and_then(|at| digest.frames.get(at)).map_or(&[][..], |frame| &frame.words)
        }
    }
}

/// What the forms of an answer have in common: each word without ending, case and accents; articles are dropped.
/// `None` if there is no word.
fn roots(text: &str) -> Option<Word> {
    let mut all = String::with_capacity(text.len() + 1);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !is_article(word)) {
        let start = all.len();
        if word.is_ascii() {
            all.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            all.extend(word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
        }
        let first = all[start..].chars().next().map_or(0, char::len_utf8);
        // Letters of endings: -s, -es, -ies, -ed, -a and -on, -is and -es, -us and -i, -um and -a.
        let root = all[start + first..].trim_end_matches(['a', 'd', 'e', 'i', 'm', 'n', 'o', 's', 'u', 'y']).len();
        all.truncate(start + first + root);
        all.push(' ');
    }
    (!all.is_empty()).then(|| Word::of(&all))
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{checked, count, help};
    use crate::lint::run::Options;

    fn two(one: (&str, &str), other: (&str, &str), more: &str) -> String {
        let card = |id: &str, (question, answer): (&str, &str)| {
            format!("- id: {id}\n  kind: typed\n  question: \"{question}\"\n  answer: {answer}\n{more}\n")
        };
        card("a", one) + &card("b", other)
    }

    const ONE: &str = "Which part of a cell burns sugar?";
    const MANY: &str = "Which parts of a cell burn sugar, and have genes of their own?";

    #[test]
    fn forms_of_a_word_are_right_for_each_other() {
        let forms = two((ONE, "mitochondrion"), (MANY, "mitochondria"), "");
        assert_eq!(count(RuleId::ConfusableAnswers, &forms), 1);
        assert_eq!(help(RuleId::ConfusableAnswers, &forms), "forms: count");
        assert_eq!(
            count(RuleId::ConfusableAnswers, &two((ONE, "mitochondrion"), (MANY, "mitochondria"), "  forms: count")),
            0
        );
        assert_eq!(
            count(RuleId::ConfusableAnswers, &two((ONE, "mitochondrion"), (MANY, "mitochondria"), "  exact: true")),
            0
        );
        let far = ("Who reads this aloud?", "mitochondria");
        assert_eq!(count(RuleId::ConfusableAnswers, &two((ONE, "mitochondrion"), far, "")), 0);
    }

    #[test]
    fn the_answer_of_another_card_is_no_slip() {
        let coil = ("Which effect of coils is measured in henry?", "inductance");
        let heat = "Which effect of coils is lost as heat?";
        for other in ["inductants", "inductence", "inductance", "the inductance", "conductance"] {
            assert_eq!(count(RuleId::ConfusableAnswers, &two(coil, (heat, other), "")), 0, "{other}");
        }
        assert_eq!(count(RuleId::ConfusableAnswers, &two(("la casa", "house"), ("el caballo", "horse"), "")), 0);
    }

    #[test]
    fn gaps_and_typed_sides_are_compared_across_decks() {
        let one = format!("title: A\ncards:\n  - {{id: a, kind: typed, question: \"{ONE}\", answer: mitochondrion}}\n");
        let gap = "title: B\ncards:\n  - id: b\n    kind: cloze\n    text: \"Parts of a cell that burn sugar are \
                   {{mitochondria}} by name.\"\n";
        let side = "title: C\ncards:\n  - id: c\n    kind: term\n    typed: term\n    term: mitochondria\n    definition: \
                    parts of a cell that burn sugar\n";
        for (other, line) in [(gap, 5), (side, 6)] {
            let checked = checked(&[("one", &one), ("other", other)], None, &Options::default());
            let found: Vec<_> =
                checked.diagnostics.iter().filter(|diagnostic| diagnostic.rule == RuleId::ConfusableAnswers).collect();
            assert_eq!(found.len(), 1, "{other}");
            assert_eq!((found[0].path.to_str(), found[0].place.line), (Some("other.yaml"), line));
            assert!(found[0].what.contains("the answer of `one/a`"), "{}", found[0].what);
        }
    }
}
