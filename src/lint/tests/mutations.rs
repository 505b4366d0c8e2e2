//! Good cards made worse in one way: the rule for it finds them, and no other rule finds anything.

use std::collections::HashMap;

use crate::deck::kinds::ChoiceCard;
use crate::deck::{Body, Card, RuleId, Text, parse_deck};
use crate::lint::card_texts::CardTexts;
use crate::lint::checks::excesses;
use crate::lint::features::CardFeatures;
use crate::lint::fixture::{checked_with, shipped};
use crate::lint::run::Options;
use crate::lint::words::Phrase;

/// How often each rule finds something in the shipped decks after a change to each card.
fn found_after(change: impl Fn(&mut Card)) -> HashMap<RuleId, usize> {
    let (decks, (name, text)) = shipped();
    let decks: Vec<(&str, &str)> = decks.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let checked = checked_with(&decks, Some((&name, &text)), &Options::default(), change);
    checked.diagnostics.iter().fold(HashMap::new(), |mut counts, diagnostic| {
        *counts.entry(diagnostic.rule).or_default() += 1;
        counts
    })
}

/// How often `rule` found something; fails if another rule did too.
fn only(found: &HashMap<RuleId, usize>, rule: RuleId) -> usize {
    assert_eq!(found.keys().collect::<Vec<_>>(), [&rule], "{found:?}");
    found[&rule]
}

fn is_name(text: &str) -> bool {
    Phrase::new(text.to_owned()).content().all(|token| token.capital)
}

#[test]
fn the_shipped_decks_are_clean() {
    assert_eq!(found_after(|_| ()), HashMap::new());
}

#[test]
fn no_guesser_does_better_than_chance_on_the_shipped_decks() {
    let (decks, _) = shipped();
    let decks: Vec<_> = decks.iter().map(|(name, text)| parse_deck(name, None, text).unwrap()).collect();
    let cards: Vec<CardFeatures> =
        decks.iter().flat_map(|deck| &deck.cards).map(|card| CardFeatures::of(&CardTexts::of(card))).collect();
    let choices = cards.iter().filter(|card| card.is_single_choice()).count();
    assert!(choices >= 30, "{choices}");
    for (picks, points) in excesses(&cards.iter().collect::<Vec<_>>()) {
        assert!(points <= 5.0, "who picks {picks} is {points:.1} points better than chance");
    }
}

#[test]
fn longer_right_choices_are_found_by_their_length() {
    let found = found_after(|card| {
        if let Body::Choice(ChoiceCard { answers, many: false, .. }) = &mut card.body {
            let text = answers[0].plain();
            if is_name(&text) {
                return;
            }
            // Repeat its own words, so that only its length changes.
            answers[0] = Text::new(&format!("{text} {text} {text}"));
        }
    });
    assert!(only(&found, RuleId::LengthCue) >= 20, "{found:?}");
}

#[test]
fn an_absolute_word_in_wrong_choices_is_found() {
    let found = found_after(|card| {
        if let Body::Choice(ChoiceCard { distractors, .. }) = &mut card.body {
            for wrong in distractors {
                let text = wrong.text.plain();
                // Only a last word of about that length is replaced, so that no choice gets shorter. Names stay: with
                // another word they wouldn't be names any more.
                let Some((before, last)) = text.rsplit_once(' ') else { continue };
                if !(4..=6).contains(&last.len()) || is_name(&text) {
                    continue;
                }
                wrong.text = Text::new(&format!("{before} always"));
            }
        }
    });
    assert!(only(&found, RuleId::AbsoluteCue) >= 10, "{found:?}");
}

#[test]
fn a_word_of_the_question_in_the_right_choice_is_found() {
    let found = found_after(|card| {
        let Body::Choice(ChoiceCard { question, answers, distractors, .. }) = &mut card.body else { return };
        let key = Phrase::new(answers[0].plain());
        let choices: Vec<Phrase> =
            distractors.iter().map(|wrong| Phrase::new(wrong.text.plain())).chain([key.clone()]).collect();
        let prompt = Phrase::new(question.plain());
        let known = |stem| choices.iter().any(|choice| choice.tokens.iter().any(|token| token.stem == stem));
        let last = key.tokens.last().unwrap();
        // A single word or a name would become another answer, not the same one with a cue.
        if key.tokens.len() < 2 || is_name(&key.text) {
            return;
        }
        let replaced = key.word_at(last);
        // A word of about the same length, in the same case.
        let word = prompt.content().filter(|token| !known(token.stem)).map(|token| prompt.word_at(token));
        let Some(word) = word.min_by_key(|word| word.len().abs_diff(replaced.len())) else { return };
        let word = if last.capital { word.to_owned() } else { word.to_lowercase() };
        let before = &key.text[..last.start as usize];
        answers[0] = Text::new(&format!("{before}{word}"));
    });
    assert!(only(&found, RuleId::WordCue) >= 25, "{found:?}");
}
