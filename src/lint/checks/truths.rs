//! The true-false cards of a deck: can they be guessed from their wording?

use super::{Group, Scope, header_place, named};
use crate::deck::RuleId;
use crate::lint::features::{CardFeatures, DeckFeatures, StatementFeatures};
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::stop_words;
use crate::lint::words::{Word, WordMap, WordSet};

pub(in crate::lint) static TRUTH_CUE: Rule = Rule {
    needs: Needs::Words,
    limits: &[20, 65, 258],
    threshold: "over {0} true-false cards or more, none of these is right in more than {1} % and beyond {2} hundredths of \
                a standard error: all true, all false, the longer is true, a hedge is true, an absolute is false, the one \
                best word",
    what: "statements whose truth can be guessed from their wording",
    why: "A learner finds such a rule sooner than the matter.",
    weak: "statement: All models are always tested.   (false)",
    better: "statement: Models are tested by industry.   (false)",
    source: "Illinois; Penn State, true-false items",
    ..Rule::slight(RuleId::TruthCue)
};

pub(in crate::lint) static TRUTH_BALANCE: Rule = Rule {
    limits: &[25, 75, 12, 7],
    threshold: "{0} to {1} % of the true-false cards are true where there are {2} or more; at most {3} alike in a row",
    what: "statements that are mostly true, or mostly false",
    why: "Who always says the same is right too often.",
    weak: "answer: true   (nine times out of ten)",
    better: "answer: false   (on half of them, with a correction)",
    source: "Penn State; Illinois, true-false items",
    ..Rule::slight(RuleId::TruthBalance)
};

pub(in crate::lint) static TRUTH_LENGTH: Rule = Rule {
    limits: &[35, 20],
    threshold: "the mean number of words of true and of false statements differs by at most {0} %, from {1} cards on",
    what: "true statements that are longer than false ones, or shorter",
    why: "What is true needs qualifying, so length gives it away.",
    weak: "statement: Mostly, and in the view of some authors, open models are tested   (true)",
    better: "statement: Open models are mostly tested   (true)",
    source: "Penn State, true-false items",
    ..Rule::slight(RuleId::TruthLength)
};

pub(in crate::lint) static NEGATED_STATEMENTS: Rule = Rule {
    needs: Needs::Words,
    limits: &[33, 10],
    threshold: "at most {0} % of the statements of a deck that has {1} or more are negated",
    what: "statements with a negation",
    why: "To call a negated statement false is a double negation.",
    weak: "statement: Open models are not tested.",
    better: "statement: Open models are tested.",
    source: "Illinois; Penn State, true-false items",
    ..Rule::slight(RuleId::NegatedStatements)
};

type Statement<'s> = (&'s CardFeatures<'s>, &'s StatementFeatures);

pub(super) fn check(group: &Group, out: &mut [Findings]) {
    for scope in group.scopes(TRUTH_BALANCE.limit(2), |card| card.truth.is_some()) {
        balance(group, &scope, out);
    }
    for scope in group.scopes(TRUTH_LENGTH.limit(1), |card| card.truth.is_some()) {
        lengths(group, &scope, out);
    }
    for scope in group.scopes(TRUTH_CUE.limit(0), |card| card.truth.is_some()) {
        guessers(group, &scope, out);
    }
    for (deck, out) in group.decks.iter().zip(out) {
        in_a_row(deck, out);
        negated(deck, out);
    }
}

fn statements<'s>(scope: &'s Scope) -> Vec<Statement<'s>> {
    scope.cards.iter().filter_map(|card| card.truth.as_ref().map(|truth| (*card, truth))).collect()
}

fn balance(group: &Group, scope: &Scope, out: &mut [Findings]) {
    let all = statements(scope);
    let right = all.iter().filter(|(_, truth)| truth.answer).count();
    let share = right * 100 / all.len().max(1);
    let (least, most) = (TRUTH_BALANCE.limit(0), TRUTH_BALANCE.limit(1));
    if (least..=most).contains(&share) {
        return;
    }
    let mostly = right * 2 > all.len();
    let what = format!("the statements are mostly {mostly}");
    let note = format!("{right} of {} are true, {share} %; {least} to {most} % are good", all.len());
    let cards: Vec<&CardFeatures> =
        all.iter().filter(|(_, truth)| truth.answer == mostly).map(|(card, _)| *card).collect();
    let help = format!("turn round one of {}", named(&cards));
    out[scope.deck].add(&TRUTH_BALANCE, header_place(group.decks[scope.deck]), what).note(note).help(help);
}

fn in_a_row(deck: &DeckFeatures, out: &mut Findings) {
    let most = TRUTH_BALANCE.limit(3);
    let mut run = 0;
    let mut before = None;
    for (card, truth) in deck.truths() {
        run = if before.replace(truth.answer) == Some(truth.answer) { run + 1 } else { 1 };
        if run == most + 1 {
            let what = format!("one {} statement after another", truth.answer);
            let note = format!("more than {most} in a row");
            let place = card.card.place_of("answer", 0);
            out.add(&TRUTH_BALANCE, place, what).note(note).help("turn one of them round");
        }
    }
}

fn lengths(group: &Group, scope: &Scope, out: &mut [Findings]) {
    let all = statements(scope);
    // Words in hundredths, so that the means can be compared as integers.
    let mean = |answer: bool| {
        let words: Vec<usize> = all.iter().filter(|(_, truth)| truth.answer == answer).map(|(_, t)| t.words).collect();
        (words.iter().sum::<usize>() * 100).checked_div(words.len())
    };
    let (Some(right), Some(wrong)) = (mean(true), mean(false)) else { return };
    let most = TRUTH_LENGTH.limit(0);
    let apart = right.abs_diff(wrong) * 100 / right.max(wrong).max(1);
    if apart > most {
        let longer = right > wrong;
        let what = format!("{longer} statements are longer than {} ones", !longer);
        let tenths = |hundredths: usize| format!("{}.{}", hundredths / 100, hundredths % 100 / 10);
        let note =
            format!("{} words against {} on average, {apart} % apart; at most {most}", tenths(right), tenths(wrong));
        let mut cards: Vec<Statement> = all.into_iter().filter(|(_, truth)| truth.answer == longer).collect();
        cards.sort_by_key(|(_, truth)| std::cmp::Reverse(truth.words));
        let cards: Vec<&CardFeatures> = cards.iter().map(|(card, _)| *card).collect();
        let help = format!("shorten first {}", named(&cards));
        out[scope.deck].add(&TRUTH_LENGTH, header_place(group.decks[scope.deck]), what).note(note).help(help);
    }
}

fn negated(deck: &DeckFeatures, out: &mut Findings) {
    let all: Vec<Statement> = deck.truths().collect();
    let has = |truth: &StatementFeatures| truth.raw.iter().any(|word| stop_words::NEGATIVE_PROMPT.contains(word));
    let negated: Vec<&CardFeatures> = all.iter().filter(|(_, truth)| has(truth)).map(|(card, _)| *card).collect();
    let (share, from) = (NEGATED_STATEMENTS.limit(0), NEGATED_STATEMENTS.limit(1));
    if all.len() >= from && negated.len() * 100 > all.len() * share {
        let Some(last) = negated.last() else { return };
        let note = format!("{} of {} statements, at most {share} %", negated.len(), all.len());
        let place = last.card.place_of("statement", 0);
        let what = "many statements of the deck are negated";
        out.add(&NEGATED_STATEMENTS, place, what).note(note).help(format!("say what is so in {}", named(&negated)));
    }
}

/// Twice the number of cards that a guesser gets right; where the trick says nothing, they get half of them.
type Doubled = usize;

fn guessers(group: &Group, scope: &Scope, out: &mut [Findings]) {
    let all = statements(scope);
    let (share, errors) = (TRUTH_CUE.limit(1), TRUTH_CUE.limit(2));
    let tricks: [(&str, Doubled); 6] = [
        ("calls all of them true", tried(&all, |_| Some(true))),
        ("calls all of them false", tried(&all, |_| Some(false))),
        ("calls the longer half true", longer(&all)),
        (
            "calls those true that have a way out (often, may, some)",
            tried(&all, |t| has(t, &stop_words::HEDGES).then_some(true)),
        ),
        (
            "calls those false that have no way out (all, never, only)",
            tried(&all, |t| has(t, &stop_words::ABSOLUTES).then_some(false)),
        ),
        ("goes by the one word that fits best on the other cards", one_word(&all)),
    ];
    for (trick, doubled) in tricks {
        // Standard errors beyond chance, (right - n/2) / (sqrt(n)/2), squared to stay in integers.
        let beyond = doubled.saturating_sub(all.len());
        let luck = beyond * beyond * 10_000 <= errors * errors * all.len();
        if doubled * 100 > all.len() * 2 * share && !luck {
            let what = format!("who {trick} is mostly right");
            let note =
                format!("right on {} % of {} statements, at most {share} %", doubled * 50 / all.len(), all.len());
            let place = header_place(group.decks[scope.deck]);
            let help = "put the same words and lengths into true and into false statements";
            out[scope.deck].add(&TRUTH_CUE, place, what).note(note).help(help);
            // The tricks overlap; one finding shows where to begin.
            return;
        }
    }
}

fn has(truth: &StatementFeatures, list: &WordSet) -> bool {
    truth.raw.iter().any(|word| list.contains(word))
}

fn tried(all: &[Statement], trick: impl Fn(&StatementFeatures) -> Option<bool>) -> Doubled {
    all.iter().map(|(_, truth)| trick(truth).map_or(1, |said| 2 * usize::from(said == truth.answer))).sum()
}

fn longer(all: &[Statement]) -> Doubled {
    let mut words: Vec<usize> = all.iter().map(|(_, truth)| truth.words).collect();
    words.sort_unstable();
    let median = words.get(words.len() / 2).copied().unwrap_or(0);
    tried(all, |truth| (truth.words != median).then_some(truth.words > median))
}

/// Goes by a single word, for each card the one that decides best on all the others.
fn one_word(all: &[Statement]) -> Doubled {
    /// Beyond this many cards, the best word is the same for all of them, and the search would take long.
    const MOST: usize = 400;
    let all = &all[..all.len().min(MOST)];
    // How often each word occurs in false and in true statements.
    let mut counts: WordMap<[usize; 2]> = WordMap::default();
    for (_, truth) in all {
        for word in &truth.raw {
            counts.entry(*word).or_default()[usize::from(truth.answer)] += 1;
        }
    }
    let best = |left_out: &StatementFeatures| {
        let without = |word: &Word, [f, t]: [usize; 2]| {
            let own = usize::from(left_out.raw.binary_search(word).is_ok());
            [f - own * usize::from(!left_out.answer), t - own * usize::from(left_out.answer)]
        };
        let weighed = counts.iter().map(|(word, count)| (without(word, *count), *word));
        weighed.max_by_key(|([f, t], word)| (f.abs_diff(*t), *word)).map(|([f, t], word)| (word, t > f))
    };
    let right = all.iter().map(|(_, truth)| match best(truth) {
        // Where the word is missing, the opposite is guessed.
        Some((word, said)) => 2 * usize::from((truth.raw.binary_search(&word).is_ok() == said) == truth.answer),
        None => 1,
    });
    right.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use std::fmt::Write as _;

    use crate::lint::fixture::count;

    fn deck(cards: usize, card: impl Fn(usize) -> (String, bool)) -> String {
        (0..cards).fold(String::new(), |mut all, nth| {
            let (statement, answer) = card(nth);
            let _ = writeln!(all, "- id: c{nth}\n  kind: true-false\n  statement: {statement}\n  answer: {answer}");
            all
        })
    }

    #[test]
    fn true_and_false_are_balanced() {
        let card = |truths: usize| move |nth: usize| (format!("Statement {nth} is here."), nth * truths % 10 < truths);
        assert_eq!(count(RuleId::TruthBalance, &deck(20, card(5))), 0);
        assert_eq!(count(RuleId::TruthBalance, &deck(20, card(3))), 0, "as it may come");
        assert_eq!(count(RuleId::TruthBalance, &deck(20, card(2))), 1);
        // Balanced over the deck, but eight in a row.
        let rows = |nth: usize| (format!("Statement {nth} is here."), nth / 8 == 0);
        assert_eq!(count(RuleId::TruthBalance, &deck(16, rows)), 2);
    }

    #[test]
    fn length_tells_nothing() {
        let card = |more: &'static str| {
            move |nth: usize| {
                let more = if nth.is_multiple_of(2) { more } else { "" };
                (format!("Statement {nth} is{more} so here."), nth.is_multiple_of(2))
            }
        };
        assert_eq!(count(RuleId::TruthLength, &deck(20, card(" in many ways"))), 1);
        assert_eq!(count(RuleId::TruthLength, &deck(20, card(""))), 0);
    }

    #[test]
    fn few_statements_are_negated() {
        let card = |negated: usize| {
            move |nth: usize| {
                let not = if nth < negated { "not" } else { "quite" };
                (format!("Statement {nth} is {not} so."), nth.is_multiple_of(2))
            }
        };
        assert_eq!(count(RuleId::NegatedStatements, &deck(10, card(4))), 1);
        assert_eq!(count(RuleId::NegatedStatements, &deck(10, card(3))), 0);
        assert_eq!(count(RuleId::NegatedStatements, &deck(9, card(9))), 0, "few");
    }

    #[test]
    fn no_trick_tells_truth() {
        let card = |word: &'static str| {
            move |nth: usize| {
                let word = if nth.is_multiple_of(2) { "quite" } else { word };
                (format!("Number{nth} is {word} so."), nth.is_multiple_of(2))
            }
        };
        assert_eq!(count(RuleId::TruthCue, &deck(20, card("always"))), 1);
        assert_eq!(count(RuleId::TruthCue, &deck(20, card("zebra"))), 1, "the one word");
        assert_eq!(count(RuleId::TruthCue, &deck(20, card("quite"))), 0);
    }
}
