//! The table of natural answers to the shipped decks: what somebody who knows the matter would type is right, and what
//! somebody who doesn't would type is wrong.

use std::collections::BTreeMap;

use oss_quiz::{
    Answer, AnswerKind, AnswerSet, Collection, DeckPaths, Decks as _, GradingContext, Question, Verdict, grade_answer,
    load,
};
use serde::Deserialize;

/// What is typed: one text, or where several are asked for one of each.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Typed {
    One(String),
    Several(Vec<String>),
}

/// The answers to an item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    right: Vec<Typed>,
    wrong: Vec<Typed>,
}

impl Typed {
    fn answer(&self) -> Answer {
        match self {
            Self::One(text) => Answer::Text(text.clone()),
            Self::Several(texts) => Answer::Texts(texts.clone()),
        }
    }
}

fn shipped() -> Collection {
    load(&DeckPaths { builtin: true, ..DeckPaths::default() }).collection
}

#[test]
fn natural_answers_to_the_shipped_decks_are_right_and_plausible_mistakes_wrong() {
    let table: BTreeMap<String, Answers> =
        serde_yaml::from_str(include_str!("../data/answers.yaml")).expect("a table of answers");
    let found = shipped();
    let questions: Vec<Question> = found.items().iter().map(|item| Question::new(item, 0)).collect();
    let mut known = AnswerSet::default();
    for text in questions.iter().flat_map(Question::right) {
        known.insert(&text.plain());
    }
    let typed = |question: &&Question| matches!(question.asks, AnswerKind::Text | AnswerKind::Texts);
    let questions: BTreeMap<String, &Question> =
        questions.iter().filter(typed).map(|question| (question.id.to_string(), question)).collect();
    let mut faults = Vec::new();
    for id in table.keys().filter(|id| !questions.contains_key(*id)) {
        faults.push(format!("{id}: no item of that name is typed"));
    }
    for (id, question) in &questions {
        let Some(answers) = table.get(id) else {
            faults.push(format!("{id}: it has no row"));
            continue;
        };
        if answers.right.len() < 3 || answers.wrong.len() < 2 {
            faults.push(format!("{id}: fewer than three right answers or two wrong ones"));
        }
        let synonyms = found.synonyms(question.id.deck());
        let context = GradingContext { synonyms: &synonyms, known: &|| &known };
        let verdict = |typed: &Typed| grade_answer(question, &typed.answer(), context).map(|judged| judged.verdict);
        let rows =
            answers.right.iter().map(|typed| (typed, true)).chain(answers.wrong.iter().map(|typed| (typed, false)));
        for (typed, is_right) in rows {
            match verdict(typed) {
                Ok(verdict) if (verdict == Verdict::Right) == is_right => {}
                Ok(verdict) => faults.push(format!("{id}: {typed:?} is {}", verdict.word())),
                Err(_) => faults.push(format!("{id}: {typed:?} is no answer to it")),
            }
        }
    }
    assert!(questions.len() > 60, "only {} items are typed", questions.len());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
