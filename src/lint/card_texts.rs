//! A card as the lints read it: each of its texts, split into words once.

use super::words::Phrase;
use crate::deck::cloze::ClozePiece;
use crate::deck::{
    Body, Card, ChoiceCard, ClozeCard, FlipCard, Kind, OrderCard, TermCard, Text, TrueFalseCard, TypedCard,
};

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
        let mut reading = Self {
            card,
            kind: card.body.kind(),
            prompt: Phrase::default(),
            answers: Vec::new(),
            accept: Vec::new(),
            wrong: Vec::new(),
            hints: card.hints.iter().map(phrase).collect(),
            because: card.because.as_ref().map(phrase),
            correction: None,
            pieces: Vec::new(),
        };
        reading.take(&card.body);
        reading
    }

    fn take(&mut self, body: &Body) {
        match body {
            Body::Flip(FlipCard { question, answer }) => {
                (self.prompt, self.answers) = (prose(question), vec![phrase(answer)]);
            }
            Body::Typed(TypedCard { question, answers, .. }) => {
                (self.prompt, self.answers) =
                    (prose(question), answers.iter().map(|answer| phrase(&answer.text)).collect());
                self.accept = answers.iter().flat_map(|answer| &answer.accept).map(phrase).collect();
            }
            Body::Choice(ChoiceCard { question, answers, distractors, .. }) => {
                (self.prompt, self.answers) = (prose(question), answers.iter().map(phrase).collect());
                self.wrong = distractors.iter().map(|wrong| phrase(&wrong.text)).collect();
            }
            Body::TrueFalse(TrueFalseCard { statement, correction, .. }) => {
                self.prompt = prose(statement);
                self.correction = correction.as_ref().map(phrase);
            }
            Body::Cloze(ClozeCard { pieces, .. }) => {
                self.prompt = prose(&crate::deck::cloze::filled(pieces));
                self.pieces = pieces.iter().map(piece).collect();
                let gaps = pieces.iter().filter_map(|piece| match piece {
                    ClozePiece::Gap { text, .. } => Some(phrase(text)),
                    ClozePiece::Shown(_) => None,
                });
                self.answers = gaps.collect();
                self.accept = pieces.iter().flat_map(accepted).map(phrase).collect();
            }
            Body::Order(OrderCard { question, steps }) => {
                (self.prompt, self.answers) = (prose(question), steps.iter().map(phrase).collect());
            }
            Body::Term(TermCard { term, definition, accept, .. }) => {
                (self.prompt, self.answers) = (prose(definition), vec![phrase(term)]);
                self.accept = accept.term.iter().chain(&accept.definition).map(phrase).collect();
            }
        }
    }

    /// The field that the prompt is in.
    pub(super) const fn prompt_field(&self) -> &'static str {
        match self.kind {
            Kind::Flip | Kind::Typed | Kind::Choice | Kind::Order => "question",
            Kind::TrueFalse => "statement",
            Kind::Cloze => "text",
            Kind::Term => "definition",
        }
    }

    /// The field that the answers are in.
    pub(super) const fn answer_field(&self) -> &'static str {
        match &self.card.body {
            Body::Choice(ChoiceCard { many: true, .. }) | Body::Typed(TypedCard { many: true, .. }) => "answers",
            Body::Cloze(_) => "text",
            Body::Order(_) => "steps",
            Body::Term(_) => "term",
            _ => "answer",
        }
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

fn accepted(piece: &ClozePiece) -> &[Text] {
    match piece {
        ClozePiece::Gap { accept, .. } => accept,
        ClozePiece::Shown(_) => &[],
    }
}

fn piece(piece: &ClozePiece) -> PieceRead {
    match piece {
        ClozePiece::Shown(text) => PieceRead { phrase: phrase(text), number: None, hint: None },
        ClozePiece::Gap { number, text, hint, .. } => {
            PieceRead { phrase: phrase(text), number: Some(*number), hint: hint.as_ref().map(phrase) }
        }
    }
}
