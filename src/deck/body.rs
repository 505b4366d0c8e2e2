//! What a card asks, kind by kind.

use std::collections::HashMap;

use super::fold::fold;
use super::record::{Record, Slot};
use super::report::{Report, Spot};
use super::value;
use super::yaml::{Node, Shape};
use super::{Body, Distractor, Kind, Text, cloze, kinds};

/// How many choices or steps one digit can pick from.
const MAX_CHOICES: usize = 9;

/// Reads the fields of a kind; none where something of it is wrong, which is reported.
pub(super) fn read(report: &mut Report, record: &Record, kind: Kind, english: bool) -> Option<Body> {
    match kind {
        Kind::Flip => {
            let (question, answer) = (record.text(report, "question"), record.text(report, "answer"));
            Some(Body::Flip { question: question?, answer: answer? })
        }
        Kind::Typed => typed(report, record),
        Kind::Choice => choice(report, record, english),
        Kind::TrueFalse => {
            let (statement, answer) = (record.text(report, "statement"), record.flag(report, "answer"));
            let correction = record.text(report, "correction");
            Some(Body::TrueFalse { statement: statement?, answer: answer?, correction })
        }
        Kind::Cloze => gaps(report, record),
        Kind::Order => order(report, record, english),
        Kind::Term => {
            let (term, definition) = (record.text(report, "term"), record.text(report, "definition"));
            Some(Body::Term { term: term?, definition: definition? })
        }
    }
}

fn typed(report: &mut Report, record: &Record) -> Option<Body> {
    let (question, answer) = (record.text(report, "question"), record.text(report, "answer"));
    let accept = record.texts(report, "accept");
    let exact = record.flag(report, "exact").unwrap_or(false);
    Some(Body::Typed { question: question?, answer: answer?, accept, exact })
}

fn choice(report: &mut Report, record: &Record, english: bool) -> Option<Body> {
    let question = record.text(report, "question");
    let many = record.slot("answers").is_some();
    let before = report.faults;
    let answers = match (record.slot("answer"), record.slot("answers")) {
        (Some(_), Some(second)) => {
            let what = format!("{} has both `answer` and `answers`", record.name);
            let help = "keep `answer` for one right choice, `answers` for \"all that apply\"".to_owned();
            report.fault(second.key, "two-answers", what, help);
            Vec::new()
        }
        (None, None) => {
            let what = format!("{} has no `answer`", record.name);
            report.fault(record.at, "missing-field", what, "add `answer:`, the one right choice".to_owned());
            Vec::new()
        }
        (Some(_), None) => record.text(report, "answer").into_iter().collect(),
        (None, Some(_)) => record.texts(report, "answers"),
    };
    let distractors = distractors(report, record);
    if report.faults == before && !record.is_misspelt("distractors") {
        choices_fit(report, record, english, &answers, &distractors);
    }
    Some(Body::Choice { question: question?, answers, distractors, many })
}

fn distractors(report: &mut Report, record: &Record) -> Vec<Distractor> {
    if record.is_misspelt("distractors") {
        return Vec::new();
    }
    let none = |slot: Slot| matches!(&slot.value.shape, Shape::List(entries) if entries.is_empty());
    if record.slot("distractors").is_none_or(none) {
        let what = format!("{} has no `distractors`, so there is nothing to choose from", record.name);
        let help = "add wrong choices:\ndistractors:\n  - one that looks right\n  - another one".to_owned();
        report.fault(record.at, "too-few-choices", what, help);
        return Vec::new();
    }
    let entries = record.entries(report, "distractors");
    entries.iter().filter_map(|entry| distractor(report, entry)).collect()
}

fn distractor(report: &mut Report, entry: &Node) -> Option<Distractor> {
    let names = |key: &Node, report: &Report| key.text(report.source).is_some_and(|key| matches!(key, "text" | "why"));
    match &entry.shape {
        Shape::Map(pairs) if pairs.iter().any(|(key, _)| names(key, report)) => {
            let fields = [kinds::DISTRACTOR, &[]];
            let record = Record::gather(report, pairs, fields, "the distractor".to_owned(), Spot::from(entry), None);
            let (text, why) = (record.text(report, "text"), record.text(report, "why"));
            Some(Distractor { text: text?, why })
        }
        _ => Some(Distractor { text: value::text(report, entry, "distractors")?, why: None }),
    }
}

fn choices_fit(report: &mut Report, record: &Record, english: bool, answers: &[Text], distractors: &[Distractor]) {
    let count = answers.len() + distractors.len();
    let spot = record.slot("distractors").map_or(record.at, |slot| Spot::from(slot.key));
    if distractors.is_empty() {
        let what = format!("{} has nothing to choose from but what is right", record.name);
        report.fault(spot, "too-few-choices", what, "add wrong choices to `distractors`".to_owned());
    }
    if count > MAX_CHOICES {
        let what = format!("{} has {count} choices, and digits pick from {MAX_CHOICES}", record.name);
        report.fault(spot, "too-many-choices", what, "three to five good ones are enough".to_owned());
        return;
    }
    let own = if record.slot("answers").is_some() { "answers" } else { "answer" };
    let right = answers.iter().enumerate().map(|(at, text)| (own, at, text));
    let wrong = distractors.iter().enumerate().map(|(at, wrong)| ("distractors", at, &wrong.text));
    equal_after_folding(report, record, english, right.chain(wrong), "duplicate-choice", "choice");
}

/// Reports texts of which a learner couldn't say which is which.
fn equal_after_folding<'t>(
    report: &mut Report,
    record: &Record,
    english: bool,
    texts: impl Iterator<Item = (&'static str, usize, &'t Text)>,
    rule: &'static str,
    thing: &str,
) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for (name, at, text) in texts {
        let Some(spot) = entry_spot(record, name, at) else { continue };
        if let Some(line) = seen.insert(fold(&text.plain(), english), spot.place.line) {
            let what = format!("two {thing}s of {} are the same but for case, spaces and punctuation", record.name);
            report.fault(spot, rule, what, format!("the other is on line {line}: change or delete one"));
        }
    }
}

fn entry_spot(record: &Record, name: &str, at: usize) -> Option<Spot> {
    let value = record.slot(name)?.value;
    match &value.shape {
        Shape::List(entries) => entries.get(at).map(Spot::from),
        _ => Some(Spot::from(value)),
    }
}

fn order(report: &mut Report, record: &Record, english: bool) -> Option<Body> {
    let question = record.text(report, "question");
    let before = report.faults;
    let steps = record.texts(report, "steps");
    if report.faults > before {
        return None;
    }
    if !(2..=MAX_CHOICES).contains(&steps.len()) {
        let spot = record.slot("steps").map_or(record.at, |slot| Spot::from(slot.key));
        let what = format!("{} has {}, and two to nine can be put in order", record.name, counted(steps.len()));
        report.fault(spot, "bad-steps", what, "add steps, or split the card".to_owned());
        return None;
    }
    let texts = steps.iter().enumerate().map(|(at, text)| ("steps", at, text));
    equal_after_folding(report, record, english, texts, "bad-steps", "step");
    Some(Body::Order { question: question?, steps })
}

fn counted(steps: usize) -> String {
    if steps == 1 { "one step".to_owned() } else { format!("{steps} steps") }
}

fn gaps(report: &mut Report, record: &Record) -> Option<Body> {
    let typed = record.flag(report, "typed").unwrap_or(true);
    let exact = record.flag(report, "exact").unwrap_or(false);
    let slot = record.value(report, "text")?;
    value::text(report, slot.value, "text")?;
    let source = report.source;
    let text = slot.value.text(source)?.trim();
    match cloze::parse(text) {
        Ok(pieces) => Some(Body::Cloze { pieces, typed, exact }),
        Err((error, at)) => {
            // In a text that the file writes otherwise than it reads, the place is the text's beginning.
            let start = slot.value.start as usize;
            let end = (slot.value.end as usize).min(source.len());
            let found =
                source.get(start..end).and_then(|raw| raw.lines().next()?.find(text.get(at..)?.lines().next()?));
            let whole = Spot::from(slot.value);
            let at = found.map_or(whole, |in_raw| whole.moved(source, start + in_raw));
            report.fault(at, "cloze-syntax", format!("in {} {error}", record.name), error.help().to_owned());
            None
        }
    }
}
