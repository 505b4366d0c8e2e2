//! `typed`: one answer or several, typed and compared.

use super::{
    AnswerKind, AnswerText, Answering, Body, CardLanguage, Kind, KindInfo, KindOfCard, PromptForm, RightAnswer,
};
use crate::deck::edit::{AnswerSlot, PathStep};
use crate::deck::format::{EXACT, FieldShape, QUESTION, may};
use crate::deck::reader::answers::{MAX_CHOICES, SAME, counted, equal, judged, right};
use crate::deck::reader::answers::{MISFIT, first_list, lists};
use crate::deck::reader::diagnostics::Diagnostics;
use crate::deck::reader::fields::Fields;
use crate::deck::reader::value;
use crate::deck::{ItemPart, RuleId, Text};
use crate::grading::{Tolerance, fold};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Typed,
    word: "typed",
    what: "typed, and compared without regard to case, punctuation and spaces",
    fields: &[
        QUESTION,
        may("answer", FieldShape::Text, "the right answer, as it is shown", "Masakhane"),
        may("answers", FieldShape::Texts, "two to nine answers, all of them required", "[hydrogen, oxygen]"),
        may("accept", FieldShape::AcceptAnswers, "other right answers", "[Masakhane project]"),
        may("ordered", FieldShape::Flag, "`true`: the answers must be in this order", "true"),
        EXACT,
        may("tolerance", FieldShape::Tolerance, "how far off a number may be: `0.5`, or `5%` of it", "0.5"),
    ],
    parts: &[],
    bounds: &[("answers", 2, 9)],
    other_names: &[
        "input",
        "type",
        "typein",
        "typing",
        "shortanswer",
        "short",
        "text",
        "freetext",
        "write",
        "written",
        "fillin",
        "numeric",
        "numerical",
        "number",
        "basictypeintheanswer",
    ],
    prompt: PromptForm::Question,
    answering: Answering::Typed,
    read,
};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypedCard {
    pub question: Text,
    /// The right answer, or with `many` two to nine that are all required.
    pub answers: Vec<RightAnswer>,
    /// The author wrote `answers`.
    pub many: bool,
    /// The answers must come in this order.
    pub ordered: bool,
    /// Compared character by character.
    pub exact: bool,
    pub tolerance: Option<Tolerance>,
}

impl TypedCard {
    const fn field(&self) -> &'static str {
        if self.many { "answers" } else { "answer" }
    }
}

impl KindOfCard for TypedCard {
    fn kind(&self) -> Kind {
        Kind::Typed
    }

    fn question(&self) -> Option<&Text> {
        Some(&self.question)
    }

    fn asks(&self, _: ItemPart) -> AnswerKind {
        if self.many { AnswerKind::Texts } else { AnswerKind::Text }
    }

    fn answers(&self) -> Vec<AnswerText<'_>> {
        let mut answers: Vec<AnswerText> = Vec::with_capacity(self.answers.len());
        for (at, answer) in self.answers.iter().enumerate() {
            let accept_at = answers.last().map_or(0, |before| before.accept_at + before.accept.len());
            answers.push(AnswerText {
                accept: &answer.accept,
                accept_at,
                ..AnswerText::new(&answer.text, self.field(), at)
            });
        }
        answers
    }

    fn has_several(&self) -> bool {
        self.many
    }

    fn exact(&self) -> bool {
        self.exact
    }

    fn ordered(&self) -> bool {
        self.ordered
    }

    fn tolerance(&self) -> Option<&Tolerance> {
        self.tolerance.as_ref()
    }

    fn identify(&self, add: &mut dyn FnMut(&str, &Text)) {
        for answer in &self.answers {
            add("answer", &answer.text);
            answer.accept.iter().for_each(|text| add("accept", text));
        }
    }

    fn accept_slot(&self, _: ItemPart, wanted: usize) -> Option<AnswerSlot> {
        let steps = if self.many { vec![PathStep::Nth(wanted, self.answers.len())] } else { Vec::new() };
        let behind: &[&str] = if self.many { &["answers"] } else { &["answer"] };
        (wanted < self.answers.len()).then(|| AnswerSlot { ways: vec![steps], behind })
    }

    fn accepted_mut(&mut self, _: ItemPart, wanted: usize) -> Option<&mut Vec<Text>> {
        self.answers.get_mut(wanted).map(|answer| &mut answer.accept)
    }
}

fn read(report: &mut Diagnostics, record: &Fields, language: CardLanguage) -> Option<Body> {
    let question = record.text(report, "question");
    let many = record.slot("answers").is_some();
    let exact = record.flag(report, "exact").unwrap_or(false);
    let before = report.faults;
    let texts = right(report, record).into_iter();
    let mut answers: Vec<RightAnswer> = texts.map(|text| RightAnswer { text, accept: Vec::new() }).collect();
    if many && report.faults == before {
        answers_fit(report, record, language, &answers, exact);
        accept_of_answers(report, record, &mut answers);
    } else if let [answer] = answers.as_mut_slice() {
        answer.accept = accept_of_answer(report, record);
    }
    let tolerance = tolerance(report, record, &answers);
    let ordered = record.flag(report, "ordered").unwrap_or(false);
    if let Some(slot) = record.slot("ordered").filter(|_| !many) {
        let what = format!("{} has one answer, so `ordered` means nothing", record.name);
        report.flaw(slot.key, RuleId::BadAnswers, what, "write several `answers`, or delete `ordered`".to_owned());
    }
    let answer = |answer: RightAnswer| RightAnswer {
        text: judged(answer.text, exact),
        accept: answer.accept.into_iter().map(|text| judged(text, exact)).collect(),
    };
    let answers: Vec<RightAnswer> = answers.into_iter().map(answer).collect();
    let answers = Some(answers).filter(|answers| !answers.is_empty());
    Some(Body::Typed(TypedCard { question: question?, answers: answers?, many, ordered, exact, tolerance }))
}

fn answers_fit(
    report: &mut Diagnostics,
    record: &Fields,
    language: CardLanguage,
    answers: &[RightAnswer],
    exact: bool,
) {
    let Some(slot) = record.slot("answers") else { return };
    if !(2..=MAX_CHOICES).contains(&answers.len()) {
        let what =
            format!("{} has {} in `answers`; two to nine can be asked", record.name, counted(answers.len(), "answer"));
        let help = if answers.len() < 2 { "write one as `answer:`" } else { "split the card" };
        return report.fault(slot.key, RuleId::BadAnswers, what, help.to_owned());
    }
    let texts = answers.iter().enumerate().map(|(at, answer)| ("answers", at, &answer.text));
    if exact {
        equal(report, record, |text| text.source().to_owned(), texts, RuleId::BadAnswers, SAME, "answer");
    } else {
        let judged = |text: &Text| if text.is_code() { text.plain() } else { fold(&text.plain(), language.is_english) };
        equal(
            report,
            record,
            judged,
            texts,
            RuleId::BadAnswers,
            "the same except for case, spaces and punctuation",
            "answer",
        );
    }
}

/// For a card with one answer.
fn accept_of_answer(report: &mut Diagnostics, record: &Fields) -> Vec<Text> {
    let Some(slot) = record.slot("accept") else { return Vec::new() };
    if let Some(list) = first_list(slot.value) {
        let what = format!("`accept` of {} contains a list, but there is only one answer", record.name);
        report.fault(list, MISFIT, what, "write one list: `accept: [one, another]`".to_owned());
        return Vec::new();
    }
    record.texts(report, "accept")
}

/// For a card with several answers: one list for each.
fn accept_of_answers(report: &mut Diagnostics, record: &Fields, answers: &mut [RightAnswer]) {
    let Some(slot) = record.value(report, "accept") else { return };
    let of = format!("{} answers of {}", answers.len(), record.name);
    let lists = lists(report, slot.value, answers.len(), &of, "accept: ");
    for (answer, accept) in answers.iter_mut().zip(lists) {
        answer.accept = accept;
    }
}

fn tolerance(report: &mut Diagnostics, record: &Fields, answers: &[RightAnswer]) -> Option<Tolerance> {
    let slot = record.single(report, "tolerance")?;
    let word = value::word(report, slot.value, "tolerance", slot.field.shape)?;
    let tolerance = Tolerance::parse(&word);
    if tolerance.is_none() {
        let help = || "write a number, as in `tolerance: 0.5`, or a percentage, as in `tolerance: 5%`".to_owned();
        value::unfit(report, slot, &word, |word| Tolerance::parse(word).is_some(), help);
    }
    if let Some(text) = answers.iter().find(|answer| !begins_with_number(&answer.text.plain())) {
        let shown: String = text.text.plain().chars().take(40).collect();
        let what = format!("a tolerance is for a number, and \"{shown}\" is a text");
        report.flaw(slot.key, RuleId::ToleranceOnText, what, "delete it, or start the answer with a number".to_owned());
    }
    tolerance
}

fn begins_with_number(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['+', '-', '\u{2212}']).trim_start();
    text.trim_start_matches(['.', ',']).starts_with(char::is_numeric)
}
