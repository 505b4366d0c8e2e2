//! Cards of one deck that repeat those of another: reported one by one, or together if there are many.

use std::collections::BTreeMap;

use super::pairs::DUPLICATE_PROMPT;
use super::title_place;
use crate::deck::Place;
use crate::lint::file_source::FileOf;
use crate::lint::trace::{CardTrace, DeckTrace};
use crate::lint::words::{WordMap, shared};

/// At most this many cards that ask the same but want different answers are kept for comparison.
const MOST: usize = 8;

/// A card and the index of its deck.
type RepeatCard<'t> = (usize, &'t CardTrace);

/// The index of a deck, the place in it, the message and the help.
type RepeatNote = (usize, Place, String, &'static str);

/// Reports repeats in the later deck, or in the earlier one if only that one is `wanted`.
pub(super) fn check(decks: &mut [DeckTrace], wanted: impl Fn(&DeckTrace) -> bool) {
    let mut of_decks: BTreeMap<(usize, usize), Vec<[&CardTrace; 2]>> = BTreeMap::new();
    for [(from, earlier), (to, later)] in pairs(decks) {
        let turned = !wanted(&decks[to]) && wanted(&decks[from]);
        let (told, pair) = if turned { ((from, to), [later, earlier]) } else { ((to, from), [earlier, later]) };
        of_decks.entry(told).or_default().push(pair);
    }
    let many = DUPLICATE_PROMPT.limit(0);
    let mut found: Vec<RepeatNote> = Vec::new();
    for ((deck, other), pairs) in of_decks {
        let file = FileOf::deck(&decks[other].deck).path.display().to_string();
        if pairs.len() >= many {
            let (place, what) = at_once(&decks[deck], &file, &pairs);
            found.push((deck, place, what, "delete them in one of the two decks, or one deck if it is a copy"));
            continue;
        }
        found.extend(pairs.iter().map(|[other, card]| {
            let what = format!("the same is asked by `{}` on line {} of {file}", other.id, other.place.line);
            (deck, card.prompt, what, "delete one, or ask from another side")
        }));
    }
    for (deck, place, what, help) in found {
        decks[deck].found.add(&DUPLICATE_PROMPT, place, what).help(help);
    }
}

/// One message about all cards that a deck shares with another, at its title.
fn at_once(traced: &DeckTrace, file: &str, pairs: &[[&CardTrace; 2]]) -> (Place, String) {
    let names: Vec<String> = pairs.iter().take(3).map(|[_, card]| format!("`{}`", card.id.card())).collect();
    let more = pairs.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let all = if pairs.len() == traced.cards.len() { "all " } else { "" };
    let what = format!("{all}{} cards repeat cards of {file}: {}{more}", pairs.len(), names.join(", "));
    (title_place(&traced.deck), what)
}

/// Each card that repeats one of an earlier deck, preceded by that one. Decks on the same source are compared as a
/// group instead.
fn pairs(decks: &[DeckTrace]) -> Vec<[RepeatCard<'_>; 2]> {
    let mut earlier: WordMap<Vec<RepeatCard>> = WordMap::default();
    let mut found = Vec::new();
    for (deck, traced) in decks.iter().enumerate() {
        for card in &traced.cards {
            let same = earlier.entry(card.asked).or_default();
            let is_repeated = |&&(other, before): &&RepeatCard| {
                let source = &decks[other].deck.source;
                other != deck && (source.is_none() || *source != traced.deck.source) && has_one_answer(before, card)
            };
            match same.iter().find(is_repeated) {
                Some(&before) => found.push([before, (deck, card)]),
                None if same.len() < MOST => same.push((deck, card)),
                None => {}
            }
        }
    }
    found
}

/// Whether two answers are the same; one may say it in more words.
fn has_one_answer(one: &CardTrace, other: &CardTrace) -> bool {
    shared(&one.answer, &other.answer) * 2 >= one.answer.len().min(other.answer.len())
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use std::path::PathBuf;

    use crate::lint::fixture::checked;
    use crate::lint::run::Options;

    fn deck(title: &str, cards: &[(&str, &str, &str)]) -> String {
        let card = |(id, question, answer): &(&str, &str, &str)| {
            format!("  - id: {id}\n    kind: flip\n    question: \"{question}\"\n    answer: {answer}\n")
        };
        format!("title: {title}\nlanguage: en\ncards:\n{}", cards.iter().map(card).collect::<Vec<_>>().concat())
    }

    /// File, line and message of each repeat.
    fn found(one: &str, two: &str, within: Option<&[PathBuf]>) -> Vec<(String, u32, String)> {
        let checked = checked(&[("one", one), ("two", two)], None, &Options { within, ..Options::default() });
        let repeats = checked.diagnostics.into_iter().filter(|diagnostic| diagnostic.rule == RuleId::DuplicatePrompt);
        repeats
            .map(|diagnostic| (diagnostic.path.display().to_string(), diagnostic.place.line, diagnostic.what))
            .collect()
    }

    #[test]
    fn a_question_of_another_deck_is_named_with_its_file() {
        let one = deck("One", &[("a", "What is the capital of France?", "Paris")]);
        let two = deck("Two", &[("x", "Who wrote it?", "Ada"), ("b", "What's the capital of France?", "It is Paris")]);
        let at_two = ("two.yaml".to_owned(), 10, "the same is asked by `one/a` on line 4 of one.yaml".to_owned());
        assert_eq!(found(&one, &two, None), [at_two]);
        let within = [PathBuf::from("one.yaml")];
        let at_one = ("one.yaml".to_owned(), 6, "the same is asked by `two/b` on line 8 of two.yaml".to_owned());
        assert_eq!(found(&one, &two, Some(&within)), [at_one]);
    }

    #[test]
    fn another_answer_or_other_code_is_another_question() {
        let one = deck("One", &[("a", "house", "casa"), ("b", "What does `f(1)` give?", "two")]);
        let two = deck("Two", &[("a", "house", "maison"), ("b", "What does `f(2)` give?", "two")]);
        assert_eq!(found(&one, &two, None), []);
        let sign = |answer: &str| deck("One", &[("a", "Which sign adds?", answer)]);
        assert_eq!(found(&sign("'+'"), &sign("'&'"), None), []);
        assert_eq!(found(&sign("'+'"), &sign("'+'"), None).len(), 1);
    }

    #[test]
    fn a_copied_deck_is_told_once() {
        let questions: Vec<(String, String)> =
            (0..5).map(|nth| (format!("c{nth}"), format!("Who was number {nth}?"))).collect();
        let cards: Vec<(&str, &str, &str)> =
            questions.iter().map(|(id, question)| (&**id, &**question, "Ada")).collect();
        let one = deck("One", &cards);
        let all = "all 5 cards repeat cards of one.yaml: `c0`, `c1`, `c2` and 2 more";
        assert_eq!(found(&one, &one, None), [("two.yaml".to_owned(), 1, all.to_owned())]);
        let two = deck("Two", &[&cards[..3], &[("own", "Who else?", "Bob")]].concat());
        let some = "3 cards repeat cards of one.yaml: `c0`, `c1`, `c2`";
        assert_eq!(found(&one, &two, None), [("two.yaml".to_owned(), 1, some.to_owned())]);
    }
}
