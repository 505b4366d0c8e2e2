//! Luck: the chance of a right answer without knowledge.

use crate::deck::{Card, ItemSummary};

/// The chance that a blind guess is right, 0.0 to 0.5; 0.0 if there is nothing to choose from.
#[must_use]
pub fn blind(item: &ItemSummary) -> f64 {
    one_of(item.possible)
}

/// The same for any item of a card.
#[must_use]
pub fn blind_card(card: &Card) -> f64 {
    one_of(card.body.possible_answers())
}

fn one_of(possible: u32) -> f64 {
    if possible == 0 { 0.0 } else { 1.0 / f64::from(possible) }
}

/// The share of knowledge in a chance `p` of being right, if a learner who doesn't know guesses right with chance
/// `blind`.
///
/// `p = k + (1 − k)·g`, the three-parameter logistic model's lower asymptote (Birnbaum 1968), solved for `k`.
#[must_use]
pub fn known_of(p: f64, blind: f64) -> f64 {
    if blind >= 1.0 { 0.0 } else { ((p - blind) / (1.0 - blind)).clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::kinds::{ChoiceCard, Distractor, OrderCard};
    use crate::deck::{Body, DeckId, Text};
    use crate::stats::sample::card;

    fn choice(right: usize, wrong: usize, many: bool) -> f64 {
        let text = |at: usize| Text::new(&at.to_string());
        let body = Body::Choice(ChoiceCard {
            question: Text::new("?"),
            answers: (0..right).map(text).collect(),
            distractors: (0..wrong).map(|at| Distractor { text: text(right + at), why: None }).collect(),
            many,
        });
        blind_card(&card(&DeckId::new("d").expect("an id"), "c", body))
    }

    #[test]
    fn the_more_choices_the_less_luck() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} is not {b}");
        near(choice(1, 3, false), 0.25);
        near(choice(2, 1, true), 1.0 / 7.0);
        let order = Body::Order(OrderCard {
            question: Text::new("?"),
            steps: vec![Text::new("a"), Text::new("b"), Text::new("c")],
        });
        near(blind_card(&card(&DeckId::new("d").expect("an id"), "c", order)), 1.0 / 6.0);
    }

    #[test]
    fn what_luck_explains_is_no_knowledge() {
        for (p, blind, known) in
            [(1.0, 0.25, 1.0), (0.25, 0.25, 0.0), (0.1, 0.25, 0.0), (0.8, 0.0, 0.8), (0.75, 0.5, 0.5)]
        {
            assert!((known_of(p, blind) - known).abs() < 1e-12, "{p} with {blind}");
        }
    }
}
