//! `true-false`: a statement, judged.

use super::{
    AnswerKind, AnswerText, Answering, Body, CardLanguage, Kind, KindInfo, KindOfCard, PromptForm, RightAnswer, Role,
    RoleText,
};
use crate::deck::format::{FieldShape, may, must};
use crate::deck::reader::diagnostics::Diagnostics;
use crate::deck::reader::fields::Fields;
use crate::deck::{ItemPart, Text};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::TrueFalse,
    word: "true-false",
    what: "a statement, judged true or false",
    fields: &[
        must("statement", FieldShape::Text, "what is true or false", "Open models have no upkeep."),
        must("answer", FieldShape::Flag, "whether it is true", "false"),
        may("correction", FieldShape::Text, "what is true instead", "Open models have upkeep, shared by many."),
    ],
    parts: &[],
    bounds: &[],
    other_names: &["boolean", "bool", "truefalse", "tf", "t/f", "true/false", "yesno", "binary", "statement"],
    prompt: PromptForm::Statement,
    answering: Answering::Judged,
    read,
};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TrueFalseCard {
    pub statement: Text,
    /// Whether the statement is true.
    pub answer: bool,
    /// What is true instead of a false statement.
    pub correction: Option<Text>,
}

fn read(report: &mut Diagnostics, record: &Fields, _: CardLanguage) -> Option<Body> {
    let (statement, answer) = (record.text(report, "statement"), record.flag(report, "answer"));
    let correction = record.text(report, "correction");
    Some(Body::TrueFalse(TrueFalseCard { statement: statement?, answer: answer?, correction }))
}

impl TrueFalseCard {
    const fn word(&self) -> &'static str {
        if self.answer { "true" } else { "false" }
    }
}

impl KindOfCard for TrueFalseCard {
    fn kind(&self) -> Kind {
        Kind::TrueFalse
    }

    fn prompt(&self) -> Text {
        self.statement.clone()
    }

    fn asks(&self, _: ItemPart) -> AnswerKind {
        AnswerKind::Truth
    }

    fn lead(&self, _: ItemPart) -> Option<&'static str> {
        Some("True or false?")
    }

    fn answers(&self) -> Vec<AnswerText<'_>> {
        Vec::new()
    }

    fn texts(&self) -> Vec<RoleText<'_>> {
        let statement = RoleText::new(Role::Prompt, &self.statement, "statement", 0);
        let correction = self.correction.iter().map(|text| RoleText::new(Role::Correction, text, "correction", 0));
        std::iter::once(statement).chain(correction).collect()
    }

    fn wanted(&self, _: ItemPart) -> Vec<RightAnswer> {
        vec![RightAnswer { text: Text::new(self.word()), accept: Vec::new() }]
    }

    fn possible_answers(&self) -> u32 {
        2
    }

    fn truth(&self) -> Option<bool> {
        Some(self.answer)
    }

    fn identify(&self, add: &mut dyn FnMut(&str, &Text)) {
        add(self.word(), self.correction.as_ref().unwrap_or(&Text::default()));
    }
}
