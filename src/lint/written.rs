//! All texts of a card as its author wrote them, each with its field.

use crate::deck::cloze::ClozePiece;
use crate::deck::{Body, Card, ChoiceCard, ClozeCard, FlipCard, OrderCard, TermCard, Text, TrueFalseCard, TypedCard};

/// A text, its field, and its index among the texts of that field.
pub(super) type Written<'c> = (&'c Text, &'static str, usize);

/// All texts of a card, in the order they are shown.
pub(super) fn written(card: &Card) -> Vec<Written<'_>> {
    let mut all = Vec::new();
    body(&card.body, &mut all);
    list(&card.hints, "hint", &mut all);
    all.extend(card.because.iter().map(|text| (text, "because", 0)));
    all
}

fn body<'c>(body: &'c Body, all: &mut Vec<Written<'c>>) {
    match body {
        Body::Flip(FlipCard { question, answer }) => all.extend([(question, "question", 0), (answer, "answer", 0)]),
        Body::Typed(TypedCard { question, answers, many, .. }) => {
            all.push((question, "question", 0));
            let field = if *many { "answers" } else { "answer" };
            all.extend(answers.iter().enumerate().map(|(at, answer)| (&answer.text, field, at)));
            let accept = answers.iter().flat_map(|answer| &answer.accept).enumerate();
            all.extend(accept.map(|(at, text)| (text, "accept", at)));
        }
        Body::Choice(ChoiceCard { question, answers, distractors, many }) => {
            all.push((question, "question", 0));
            list(answers, if *many { "answers" } else { "answer" }, all);
            for (at, wrong) in distractors.iter().enumerate() {
                all.push((&wrong.text, "distractors", at));
                all.extend(wrong.why.iter().map(|why| (why, "why", at)));
            }
        }
        Body::TrueFalse(TrueFalseCard { statement, correction, .. }) => {
            all.push((statement, "statement", 0));
            all.extend(correction.iter().map(|text| (text, "correction", 0)));
        }
        Body::Cloze(ClozeCard { pieces, .. }) => {
            for piece in pieces {
                match piece {
                    ClozePiece::Shown(text) => all.push((text, "text", 0)),
                    ClozePiece::Gap { text, hint, accept, .. } => {
                        all.extend(std::iter::once(text).chain(hint).map(|text| (text, "text", 0)));
                        list(accept, "accept", all);
                    }
                }
            }
        }
        Body::Order(OrderCard { question, steps }) => {
            all.push((question, "question", 0));
            list(steps, "steps", all);
        }
        Body::Term(TermCard { term, definition, accept, .. }) => {
            all.extend([(term, "term", 0), (definition, "definition", 0)]);
            list(&accept.term, "accept", all);
            list(&accept.definition, "accept", all);
        }
    }
}

fn list<'c>(texts: &'c [Text], field: &'static str, all: &mut Vec<Written<'c>>) {
    all.extend(texts.iter().enumerate().map(|(at, text)| (text, field, at)));
}
