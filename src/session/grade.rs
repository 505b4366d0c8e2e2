//! Grades an answer to a question.

use super::texts::{self, TextExtra, TextFit, TextFound};
use super::{AnswerKind, GradingContext, Question};
use crate::deck::kinds::TrueFalseCard;
use crate::deck::text::one_line;
use crate::deck::{Body, RightAnswer, Text};
use crate::grading::{Graded, KnownAnswers, TextMatch, grade};
use crate::schedule::Verdict;

/// An answer of the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The choices picked, by index as shown, from 0.
    Choices(Vec<usize>),
    Truth(bool),
    Text(String),
    /// Several typed texts; an empty one keeps a place for an unknown answer.
    Texts(Vec<String>),
    /// The steps in the learner's order, by index as shown, from 0.
    Order(Vec<usize>),
    DontKnow,
}

/// The result for one choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceMark {
    /// Right, and picked.
    Found,
    /// Right, and not picked.
    Missed,
    /// Wrong, and picked.
    Wrong,
    /// Wrong, and not picked.
    Left,
}

/// Where a step belongs and where the learner put it, both from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepPlace {
    pub text: Text,
    /// Where the learner put it; `None` if they gave no order.
    pub given: Option<usize>,
}

/// The answer compared with what is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GradeDetail {
    /// Nothing beyond the verdict: true or false, self-rated.
    Plain,
    /// In the order shown.
    Choices(Vec<ChoiceMark>),
    Typed {
        /// As it was typed, with white space normalized.
        typed: String,
        /// The accepted form it is nearest to.
        answer: String,
        finding: TextMatch,
    },
    Texts {
        /// The result for each expected text, in the author's order.
        wanted: Vec<TextFound>,
        /// Typed texts that are none of them.
        extra: Vec<TextExtra>,
    },
    /// In their right order.
    Order(Vec<StepPlace>),
}

impl GradeDetail {
    /// How a right answer differs from the expected one; of several texts, the one that differs most.
    #[must_use]
    pub fn near(&self) -> Option<&TextMatch> {
        let finding = match self {
            Self::Typed { finding, .. } => Some(finding),
            Self::Texts { wanted, .. } => {
                wanted.iter().map(|text| &text.finding).filter(|finding| finding.is_right()).max()
            }
            _ => None,
        };
        finding.filter(|finding| finding.is_near())
    }

    /// How a right answer differs from the expected one, or why a similar one is wrong, in words.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        match (self, self.near()) {
            (Self::Typed { finding: TextMatch::Wrong(reason), .. }, _) => reason.as_ref().map(ToString::to_string),
            (_, Some(TextMatch::NoArticle)) => Some("without its article".to_owned()),
            (_, Some(TextMatch::Form)) => Some("a different form of it".to_owned()),
            (_, Some(_)) => Some("with a slip".to_owned()),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    pub verdict: Verdict,
    /// "I don't know".
    pub dont_know: bool,
    /// Wrong, but not in all parts.
    pub partly: bool,
    /// The answer compared with what is right.
    pub detail: GradeDetail,
    /// The answer as the log keeps it: several texts one per line; `None` for "I don't know".
    pub logged: Option<String>,
}

/// The answer has another form than its question expects: an error of the caller, not of the learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongForm;

/// Grades an answer. An empty one is "I don't know".
///
/// # Errors
/// When the question expects another form of answer.
pub fn grade_answer(question: &Question, answer: &Answer, context: GradingContext<'_>) -> Result<Grade, WrongForm> {
    let shown = |places: &[usize]| places.iter().all(|&place| place < question.choices.len());
    match (question.asks, answer) {
        (_, Answer::DontKnow) => Ok(dont_know(question)),
        (AnswerKind::Choice | AnswerKind::Choices, Answer::Choices(picked)) if picked.is_empty() => {
            Ok(dont_know(question))
        }
        (AnswerKind::Choice, Answer::Choices(picked)) if picked.len() > 1 => Err(WrongForm),
        (AnswerKind::Choice | AnswerKind::Choices, Answer::Choices(picked)) if shown(picked) => {
            Ok(choices(question, picked))
        }
        (AnswerKind::Truth, Answer::Truth(given)) => Ok(truth(question, *given)),
        (AnswerKind::Text, Answer::Text(typed)) if typed.trim().is_empty() => Ok(dont_know(question)),
        (AnswerKind::Text, Answer::Text(typed)) => Ok(text(question, typed, context)),
        (AnswerKind::Texts, Answer::Texts(typed)) if typed.iter().all(|text| text.trim().is_empty()) => {
            Ok(dont_know(question))
        }
        (AnswerKind::Texts, Answer::Texts(typed)) => Ok(several(question, typed, context)),
        (AnswerKind::Order, Answer::Order(order)) if order.is_empty() => Ok(dont_know(question)),
        (AnswerKind::Order, Answer::Order(order)) if order.len() == question.choices.len() && shown(order) => {
            Ok(steps(question, order))
        }
        _ => Err(WrongForm),
    }
}

fn verdict(right: bool) -> Verdict {
    if right { Verdict::Right } else { Verdict::Wrong }
}

fn judged(right: bool, partly: bool, detail: GradeDetail, logged: String) -> Grade {
    Grade { verdict: verdict(right), dont_know: false, partly: partly && !right, detail, logged: Some(logged) }
}

fn choices(question: &Question, picked: &[usize]) -> Grade {
    let marks: Vec<ChoiceMark> = question
        .choices
        .iter()
        .enumerate()
        .map(|(place, choice)| mark(choice.right, picked.contains(&place)))
        .collect();
    let right = !marks.iter().any(|mark| matches!(mark, ChoiceMark::Missed | ChoiceMark::Wrong));
    let partly = marks.contains(&ChoiceMark::Found);
    // Sorted, so that the log does not depend on the order of showing or picking.
    let mut texts: Vec<String> = choice_texts(question, picked.iter().copied());
    texts.sort();
    judged(right, partly, GradeDetail::Choices(marks), texts.join("\n"))
}

fn mark(right: bool, picked: bool) -> ChoiceMark {
    match (right, picked) {
        (true, true) => ChoiceMark::Found,
        (true, false) => ChoiceMark::Missed,
        (false, true) => ChoiceMark::Wrong,
        (false, false) => ChoiceMark::Left,
    }
}

fn truth(question: &Question, given: bool) -> Grade {
    let right = matches!(question.card.body, Body::TrueFalse(TrueFalseCard { answer, .. }) if answer == given);
    judged(right, false, GradeDetail::Plain, given.to_string())
}

fn text(question: &Question, typed: &str, context: GradingContext<'_>) -> Grade {
    let typed = as_line(typed);
    let wanted = question.wanted();
    let fit = wanted.first().map_or_else(TextFit::none, |right| fit(question, &typed, right, context));
    let right = fit.finding.is_right();
    judged(right, false, GradeDetail::Typed { typed: typed.clone(), answer: fit.answer, finding: fit.finding }, typed)
}

/// How a typed text matches one of the expected ones.
pub(super) fn fit(question: &Question, typed: &str, right: &RightAnswer, context: GradingContext<'_>) -> TextFit {
    let forms = question.forms(right, context.synonyms);
    let prompt = question.plain_prompt();
    let Graded { form, finding } =
        grade(typed, &forms, &question.rules(&prompt), KnownAnswers { known: context.known });
    // If it is exactly right or wrong, compare it with the answer that is shown.
    let form = if matches!(finding, TextMatch::Same | TextMatch::Wrong(_)) { 0 } else { form };
    TextFit { answer: forms.into_iter().nth(form).map(|form| form.shown).unwrap_or_default(), finding }
}

fn several(question: &Question, typed: &[String], context: GradingContext<'_>) -> Grade {
    let typed: Vec<String> = typed.iter().map(|text| as_line(text)).collect();
    let ordered = question.ordered();
    let fits = |typed: &str, right: &RightAnswer| fit(question, typed, right, context).finding.is_right();
    let cut = Some(&typed).filter(|_| ordered).and_then(|typed| texts::in_one_line(typed, &question.wanted(), &fits));
    let typed = cut.unwrap_or(typed);
    let (wanted, extra) =
        texts::compare(&typed, &question.wanted(), ordered, &|typed, right| fit(question, typed, right, context));
    let found = wanted.iter().filter(|text| text.is_found()).count();
    // If each text has its place, an empty line keeps it.
    let logged: Vec<&str> = typed.iter().map(String::as_str).filter(|text| ordered || !text.is_empty()).collect();
    let logged = logged.join("\n").trim_end().to_owned();
    let right = found == wanted.len() && extra.is_empty();
    judged(right, wanted.iter().any(|text| text.typed.is_some()), GradeDetail::Texts { wanted, extra }, logged)
}

fn steps(question: &Question, order: &[usize]) -> Grade {
    let order = &alike_steps(question, order)[..];
    let places = places(question, Some(order));
    let in_place = places.iter().enumerate().filter(|(place, step)| step.given == Some(*place)).count();
    let logged = choice_texts(question, order.iter().copied()).join("\n");
    judged(in_place == places.len(), in_place > 0, GradeDetail::Order(places), logged)
}

/// The learner's order of the steps, with equal steps swapped to where they count as right.
fn alike_steps(question: &Question, order: &[usize]) -> Vec<usize> {
    let mut order = order.to_vec();
    let text = |shown: usize| question.choices.get(shown).map(|step| &step.text);
    for (shown, step) in question.choices.iter().enumerate() {
        let Some(&given) = order.get(step.place) else { continue };
        if given != shown && text(given) == Some(&step.text) {
            order.iter_mut().filter(|other| **other == shown).for_each(|other| *other = given);
            order[step.place] = shown;
        }
    }
    order
}

/// The steps in their right order, with the place the learner gave each.
fn places(question: &Question, order: Option<&[usize]>) -> Vec<StepPlace> {
    let mut steps: Vec<(usize, StepPlace)> = question
        .choices
        .iter()
        .enumerate()
        .map(|(shown, step)| {
            let given = order.and_then(|order| order.iter().position(|&picked| picked == shown));
            (step.place, StepPlace { text: step.text.clone(), given })
        })
        .collect();
    steps.sort_by_key(|(place, _)| *place);
    steps.into_iter().map(|(_, step)| step).collect()
}

fn dont_know(question: &Question) -> Grade {
    let detail = match question.asks {
        AnswerKind::Choice | AnswerKind::Choices => {
            GradeDetail::Choices(question.choices.iter().map(|choice| mark(choice.right, false)).collect())
        }
        AnswerKind::Order => GradeDetail::Order(places(question, None)),
        AnswerKind::Rating | AnswerKind::Truth | AnswerKind::Text | AnswerKind::Texts => GradeDetail::Plain,
    };
    Grade { verdict: Verdict::Wrong, dont_know: true, partly: false, detail, logged: None }
}

fn choice_texts(question: &Question, shown: impl Iterator<Item = usize>) -> Vec<String> {
    shown.filter_map(|place| question.choices.get(place)).map(|choice| one_line(&choice.text.plain())).collect()
}

/// The text on one line; its inner spaces may count.
fn as_line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}
