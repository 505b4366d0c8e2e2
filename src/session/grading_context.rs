//! What grading needs from the decks besides the question: all other answers, and synonyms.

use crate::deck::cloze::ClozePiece;
use crate::deck::{Body, Card, RightAnswer, Synonyms, Text};
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
    let mut all = |texts: &mut dyn Iterator<Item = &Text>| texts.for_each(|text| known.insert(&text.plain()));
    match body {
        Body::Flip { answer, .. } => all(&mut std::iter::once(answer)),
        Body::Typed { answers, .. } => all(&mut answers.iter().flat_map(RightAnswer::texts)),
        Body::Choice { answers, distractors, .. } => {
            all(&mut answers.iter().chain(distractors.iter().map(|d| &d.text)));
        }
        Body::Cloze { pieces, .. } => {
            for piece in pieces {
                if let ClozePiece::Gap { text, accept, .. } = piece {
                    all(&mut std::iter::once(text).chain(accept));
                }
            }
        }
        Body::Term { term, definition, typed, accept } => {
            all(&mut std::iter::once(term).chain(&accept.term));
            // A side that is only recalled is not an answer that anybody types.
            if typed.definition {
                all(&mut std::iter::once(definition).chain(&accept.definition));
            }
        }
        Body::TrueFalse { .. } | Body::Order { .. } => {}
    }
}
