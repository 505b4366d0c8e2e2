//! What grading needs from the decks besides the question: all other answers, and synonyms.

use crate::deck::{Body, Card, ItemPart, Role, Synonyms};
use crate::grading::AnswerSet;

/// What the decks say of an answer beyond its own card.
#[derive(Clone, Copy)]
pub struct GradingContext<'k> {
    /// The synonyms of its deck.
    pub synonyms: &'k Synonyms,
    /// Lazy access to the answers of all decks.
    pub known: &'k dyn Fn() -> &'k AnswerSet,
}

/// Every answer, accepted form and distractor of some cards.
pub(super) fn gather(cards: impl FnOnce(&mut dyn FnMut(&Card))) -> AnswerSet {
    let mut known = AnswerSet::default();
    cards(&mut |card| take(&mut known, &card.body));
    known
}

fn take(known: &mut AnswerSet, body: &Body) {
    let parts: Vec<ItemPart> = body.parts().into_iter().filter(|part| body.is_known(*part)).collect();
    for answer in body.answers().iter().filter(|answer| parts.contains(&answer.part)) {
        answer.texts().for_each(|text| known.insert(&text.text.plain()));
    }
    body.texts_of(Role::Distractor).for_each(|text| known.insert(&text.plain()));
}
