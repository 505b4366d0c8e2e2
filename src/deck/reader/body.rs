//! What a card asks, kind by kind.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use super::accept;
use super::diagnostics::{Diagnostics, Position};
use super::fields::{FieldSlot, Fields};
use super::value;
use super::yaml::{Node, NodeShape};
use crate::deck::cloze::ClozePiece;
use crate::deck::{Body, Distractor, Kind, RightAnswer, RuleId, Text, TypedSides, cloze, kinds};
use crate::grading::Tolerance;
use crate::grading::fold;

/// The most choices or steps: one digit picks one.
const MAX_CHOICES: usize = 9;

/// Reads the fields of a kind; reports errors and then returns `None`.
pub(crate) fn read(report: &mut Diagnostics, record: &Fields, kind: Kind, english: bool) -> Option<Body> {
    match kind {
        Kind::Flip => {
            let (question, answer) = (record.text(report, "question"), record.text(report, "answer"));
            Some(Body::Flip { question: question?, answer: answer? })
        }
        Kind::Typed => typed(report, record, english),
        Kind::Choice => choice(report, record),
        Kind::TrueFalse => {
            let (statement, answer) = (record.text(report, "statement"), record.flag(report, "answer"));
            let correction = record.text(report, "correction");
            Some(Body::TrueFalse { statement: statement?, answer: answer?, correction })
        }
        Kind::Cloze => gaps(report, record),
        Kind::Order => order(report, record),
        Kind::Term => sides(report, record),
    }
}

fn typed(report: &mut Diagnostics, record: &Fields, english: bool) -> Option<Body> {
    let question = record.text(report, "question");
    let many = record.slot("answers").is_some();
    let exact = record.flag(report, "exact").unwrap_or(false);
    let before = report.faults;
    let texts = right(report, record).into_iter();
    let mut answers: Vec<RightAnswer> = texts.map(|text| RightAnswer { text, accept: Vec::new() }).collect();
    if many && report.faults == before {
        answers_fit(report, record, english, &answers, exact);
        accept::of_answers(report, record, &mut answers);
    } else if let [answer] = answers.as_mut_slice() {
        answer.accept = accept::of_answer(report, record);
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
    Some(Body::Typed { question: question?, answers: answers?, many, ordered, exact, tolerance })
}

/// A text that is typed and judged; if exact, nothing in it is a mark.
fn judged(text: Text, exact: bool) -> Text {
    if exact { text.literally() } else { text.judged() }
}

fn answers_fit(report: &mut Diagnostics, record: &Fields, english: bool, answers: &[RightAnswer], exact: bool) {
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
        let judged = |text: &Text| if text.is_code() { text.plain() } else { fold(&text.plain(), english) };
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

fn sides(report: &mut Diagnostics, record: &Fields) -> Option<Body> {
    let (term, definition) = (record.text(report, "term"), record.text(report, "definition"));
    let typed = match record.one_of(report, "typed") {
        Some("term") => TypedSides { term: true, definition: false },
        Some("definition") => TypedSides { term: false, definition: true },
        Some(_) => TypedSides { term: true, definition: true },
        None => TypedSides::default(),
    };
    let before = report.faults;
    let accept = accept::of_sides(report, record);
    let idle = |texts: &[Text], typed: bool| !texts.is_empty() && !typed;
    let idle = [(idle(&accept.term, typed.term), "term"), (idle(&accept.definition, typed.definition), "definition")];
    if let (Some((_, side)), Some(slot)) = (idle.iter().find(|(idle, _)| *idle), record.slot("accept"))
        && report.faults == before
    {
        let what = format!("{} accepts more for its {side}, which is not typed", record.name);
        report.flaw(
            slot.key,
            RuleId::AcceptMismatch,
            what,
            format!("add `typed: {side}` or `typed: both`, or delete it"),
        );
    }
    Some(Body::Term { term: term?, definition: definition?, typed, accept })
}

/// The right answers of a card with one or several.
fn right(report: &mut Diagnostics, record: &Fields) -> Vec<Text> {
    match (record.slot("answer"), record.slot("answers")) {
        (Some(_), Some(second)) => {
            let what = format!("{} has both `answer` and `answers`", record.name);
            let help = "keep `answer` for one answer, `answers` if all of several are required".to_owned();
            report.fault(second.key, RuleId::TwoAnswers, what, help);
            Vec::new()
        }
        // The name is misspelt, which is reported elsewhere.
        (None, None) if record.is_misspelt("answer") || record.is_misspelt("answers") => Vec::new(),
        (None, None) => {
            let what = format!("{} has no `answer`", record.name);
            let help = match record.field("answer") {
                Some(field) => format!("add `answer:`, {}", field.what),
                None => "add `answer:`".to_owned(),
            };
            report.fault(record.at, RuleId::MissingField, what, help);
            Vec::new()
        }
        (Some(_), None) => record.text(report, "answer").into_iter().collect(),
        (None, Some(_)) => record.texts(report, "answers"),
    }
}

fn choice(report: &mut Diagnostics, record: &Fields) -> Option<Body> {
    let question = record.text(report, "question");
    let many = record.slot("answers").is_some();
    let before = report.faults;
    let answers = right(report, record);
    let distractors = distractors(report, record);
    let misspelt = ["answer", "answers", "distractors"].iter().any(|name| record.is_misspelt(name));
    if report.faults == before && !misspelt {
        choices_fit(report, record, &answers, &distractors);
    }
    Some(Body::Choice { question: question?, answers, distractors, many })
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
            let fields = [kinds::DISTRACTOR, &[]];
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

const SAME: &str = "the same";

/// A text as a learner sees it: white space matters only in code.
fn shown(text: &Text) -> String {
    let plain: String = text.plain().nfc().collect();
    if text.has_code() {
        return plain.trim().to_owned();
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reports texts that a learner couldn't tell apart.
fn equal<'t>(
    report: &mut Diagnostics,
    record: &Fields,
    compared: impl Fn(&Text) -> String,
    texts: impl Iterator<Item = (&'static str, usize, &'t Text)>,
    rule: RuleId,
    how: &str,
    thing: &str,
) {
    let mut seen: HashMap<String, (&str, u32)> = HashMap::new();
    for (name, at, text) in texts {
        let Some(position) = entry_spot(record, name, at) else { continue };
        if let Some((of, line)) = seen.insert(compared(text), (name, position.place.line)) {
            let what = format!("two {thing}s of {} are {how}", record.name);
            let help = if of == name {
                format!("the other is on line {line}: change or delete one")
            } else {
                format!(
                    "it is a right one in `{of}` on line {line}, and `{name}` is for wrong ones: change or delete it"
                )
            };
            report.doubt(position, rule, what, help);
        }
    }
}

fn entry_spot(record: &Fields, name: &str, at: usize) -> Option<Position> {
    let value = record.slot(name)?.value;
    match &value.shape {
        NodeShape::List(entries) => entries.get(at).map(Position::from),
        _ => Some(Position::from(value)),
    }
}

fn order(report: &mut Diagnostics, record: &Fields) -> Option<Body> {
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
    Some(Body::Order { question: question?, steps })
}

fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("one {thing}") } else { format!("{count} {thing}s") }
}

fn gaps(report: &mut Diagnostics, record: &Fields) -> Option<Body> {
    let typed = record.flag(report, "typed").unwrap_or(true);
    let exact = record.flag(report, "exact").unwrap_or(false);
    let slot = record.single(report, "text")?;
    value::text(report, slot.value, "text")?;
    let source = report.source;
    let text = slot.value.text(source)?.trim();
    match cloze::parse(text) {
        Ok(mut pieces) => {
            accept::of_gaps(report, record, &mut pieces);
            if let Some(slot) = record.slot("accept").filter(|_| !typed) {
                let what = format!("{} accepts more for its gaps, which are not typed", record.name);
                report.flaw(slot.key, RuleId::AcceptMismatch, what, "delete it, or `typed: false`".to_owned());
            }
            if typed {
                pieces = pieces.into_iter().map(|piece| judged_gap(piece, exact)).collect();
            }
            Some(Body::Cloze { pieces, typed, exact })
        }
        Err((error, at)) => {
            // If the file writes the text differently (as with escapes), the place is the text's beginning.
            let start = slot.value.start as usize;
            let end = (slot.value.end as usize).min(source.len());
            let found =
                source.get(start..end).and_then(|raw| raw.lines().next()?.find(text.get(at..)?.lines().next()?));
            let whole = Position::from(slot.value);
            let at = found.map_or(whole, |in_raw| whole.moved(source, start + in_raw));
            // In double quotes a backslash is written twice.
            let is_escaped = source.get(start..).is_some_and(|raw| raw.starts_with('"'));
            let help = if is_escaped { error.help().replace('\\', r"\\") } else { error.help().to_owned() };
            report.fault(at, RuleId::ClozeSyntax, format!("in {} {error}", record.name), help);
            None
        }
    }
}

fn judged_gap(piece: ClozePiece, exact: bool) -> ClozePiece {
    match piece {
        ClozePiece::Gap { number, written, text, hint, accept } => {
            let accept = accept.into_iter().map(|text| judged(text, exact)).collect();
            ClozePiece::Gap { number, written, text: judged(text, exact), hint, accept }
        }
        shown @ ClozePiece::Shown(_) => shown,
    }
}
