//! Recalled and rated by the learner.

use crate::grading::outline;
use crate::session::Question;
use crate::session::hint::Hint;

/// An outline of a longer, self-rated answer would not help.
const MOST_WORDS: usize = 4;
const MOST_CHARACTERS: usize = 40;

pub(super) fn hint(question: &Question) -> Option<Hint> {
    super::text::hint(question).filter(|_| is_short(question))
}

fn is_short(question: &Question) -> bool {
    question.wanted().iter().map(|answer| answer.text.plain()).all(|text| {
        let fits = text.split_whitespace().count() <= MOST_WORDS && outline::length(&text) <= MOST_CHARACTERS;
        fits && !text.contains('\n')
    })
}
