//! Test-wise guessers: how often somebody who knows nothing but a trick picks the right choice.

use super::choice::LENGTH_CUE;
use super::cue::WORD_CUE;
use super::{Group, header_place, named};
use crate::deck::RuleId;
use crate::lint::features::{CardFeatures, ChoiceFeatures};
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::words::WordMap;

pub(in crate::lint) static CONVERGENCE_CUE: Rule = Rule {
    needs: Needs::Words,
    limits: &[20, 15, 258],
    threshold: "over a deck of {0} cards or more, picking the choice that has most words in common with the others is \
                right at most {1} points more often than chance, or within {2} hundredths of a standard error",
    what: "right choices that are most like the others",
    why: "Distractors made by varying the key leave the key in their middle.",
    weak: "answer: rapid open review   distractors: [rapid closed review, slow open review, rapid open sale]",
    better: "distractors: [a licence, a grant, a court]",
    source: "NBME (convergence strategy)",
    ..Rule::slight(RuleId::ConvergenceCue)
};

pub(in crate::lint) static MET_CUE: Rule = Rule {
    needs: Needs::Words,
    limits: &[20, 15, 258],
    threshold: "over a deck of {0} cards or more, picking a choice that other cards mention is right at most {1} points more \
                often than chance, or within {2} hundredths of a standard error",
    what: "right choices that one has met elsewhere, among wrong ones that stand nowhere else",
    why: "What is taught comes up again, what was made up for one card doesn't. Familiarity is enough to pick it.",
    weak: "answer: Linux Foundation   distractors: [Code Council, Free Systems Board]",
    better: "distractors: [Open Source Initiative, Nature]   (each taught elsewhere, or no choice is)",
    source: "Little, Bjork 2015 (competitive alternatives)",
    ..Rule::slight(RuleId::MetCue)
};

/// A trick: what is picked, and by which measure.
struct Guesser {
    rule: &'static Rule,
    /// Indexes into the rule's limits: the minimum of cards, then the excess over chance in percentage points and
    /// in hundredths of a standard error.
    limits: [usize; 3],
    picks: &'static str,
    /// Being right too seldom is a trick as well: one choice less to consider.
    both_ways: bool,
    /// The choice that scores highest is picked.
    measure: Measure,
}

type Measure = fn(&WordUse, &CardFeatures, &ChoiceFeatures) -> isize;

const GUESSERS: [Guesser; 5] = [
    Guesser {
        rule: &LENGTH_CUE,
        limits: [1, 2, 3],
        picks: "the longest choice",
        both_ways: true,
        measure: |_, _, choice| choice.chars.cast_signed(),
    },
    Guesser {
        rule: &LENGTH_CUE,
        limits: [1, 2, 3],
        picks: "the shortest choice",
        both_ways: false,
        measure: |_, _, choice| -choice.chars.cast_signed(),
    },
    Guesser {
        rule: &WORD_CUE,
        limits: [0, 1, 2],
        picks: "the choice with most words of the question",
        both_ways: false,
        measure: |_, _, choice| choice.of_prompt.cast_signed(),
    },
    Guesser {
        rule: &CONVERGENCE_CUE,
        limits: [0, 1, 2],
        picks: "the choice that is most like the others",
        both_ways: false,
        measure: |_, _, choice| choice.of_others.cast_signed(),
    },
    Guesser {
        rule: &MET_CUE,
        limits: [0, 1, 2],
        picks: "a choice that other cards mention",
        both_ways: false,
        measure: |said, card, choice| isize::from(said.elsewhere(card, choice)),
    },
];

/// A choice is compared with at most this many cards.
const MOST: usize = 50;

/// Which cards contain a word.
struct WordUse<'c, 'd>(WordMap<Vec<&'c CardFeatures<'d>>>);

impl<'c, 'd> WordUse<'c, 'd> {
    fn by(cards: impl Iterator<Item = &'c CardFeatures<'d>>) -> Self {
        let mut by_word: WordMap<Vec<&CardFeatures>> = WordMap::default();
        for card in cards {
            for word in &card.said {
                by_word.entry(*word).or_default().push(card);
            }
        }
        Self(by_word)
    }

    /// Whether another card contains all words of a choice.
    fn elsewhere(&self, card: &CardFeatures, choice: &ChoiceFeatures) -> bool {
        let lists = choice.set.iter().map(|word| self.0.get(word).map_or(&[][..], Vec::as_slice));
        let Some(rarest) = lists.min_by_key(|list| list.len()) else { return false };
        let has_all = |other: &CardFeatures| choice.set.iter().all(|word| other.said.binary_search(word).is_ok());
        // If even the rarest word is on many cards, a sample of them is enough.
        rarest.iter().take(MOST).any(|other| other.card.id != card.card.id && has_all(other))
    }
}

pub(super) fn check(group: &Group, out: &mut [Findings]) {
    let mut said = None;
    for guesser in &GUESSERS {
        let [from, points, errors] = guesser.limits.map(|at| guesser.rule.limit(at));
        for scope in group.scopes(from, CardFeatures::is_single_choice) {
            let said = said.get_or_insert_with(|| WordUse::by(group.cards().map(|(_, card)| card)));
            let score = score(said, &scope.cards, guesser.measure);
            let beyond = score.excess.abs() > real(points) && score.errors.abs() * 100.0 > real(errors);
            if !beyond || (score.excess < 0.0 && !guesser.both_ways) {
                continue;
            }
            let way = if score.excess > 0.0 { "more" } else { "less" };
            let what = format!("who picks {} is right {way} often than by chance", guesser.picks);
            let note = format!(
                "right in {:.0} % of {} cards, by chance {:.0} %; {points} points and {:.2} standard errors apart are too many",
                score.right,
                scope.cards.len(),
                score.chance,
                real(errors) / 100.0,
            );
            let help =
                format!("change first {}", named(&telling(said, &scope.cards, guesser.measure, score.excess > 0.0)));
            let place = header_place(group.decks[scope.deck]);
            out[scope.deck].add(guesser.rule, place, what).note(note).help(help);
        }
    }
}

/// How often a guesser is right, in percent.
struct GuesserScore {
    right: f64,
    chance: f64,
    excess: f64,
    /// The excess, in standard errors of a blind guesser.
    errors: f64,
}

fn score(said: &WordUse, cards: &[&CardFeatures], measure: Measure) -> GuesserScore {
    let (mut right, mut chance, mut variance) = (0.0, 0.0, 0.0);
    for card in cards {
        let blind = 1.0 / real(card.choices.len().max(1));
        right += credit(said, card, measure);
        chance += blind;
        variance += blind * (1.0 - blind);
    }
    let percent = 100.0 / real(cards.len().max(1));
    let excess = right - chance;
    let errors = if variance > 0.0 { excess / f64::sqrt(variance) } else { 0.0 };
    GuesserScore { right: right * percent, chance: chance * percent, excess: excess * percent, errors }
}

/// What a guesser scores on a card, from 0 to 1; choices that tie share it.
fn credit(said: &WordUse, card: &CardFeatures, measure: Measure) -> f64 {
    let measured: Vec<(isize, &ChoiceFeatures)> =
        card.choices.iter().map(|choice| (measure(said, card, choice), choice)).collect();
    let most = measured.iter().map(|(measured, _)| *measured).max();
    let picked: Vec<&ChoiceFeatures> =
        measured.iter().filter(|(measured, _)| Some(*measured) == most).map(|(_, choice)| *choice).collect();
    let keys = picked.iter().filter(|choice| choice.key).count();
    real(keys) / real(picked.len().max(1))
}

/// The cards on which a guesser scores fully, or not at all.
fn telling<'c, 'd>(
    said: &WordUse,
    cards: &[&'c CardFeatures<'d>],
    measure: Measure,
    most: bool,
) -> Vec<&'c CardFeatures<'d>> {
    let credit = |card: &CardFeatures| credit(said, card, measure);
    let wanted = |card: &&&CardFeatures| if most { credit(card) > 0.99 } else { credit(card) < 0.01 };
    cards.iter().filter(wanted).copied().collect()
}

/// A count as a float; there are far too few cards to lose precision.
fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// The excess of each guesser over chance, in percentage points, on the single-choice cards.
#[cfg(test)]
pub(in crate::lint) fn excesses(cards: &[&CardFeatures]) -> Vec<(&'static str, f64)> {
    let said = WordUse::by(cards.iter().copied());
    let single: Vec<&CardFeatures> = cards.iter().copied().filter(|card| card.is_single_choice()).collect();
    GUESSERS.iter().map(|guesser| (guesser.picks, score(&said, &single, guesser.measure).excess)).collect()
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use std::fmt::Write as _;

    use crate::lint::fixture::count;

    /// Twenty cards; the right choice stands out on the first `tells` of them.
    fn deck(tells: usize, card: impl Fn(usize, bool) -> (String, String, String)) -> String {
        (0..20).fold(String::new(), |mut all, nth| {
            let (question, answer, wrong) = card(nth, nth < tells);
            let _ = writeln!(
                all,
                "- id: c{nth}\n  kind: choice\n  question: {question}\n  answer: {answer}\n  distractors: [{wrong}]"
            );
            all
        })
    }

    #[test]
    fn the_longest_is_not_mostly_right() {
        let card = |nth: usize, tells: bool| {
            let (key, wrong) = if tells { ("long one", "two, six") } else { ("ten", "long two, six") };
            (format!("Which is {nth}?"), key.to_owned(), wrong.to_owned())
        };
        assert_eq!(count(RuleId::LengthCue, &deck(14, card)), 1);
        assert_eq!(count(RuleId::LengthCue, &deck(7, card)), 0);
    }

    #[test]
    fn the_longest_is_not_hardly_ever_right() {
        let card = |nth: usize, _: bool| (format!("Which is {nth}?"), "two ox".to_owned(), "two oxen, one".to_owned());
        assert_eq!(count(RuleId::LengthCue, &deck(0, card)), 1);
    }

    #[test]
    fn words_of_the_question_do_not_lead_to_the_key() {
        let card = |nth: usize, tells: bool| {
            let (key, wrong) = if tells { ("red fork", "a fork, a board") } else { ("a board", "red fork, a knife") };
            (format!("Which red fork is {nth}?"), key.to_owned(), wrong.to_owned())
        };
        let [many, few] = [deck(14, card), deck(6, card)].map(|deck| count(RuleId::WordCue, &deck));
        assert_eq!((many, few), (14 + 1, 6));
    }

    #[test]
    fn a_choice_met_elsewhere_is_not_mostly_right() {
        let told: String = (0..20).fold(String::new(), |mut all, nth| {
            let _ = writeln!(all, "- id: t{nth}\n  kind: flip\n  question: What is thing{nth}?\n  answer: lark{nth}");
            all
        });
        let card = |nth: usize, tells: bool| {
            let (key, wrong) = (format!("lark{nth}"), format!("finch{nth}, robin{nth}"));
            let (key, wrong) = if tells { (key, wrong) } else { (format!("wren{nth}"), wrong) };
            (format!("Which is {nth}?"), key, wrong)
        };
        let cards = |tells: usize| deck(tells, card) + &told;
        assert_eq!(count(RuleId::MetCue, &cards(16)), 1);
        assert_eq!(count(RuleId::MetCue, &cards(2)), 0);
    }

    #[test]
    fn the_key_is_not_in_the_middle_of_the_others() {
        let card = |nth: usize, tells: bool| {
            let (key, wrong) = ("rapid open view", "rapid shut gate, slow open road, calm old view");
            let (key, wrong) = if tells { (key, wrong.to_owned()) } else { ("calm sea", format!("{key}, {wrong}")) };
            (format!("Which is {nth}?"), key.to_owned(), wrong)
        };
        assert_eq!(count(RuleId::ConvergenceCue, &deck(16, card)), 1);
        assert_eq!(count(RuleId::ConvergenceCue, &deck(4, card)), 0);
    }
}
