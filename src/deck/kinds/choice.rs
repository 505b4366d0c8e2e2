//! `choice`: one or all that apply are picked.

use super::{
    AnswerKind, AnswerText, Answering, Body, CardLanguage, Choice, Kind, KindInfo, KindOfCard, PromptForm, Role,
    RoleText,
};
use crate::deck::format::{Field, FieldShape, QUESTION, may, must};
use crate::deck::reader::answers::{MAX_CHOICES, SAME, equal, right, shown};
use crate::deck::reader::diagnostics::{Diagnostics, Position};
use crate::deck::reader::fields::{FieldSlot, Fields};
use crate::deck::reader::yaml::{Node, NodeShape};
use crate::deck::{ItemPart, RuleId, Text};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Choice,
    word: "choice",
    what: "picked from two to nine choices",
    fields: &[
        QUESTION,
        may("answer", FieldShape::Text, "the one right choice", "No common governance holds the forks together"),
        may("answers", FieldShape::Texts, "the right choices, all to be picked", "[deepfakes, automated attacks]"),
        must("distractors", FieldShape::Distractors, "the wrong choices", "[Graphics cards round numbers differently]"),
    ],
    parts: DISTRACTOR,
    bounds: &[("answers", 1, 8), ("distractors", 1, 8)],
    other_names: &[
        "multiplechoice",
        "mcq",
        "mc",
        "singlechoice",
        "multichoice",
        "quiz",
        "select",
        "multiselect",
        "multipleselect",
        "multipleresponse",
        "checkbox",
        "checkboxes",
        "radio",
        "options",
    ],
    prompt: PromptForm::Question,
    answering: Answering::Picked,
    read,
};

/// Fields of a distractor that is not just a text.
pub const DISTRACTOR: &[Field] = &[
    must("text", FieldShape::Text, "the wrong choice", "The licence of the first release runs out"),
    may("why", FieldShape::Text, "why it is wrong", "Licences of open projects do not expire."),
];

/// A wrong choice, and why it is wrong if the author says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Distractor {
    pub text: Text,
    pub why: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChoiceCard {
    pub question: Text,
    /// The right choices: one, or with `many` one or more.
    pub answers: Vec<Text>,
    pub distractors: Vec<Distractor>,
    /// All that apply: the author wrote `answers`.
    pub many: bool,
}

impl ChoiceCard {
    const fn field(&self) -> &'static str {
        if self.many { "answers" } else { "answer" }
    }
}

impl KindOfCard for ChoiceCard {
    fn kind(&self) -> Kind {
        Kind::Choice
    }

    fn question(&self) -> Option<&Text> {
        Some(&self.question)
    }

    fn asks(&self, _: ItemPart) -> AnswerKind {
        if self.many { AnswerKind::Choices } else { AnswerKind::Choice }
    }

    fn answers(&self) -> Vec<AnswerText<'_>> {
        AnswerText::list(&self.answers, self.field()).collect()
    }

    fn texts(&self) -> Vec<RoleText<'_>> {
        let mut texts = vec![RoleText::new(Role::Prompt, &self.question, "question", 0)];
        texts.extend(RoleText::list(Role::Answer, &self.answers, self.field()));
        for (at, wrong) in self.distractors.iter().enumerate() {
            texts.push(RoleText::new(Role::Distractor, &wrong.text, "distractors", at));
            texts.extend(wrong.why.iter().map(|why| RoleText::new(Role::Why, why, "why", at)));
        }
        texts
    }

    fn choices(&self) -> Vec<Choice> {
        let right = self.answers.iter().map(|text| (text, true, None));
        let wrong = self.distractors.iter().map(|wrong| (&wrong.text, false, wrong.why.as_ref()));
        right
            .chain(wrong)
            .map(|(text, right, why)| Choice { text: text.clone(), right, why: why.cloned(), place: 0 })
            .collect()
    }

    fn possible_answers(&self) -> u32 {
        // The choices; where all that apply are picked, the selections that are not empty, 2^n − 1.
        let choices = self.answers.iter().map(|_| 1).chain(self.distractors.iter().map(|_| 1));
        if self.many { choices.fold(1_u32, |all, _| all.saturating_mul(2)) - 1 } else { choices.sum() }
    }

    fn has_several(&self) -> bool {
        self.many
    }

    fn identify(&self, add: &mut dyn FnMut(&str, &Text)) {
        self.answers.iter().for_each(|text| add("answer", text));
        self.distractors.iter().for_each(|wrong| add("distractor", &wrong.text));
    }
}

fn read(report: &mut Diagnostics, record: &Fields, _: CardLanguage) -> Option<Body> {
    let question = record.text(report, "question");
    let many = record.slot("answers").is_some();
    let before = report.faults;
    let answers = right(report, record);
    let distractors = distractors(report, record);
    let misspelt = ["answer", "answers", "distractors"].iter().any(|name| record.is_misspelt(name));
    if report.faults == before && !misspelt {
        choices_fit(report, record, &answers, &distractors);
    }
    Some(Body::Choice(ChoiceCard { question: question?, answers, distractors, many }))
}

fn distractors(report: &mut Diagnostics, record: &Fields) -> Vec<Distractor> {
    if record.is_misspelt("distractors") {
        return Vec::new();
    }
    let none = |slot: FieldSlot| matches!(&slot.value.shape, NodeShape::List(entries) if entries.is_empty());
    if record.slot("distractors").is_none_or(none) {
        let what = format!("{} has no `distractors`, so there is nothing to choose from", record.name);
        let help = "add wrong choices:\ndistractors:\n  - one that looks right\n  - another one".to_owned();
        report.fault(record.at, RuleId::TooFewChoices, what, help);
        return Vec::new();
    }
    let entries = record.entries(report, "distractors");
    entries.iter().filter_map(|entry| distractor(report, record, entry)).collect()
}

fn distractor(report: &mut Diagnostics, of: &Fields, entry: &Node) -> Option<Distractor> {
    let names =
        |key: &Node, report: &Diagnostics| key.text(report.source).is_some_and(|key| matches!(key, "text" | "why"));
    match &entry.shape {
        NodeShape::Map(pairs) if pairs.iter().any(|(key, _)| names(key, report)) => {
            let fields = [DISTRACTOR, &[]];
            let record =
                Fields::gather(report, pairs, fields, "the distractor".to_owned(), Position::from(entry), None);
            let (text, why) = (record.text(report, "text"), record.text(report, "why"));
            Some(Distractor { text: text?, why })
        }
        _ => Some(Distractor { text: of.entry(report, "distractors", entry)?, why: None }),
    }
}

fn choices_fit(report: &mut Diagnostics, record: &Fields, answers: &[Text], distractors: &[Distractor]) {
    let count = answers.len() + distractors.len();
    if let Some(slot) = record.slot("answers").filter(|_| answers.is_empty()) {
        let what = format!("{} has nothing in `answers`, so no choice is right", record.name);
        report.fault(
            slot.key,
            RuleId::BadAnswers,
            what,
            "list the right choices, or write one as `answer:`".to_owned(),
        );
    }
    let position = record.slot("distractors").map_or(record.at, |slot| Position::from(slot.key));
    if distractors.is_empty() {
        let what = format!("{} has only right choices", record.name);
        report.fault(position, RuleId::TooFewChoices, what, "add wrong choices to `distractors`".to_owned());
    }
    if count > MAX_CHOICES {
        let what = format!("{} has {count} choices; one digit can pick from {MAX_CHOICES}", record.name);
        report.fault(position, RuleId::TooManyChoices, what, "three to five good ones are enough".to_owned());
        return;
    }
    let own = if record.slot("answers").is_some() { "answers" } else { "answer" };
    let right = answers.iter().enumerate().map(|(at, text)| (own, at, text));
    let wrong = distractors.iter().enumerate().map(|(at, wrong)| ("distractors", at, &wrong.text));
    equal(report, record, shown, right.chain(wrong), RuleId::DuplicateChoice, SAME, "choice");
}
