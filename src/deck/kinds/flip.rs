//! `flip`: recalled, revealed, and rated.

use super::{AnswerKind, AnswerText, Answering, Body, CardLanguage, Kind, KindInfo, KindOfCard, PromptForm};
use crate::deck::format::{FieldShape, QUESTION, must};
use crate::deck::reader::diagnostics::Diagnostics;
use crate::deck::reader::fields::Fields;
use crate::deck::{ItemPart, Text};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Flip,
    word: "flip",
    what: "recalled, revealed, and rated by the learner",
    fields: &[QUESTION, must("answer", FieldShape::Text, "what is revealed", "Because an error there reaches far")],
    parts: &[],
    bounds: &[],
    other_names: &[
        "basic",
        "card",
        "flashcard",
        "flash",
        "frontback",
        "qa",
        "q&a",
        "open",
        "essay",
        "recall",
        "selfgraded",
    ],
    prompt: PromptForm::Question,
    answering: Answering::Recalled,
    read,
};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FlipCard {
    pub question: Text,
    pub answer: Text,
}

fn read(report: &mut Diagnostics, record: &Fields, _: CardLanguage) -> Option<Body> {
    let (question, answer) = (record.text(report, "question"), record.text(report, "answer"));
    Some(Body::Flip(FlipCard { question: question?, answer: answer? }))
}

impl KindOfCard for FlipCard {
    fn kind(&self) -> Kind {
        Kind::Flip
    }

    fn question(&self) -> Option<&Text> {
        Some(&self.question)
    }

    fn asks(&self, _: ItemPart) -> AnswerKind {
        AnswerKind::Rating
    }

    fn answers(&self) -> Vec<AnswerText<'_>> {
        vec![AnswerText::new(&self.answer, "answer", 0)]
    }

    fn identify(&self, add: &mut dyn FnMut(&str, &Text)) {
        add("answer", &self.answer);
    }
}
