//! Decks: read, asked, checked, mended.

use std::collections::HashMap;
use std::path::PathBuf;

use super::{assert_safe, assert_shown, parts};
use crate::deck::edit::fix::same_deck;
use crate::deck::edit::{Accepted, CardDraft, FieldValue, accept, append, apply, find_fixes, may_be_fixed};
use crate::deck::text::safe;
use crate::deck::{
    Collection, Deck, Decks as _, Diagnostic, Item, Kind, RightAnswer, Text, gather, parse_deck, parse_source, update,
};
use crate::grading::AnswerSet;
use crate::lint::{self, Checker, FileOf, Options};
use crate::schedule::Verdict;
use crate::session::{Answer, GivenValue, GradingContext, Question, SentAs, grade_answer, unmatched};
use crate::stats::paper::{PaperHead, paper};
use crate::terminal::{CardPage, Layout, Theme};

/// How many items of a deck are asked: each is compared with all its answers.
const ASKED: usize = 12;

/// A deck, its questions, their right answers typed back, and its pages.
pub fn deck(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let deck = match parse_deck("d", None, bytes) {
        Ok(deck) => deck,
        Err(diagnostics) => return assert_shown(&diagnostics, &text),
    };
    assert_shown(&deck.diagnostics, &text);
    let found = Collection::new(vec![deck]);
    let questions: Vec<Question> =
        found.items().iter().take(ASKED).map(|item| Question::new(item, u32::from(bytes.len() % 5 > 2))).collect();
    let mut known = AnswerSet::default();
    for answer in questions.iter().flat_map(Question::wanted) {
        for text in answer.texts() {
            known.insert(&text.plain());
        }
    }
    let synonyms = found.synonyms("d");
    let context = GradingContext { synonyms: &synonyms, known: &|| &known };
    for question in &questions {
        question_laws(question, context);
    }
    pages(&found, &questions);
}

fn question_laws(question: &Question, context: GradingContext<'_>) {
    for hint in question.hints() {
        assert_safe(hint.text.source());
    }
    assert_safe(&question.plain_prompt());
    assert_safe(&question.prompt_source());
    for listed in question.form().listed(question) {
        assert_safe(&listed.text.plain());
    }
    let right: Vec<String> = question.right().iter().map(Text::plain).collect();
    for text in &right {
        assert_safe(text);
    }
    // What other programs send.
    let values: Vec<GivenValue> = right.iter().cloned().map(GivenValue::Text).collect();
    for way in [SentAs::Flags, SentAs::Json] {
        if let Ok(answer) = question.read_sent(&values, way) {
            assert_right(question, &answer, context);
        }
    }
    let wanted = question.wanted();
    if question.texts == 1 {
        let all = question.all_right(&wanted[0], context.synonyms);
        for text in all {
            assert_right(question, &Answer::Text(text), context);
        }
    } else if question.texts > 1 {
        let all = wanted.iter().map(|wanted: &RightAnswer| wanted.text.plain()).collect();
        assert_right(question, &Answer::Texts(all), context);
        let _ = unmatched(question, &right.join("\n"));
    }
    let _ = grade_answer(question, &Answer::DontKnow, context);
}

/// A right answer is right, and so is what the log keeps of it.
fn assert_right(question: &Question, answer: &Answer, context: GradingContext<'_>) {
    let Ok(grade) = grade_answer(question, answer, context) else { panic!("the wrong form: {question:?} {answer:?}") };
    // A text without anything to see is "I don't know".
    assert!(grade.dont_know || grade.verdict == Verdict::Right, "{answer:?} of {question:?}: {grade:?}");
    let Some(logged) = &grade.logged else { return };
    if let Some(again) = question.form().logged_as(question, logged) {
        let again = grade_answer(question, &again, context);
        assert_eq!(again.map(|grade| grade.verdict), Ok(grade.verdict), "{logged:?} of {question:?}");
    }
}

fn pages(found: &Collection, questions: &[Question]) {
    assert_safe(&paper(&PaperHead::default(), questions, found));
    for question in questions.iter().take(5) {
        let page = CardPage::of_question(question, found, Theme::BARE);
        assert_safe(&page.plain());
        assert_safe(&page.painted(Layout { columns: 40, rows: 15 }));
    }
    for (at, summary) in found.summaries().iter().enumerate() {
        let page = CardPage::of_deck(summary, &found.cards(at), found, Theme::BARE);
        assert_safe(&page.plain());
        assert_safe(&page.painted(Layout::USUAL));
    }
}

/// Two decks, a source that they may cite as `essay`, and a text that they may copy from.
pub fn check(bytes: &[u8]) {
    let [one, other, source, text] = parts(bytes);
    let path_of = |name: &str| PathBuf::from(format!("{name}.yaml"));
    let texts = HashMap::from([
        (path_of("one"), one.as_str()),
        (path_of("other"), other.as_str()),
        (path_of("essay.source"), source.as_str()),
    ]);
    let text_of = |file: &FileOf| texts.get(&file.path).map(|text| (*text).to_owned());
    let options = Options { coverage: true, text: Some(&text), within: None };
    let run = Checker::new(&options, &text_of);
    let (mut looked, mut outside) = (Vec::new(), Vec::new());
    for (name, text) in [("one", &one), ("other", &other)] {
        match parse_deck(name, Some(&path_of(name)), text) {
            Ok(deck) => looked.push((0, run.look(deck, text))),
            Err(diagnostics) => outside.extend(diagnostics),
        }
    }
    let mut sources = Vec::new();
    if let Ok((source, diagnostics)) = parse_source("essay", Some(&path_of("essay.source")), &source) {
        sources.push((0, source));
        outside.extend(diagnostics);
    }
    let checked = run.check(gather(looked, sources), outside);
    for (path, text) in &texts {
        let of_file = |diagnostic: &&Diagnostic| diagnostic.path == *path;
        let diagnostics: Vec<Diagnostic> = checked.diagnostics.iter().filter(of_file).cloned().collect();
        assert_shown(&diagnostics, text);
    }
    for diagnostic in &checked.diagnostics {
        assert!(texts.contains_key(&diagnostic.path), "in no file: {diagnostic:?}");
        assert!(!diagnostic.what.contains('\n') && diagnostic.what.chars().count() <= 400, "{}", diagnostic.what);
    }
    let located = lint::locate(&checked, &text_of);
    assert_eq!(located.len(), checked.diagnostics.len());
    for coverage in &checked.coverage {
        assert_safe(&safe(&coverage.table()));
    }
}

/// A deck that is mended, given an answer to accept, and appended to; and one that is to take its place.
pub fn mending(bytes: &[u8]) {
    let [text, answer, later] = parts(bytes);
    let Ok(before) = parse_deck("d", None, &text) else {
        assert!(find_fixes("d", &text).edits.is_empty());
        return;
    };
    mended(&text, &before);
    accepted(&text, &before, &answer);
    appended(&text, &before, &answer);
    if let Ok(later) = parse_deck("d", None, &later) {
        updated(before, later);
    }
}

fn mended(text: &str, before: &Deck) {
    let fix = find_fixes("d", text);
    assert!(may_be_fixed(before) || fix.edits.is_empty(), "there was nothing to fix: {text}");
    let after = apply(text, &fix.edits);
    let Ok(read) = parse_deck("d", None, &after) else { panic!("no deck any more: {after}") };
    assert!(same_deck(before, &read), "not the same cards: {after}");
    assert!(find_fixes("d", &after).edits.is_empty(), "not done after once: {after}");
    assert!(fix.edits.iter().all(|edit| edit.gone == 0), "something is gone: {after}");
}

fn accepted(text: &str, before: &Deck, answer: &str) {
    let items = before.cards.iter().flat_map(|card| card.parts().into_iter().map(|part| card.id.item(part)));
    for item in items.take(4) {
        let Some(Accepted::Written { text: after, .. }) = accept("d", text, &item, 0, answer) else { continue };
        let Ok(read) = parse_deck("d", None, &after) else { panic!("no deck any more: {after}") };
        let ids = |deck: &Deck| deck.cards.iter().map(|card| card.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(before), ids(&read), "not the same cards: {after}");
        let (Some(card), was) = (read.cards.iter().find(|card| card.id.as_str() == item.card()).cloned(), before)
        else {
            panic!("no card any more: {after}")
        };
        assert!(after.len() > text.len() && read.diagnostics.len() <= was.diagnostics.len(), "{after}");
        let question = Question::new(&Item { id: item.clone(), card }, 0);
        let accepts = question.wanted().iter().any(|wanted| wanted.texts().any(|text| text.plain() == answer.trim()));
        assert!(accepts, "it is not accepted: {after}");
    }
}

fn appended(text: &str, before: &Deck, answer: &str) {
    let value = |text: &str| FieldValue::Text(text.to_owned());
    let fields = vec![("question", value("Which is new?")), ("answer", value(answer))];
    let Some(kind) = Kind::of_word("typed") else { unreachable!("a kind of card") };
    let draft = CardDraft { id: "the-new-one".to_owned(), kind, fields };
    if let Ok(after) = append("d", text, before, &[draft.lines()]) {
        let Ok(read) = parse_deck("d", None, &after) else { panic!("no deck any more: {after}") };
        assert_eq!(read.cards.len(), before.cards.len() + 1, "{after}");
        assert_eq!(read.cards.last().map(|card| card.id.card().to_owned()), Some("the-new-one".to_owned()), "{after}");
    }
}

fn updated(before: Deck, later: Deck) {
    let (before, later) = (Collection::new(vec![before]), Collection::new(vec![later]));
    for item in later.items() {
        assert!(!later.carried_from(&item.id).contains(&item.id), "it carries on from itself: {}", item.id);
    }
    let _ = update(&before, &later);
}
