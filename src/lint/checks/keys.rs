//! Choices across a deck: which are right, and how often.

use super::{Group, header_place, named};
use crate::deck::{Role, RuleId, Text};
use crate::lint::features::{CardFeatures, DeckFeatures};
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::words::{Word, WordMap};

pub(in crate::lint) static SAME_KEY_COUNT: Rule = Rule {
    limits: &[60, 5],
    threshold: "of {1} or more cards with all that apply, at most {0} % have the same number of right choices",
    what: "the same number of right choices each time",
    why: "Who has seen some of the cards knows how many to tick.",
    weak: "answers: [a, b]   (on every such card)",
    better: "answers: [a], answers: [a, b, c], ...",
    ..Rule::slight(RuleId::SameKeyCount)
};

pub(in crate::lint) static WORDY_CHOICES: Rule = Rule {
    limits: &[8, 5],
    threshold: "in a deck of {1} choice cards or more, half of the choices have at most {0} words",
    what: "long choices throughout a deck",
    why: "Choices are read at each review; wrong ones padded to match a long right one cost the most.",
    weak: "distractors: [It is because the graphics cards that are used round their numbers differently]",
    better: "distractors: [Graphics cards round numbers differently]",
    ..Rule::slight(RuleId::WordyChoices)
};

pub(in crate::lint) static PREDICTABLE_ANSWER: Rule = Rule {
    limits: &[3, 10, 3, 5],
    threshold: "no answer of a deck stands out as that of more than {0} cards and {1} %; no choice is right each time it \
                is shown ({2} or more), or wrong each time ({3} or more)",
    what: "a choice one comes to know as right, or as wrong",
    why: "After some reviews it is picked, or passed over, without the question being read.",
    weak: "distractors: [Nature, ...]   (on six cards, and right on none)",
    better: "answer: Nature   (on one of them)",
    ..Rule::slight(RuleId::PredictableAnswer)
};

pub(super) fn check(group: &Group, out: &mut [Findings]) {
    for (deck, out) in group.decks.iter().zip(out) {
        frequent(deck, out);
        one_sided(deck, out);
        same_count(deck, out);
        wordy(deck, out);
    }
}

/// Reports an answer that too many cards have.
fn frequent(deck: &DeckFeatures, out: &mut Findings) {
    let asked = |card: &&CardFeatures| card.kind.is_open() || card.is_single_choice();
    let cards: Vec<&CardFeatures> = deck.cards.iter().filter(asked).collect();
    let mut by_answer: WordMap<Vec<&CardFeatures>> = WordMap::default();
    for card in &cards {
        if !card.answer.is_empty() {
            by_answer.entry(Word::of_set(&card.answer)).or_default().push(card);
        }
    }
    let mut counts: Vec<usize> = by_answer.values().map(Vec::len).collect();
    counts.sort_unstable();
    let [.., second, first] = counts.as_slice() else { return };
    let (most, share) = (PREDICTABLE_ANSWER.limit(0), PREDICTABLE_ANSWER.limit(1));
    // If several answers are equally frequent, the cards sort things, and each answer has to be considered.
    let stands_out = *first > most && first * 100 > cards.len() * share && second * 2 <= *first;
    let Some(same) = by_answer.values().find(|same| same.len() == *first).filter(|_| stands_out) else { return };
    let Some(last) = same.last() else { return };
    let what = format!("\"{}\" is the answer of {first} cards of the deck", answer_of(last));
    let note = format!("{first} of {} cards; at most {most}, or {share} %", cards.len());
    let place = last.card.place_of("answer", 0);
    out.add(&PREDICTABLE_ANSWER, place, what).note(note).help(format!("ask otherwise on one of {}", named(same)));
}

fn answer_of(card: &CardFeatures) -> String {
    card.card.body.texts_of(Role::Answer).map(Text::plain).collect::<Vec<_>>().join(", ")
}

/// On which cards a choice was shown, and on how many it was right.
#[derive(Default)]
struct ShownChoice<'d> {
    keys: usize,
    cards: Vec<(&'d CardFeatures<'d>, &'static str, usize)>,
}

/// Reports choices that are right each time, or wrong each time.
fn one_sided(deck: &DeckFeatures, out: &mut Findings) {
    let mut shown: WordMap<ShownChoice> = WordMap::default();
    for card in &deck.cards {
        let keys = card.choices.iter().filter(|choice| choice.key).count();
        for (at, choice) in card.choices.iter().enumerate() {
            let one = shown.entry(choice.print).or_default();
            one.keys += usize::from(choice.key);
            let field = card.card.body.answer_field();
            one.cards.push(if choice.key { (card, field, at) } else { (card, "distractors", at - keys) });
        }
    }
    let (right_from, wrong_from) = (PREDICTABLE_ANSWER.limit(2), PREDICTABLE_ANSWER.limit(3));
    let mut found: Vec<(&ShownChoice, &str, usize)> = Vec::new();
    for one in shown.values() {
        if one.keys == one.cards.len() && one.keys >= right_from {
            found.push((one, "right", right_from));
        } else if one.keys == 0 && one.cards.len() >= wrong_from {
            found.push((one, "wrong", wrong_from));
        }
    }
    found.sort_by_key(|(one, _, _)| one.cards.first().map(|(card, field, at)| card.card.place_of(field, *at)));
    for (one, side, from) in found {
        let Some((card, field, at)) = one.cards.last() else { continue };
        let count = one.cards.len();
        let place = card.card.place_of(field, *at);
        let what = format!("the choice \"{}\" is {side} each time it is shown", choice_text(card, field, *at));
        let note = format!("shown {count} times; from {from} on it should be now right, now wrong");
        let cards: Vec<&CardFeatures> = one.cards.iter().map(|(card, _, _)| *card).collect();
        out.add(&PREDICTABLE_ANSWER, place, what).note(note).help(format!("change it on one of {}", named(&cards)));
    }
}

pub(super) fn choice_text(card: &CardFeatures, field: &str, at: usize) -> String {
    let texts = card.card.body.texts();
    texts.iter().find(|text| text.field == field && text.at == at).map(|text| text.text.plain()).unwrap_or_default()
}

fn same_count(deck: &DeckFeatures, out: &mut Findings) {
    let many: Vec<&CardFeatures> =
        deck.cards.iter().filter(|card| card.kind.is_picked() && card.card.body.has_several()).collect();
    let (share, from) = (SAME_KEY_COUNT.limit(0), SAME_KEY_COUNT.limit(1));
    if many.len() < from {
        return;
    }
    let mut by_count: Vec<Vec<&CardFeatures>> = vec![Vec::new(); 10];
    for card in &many {
        let keys = card.choices.iter().filter(|choice| choice.key).count();
        by_count[keys.min(9)].push(card);
    }
    let Some((keys, same)) = by_count.iter().enumerate().max_by_key(|(_, cards)| cards.len()) else { return };
    if same.len() * 100 > many.len() * share {
        let what = format!("{} of {} cards with all that apply have {keys} right choices", same.len(), many.len());
        let note = format!("{} %, at most {share}", same.len() * 100 / many.len());
        let help = format!("move a choice to the other side on one of {}", named(same));
        out.add(&SAME_KEY_COUNT, header_place(deck), what).note(note).help(help);
    }
}

fn wordy(deck: &DeckFeatures, out: &mut Findings) {
    let cards: Vec<&CardFeatures> = deck.cards.iter().filter(|card| card.kind.is_picked()).collect();
    let mut words: Vec<usize> = cards.iter().flat_map(|card| &card.choices).map(|choice| choice.words).collect();
    let (most, from) = (WORDY_CHOICES.limit(0), WORDY_CHOICES.limit(1));
    words.sort_unstable();
    let median = words.get(words.len() / 2).copied().unwrap_or(0);
    if cards.len() >= from && median > most {
        let what = "the choices of the deck are long";
        let note = format!("half of them have {median} words or more, at most {most}");
        let mut longest = cards;
        longest.sort_by_key(|card| std::cmp::Reverse(card.choices.iter().map(|choice| choice.words).sum::<usize>()));
        let help = format!("shorten first those of {}", named(&longest));
        out.add(&WORDY_CHOICES, header_place(deck), what).note(note).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use std::fmt::Write as _;

    use crate::lint::fixture::count;

    fn deck(cards: usize, card: impl Fn(usize) -> String) -> String {
        (0..cards).fold(String::new(), |mut all, nth| {
            let _ = writeln!(all, "- id: c{nth}\n{}", card(nth));
            all
        })
    }

    #[test]
    fn no_answer_stands_out() {
        let typed = |answer: String| format!("  kind: typed\n  question: Which one is it here?\n  answer: {answer}");
        let often =
            |times: usize| deck(12, |nth| typed(if nth < times { "Nature".to_owned() } else { format!("word{nth}") }));
        assert_eq!(count(RuleId::PredictableAnswer, &often(4)), 1);
        assert_eq!(count(RuleId::PredictableAnswer, &often(3)), 0);
        let sorting = deck(12, |nth| typed(["der", "die", "das"][nth % 3].to_owned()));
        assert_eq!(count(RuleId::PredictableAnswer, &sorting), 0);
    }

    #[test]
    fn no_choice_is_always_wrong() {
        let choice = |answer: &str, wrong: &str| {
            format!("  kind: choice\n  question: Which?\n  answer: {answer}\n  distractors: [{wrong}, q, r]")
        };
        let five =
            |last: &str| deck(5, |nth| if nth == 4 { choice(last, "s") } else { choice(&format!("k{nth}"), "Nature") });
        assert_eq!(count(RuleId::PredictableAnswer, &five("k")), 2, "q and r, five times each");
        let apart = deck(4, |nth| choice(&format!("k{nth}"), "Nature"));
        assert_eq!(count(RuleId::PredictableAnswer, &apart), 0);
        let right =
            deck(3, |nth| format!("  kind: choice\n  question: Which?\n  answer: k\n  distractors: [a{nth}, b{nth}]"));
        assert_eq!(count(RuleId::PredictableAnswer, &right), 1);
    }

    #[test]
    fn the_number_of_right_choices_varies() {
        let many = |answers: &str| {
            format!("  kind: choice\n  question: Pick all.\n  answers: [{answers}]\n  distractors: [x, y]")
        };
        assert_eq!(count(RuleId::SameKeyCount, &deck(5, |_| many("a, b"))), 1);
        let varied = deck(6, |nth| many(["a, b", "a", "a, b, c"][nth % 3]));
        assert_eq!(count(RuleId::SameKeyCount, &varied), 0);
    }

    #[test]
    fn choices_are_short() {
        let choice = |words: &str| {
            format!("  kind: choice\n  question: Which?\n  answer: {words}\n  distractors: [{words} x, {words} y]")
        };
        assert_eq!(
            count(RuleId::WordyChoices, &deck(5, |_| choice("one two three four five six seven eight nine"))),
            1
        );
        assert_eq!(count(RuleId::WordyChoices, &deck(5, |_| choice("one two three"))), 0);
    }
}
