//! `order`: steps to be put in their right order.

use super::{AnswerKind, AnswerText, Answering, Body, CardLanguage, Choice, Kind, KindInfo, KindOfCard, PromptForm};
use crate::deck::format::{FieldShape, QUESTION, must};
use crate::deck::reader::answers::{MAX_CHOICES, SAME, counted, equal, shown};
use crate::deck::reader::diagnostics::{Diagnostics, Position};
use crate::deck::reader::fields::Fields;
use crate::deck::{ItemPart, RuleId, Text};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Order,
    word: "order",
    what: "steps to be put in their right order",
    fields: &[
        QUESTION,
        must("steps", FieldShape::Texts, "two to nine steps in their right order", "[fork, change, merge]"),
    ],
    parts: &[],
    bounds: &[("steps", 2, 9)],
    other_names: &["sort", "sorting", "ordering", "sequence", "rank", "ranking", "steps", "arrange", "orderedlist"],
    prompt: PromptForm::Question,
    answering: Answering::Arranged,
    read,
};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OrderCard {
    pub question: Text,
    /// In their right order, two to nine.
    pub steps: Vec<Text>,
}

fn read(report: &mut Diagnostics, record: &Fields, _: CardLanguage) -> Option<Body> {
    let question = record.text(report, "question");
    let before = report.faults;
    let steps = record.texts(report, "steps");
    if report.faults > before || record.is_misspelt("steps") {
        return None;
    }
    if !(2..=MAX_CHOICES).contains(&steps.len()) {
        let position = record.slot("steps").map_or(record.at, |slot| Position::from(slot.key));
        let help = if steps.len() < 2 { "add steps" } else { "split the card, or leave steps out" };
        let what = format!("{} has {}; two to nine can be put in order", record.name, counted(steps.len(), "step"));
        report.fault(position, RuleId::BadSteps, what, help.to_owned());
        return None;
    }
    let texts = steps.iter().enumerate().map(|(at, text)| ("steps", at, text));
    equal(report, record, shown, texts, RuleId::BadSteps, SAME, "step");
    Some(Body::Order(OrderCard { question: question?, steps }))
}

impl KindOfCard for OrderCard {
    fn kind(&self) -> Kind {
        Kind::Order
    }

    fn question(&self) -> Option<&Text> {
        Some(&self.question)
    }

    fn asks(&self, _: ItemPart) -> AnswerKind {
        AnswerKind::Order
    }

    fn answers(&self) -> Vec<AnswerText<'_>> {
        AnswerText::list(&self.steps, "steps").collect()
    }

    fn choices(&self) -> Vec<Choice> {
        let step = |(place, text): (usize, &Text)| Choice { text: text.clone(), right: true, why: None, place };
        self.steps.iter().enumerate().map(step).collect()
    }

    fn possible_answers(&self) -> u32 {
        // The orders of n steps, n!.
        (1..).zip(&self.steps).map(|(n, _)| n).product()
    }

    fn ordered(&self) -> bool {
        true
    }

    fn identify(&self, add: &mut dyn FnMut(&str, &Text)) {
        self.steps.iter().for_each(|text| add("step", text));
    }
}
