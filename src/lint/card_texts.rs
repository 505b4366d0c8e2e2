//! A card as the lints read it: each of its texts, split into words once.

use super::words::Phrase;
use crate::deck::cloze::ClozePiece;
use crate::deck::{Card, Kind, Role, Text};

#[derive(Debug)]
pub(super) struct CardTexts<'c> {
    pub(super) card: &'c Card,
    pub(super) kind: Kind,
    /// What is asked: the question, statement or definition; for a cloze, the text with its gaps filled.
    pub(super) prompt: Phrase,
    /// What must be recalled: answers, steps, the term, the gaps.
    pub(super) answers: Vec<Phrase>,
    /// Other accepted forms of the answers.
    pub(super) accept: Vec<Phrase>,
    /// The distractors.
    pub(super) wrong: Vec<Phrase>,
    pub(super) hints: Vec<Phrase>,
    pub(super) because: Option<Phrase>,
    pub(super) correction: Option<Phrase>,
    /// The pieces of a cloze text, in order.
    pub(super) pieces: Vec<PieceRead>,
}

/// A piece of a cloze text.
#[derive(Debug)]
pub(super) struct PieceRead {
    pub(super) phrase: Phrase,
    /// The number of a gap; `None` for shown text.
    pub(super) number: Option<u16>,
    pub(super) hint: Option<Phrase>,
}

impl<'c> CardTexts<'c> {
    pub(super) fn of(card: &'c Card) -> Self {
        let of = |role| card.body.texts_of(role).map(phrase).collect();
        Self {
            card,
            kind: card.body.kind(),
            prompt: prose(&card.body.cue()),
            answers: of(Role::Answer),
            accept: of(Role::Accepted),
            wrong: of(Role::Distractor),
            hints: card.hints.iter().map(phrase).collect(),
            because: card.because.as_ref().map(phrase),
            correction: card.body.correction().map(phrase),
            pieces: card.body.pieces().iter().map(piece).collect(),
        }
    }

    /// The field that the prompt is in.
    pub(super) fn prompt_field(&self) -> &'static str {
        self.card.body.prompt_field()
    }

    /// The field that the answers are in.
    pub(super) fn answer_field(&self) -> &'static str {
        self.card.body.answer_field()
    }

    /// Whether the prompt is a cue rather than a sentence: up to three words to translate, name or complete.
    pub(super) fn is_cue(&self) -> bool {
        self.prompt.word_count() <= 3 && !self.prompt.text.contains(['?', '!'])
    }

    /// The texts a learner sees when the card is asked and answered, without hints.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Phrase> {
        std::iter::once(&self.prompt).chain(&self.answers).chain(&self.wrong).chain(&self.because)
    }

    /// The text around the gaps with a number: other gaps filled, these gaps' hints included.
    pub(super) fn frame(&self, number: u16) -> impl Iterator<Item = &Phrase> {
        self.pieces.iter().filter_map(move |piece| {
            if piece.number == Some(number) { piece.hint.as_ref() } else { Some(&piece.phrase) }
        })
    }
}

fn phrase(text: &Text) -> Phrase {
    Phrase::of(text, false)
}

/// A text without its fenced code, which isn't prose.
fn prose(text: &Text) -> Phrase {
    Phrase::of(text, true)
}

fn piece(piece: &ClozePiece) -> PieceRead {
    match piece {
        ClozePiece::Shown(text) => PieceRead { phrase: phrase(text), number: None, hint: None },
        ClozePiece::Gap { number, text, hint, .. } => {
            PieceRead { phrase: phrase(text), number: Some(*number), hint: hint.as_ref().map(phrase) }
        }
    }
}
