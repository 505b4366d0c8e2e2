//! The texts that a card expects to be typed, what else is accepted for each, and how each is graded.

use std::ops::Deref;

use crate::deck::cloze::{self, ClozePiece};
use crate::deck::{AnswerText, Card, ItemPart, Place, PromptPiece, Role, RoleText, Synonyms, Text};
use crate::grading::{AnswerSet, KnownAnswers, RightForm, Rules, TextMatch, grade};

/// A text to be typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExpectedText<'c> {
    pub(super) card: &'c Card,
    answer: AnswerText<'c>,
}

impl<'c> Deref for ExpectedText<'c> {
    type Target = AnswerText<'c>;

    fn deref(&self) -> &Self::Target {
        &self.answer
    }
}

/// All texts that a card expects to be typed, in order.
pub(super) fn wanted(card: &Card) -> Vec<ExpectedText<'_>> {
    let typed = card.body.answers().into_iter().filter(|answer| card.body.asks(answer.part).typed());
    typed.map(|answer| ExpectedText { card, answer }).collect()
}

impl ExpectedText<'_> {
    /// Whether its card is `exact`: every character counts.
    pub(super) fn is_exact(&self) -> bool {
        self.card.body.exact()
    }

    /// Whether it is a gap inside a code span: `` `git commit {{--amend}}` ``.
    pub(super) fn is_in_code(&self) -> bool {
        let ItemPart::Cloze(wanted) = self.part else { return false };
        let pieces = self.card.body.pieces().iter();
        let before = pieces.take_while(|piece| !matches!(piece, ClozePiece::Gap { number, .. } if *number == wanted));
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
        match (self.part, self.card.body.asked(self.part).as_slice()) {
            (ItemPart::Cloze(number), _) => cloze::asked(self.card.body.pieces(), number, "____"),
            (_, [PromptPiece::Text(text)]) => text.clone(),
            _ => self.card.prompt(),
        }
    }

    /// Grades what was typed for it, given the synonyms and the other known answers.
    pub(super) fn grade(&self, typed: &str, synonyms: &Synonyms, others: &AnswerSet) -> TextMatch {
        let exact = self.is_exact();
        let form = |RoleText { text, .. }: RoleText| RightForm {
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
        let judging = self.card.judging;
        let rules = Rules {
            language: self.card.answer_language(self.part),
            articles_required: judging.articles_required,
            counts_forms: judging.counts_forms,
            tolerance: self.card.body.tolerance(),
            question: &self.question().plain(),
        };
        grade(typed, &forms, &rules, KnownAnswers { known: &|| others }).finding
    }
}

/// All texts of a card that are graded: those to be typed, or the choices to pick from.
pub(super) fn judged(card: &Card) -> Vec<RoleText<'_>> {
    if !card.body.kind().is_picked() {
        return wanted(card).iter().flat_map(|wanted| wanted.texts()).collect();
    }
    card.body.texts().into_iter().filter(|text| matches!(text.role, Role::Answer | Role::Distractor)).collect()
}
