//! The texts that a card expects to be typed, what else is accepted for each, and how each is graded.

use crate::deck::cloze::{self, ClozePiece};
use crate::deck::{Body, Card, ChoiceCard, ClozeCard, ItemPart, Place, Synonyms, TermCard, Text, TypedCard};
use crate::grading::{AnswerSet, KnownAnswers, RightForm, Rules, TextMatch, grade};

/// A text to be typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExpectedText<'c> {
    pub(super) card: &'c Card,
    pub(super) part: ItemPart,
    pub(super) text: &'c Text,
    /// Other accepted forms.
    pub(super) accept: &'c [Text],
    field: &'static str,
    at: usize,
    /// The index of its first accepted form among all the card's texts under `accept`.
    accept_at: usize,
}

/// A text that is graded, its field, and its index among the texts of that field.
#[derive(Debug, Clone, Copy)]
pub(super) struct JudgedText<'c> {
    pub(super) text: &'c Text,
    pub(super) field: &'static str,
    pub(super) at: usize,
}

/// All texts that a card expects to be typed, in order.
pub(super) fn wanted(card: &Card) -> Vec<ExpectedText<'_>> {
    let mut all = Vec::new();
    let mut add = |part, text, accept, field, at| {
        all.push(ExpectedText { card, part, text, accept, field, at, accept_at: 0 });
    };
    match &card.body {
        Body::Typed(TypedCard { answers, many, .. }) => {
            let field = if *many { "answers" } else { "answer" };
            for (at, answer) in answers.iter().enumerate() {
                add(ItemPart::Whole, &answer.text, answer.accept.as_slice(), field, at);
            }
        }
        Body::Cloze(ClozeCard { pieces, typed: true, .. }) => {
            for piece in pieces {
                if let ClozePiece::Gap { number, text, accept, .. } = piece {
                    add(ItemPart::Cloze(*number), text, accept, "text", 0);
                }
            }
        }
        Body::Term(TermCard { term, definition, typed, accept }) => {
            if typed.term {
                add(ItemPart::Term, term, &accept.term, "term", 0);
            }
            if typed.definition {
                add(ItemPart::Definition, definition, &accept.definition, "definition", 0);
            }
        }
        _ => {}
    }
    count_accept(&mut all);
    all
}

/// Sets where each text's accepted forms begin. Named lists (of sides or gaps) are in the order of the file, which
/// is unknown here, so all of them are taken to begin where the first does.
fn count_accept(all: &mut [ExpectedText]) {
    let mut count = 0;
    for one in all.iter_mut().filter(|one| matches!(one.card.body, Body::Typed(_))) {
        one.accept_at = count;
        count += one.accept.len();
    }
}

impl<'c> ExpectedText<'c> {
    /// The text itself, then its accepted forms.
    pub(super) fn texts(&self) -> impl Iterator<Item = JudgedText<'c>> + use<'c> {
        let Self { text, accept, field, at, accept_at, .. } = *self;
        let accept = accept.iter().enumerate();
        let first = JudgedText { text, field, at };
        std::iter::once(first).chain(accept.map(move |(at, text)| JudgedText {
            text,
            field: "accept",
            at: accept_at + at,
        }))
    }

    /// Whether its card is `exact`: every character counts.
    pub(super) const fn is_exact(&self) -> bool {
        matches!(
            self.card.body,
            Body::Typed(TypedCard { exact: true, .. }) | Body::Cloze(ClozeCard { exact: true, .. })
        )
    }

    /// Whether it is a gap inside a code span: `` `git commit {{--amend}}` ``.
    pub(super) fn is_in_code(&self) -> bool {
        let (Body::Cloze(ClozeCard { pieces, .. }), ItemPart::Cloze(wanted)) = (&self.card.body, self.part) else {
            return false;
        };
        let before =
            pieces.iter().take_while(|piece| !matches!(piece, ClozePiece::Gap { number, .. } if *number == wanted));
        let marks = |piece: &ClozePiece| match piece {
            ClozePiece::Shown(text) | ClozePiece::Gap { text, .. } => text.source().matches('`').count(),
        };
        before.map(marks).sum::<usize>() % 2 == 1
    }

    pub(super) fn place(&self) -> Place {
        self.card.place_of(self.field, self.at)
    }

    /// The question that asks for it; a cloze shows its gap as `____`.
    pub(super) fn question(&self) -> Text {
        match (&self.card.body, self.part) {
            (Body::Cloze(ClozeCard { pieces, .. }), ItemPart::Cloze(number)) => cloze::asked(pieces, number, "____"),
            (Body::Term(TermCard { definition, .. }), ItemPart::Term) => definition.clone(),
            _ => self.card.prompt(),
        }
    }

    /// Grades what was typed for it, given the synonyms and the other known answers.
    pub(super) fn grade(&self, typed: &str, synonyms: &Synonyms, others: &AnswerSet) -> TextMatch {
        let exact = self.is_exact();
        let form = |JudgedText { text, .. }: JudgedText| RightForm {
            written: text.source().to_owned(),
            shown: text.plain(),
            exact: exact || text.is_code(),
        };
        let mut forms: Vec<RightForm> = self.texts().map(form).collect();
        for at in 0..forms.len() {
            if !forms[at].exact {
                forms.extend(synonyms.of(&forms[at].shown.clone()).map(RightForm::plain));
            }
        }
        let tolerance = match &self.card.body {
            Body::Typed(TypedCard { tolerance, .. }) => tolerance.as_ref(),
            _ => None,
        };
        let judging = self.card.judging;
        let rules = Rules {
            language: self.card.answer_language(self.part),
            articles_required: judging.articles_required,
            counts_forms: judging.counts_forms,
            tolerance,
            question: &self.question().plain(),
        };
        grade(typed, &forms, &rules, KnownAnswers { known: &|| others }).finding
    }
}

/// All texts of a card that are graded: those to be typed, or the choices to pick from.
pub(super) fn judged(card: &Card) -> Vec<JudgedText<'_>> {
    let Body::Choice(ChoiceCard { answers, distractors, many, .. }) = &card.body else {
        return wanted(card).iter().flat_map(ExpectedText::texts).collect();
    };
    let field = if *many { "answers" } else { "answer" };
    let right = answers.iter().enumerate().map(|(at, text)| JudgedText { text, field, at });
    let wrong = distractors.iter().enumerate();
    right.chain(wrong.map(|(at, wrong)| JudgedText { text: &wrong.text, field: "distractors", at })).collect()
}
